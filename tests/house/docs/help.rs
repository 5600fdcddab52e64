//! What the program says about itself, read from its own `--help`.

use std::collections::BTreeSet;
use std::process::{Command, Output};

use crate::tree::root;

/// Runs the program with nothing of the developer's own settings around it.
pub(super) fn program(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_antom-sandbox"));
    command.args(args).env_clear().current_dir(root());
    command
        .output()
        .unwrap_or_else(|error| panic!("antom-sandbox {args:?} does not run: {error}"))
}

/// What the program prints when all is well.
pub(crate) fn printed(args: &[&str]) -> String {
    let output = program(args);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "antom-sandbox {args:?} fails: {errors}"
    );
    String::from_utf8(output.stdout).expect("the program prints UTF-8")
}

/// Every flag and environment variable in the help of a command and of its sub-commands.
pub(super) fn promised_by(command: &[&str]) -> BTreeSet<String> {
    let help = printed(&[command, &["--help"]].concat());
    let mut promised = promised(&help);
    for name in subcommands(&help) {
        promised.extend(promised_by(&[command, &[name.as_str()]].concat()));
    }
    promised
}

/// Every command that has none below it, by its words: `["clock", "advance"]`.
pub(super) fn commands_below(command: &[String]) -> Vec<Vec<String>> {
    let words: Vec<&str> = command.iter().map(String::as_str).collect();
    let below = subcommands(&printed(&[&words[..], &["--help"]].concat()));
    let own = (!command.is_empty() && below.is_empty()).then(|| command.to_vec());
    let below = below
        .into_iter()
        .flat_map(|name| commands_below(&[command, &[name]].concat()));
    own.into_iter().chain(below).collect()
}

/// First words of the indented lines after `Commands:`; deeper lines continue a description.
pub(crate) fn subcommands(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let block = lines.take_while(|line| line.starts_with("  "));
    let heads = block.filter(|line| !line.starts_with("   "));
    let names = heads.filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// `--flags` that begin a line of options, and the names in `[env: NAME=…]`.
pub(crate) fn promised(help: &str) -> BTreeSet<String> {
    let option_lines = help
        .lines()
        .filter(|line| line.trim_start().starts_with('-'));
    let heads = option_lines.flat_map(|line| line.split_whitespace().take(2));
    let flags = heads
        .filter(|word| word.starts_with("--"))
        .map(|word| name_at(word, '-'));
    let env = help.split("[env: ").skip(1).map(|rest| name_at(rest, '_'));
    let own = ["--help", "--version"];
    flags
        .chain(env)
        .filter(|name| !own.contains(name))
        .map(str::to_owned)
        .collect()
}

/// The leading run of letters, digits and one joining character.
fn name_at(text: &str, joint: char) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != joint);
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn help_is_read_as_a_person_reads_it() {
    let help = "\
Usage: x

Commands:
  serve  Start
          with details
  help   Print

Options:
      --http <ADDR>  See --other [env: ANTOM_SANDBOX_HTTP=]
  -h, --help         Print help
";
    assert_eq!(subcommands(help), ["serve"]);
    let names: Vec<String> = promised(help).into_iter().collect();
    assert_eq!(names, ["--http", "ANTOM_SANDBOX_HTTP"]);
}
