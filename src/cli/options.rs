//! What every command that talks to a running server has in common.

use clap::{Args, Subcommand};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Where the admin API listens unless told otherwise.
pub(crate) const ADMIN_URL: &str = "http://127.0.0.1:8090";

/// The characters that stand for themselves in a part of a URL.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Which server, which merchant, which form.
//
// The flags stand before or after the sub-command, hence `global`. clap hands global values up to
// the program by their ids, and `serve` has an `--admin` of its own: hence ids nobody else has.
#[derive(Args, Clone, Debug)]
pub(crate) struct ClientOptions {
    /// The admin address of a running server
    #[arg(id = "client_admin", long = "admin", value_name = "URL", global = true)]
    #[arg(env = "ANTOM_SANDBOX_ADMIN", hide_env_values = true, default_value = ADMIN_URL)]
    pub(crate) admin: String,

    /// The client id of the merchant
    #[arg(
        id = "client_merchant",
        long = "merchant",
        value_name = "CLIENT_ID",
        global = true
    )]
    #[arg(
        env = "ANTOM_SANDBOX_MERCHANT",
        hide_env_values = true,
        default_value = "default"
    )]
    pub(crate) merchant: String,

    /// Print what the admin API said
    #[arg(id = "client_json", long = "json", global = true)]
    pub(crate) json: bool,
}

impl ClientOptions {
    /// The path of something that belongs to the merchant.
    pub(crate) fn path(&self, parts: &[&str]) -> String {
        let mut path = format!("/v1/merchants/{}", escaped(&self.merchant));
        for part in parts {
            path.push('/');
            path.push_str(&escaped(part));
        }
        path
    }
}

/// The arguments of a client command: its own sub-command, and the options.
#[derive(Args, Clone, Debug)]
pub(crate) struct ClientArgs<C: Subcommand> {
    #[command(subcommand)]
    pub(crate) command: Option<C>,

    #[command(flatten)]
    pub(crate) options: ClientOptions,
}

/// The text as a part of a path or of a query.
pub(crate) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;
    use crate::cli::{clock, notifications, payments, requests};

    /// As the program: flags of `serve` without a sub-command, with an `--admin` of another kind.
    #[derive(Parser)]
    struct Program {
        #[arg(long, default_value_t = 8090)]
        admin: u16,
        #[command(subcommand)]
        command: Option<Command>,
    }

    #[derive(Subcommand)]
    enum Command {
        Clock(ClientArgs<clock::ClockCommand>),
        Payments(ClientArgs<payments::PaymentsCommand>),
        Notifications(ClientArgs<notifications::NotificationsCommand>),
        Requests(ClientArgs<requests::RequestsCommand>),
    }

    fn clock(words: &[&str]) -> (ClientOptions, Option<clock::ClockCommand>) {
        let program = Program::try_parse_from([&["antom-sandbox", "clock"], words].concat());
        match program.unwrap().command {
            Some(Command::Clock(args)) => (args.options, args.command),
            _ => unreachable!("the sub-command is clock"),
        }
    }

    #[test]
    fn the_commands_fit_together() {
        Program::command().debug_assert();
    }

    #[test]
    fn the_options_stand_before_or_after_the_sub_command() {
        for words in [
            ["--admin", "http://x:1", "--json", "next"],
            ["next", "--admin", "http://x:1", "--json"],
            ["--json", "next", "--admin", "http://x:1"],
        ] {
            let (options, command) = clock(&words);
            assert_eq!(options.admin, "http://x:1", "{words:?}");
            assert!(options.json, "{words:?}");
            assert!(
                matches!(command, Some(clock::ClockCommand::Next)),
                "{words:?}"
            );
        }
    }

    #[test]
    fn an_admin_flag_of_the_program_is_another_one() {
        let words = [
            "antom-sandbox",
            "--admin",
            "1",
            "clock",
            "next",
            "--merchant",
            "m",
        ];
        let program = Program::try_parse_from(words).unwrap();
        assert_eq!(program.admin, 1);
        assert!(program.command.is_some());
    }

    #[test]
    fn a_path_says_what_was_typed_whatever_it_was() {
        let (options, _) = clock(&["--merchant", "a/b"]);
        assert_eq!(
            options.path(&["payments", "1?2"]),
            "/v1/merchants/a%2Fb/payments/1%3F2"
        );
    }
}
