//! `scenario`: lists, shows and checks scenarios, which needs no server, and plays one on a server.

use anyhow::bail;
use clap::Subcommand;
use serde_json::{Value, json};

use super::journey::{self, RunArgs};
use super::print;
use super::switching::UseArgs;
use crate::scenario::{BUILT_IN, instead_of, load_journey, named, own_rules, schema};

/// What to do with scenarios.
#[derive(Subcommand, Clone, Debug)]
#[command(after_help = "Example:\n  antom-sandbox scenario show default > mine.toml")]
pub(crate) enum ScenarioCommand {
    /// List the shipped scenarios
    #[command(after_help = "Example:\n  antom-sandbox scenario list")]
    List {
        /// Print them as JSON, with the advice of each
        #[arg(long)]
        json: bool,
    },
    /// Print a shipped scenario, as a start for one's own
    #[command(after_help = "Example:\n  antom-sandbox scenario show default > mine.toml")]
    Show {
        /// Name of a shipped scenario
        name: String,
    },
    /// Check scenario files
    #[command(after_help = "Example:\n  antom-sandbox scenario check mine.toml")]
    Check {
        /// Scenario files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<String>,
    },
    /// Print the JSON Schema of scenario files, for editors
    #[command(after_help = "Example:\n  antom-sandbox scenario schema > scenario.schema.json")]
    Schema,
    /// Play a scenario on a running server; payments that exist keep theirs
    #[command(after_help = "Example:\n  antom-sandbox scenario use mine.toml")]
    Use(UseArgs),
    /// Play the steps of scenario files, against a running shop or without one
    Run(RunArgs),
}

impl ScenarioCommand {
    /// Whether there must be a server to do it.
    pub(super) fn needs_server(&self) -> bool {
        matches!(self, Self::Use(_))
    }
}

/// Does it.
pub(crate) fn run(command: &ScenarioCommand) -> anyhow::Result<()> {
    match command {
        ScenarioCommand::List { json } => print::painted(&list(*json)),
        ScenarioCommand::Show { name } => print::text(show(name)?),
        ScenarioCommand::Check { files } => check(files),
        ScenarioCommand::Schema => print::text(&format!("{:#}\n", schema())),
        ScenarioCommand::Run(args) => journey::run(args),
        // It is done by a client.
        ScenarioCommand::Use(_) => Ok(()),
    }
}

fn list(as_json: bool) -> String {
    let shipped = BUILT_IN.iter().filter_map(|shipped| named(shipped.name));
    let items: Vec<Value> = shipped
        .map(|one| json!({"name": one.name, "title": one.title, "advice": one.advice}))
        .collect();
    if as_json {
        format!("{:#}\n", json!({"items": items}))
    } else {
        print::table(&items, &[("NAME", "name"), ("TITLE", "title")])
    }
}

fn show(name: &str) -> anyhow::Result<&'static str> {
    match BUILT_IN.iter().find(|shipped| shipped.name == name) {
        Some(shipped) => Ok(shipped.text),
        None => bail!(
            "no shipped scenario is called \"{name}\". {}",
            instead_of(name)
        ),
    }
}

fn check(files: &[String]) -> anyhow::Result<()> {
    let mut wrong = 0;
    for file in files {
        match load_journey(file) {
            Ok((playbook, journey)) => {
                let rules = counted(own_rules(&playbook.source), "rule");
                let title = &playbook.title;
                let steps = match journey.steps.len() {
                    0 => String::new(),
                    steps => format!(", {}", counted(steps, "step")),
                };
                print::text(&format!("{file}: good, \"{title}\", {rules}{steps}\n"))?;
            }
            Err(error) => {
                wrong += 1;
                print::complaint(&print::harmless(&format!("{error}\n")))?;
            }
        }
    }
    if wrong > 0 {
        bail!("{wrong} of {} scenario files cannot be used", files.len());
    }
    Ok(())
}

/// `1 rule`, `2 rules`.
fn counted(count: usize, what: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {what}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_every_shipped_scenario_with_its_title() {
        let table = print::plain(&list(false));
        assert_eq!(table.lines().count(), BUILT_IN.len() + 1);
        let titled = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            table.lines().next().map(titled).as_deref(),
            Some("NAME TITLE")
        );
        assert!(
            table
                .lines()
                .any(|line| titled(line) == "default Documented test cards"),
            "{table}"
        );
        let json: Value = serde_json::from_str(&list(true)).unwrap();
        assert_eq!(json["items"].as_array().map(Vec::len), Some(BUILT_IN.len()));
    }

    #[test]
    fn a_shipped_scenario_is_shown_as_it_is_and_an_unknown_one_is_refused() {
        assert_eq!(show("default").unwrap(), BUILT_IN[0].text);
        let error = show("defualt").unwrap_err().to_string();
        assert!(error.contains("Did you mean default?"), "{error}");
    }

    #[test]
    fn one_wrong_file_is_enough_to_fail() {
        check(&["default".to_owned()]).unwrap();
        let error = check(&["default".to_owned(), "no/such.toml".to_owned()]).unwrap_err();
        assert_eq!(error.to_string(), "1 of 2 scenario files cannot be used");
    }
}
