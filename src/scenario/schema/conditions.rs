//! `when` in the schema.

use serde_json::{Value, json};

use super::{Property, one_or_more, refer, table, words};
use crate::gateway::Operation;
use crate::scenario::names::{PAYMENT_FIELDS, STAGES};

/// `when`: the conditions of a rule.
pub(super) fn when() -> Value {
    let mut properties = about_the_payment();
    properties.extend(about_the_call());
    properties.extend(about_where_it_stands());
    table(&properties, &[])
}

fn about_the_payment() -> Vec<Property> {
    let path = |(key, path): &(&'static str, &'static str)| (*key, *path, refer("pattern"));
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
    let whole = json!({"type": "integer", "minimum": 0});
    let flag = json!({"type": "boolean"});
    let literal = json!({"type": ["string", "number", "boolean"]});
    let properties = [
        ("at_least", "The least whole number.", whole.clone()),
        ("at_most", "The most.", whole),
        ("present", "Whether the field is there at all.", flag),
    ];
    let mut with_keys = table(&properties, &[]);
    with_keys["minProperties"] = json!(1);
    json!({
        "description": "What a field looks like: a text in which * stands for anything, a number, true or false, a list of those, or a table.",
        "anyOf": [one_or_more(&literal), with_keys]
    })
}

/// Which of several.
pub(super) fn count() -> Value {
    let number = json!({"type": "integer", "minimum": 1});
    let from = ("from", "This one and every later one.", number.clone());
    json!({"anyOf": [one_or_more(&number), table(&[from], &["from"])]})
}
