//! `overrides`: single rules, armed for a while.

use clap::Subcommand;
use serde_json::{Value, json};

use super::client::AdminClient;
use super::options::ClientOptions;
use super::print::{self, Column, field, items, table_or};
use crate::scenario::load_rule;

/// What to do with overrides.
#[derive(Subcommand, Clone, Default, Debug)]
#[command(after_help = "Example:\n  antom-sandbox overrides add poor.toml --times 1")]
pub(crate) enum OverridesCommand {
    /// List the rules that are armed (the default)
    #[default]
    #[command(after_help = "Example:\n  antom-sandbox overrides list")]
    List,
    /// Arm the rule in a file: `when` and `then` in TOML or JSON, without `[[rule]]`
    #[command(after_help = "Example:\n  antom-sandbox overrides add poor.toml --times 1")]
    Add {
        /// The file
        file: String,
        /// How many times it decides; any number when left out
        #[arg(long, value_name = "COUNT")]
        times: Option<u32>,
        /// The only payment it is about, by paymentId or paymentRequestId
        #[arg(long, value_name = "ID")]
        payment: Option<String>,
        /// For how long, in virtual time, such as 30m
        #[arg(long = "for", value_name = "DURATION")]
        lasts: Option<String>,
    },
    /// Take back an armed rule, or all of them, forced results too
    #[command(after_help = "Example:\n  antom-sandbox overrides clear ovr-1")]
    Clear {
        /// The rule's id; all when left out
        id: Option<String>,
    },
}

/// Does it.
pub(crate) async fn run(
    command: OverridesCommand,
    client: &AdminClient,
    options: &ClientOptions,
) -> anyhow::Result<()> {
    let path = options.path(&["overrides"]);
    match command {
        OverridesCommand::List => {
            let list = client.get(&path).await?;
            print::answer(options, &list, list_text)
        }
        OverridesCommand::Add {
            file,
            times,
            payment,
            lasts,
        } => {
            // The server reads it as well, and knows nothing of files.
            let rule = load_rule(&file)?;
            let wish = json!({"rule": rule, "times": times, "payment": payment, "for": lasts});
            let armed = client.post(&path, Some(wish)).await?;
            print::answer(options, &armed, |armed| {
                format!("{} is armed\n", field(armed, "overrideId"))
            })
        }
        OverridesCommand::Clear { id } => {
            let path = match &id {
                Some(id) => options.path(&["overrides", id]),
                None => path,
            };
            let cleared = client.delete(&path).await?;
            print::answer(options, &cleared, |cleared| {
                format!("{} taken back\n", field(cleared, "takenBack"))
            })
        }
    }
}

fn list_text(list: &Value) -> String {
    const COLUMNS: &[Column] = &[
        ("OVERRIDE", "overrideId"),
        ("PAYMENT", "payment"),
        ("LEFT", "timesLeft"),
        ("USED", "timesUsed"),
        ("UNTIL", "expiresAt"),
        ("WHEN", "rule.when"),
        ("THEN", "rule.then"),
    ];
    table_or(items(list, "items"), COLUMNS, "nothing is armed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::print::plain;

    #[test]
    fn an_armed_rule_is_told_in_a_line() {
        let armed = json!({"overrideId": "ovr-1", "payment": null, "timesLeft": 1, "timesUsed": 0,
            "expiresAt": null, "rule": {"then": {"issuer": "DO_NOT_HONOR"}}});
        let expected = "\
OVERRIDE  PAYMENT  LEFT  USED  UNTIL  WHEN  THEN
ovr-1              1     0                  {\"issuer\":\"DO_NOT_HONOR\"}
";
        assert_eq!(plain(&list_text(&json!({ "items": [armed] }))), expected);
        assert_eq!(list_text(&json!({"items": []})), "nothing is armed\n");
    }
}
