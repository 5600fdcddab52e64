//! `scenario use`: plays another scenario on a running server.

use std::fs;
use std::path::Path;

use anyhow::Context;
use clap::Args;
use serde_json::{Value, json};

use super::client::AdminClient;
use super::options::{ClientOptions, escaped};
use super::print::{self, Column, facts};
use crate::scenario::{BUILT_IN, instead_of};

/// Which scenario, and where.
#[derive(Args, Clone, Debug)]
pub(crate) struct UseArgs {
    /// Name of a shipped scenario, or a scenario file
    #[arg(value_name = "NAME|FILE")]
    scenario: String,

    #[command(flatten)]
    options: ClientOptions,
}

/// Does it.
pub(crate) async fn run(args: &UseArgs) -> anyhow::Result<()> {
    let client = AdminClient::new(&args.options.admin)?;
    let path = args.options.path(&["scenario"]);
    let wanted = &args.scenario;
    let played = if BUILT_IN.iter().any(|shipped| shipped.name == wanted) {
        client.put(&path, json!({ "name": wanted })).await?
    } else {
        let text = fs::read_to_string(wanted).with_context(|| {
            let instead = instead_of(wanted);
            format!("no shipped scenario is called \"{wanted}\", nor is it a file that can be read. {instead}")
        })?;
        let name = Path::new(wanted).file_stem().unwrap_or_default();
        let name = escaped(&name.to_string_lossy());
        client
            .put_text(&format!("{path}?name={name}"), text)
            .await?
    };
    print::answer(&args.options, &played, played_text)
}

fn played_text(played: &Value) -> String {
    const FACTS: &[Column] = &[
        ("scenario", "name"),
        ("title", "title"),
        ("advice", "advice"),
        ("rules", "rules"),
    ];
    let facts = facts(played, FACTS);
    format!("{facts}payments from now on are played by it; those that exist keep theirs\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::print::plain;

    #[test]
    fn the_answer_names_the_scenario_and_whom_it_concerns() {
        let played = json!({"name": "mine", "title": "Poor buyers", "advice": "", "rules": 16});
        let expected = "\
scenario  mine
title     Poor buyers
rules     16
payments from now on are played by it; those that exist keep theirs
";
        assert_eq!(plain(&played_text(&played)), expected);
    }
}
