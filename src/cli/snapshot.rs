//! `snapshot`: takes a merchant's world of a running server into a file, and puts one back.

use std::{fs, io};

use anyhow::Context;
use clap::{Args, Subcommand};
use serde_json::Value;

use super::client::AdminClient;
use super::options::ClientOptions;
use super::print::{self, Column, facts, items};

/// Taking or putting back, and where.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Example:\n  antom-sandbox snapshot save world.json")]
pub(crate) struct SnapshotArgs {
    #[command(subcommand)]
    command: SnapshotCommand,

    #[command(flatten)]
    options: ClientOptions,
}

#[derive(Subcommand, Clone, Debug)]
enum SnapshotCommand {
    /// Write payments, agenda, clock, journal and calls into one JSON file
    #[command(after_help = "Example:\n  antom-sandbox snapshot save world.json")]
    Save {
        /// The file; - for the standard output
        #[arg(value_name = "FILE")]
        file: String,
    },
    /// Put the world of such a file in the place of the merchant's own
    #[command(after_help = "Example:\n  antom-sandbox snapshot restore world.json")]
    Restore {
        /// The file; - for the standard input
        #[arg(value_name = "FILE")]
        file: String,
    },
}

/// Does it.
pub(crate) async fn run(args: &SnapshotArgs) -> anyhow::Result<()> {
    let client = AdminClient::new(&args.options.admin)?;
    let path = args.options.path(&["snapshot"]);
    match &args.command {
        SnapshotCommand::Save { file } => {
            let world = client.get(&path).await?;
            if file == "-" {
                return print::text(&format!("{world}\n"));
            }
            fs::write(file, format!("{world}\n"))
                .with_context(|| format!("{file} cannot be written"))?;
            print::answer(&args.options, &world, |world| saved_text(world, file))
        }
        SnapshotCommand::Restore { file } => {
            let text = if file == "-" {
                io::read_to_string(io::stdin())
            } else {
                fs::read_to_string(file)
            };
            let text = text.with_context(|| format!("{file} cannot be read"))?;
            let merchant = client.put_text(&path, text).await?;
            print::answer(&args.options, &merchant, restored_text)
        }
    }
}

fn saved_text(world: &Value, file: &str) -> String {
    let count = |name: &str| items(&world["gateway"], name).len();
    let (payments, due) = (count("payments"), count("agenda"));
    let now = world["clock"]["now"].as_str().unwrap_or_default();
    format!("{file} has {payments} payments at {now}; on the agenda: {due}\n")
}

fn restored_text(merchant: &Value) -> String {
    const FACTS: &[Column] = &[
        ("merchant", "clientId"),
        ("now", "now"),
        ("pace", "clock"),
        ("scenario", "scenario"),
        ("payments", "payments"),
    ];
    facts(merchant, FACTS)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::print::plain;

    #[test]
    fn both_ways_tell_what_is_in_the_world() {
        let world = json!({"clock": {"now": "10:00"},
            "gateway": {"payments": [1, 2], "agenda": [1, 2, 3]}});
        assert_eq!(
            saved_text(&world, "w.json"),
            "w.json has 2 payments at 10:00; on the agenda: 3\n"
        );
        let merchant = json!({"clientId": "A", "now": "10:00", "clock": "stepped",
            "scenario": "default", "payments": 2});
        let expected = "\
merchant  A
now       10:00
pace      stepped
scenario  default
payments  2
";
        assert_eq!(plain(&restored_text(&merchant)), expected);
    }
}
