//! `scenario`: lists, shows and checks scenarios, which needs no server, and plays one on a server.

use anyhow::{anyhow, bail};
use clap::Subcommand;

use super::print;
use super::switching::UseArgs;
use crate::scenario::{BUILT_IN, BuiltIn, load, parse};

/// What to do with scenarios.
#[derive(Subcommand, Clone, Debug)]
#[command(after_help = "Example:\n  antom-sandbox scenario show default > mine.toml")]
pub(crate) enum ScenarioCommand {
    /// List the shipped scenarios
    #[command(after_help = "Example:\n  antom-sandbox scenario list")]
    List,
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
    /// Play a scenario on a running server; payments that exist keep theirs
    #[command(after_help = "Example:\n  antom-sandbox scenario use mine.toml")]
    Use(UseArgs),
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
        ScenarioCommand::List => print::text(&list()?),
        ScenarioCommand::Show { name } => print::text(show(name)?),
        ScenarioCommand::Check { files } => check(files),
        // It is done by a client.
        ScenarioCommand::Use(_) => Ok(()),
    }
}

fn list() -> anyhow::Result<String> {
    let names = BUILT_IN.iter().map(|shipped| shipped.name.len());
    let width = names.max().unwrap_or_default();
    let line = |shipped: &BuiltIn| {
        let playbook = parse(shipped.text).map_err(|error| anyhow!(error))?;
        Ok(format!("{:width$}  {}\n", shipped.name, playbook.title))
    };
    BUILT_IN.iter().map(line).collect()
}

fn show(name: &str) -> anyhow::Result<&'static str> {
    if let Some(shipped) = BUILT_IN.iter().find(|shipped| shipped.name == name) {
        return Ok(shipped.text);
    }
    let names: Vec<_> = BUILT_IN.iter().map(|shipped| shipped.name).collect();
    bail!(
        "no shipped scenario is called \"{name}\"; there are: {}",
        names.join(", ")
    )
}

fn check(files: &[String]) -> anyhow::Result<()> {
    let mut wrong = 0;
    for file in files {
        match load(file) {
            Ok(playbook) => {
                let rules = playbook.rules.len();
                print::text(&format!(
                    "{file}: good, \"{}\", {rules} rules\n",
                    playbook.title
                ))?;
            }
            Err(mistake) => {
                wrong += 1;
                print::complaint(&format!("{}\n", mistake.trim_end()))?;
            }
        }
    }
    if wrong > 0 {
        bail!("{wrong} of {} scenario files cannot be used", files.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_every_shipped_scenario_with_its_title() {
        let list = list().unwrap();
        assert_eq!(list.lines().count(), BUILT_IN.len());
        assert!(
            list.starts_with("default  Documented test cards\n"),
            "{list}"
        );
    }

    #[test]
    fn a_shipped_scenario_is_shown_as_it_is_and_an_unknown_one_is_refused() {
        assert_eq!(show("default").unwrap(), BUILT_IN[0].text);
        let error = show("nope").unwrap_err().to_string();
        assert!(error.contains("there are: default"), "{error}");
    }

    #[test]
    fn one_wrong_file_is_enough_to_fail() {
        check(&["default".to_owned()]).unwrap();
        let error = check(&["default".to_owned(), "no/such.toml".to_owned()]).unwrap_err();
        assert_eq!(error.to_string(), "1 of 2 scenario files cannot be used");
    }
}
