//! `expect` in the schema.

use serde_json::{Value, json};

use super::{filled, refer, table};
use crate::gateway::Finding;
use crate::scenario::journey::words::NO_FINDING;

/// What has to be so. That it is about one thing only is told by the reader.
pub(super) fn expect() -> Value {
    let mut findings = vec![NO_FINDING];
    findings.extend(Finding::ALL.iter().map(|finding| finding.name()));
    let keys = [
        (
            "of",
            "The name of an earlier result that it is about.",
            filled(),
        ),
        (
            "answer",
            "The newest answer, or that of the step named by of.",
            refer("fields"),
        ),
        (
            "inquiry",
            "What inquiryPayment answers now.",
            refer("fields"),
        ),
        (
            "notification",
            "A body that was sent about the payment; count tells how many.",
            refer("fields"),
        ),
        (
            "event",
            "An event of the journey; count tells how many.",
            refer("fields"),
        ),
        (
            "finding",
            "What the shop did wrong, or none.",
            json!({"enum": findings}),
        ),
        (
            "payment",
            "The payment, as the admin API shows it.",
            refer("fields"),
        ),
        (
            "shop",
            "A page of the shop: its path, and what it has to be.",
            page(),
        ),
    ];
    let mut expect = table(&keys, &[]);
    expect["minProperties"] = json!(1);
    expect
}

fn page() -> Value {
    json!({"type": "object", "required": ["path"], "minProperties": 2})
}
