//! `force`: one result code for every call of an API, as the console of Antom has it.

use anyhow::bail;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::client::AdminClient;
use super::options::{ClientOptions, escaped};
use super::print::{self, Column, field, items, table_or};

/// What to force.
#[derive(Args, Clone, Debug)]
#[command(subcommand_negates_reqs = true)]
#[command(after_help = "Example:\n  antom-sandbox force cancel PROCESS_FAIL --for 30m")]
pub(crate) struct ForceArgs {
    #[command(subcommand)]
    command: Option<ForceCommand>,

    /// The API, such as pay, inquiryPayment, capture or cancel
    #[arg(required = true)]
    api: Option<String>,

    /// The result code, of the lists of Antom
    #[arg(required = true)]
    code: Option<String>,

    /// For how long, in virtual time, such as 30m; until cleared when left out
    #[arg(long = "for", value_name = "DURATION")]
    lasts: Option<String>,

    #[command(flatten)]
    options: ClientOptions,
}

#[derive(Subcommand, Clone, Debug)]
enum ForceCommand {
    /// List what is forced
    #[command(after_help = "Example:\n  antom-sandbox force list")]
    List,
    /// Let an API, or all of them, answer by itself again
    #[command(after_help = "Example:\n  antom-sandbox force clear cancel")]
    Clear {
        /// The API; all when left out
        #[arg(value_name = "API")]
        of: Option<String>,
    },
}

/// Does it.
pub(crate) async fn run(args: ForceArgs) -> anyhow::Result<()> {
    let client = AdminClient::new(&args.options.admin)?;
    let path = args.options.path(&["forced-results"]);
    match (args.command, args.api, args.code) {
        (Some(ForceCommand::List), ..) => {
            let list = client.get(&path).await?;
            print::answer(&args.options, &list, list_text)
        }
        (Some(ForceCommand::Clear { of }), ..) => {
            let of = of.map(|api| format!("?api={}", escaped(&api)));
            let cleared = client.delete(&(path + &of.unwrap_or_default())).await?;
            print::answer(&args.options, &cleared, cleared_text)
        }
        (None, Some(api), Some(code)) => {
            let mut wish = json!({"api": api, "resultCode": code});
            if let Some(lasts) = args.lasts {
                wish["for"] = json!(lasts);
            }
            let forced = client.post(&path, Some(wish)).await?;
            print::answer(&args.options, &forced, forced_text)
        }
        // clap asks for both.
        (None, ..) => bail!("name an API and a result code"),
    }
}

fn list_text(list: &Value) -> String {
    const COLUMNS: &[Column] = &[
        ("API", "api"),
        ("RESULT", "resultCode"),
        ("STATUS", "resultStatus"),
        ("SINCE", "since"),
        ("UNTIL", "until"),
    ];
    table_or(items(list, "items"), COLUMNS, "nothing is forced")
}

fn forced_text(forced: &Value) -> String {
    let (api, code) = (field(forced, "api"), field(forced, "resultCode"));
    let end = match field(forced, "until") {
        never if never.is_empty() => format!("`antom-sandbox force clear {api}`"),
        until => until,
    };
    format!("every {api} is answered {code} until {end}\n")
}

fn cleared_text(cleared: &Value) -> String {
    format!("{} taken back\n", field(cleared, "takenBack"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_forced_says_how_it_ends() {
        let mut forced = json!({"api": "pay", "resultCode": "RISK_REJECT", "until": "10:30"});
        let told = "every pay is answered RISK_REJECT until 10:30\n";
        assert_eq!(forced_text(&forced), told);
        forced["until"] = Value::Null;
        let told = "every pay is answered RISK_REJECT until `antom-sandbox force clear pay`\n";
        assert_eq!(forced_text(&forced), told);
        assert_eq!(list_text(&json!({"items": []})), "nothing is forced\n");
    }
}
