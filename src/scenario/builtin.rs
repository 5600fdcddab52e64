//! The scenarios shipped inside the program.

use std::sync::{Arc, OnceLock};

use super::file::parse;
use crate::gateway::Playbook;

/// A shipped scenario.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// What to call it by.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

/// Every shipped scenario.
pub const BUILT_IN: &[BuiltIn] = &[BuiltIn {
    name: "default",
    text: include_str!("../../scenarios/default.toml"),
}];

/// The documented test cards: what a merchant gets unless told otherwise.
///
/// # Panics
/// Never: a test reads every shipped scenario.
#[must_use]
pub fn default_playbook() -> Arc<Playbook> {
    static PLAYBOOK: OnceLock<Arc<Playbook>> = OnceLock::new();
    let read = || {
        let playbook = parse(BUILT_IN[0].text).expect("a shipped scenario is well-formed");
        Arc::new(Playbook {
            name: BUILT_IN[0].name.to_owned(),
            ..playbook
        })
    };
    Arc::clone(PLAYBOOK.get_or_init(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_scenario_is_well_formed() {
        for scenario in BUILT_IN {
            let parsed = parse(scenario.text);
            assert!(parsed.is_ok(), "{}: {parsed:?}", scenario.name);
        }
    }
}
