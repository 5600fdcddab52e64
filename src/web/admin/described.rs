//! docs/openapi.json lists every value that this API has, and no others.

use serde_json::Value;

use super::wait::goals;
use crate::gateway::{
    EventKind, Finding, NotifyType, Operation, Outcome, PaymentStatus, StageName, State,
};

const SCHEMAS: &str = "/components/schemas";

fn document() -> Value {
    serde_json::from_str(include_str!("../../../docs/openapi.json")).expect("it is JSON")
}

/// The values that are listed at a place.
fn listed(document: &Value, at: &str) -> Vec<String> {
    let values = document.pointer(&format!("{at}/enum"));
    let values = values.and_then(Value::as_array);
    let values = values.unwrap_or_else(|| panic!("{at} lists no values"));
    let texts = values.iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// Every code of an error, as `error.rs` writes them.
fn codes() -> Vec<&'static str> {
    let source = include_str!("error.rs").split('"');
    let is_code = |text: &&str| {
        let mut letters = text.bytes();
        text.len() > 3 && letters.all(|letter| letter.is_ascii_uppercase() || letter == b'_')
    };
    let mut codes: Vec<_> = source.filter(is_code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn openapi_lists_every_value_that_there_is() {
    let statuses = [
        PaymentStatus::Processing,
        PaymentStatus::Success,
        PaymentStatus::Fail,
        PaymentStatus::Cancelled,
    ];
    let states = [
        State::Pending {
            next_attempt_at: None,
        },
        State::Accepted,
        State::Exhausted,
        State::Blocked { why: String::new() },
    ];
    let statuses = statuses.map(PaymentStatus::name).to_vec();
    let kinds = EventKind::ALL.iter().map(|kind| kind.name()).collect();
    let findings: Vec<_> = Finding::ALL.iter().map(|one| one.name()).collect();
    let types = NotifyType::ALL.map(NotifyType::name).to_vec();
    let outcomes = Outcome::ALL.map(Outcome::name).to_vec();
    let operations = Operation::ALL.iter().map(|one| one.name()).collect();
    let document = document();
    for (schema, mut there) in [
        ("Event/properties/type", kinds),
        ("Event/properties/notifyType", types.clone()),
        ("Event/properties/outcome", outcomes.clone()),
        ("Event/properties/finding", findings.clone()),
        ("Finding/allOf/1/properties/finding", findings),
        ("Payment/properties/paymentStatus", statuses.clone()),
        (
            "Payment/properties/stage",
            StageName::ALL.map(StageName::name).to_vec(),
        ),
        ("BuyerStep/properties/paymentStatus", statuses),
        ("Notification/properties/notifyType", types),
        (
            "Notification/properties/state",
            states.iter().map(State::name).collect(),
        ),
        ("Attempt/properties/outcome", outcomes),
        ("NewForcedResult/properties/api", operations),
        ("Error/properties/code", codes()),
    ] {
        let mut listed = listed(&document, &format!("{SCHEMAS}/{schema}"));
        listed.sort_unstable();
        there.sort_unstable();
        assert_eq!(listed, there, "{schema}");
    }
    let wait = "/paths/~1v1~1merchants~1{clientId}~1payments~1{paymentId}~1wait";
    let until = listed(&document, &format!("{wait}/get/parameters/0/schema"));
    assert_eq!(until, goals().collect::<Vec<_>>());
}
