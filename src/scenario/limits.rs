//! What does not go together in one rule: such a rule would never do anything.

use super::node::Table;
use super::then::KEYS;

/// The conditions that hold only while a call is being made.
const ABOUT_A_CALL: [&str; 4] = ["api", "request", "call", "repeat"];
/// The outcomes that are decided while a call is being made; everything else is decided without.
const OF_A_CALL: [&str; 3] = ["result", "answer", "shape"];
/// The conditions that hold only once a card was typed.
const ABOUT_A_CARD: [&str; 2] = ["card", "brand"];
/// The outcomes that are decided when `pay` is called for the first time, before any card.
const OF_A_NEW_PAYMENT: [&str; 2] = ["pay", "buyer"];

/// Puts down what can never happen.
pub(super) fn check(when: Option<&Table<'_>>, then: &Table<'_>) {
    let has = |key: &&&str| when.is_some_and(|when| when.has(key));
    if then.has("result") && !when.is_some_and(|when| when.has("api")) {
        let text = "needs the call that it answers; write when = { api = \"pay\" }";
        then.mistake_at("result", text);
    }
    if let Some(condition) = ABOUT_A_CALL.iter().find(has) {
        let known = then.keys().filter(|key| KEYS.contains(key));
        for key in known.filter(|key| !OF_A_CALL.contains(key)) {
            let instead = if key == "pay" || key == "cancel" {
                ", or write result"
            } else {
                ""
            };
            then.mistake_at(
                key,
                format!("is not decided during a call, so when.{condition} never holds for it; take {condition} out of when{instead}"),
            );
        }
    }
    if let Some(condition) = ABOUT_A_CARD.iter().find(has) {
        for key in OF_A_NEW_PAYMENT.iter().filter(|key| then.has(key)) {
            then.mistake_at(
                key,
                format!("is decided before a card is typed, so when.{condition} never holds for it; take {condition} out of when"),
            );
        }
    }
    if then.has("pay") && when.is_some_and(|when| when.has("stage")) {
        let text = "is decided before there is a payment, so when.stage never holds for it; take stage out of when";
        then.mistake_at("pay", text);
    }
}
