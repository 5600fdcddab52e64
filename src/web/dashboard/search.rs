//! What a list is asked for, and what a text or an amount that is looked for is found in.

use serde::Deserialize;

use super::paging::Place;
use crate::gateway::Amount;

/// No amount is written longer than this.
const AMOUNT_MAX: usize = 32;

/// What is looked for, and which page of it. A list reads of it what it offers to choose from.
#[derive(Deserialize, Clone, Default)]
pub(in crate::web) struct Search {
    #[serde(default)]
    pub(super) q: String,
    /// Of payments.
    #[serde(default)]
    pub(super) status: String,
    /// Of disputes and notifications.
    #[serde(default)]
    pub(super) state: String,
    /// Of requests; anything means the refused ones only.
    #[serde(default)]
    pub(super) refused: String,
    #[serde(flatten)]
    pub(super) place: Place,
}

impl Search {
    /// The text that is looked for.
    pub(super) fn wanted(&self) -> &str {
        self.q.trim()
    }
}

/// Whether a text has another in it, whatever the case of their letters.
pub(super) fn has(text: &str, wanted: &str) -> bool {
    let Some(first) = wanted.bytes().next() else {
        return true;
    };
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    // Most places are turned down by their first letter.
    let starts = |place: &&[u8]| place[0].eq_ignore_ascii_case(&first);
    let mut places = text.windows(wanted.len()).filter(starts);
    places.any(|place| place.eq_ignore_ascii_case(wanted))
}

/// Whether an amount is written like this: `25.90`, `SGD 7,700.00`, `7700.00`, or in the smallest unit.
pub(super) fn is_amount(amount: Amount, wanted: &str) -> bool {
    // Of a hundred thousand payments only few are worth an amount that is written out.
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"., ".contains(&byte);
    let has_digit = wanted.bytes().any(|byte| byte.is_ascii_digit());
    if !has_digit || wanted.len() > AMOUNT_MAX || !wanted.bytes().all(fits) {
        return false;
    }
    let written = amount.to_string();
    has(&written, wanted)
        || has(&written.replace(',', ""), wanted)
        || amount.value.to_string() == wanted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::Currency;

    #[test]
    fn texts_and_amounts_are_found_as_people_write_them() {
        assert!(has("Two Lanterns", "lantern") && has("a", "") && has("", ""));
        assert!(!has("lantern", "lanterns") && !has("", "a"));
        let amount = Amount {
            currency: Currency::named("SGD").expect("a currency"),
            value: 770_000,
        };
        for written in ["7,700.00", "7700.00", "sgd 7,700", "770000", "700.0"] {
            assert!(is_amount(amount, written), "{written}");
        }
        for other in ["SGD", "77000", "lt-order-77", "7.700,00"] {
            assert!(!is_amount(amount, other), "{other}");
        }
    }
}
