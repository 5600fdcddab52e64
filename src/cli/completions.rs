//! `completions`: what a shell needs to complete the commands.

use anyhow::Context;
use clap::builder::PossibleValuesParser;
use clap::{Args, Command, CommandFactory};
use clap_complete::{Shell, generate};

use super::{Program, print};
use crate::scenario::BUILT_IN;

/// For which shell.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  source <(antom-sandbox completions bash)                  # ~/.bashrc
  source <(antom-sandbox completions zsh)                   # ~/.zshrc
  antom-sandbox completions fish | source                   # config.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// Prints them.
pub(crate) fn run(args: &CompletionsArgs) -> anyhow::Result<()> {
    let mut script = Vec::new();
    let mut command = with_names(Program::command());
    let name = command.get_name().to_owned();
    generate(args.shell, &mut command, name, &mut script);
    let script = String::from_utf8(script).context("the completions are no text")?;
    print::text(&mended(&script))
}

/// For bash, `clap_complete` 4.6 writes the hyphen of the program's name in two ways (its issue
/// 6421), so that nothing is completed after a command. This is the other way.
fn mended(script: &str) -> String {
    script.replace("antom__subcmd__sandbox", "antom__sandbox")
}

/// A shell may offer the shipped scenarios where only they will do.
fn with_names(command: Command) -> Command {
    let names = || PossibleValuesParser::new(BUILT_IN.iter().map(|shipped| shipped.name));
    command.mut_subcommand("scenario", |scenario| {
        scenario.mut_subcommand("show", |show| {
            show.mut_arg("name", |name| name.value_parser(names()))
        })
    })
}
