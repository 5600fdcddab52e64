//! The settings of a sandbox that one process has for itself.

use clap::builder::{OsStr, Resettable};
use clap::{Args, Command, FromArgMatches};

use super::Settings;

/// Free ports, and a clock that stands until told. A listener that hangs is given up soon: nobody
/// wants to wait in real time for what virtual time can do.
const WORDS: &str = "private --http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --clock stepped \
                     --seed 1 --header-time virtual --notify-timeout 1s";

impl Settings {
    /// For a sandbox that nobody outside this process knows. Nothing is taken from the environment,
    /// which is about the sandboxes that people start, and nothing is written to the disk.
    ///
    /// # Panics
    /// Never: a test reads the words.
    #[must_use]
    pub fn private() -> Self {
        let command = Self::augment_args(Command::new("private"));
        let command = command.mut_args(|arg| arg.env(Resettable::<OsStr>::Reset));
        let matches = command.try_get_matches_from(WORDS.split_whitespace());
        let settings = matches.and_then(|matches| Self::from_arg_matches(&matches));
        settings.expect("the words are flags of the program")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_sandbox_takes_free_ports_and_no_file() {
        let settings = Settings::private();
        assert_eq!((settings.http.port(), settings.admin.port()), (0, 0));
        assert!(settings.https.0.is_none());
        assert!(settings.ready_file.is_none() && settings.merchants.is_none());
    }
}
