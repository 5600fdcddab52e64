//! `dispute` of `then` in the schema.

use serde_json::{Value, json};

use super::{Property, refer, table};
use crate::gateway::{DisputeType, Verdict};

/// A dispute that comes by itself.
pub(super) fn dispute() -> Value {
    let mut properties = beginning();
    properties.extend(course());
    table(&properties, &["after"])
}

fn flag() -> Value {
    json!({"type": "boolean"})
}

fn beginning() -> Vec<Property> {
    let text = || json!({"type": "string", "minLength": 1});
    let types: Vec<_> = DisputeType::ALL.iter().map(|kind| kind.name()).collect();
    vec![
        ("after", "From the capture on.", refer("span")),
        (
            "type",
            "CHARGEBACK unless told. A RETRIEVAL_REQUEST that nobody answers becomes one.",
            json!({ "enum": types }),
        ),
        (
            "reason",
            "The code of the card's scheme, such as 10.4; the usual one unless told.",
            text(),
        ),
        ("message", "What the reason is in words.", text()),
        (
            "amount",
            "How much, in the smallest unit; all that was captured unless told.",
            json!({"type": "integer", "minimum": 1}),
        ),
        (
            "due_in",
            "How long the shop may take to answer; 7d unless told.",
            refer("span"),
        ),
    ]
}

fn course() -> Vec<Property> {
    let verdicts: Vec<_> = Verdict::ALL.iter().map(|verdict| verdict.name()).collect();
    vec![
        (
            "defendable",
            "Whether the shop may defend; true unless told.",
            flag(),
        ),
        (
            "refundable",
            "Whether the payment may be refunded meanwhile; false unless told.",
            flag(),
        ),
        (
            "rdr",
            "Whether a rule for automatic refunds settles it at once.",
            flag(),
        ),
        (
            "judged",
            "How it is judged once the shop has defended.",
            json!({ "enum": verdicts }),
        ),
        (
            "judged_after",
            "From the defence to the judgement; 14d unless told.",
            refer("span"),
        ),
        (
            "withdrawn_after",
            "The cardholder withdraws it so long after its beginning.",
            refer("span"),
        ),
    ]
}
