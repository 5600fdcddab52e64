//! `when` in the schema.

use serde_json::{Value, json};

use super::{Property, one_or_more, refer, table, words};
use crate::gateway::{Currency, Operation, Terminal};
use crate::scenario::names::{CAPTURE_MODES, PAYMENT_FIELDS, STAGES};

/// A text in which something is left open.
pub(super) const STAR: &str = "\\*";
/// Digits, or what stands for them.
pub(super) const DIGITS: &str = "^[0-9*]{1,}$";

/// `when`: the conditions of a rule.
pub(super) fn when() -> Value {
    let mut properties = about_the_payment();
    properties.extend(about_the_call());
    properties.extend(about_where_it_stands());
    table(&properties, &[])
}

fn about_the_payment() -> Vec<Property> {
    let path = |(key, path): &(&'static str, &'static str)| (*key, *path, field(key));
    let mut properties: Vec<_> = PAYMENT_FIELDS.iter().map(path).collect();
    properties.extend([
        (
            "payment",
            "Any fields of the pay request, by their paths.",
            refer("fields"),
        ),
        (
            "attempt",
            "The how-manieth payment of its order.",
            refer("count"),
        ),
    ]);
    properties
}

/// What a field of the `pay` request looks like; some have values of a closed list.
fn field(key: &str) -> Value {
    match key {
        "amount" => amount(),
        "currency" => one_of(&Currency::codes().collect::<Vec<_>>()),
        "terminal" => one_of(&Terminal::NAMES),
        "capture_mode" => one_of(&CAPTURE_MODES),
        "metadata" => json!({"anyOf": [refer("pattern"), refer("fields")]}),
        _ => refer("pattern"),
    }
}

fn amount() -> Value {
    let number = json!({"type": "integer", "minimum": 1});
    let digits = json!({"type": "string", "pattern": DIGITS});
    let literal = json!({"anyOf": [number, digits]});
    let mut with_keys = pattern_table(&json!({"type": "integer", "minimum": 1}));
    with_keys["minProperties"] = json!(1);
    json!({"anyOf": [one_or_more(&literal), with_keys]})
}

/// One of these words, or a text with a `*` in it, or a list of those, or whether it is there.
fn one_of(known: &[&str]) -> Value {
    let literal = json!({"anyOf": [{"enum": known}, {"type": "string", "pattern": STAR}]});
    let flag = json!({"type": "boolean"});
    let present = ("present", "Whether the field is there at all.", flag);
    json!({"anyOf": [one_or_more(&literal), table(&[present], &["present"])]})
}

fn about_the_call() -> Vec<Property> {
    let operations: Vec<_> = Operation::ALL.iter().map(|one| one.name()).collect();
    vec![
        (
            "api",
            "The operation that is called. Holds at no other moment.",
            json!({"enum": operations}),
        ),
        (
            "request",
            "Fields of the request of that call, by their paths.",
            refer("fields"),
        ),
        (
            "call",
            "The how-manieth call of that operation by the merchant.",
            refer("count"),
        ),
        (
            "repeat",
            "The how-manieth call of that operation about the same payment.",
            refer("count"),
        ),
    ]
}

fn about_where_it_stands() -> Vec<Property> {
    vec![
        (
            "stage",
            "Where the payment stands; any of these.",
            one_or_more(&words(STAGES)),
        ),
        (
            "card",
            "The card typed; any of these. Before a card is typed it does not hold.",
            one_or_more(&refer("card")),
        ),
        (
            "brand",
            "The brand that the number of the card typed tells; any of these.",
            one_or_more(&refer("brand")),
        ),
    ]
}

/// What a field looks like.
pub(super) fn pattern() -> Value {
    let literal = json!({"type": ["string", "number", "boolean"]});
    let mut with_keys = pattern_table(&json!({"type": "integer", "minimum": 0}));
    with_keys["minProperties"] = json!(1);
    json!({
        "description": "What a field looks like: a text in which * stands for anything, a number, true or false, a list of those, or a table.",
        "anyOf": [one_or_more(&literal), with_keys]
    })
}

/// A pattern that is a table; `most` is what `at_most` may be.
fn pattern_table(most: &Value) -> Value {
    let least = json!({"type": "integer", "minimum": 0});
    let flag = json!({"type": "boolean"});
    let properties = [
        ("at_least", "The least whole number.", least),
        ("at_most", "The most.", most.clone()),
        ("present", "Whether the field is there at all.", flag),
    ];
    table(&properties, &[])
}

/// Which of several.
pub(super) fn count() -> Value {
    let number = json!({"type": "integer", "minimum": 1});
    let from = ("from", "This one and every later one.", number.clone());
    json!({"anyOf": [one_or_more(&number), table(&[from], &["from"])]})
}
