//! The scenarios shipped inside the program.

use std::sync::{Arc, OnceLock};

use super::file::parse_alone;
use crate::gateway::{Playbook, Rule};

/// A shipped scenario.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// What to call it by.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

macro_rules! built_in {
    ($($name:literal)*) => {
        /// Every shipped scenario. A file in `scenarios/` is shipped by its name in this list.
        pub const BUILT_IN: &[BuiltIn] = &[$(BuiltIn {
            name: $name,
            text: include_str!(concat!("../../scenarios/", $name, ".toml")),
        },)*];
    };
}

built_in! {
    "default"
}

/// The documented test cards: what a merchant gets unless told otherwise.
///
/// # Panics
/// Never: a test reads every shipped scenario.
#[must_use]
pub fn default_playbook() -> Arc<Playbook> {
    static PLAYBOOK: OnceLock<Arc<Playbook>> = OnceLock::new();
    let read = || {
        let playbook = parse_alone(BUILT_IN[0].text).expect("a shipped scenario is well-formed");
        Arc::new(Playbook {
            name: BUILT_IN[0].name.to_owned(),
            ..playbook
        })
    };
    Arc::clone(PLAYBOOK.get_or_init(read))
}

/// The rules of the documented test cards, which come after those of every scenario.
pub(super) fn test_cards() -> Vec<Arc<Rule>> {
    default_playbook().rules.clone()
}

#[cfg(test)]
mod tests {
    use super::super::load::named;
    use super::*;

    #[test]
    fn every_shipped_scenario_is_well_formed() {
        for scenario in BUILT_IN {
            let parsed = parse_alone(scenario.text);
            assert!(parsed.is_ok(), "{}: {parsed:?}", scenario.name);
            let name = named(scenario.name).map(|playbook| playbook.name);
            assert_eq!(name.as_deref(), Some(scenario.name));
        }
    }
}
