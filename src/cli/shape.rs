//! The command line as it is typed and explained: read once, from one description.

use clap::{Arg, Command, CommandFactory, FromArgMatches};

use super::Program;

/// Under which heading the help of `serve` and `demo` has a flag; any other is an option.
const HEADINGS: &[(&str, &[&str])] = &[
    (
        "Where it listens",
        &[
            "http",
            "https",
            "admin",
            "shop",
            "public_url",
            "home",
            "tls_name",
            "ready_file",
        ],
    ),
    (
        "What happens",
        &["scenario", "clock", "seed", "merchants", "header_time"],
    ),
    (
        "Notifications",
        &[
            "notify_url",
            "notify_rewrite",
            "notify_anywhere",
            "notify_timeout",
            "resend",
        ],
    ),
    (
        "How it answers",
        &["unsigned_errors", "messages", "strict", "signature_code"],
    ),
    ("Log", &["log", "log_level"]),
];

/// Reads the command line; ends the program when it makes no sense, or asks for help.
#[must_use]
pub fn parse() -> Program {
    let mut matches = command().get_matches();
    Program::from_arg_matches_mut(&mut matches)
        .unwrap_or_else(|error| error.format(&mut command()).exit())
}

/// The description of all commands.
///
/// The flags of `serve` may stand without it; to tell them all before the commands would bury these.
pub(super) fn command() -> Command {
    let program = Program::command().mut_args(|flag| flag.hide(true));
    ["serve", "demo"]
        .into_iter()
        .fold(program, |program, name| {
            program.mut_subcommand(name, |server| server.mut_args(under_its_heading))
        })
}

/// The flag where people look for it, without what the reader's own environment says.
fn under_its_heading(flag: Arg) -> Arg {
    let flag = flag.hide_env_values(true);
    let name = flag.get_id().as_str();
    let heading = HEADINGS.iter().find(|(_, names)| names.contains(&name));
    match heading {
        Some((heading, _)) => flag.help_heading(*heading),
        None => flag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command with its way from the program's name.
    fn all(command: &Command, way: &str, found: &mut Vec<(String, String)>) {
        let help = command.clone().render_help().to_string();
        // Its lines are laid out by hand, and are not to be broken.
        let examples = command.get_after_help().map(ToString::to_string);
        let examples = examples.unwrap_or_default();
        let long = examples.lines().find(|line| line.chars().count() > 80);
        assert_eq!(long, None, "{way}");
        found.push((way.to_owned(), help));
        for below in command.get_subcommands() {
            all(below, &format!("{way} {}", below.get_name()), found);
        }
    }

    #[test]
    fn every_help_fits_into_eighty_columns_and_every_command_has_an_example() {
        let mut program = command().term_width(80).disable_help_subcommand(true);
        program.build();
        program.clone().debug_assert();
        let mut found = Vec::new();
        all(&program, "antom-sandbox", &mut found);
        assert!(found.len() > 40, "{}", found.len());
        for (way, help) in found {
            let long = help.lines().find(|line| line.chars().count() > 80);
            assert_eq!(long, None, "{way}");
            assert!(help.contains("Example"), "{way} has no example: {help}");
        }
    }

    #[test]
    fn the_program_names_each_command_in_one_line() {
        let help = command().term_width(80).render_help().to_string();
        let commands = help.split("Commands:\n").nth(1).unwrap();
        let commands = commands.split("\n\n").next().unwrap();
        let continued = commands.lines().find(|line| line.starts_with("   "));
        assert_eq!(continued, None);
        assert!(!help.contains("--http"), "{help}");
    }

    #[test]
    fn whatever_a_running_server_is_asked_its_own_words_can_be_had() {
        fn check(command: &Command) {
            let has = |flag: &str| {
                let mut flags = command.get_arguments();
                flags.any(|one| one.get_long() == Some(flag))
            };
            let is_server = ["serve", "demo", "antom-sandbox"].contains(&command.get_name());
            let asks = has("admin") && !is_server;
            assert!(!asks || has("json"), "{}", command.get_name());
            command.get_subcommands().for_each(check);
        }
        check(&command());
    }

    #[test]
    fn every_flag_of_a_server_is_under_a_heading() {
        let program = command();
        for name in ["serve", "demo"] {
            let server = program.find_subcommand(name).unwrap();
            let bare = server
                .get_arguments()
                .find(|flag| flag.get_help_heading().is_none());
            assert_eq!(bare.map(Arg::get_id), None, "add it to HEADINGS");
        }
    }
}
