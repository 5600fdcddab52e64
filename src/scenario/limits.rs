//! What does not go together in one rule: such a rule would never do anything.

use super::names::ANSWER_FAULTS;
use super::node::{Node, Table};
use super::then::KEYS;
use super::tree::Branch;
use crate::gateway::{Operation, ResultCode, SpoiledAnswer, StageName, cannot_answer};

/// The conditions that hold only while a call is being made.
const ABOUT_A_CALL: [&str; 4] = ["api", "request", "call", "repeat"];
/// The outcomes that are decided while a call is being made; everything else is decided without.
const OF_A_CALL: [&str; 3] = ["result", "answer", "shape"];
/// The conditions that hold only once a card was typed.
const ABOUT_A_CARD: [&str; 2] = ["card", "brand"];
/// The outcomes that are decided when `pay` is called for the first time, before any card.
const OF_A_NEW_PAYMENT: [&str; 2] = ["pay", "buyer"];

/// The outcomes that are decided when a card is typed.
const OF_A_TYPED_CARD: [&str; 3] = ["three_ds", "issuer", "issuer_delay"];

/// The operations whose answers lead the buyer to a page.
const WITH_URLS: [Operation; 4] = [
    Operation::Pay,
    Operation::CreatePaymentSession,
    Operation::VaultPaymentMethod,
    Operation::CreateVaultingSession,
];

/// Puts down what can never happen.
pub(super) fn check(when: Option<&Table<'_>>, then: &Table<'_>) {
    let has = |key: &&&str| when.is_some_and(|when| when.has(key));
    if then.has("result") && !when.is_some_and(|when| when.has("api")) {
        let text = "needs the call that it answers; write when = { api = \"pay\" }";
        then.mistake_at("result", text);
    }
    if let Some(operation) = when.and_then(api) {
        check_answer(operation, then);
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
    if let Some(stages) = when.and_then(|when| when.get("stage")) {
        check_stage(&stages, then);
    }
    if then.has("pay") && when.is_some_and(|when| when.has("stage")) {
        let text = "is decided before there is a payment, so when.stage never holds for it; take stage out of when";
        then.mistake_at("pay", text);
    }
}

/// The operation of `when.api`. One that does not exist is put down elsewhere.
fn api(when: &Table<'_>) -> Option<Operation> {
    word(&when.get("api")?).and_then(Operation::named)
}

fn word<'a>(node: &Node<'a>) -> Option<&'a str> {
    match node.value() {
        Branch::Text(text) => Some(text),
        _ => None,
    }
}

/// What no answer of this operation can be.
fn check_answer(operation: Operation, then: &Table<'_>) {
    let code = then.get("result").and_then(|node| word(&node));
    let code = code.and_then(ResultCode::named);
    if let Some([why, instead]) = code.and_then(|code| cannot_answer(operation, code)) {
        then.mistake_at("result", format!("{why}; {instead}"));
    }
    if loses_its_url(then) && !WITH_URLS.contains(&operation) {
        let name = operation.name();
        then.mistake_at(
            "answer",
            format!("no_url does nothing to an answer of {name}, which has no URL; write when = {{ api = \"pay\" }}, or another fault"),
        );
    }
}

/// Whether the answer is to be without the URL for the buyer.
fn loses_its_url(then: &Table<'_>) -> bool {
    let Some(answer) = then.get("answer") else {
        return false;
    };
    let fault = answer
        .plain_table()
        .map_or(Some(answer), |table| table.get("fault"));
    let name = fault.and_then(|node| word(&node));
    let meant = ANSWER_FAULTS.iter().find(|(known, _)| Some(*known) == name);
    meant.is_some_and(|(_, fault)| *fault == SpoiledAnswer::NoUrl)
}

/// Puts down what is decided when a card is typed, of stages in which nobody types one.
fn check_stage(stages: &Node<'_>, then: &Table<'_>) {
    let waits = StageName::AwaitingBuyer.name();
    let stages = stages.one_or_more();
    if stages
        .iter()
        .any(|stage| word(stage).is_none_or(|stage| stage == waits))
    {
        return;
    }
    for key in OF_A_TYPED_CARD.iter().filter(|key| then.has(key)) {
        then.mistake_at(
            key,
            format!("is decided when a card is typed, while the payment is {waits}; take stage out of when"),
        );
    }
}
