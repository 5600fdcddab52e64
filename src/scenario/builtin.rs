//! The scenarios shipped inside the program; the first of them has the test cards that follow every
//! scenario.

use std::sync::{Arc, OnceLock};

use super::file::parse_alone;
use super::mistake::Mistakes;
use crate::gateway::Playbook;

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
    "3ds-attempted"
    "3ds-cancelled"
    "3ds-challenge"
    "3ds-frictionless"
    "3ds-timed-out"
    "3ds-unavailable"
    "3ds-upgrade"
    "3ds-upgrade-off"
    "3ds-wrong-code"
    "amount-limit"
    "amount-minimum"
    "answer-unsigned"
    "answer-wrong-key"
    "answer-wrong-signature"
    "buyer-closes-tab"
    "buyer-declined"
    "buyer-leaves-card-page"
    "buyer-leaves-challenge"
    "buyer-never-comes"
    "buyer-pays"
    "buyer-pays-last-second"
    "buyer-pays-twice"
    "buyer-retries"
    "buyer-returns-unpaid"
    "cancel-answer-lost"
    "cancel-refused"
    "cancel-unknown"
    "capture-answer-lost"
    "capture-before-payment"
    "capture-by-hand"
    "capture-delayed"
    "capture-fails"
    "capture-in-process"
    "capture-never"
    "card-brand-not-available"
    "charged-twice"
    "co-badged-brand-missing"
    "commercial-debit-card"
    "console-simulation"
    "currency-not-supported"
    "cut-body"
    "cvv-and-avs"
    "cvv-empty"
    "decline-is-final"
    "decline-menu"
    "dispute-lost"
    "dispute-months-later"
    "dispute-rdr"
    "dispute-retrieval-request"
    "dispute-timeout"
    "dispute-withdrawn"
    "dispute-won"
    "empty-body"
    "every-card-declined"
    "extra-fields"
    "forged-amount"
    "forged-body"
    "forged-payment"
    "forged-unsigned"
    "forged-wrong-key"
    "forged-wrong-signature"
    "html-body"
    "http-429"
    "http-500"
    "http-502"
    "http-502-after-pay"
    "in-process-unknown"
    "inquiry-lags"
    "inquiry-unavailable"
    "inquiry-unsigned"
    "issuer-slow"
    "json-escaped"
    "json-spaced"
    "korean-brand-missing"
    "korean-issuer-approves"
    "korean-issuer-cancelled"
    "korean-issuer-rejects"
    "late-risk-reversal"
    "merchant-suspended"
    "misspelt-caav"
    "mit-soft-decline"
    "new-card-brand"
    "no-card-info"
    "no-result"
    "not-json"
    "notification-again"
    "notification-before-answer"
    "notification-before-redirect"
    "notification-contradicts"
    "notification-late"
    "notification-lost"
    "notification-never-comes"
    "notification-pending-first"
    "notification-stale"
    "notification-twice"
    "pay-after-11-seconds"
    "pay-after-16-seconds"
    "pay-after-31-seconds"
    "pay-answer-lost"
    "pay-never-answered"
    "pay-request-lost"
    "pay-traffic-limit"
    "pay-unknown"
    "pay-unknown-not-made"
    "pay-without-url"
    "plan-not-available"
    "refund-answer-lost"
    "refund-at-once"
    "refund-fails"
    "refund-limits"
    "refund-never-ends"
    "refund-slow"
    "refund-window-over"
    "refund-without-balance"
    "resend-documented"
    "resend-fast"
    "resend-off"
    "risk-reject"
    "same-id-again"
    "set-up-menu"
    "settlement-contract"
    "signature-refused"
    "slow-body"
    "success-text"
    "token-deleted"
    "token-expired"
    "token-unknown"
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

/// Reads a scenario in TOML, or in JSON when the first letter is `{`. The documented test cards
/// come after its own rules.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse(text: &str) -> Result<Playbook, Mistakes> {
    let mut playbook = parse_alone(text)?;
    for rule in &default_playbook().rules {
        // A copy of the shipped file has them already.
        if !playbook.rules.contains(rule) {
            playbook.rules.push(Arc::clone(rule));
        }
    }
    Ok(playbook)
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
