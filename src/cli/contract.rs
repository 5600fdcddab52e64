//! `contract`: what a merchant has signed.

use std::fs;

use anyhow::Context;
use clap::Subcommand;
use serde_json::Value;

use super::client::AdminClient;
use super::options::ClientOptions;
use super::print;

/// What to do with the contract.
#[derive(Subcommand, Clone, Default, Debug)]
#[command(after_help = "Example:\n  antom-sandbox contract sign '{\"currencies\": [\"SGD\"]}'")]
pub(crate) enum ContractCommand {
    /// Show the contract in force (the default)
    #[default]
    #[command(after_help = "Example:\n  antom-sandbox contract show")]
    Show,
    /// Sign another contract; what it leaves out is as by default, and `{}` allows everything
    #[command(after_help = "Example:\n  antom-sandbox contract sign '{\"status\": \"SUSPENDED\"}'")]
    Sign {
        /// The contract in JSON, or a file with it in JSON or TOML
        #[arg(value_name = "JSON|FILE")]
        contract: String,
    },
}

/// Does it.
pub(crate) async fn run(
    command: ContractCommand,
    client: &AdminClient,
    options: &ClientOptions,
) -> anyhow::Result<()> {
    let path = options.path(&["contract"]);
    let contract = match command {
        ContractCommand::Show => client.get(&path).await?,
        ContractCommand::Sign { contract } => client.put_text(&path, text_of(contract)?).await?,
    };
    print::answer(options, &contract, told)
}

/// The text of a contract that is written out, or stands in a file.
fn text_of(contract: String) -> anyhow::Result<String> {
    if contract.trim_start().starts_with('{') {
        return Ok(contract);
    }
    fs::read_to_string(&contract).with_context(|| {
        format!(
            "\"{contract}\" is neither JSON, which begins with a brace, nor a file that can be read"
        )
    })
}

/// A line for each field; what sets no bound is left out.
fn told(contract: &Value) -> String {
    let fields = contract.as_object().into_iter().flatten();
    let bounds = fields.filter(|(_, value)| !is_open(value));
    let lines = bounds.map(|(name, value)| match value {
        Value::String(text) => format!("{name:<22}{text}\n"),
        other => format!("{name:<22}{other}\n"),
    });
    lines.collect()
}

/// Whether a field sets no bound.
fn is_open(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(serde_json::Map::is_empty)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_sets_a_bound_is_told() {
        let contract = json!({
            "status": "ACTIVE", "currencies": ["SGD"], "regions": null, "amountLimits": {},
            "manualCapture": true,
        });
        let expected = "\
status                ACTIVE
currencies            [\"SGD\"]
manualCapture         true
";
        assert_eq!(told(&contract), expected);
    }
}
