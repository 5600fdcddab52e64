//! `step` in the schema.

use serde_json::{Value, json};

use super::{Property, expectations, filled, one_or_more, refer, table};
use crate::gateway::Operation;
use crate::scenario::journey::words::{ACTIONS, HOOKS, METHODS, VERBS};

/// One step of a journey. That it has one verb only is told by the reader.
pub(super) fn step() -> Value {
    let mut properties = about();
    properties.extend(acts());
    properties.extend(waits());
    let mut step = table(&properties, &[]);
    let verbs = VERBS.iter().map(|verb| json!({"required": [verb]}));
    step["anyOf"] = verbs.collect();
    step
}

/// Texts by their names; numbers and truth values count as they are written.
fn texts() -> Value {
    json!({"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}})
}

fn about() -> Vec<Property> {
    vec![
        (
            "name",
            "What the step is called in the transcript.",
            filled(),
        ),
        (
            "as",
            "The name under which later steps find its result: ${name.path}.",
            filled(),
        ),
        (
            "timeout",
            "How long the answer may take, in real time; 15s unless given.",
            refer("span"),
        ),
    ]
}

fn acts() -> Vec<Property> {
    let operations: Vec<_> = Operation::ALL.iter().map(|one| one.name()).collect();
    let call = [
        ("api", "Which one.", json!({"enum": operations})),
        (
            "body",
            "Its fields, laid over a complete request about the newest payment.",
            json!({"type": ["object", "string"]}),
        ),
        (
            "exact",
            "Whether the body is sent as written.",
            json!({"type": "boolean"}),
        ),
    ];
    let shop = [
        (
            "method",
            "GET, or POST with a body, unless given.",
            json!({"enum": METHODS}),
        ),
        ("path", "The path, with its query.", filled()),
        ("headers", "Further headers.", texts()),
        ("json", "The body, as JSON.", json!({})),
        ("form", "The body, as a form.", texts()),
    ];
    vec![
        (
            "pay",
            "Sends a signed pay request: these fields over a complete order.",
            json!({"type": ["object", "string"]}),
        ),
        ("call", "Calls an API.", table(&call, &["api"])),
        (
            "shop",
            "Sends a request to the shop of --shop.",
            table(&shop, &["path"]),
        ),
        ("buyer", "Lets the robot buyer act.", buyer()),
        (
            "advance",
            "Lets time pass: by a time, to an instant, to what is due next, until nothing is due.",
            json!({"type": "string", "minLength": 2, "examples": ["2m", "next", "drain"]}),
        ),
        ("arm", "Arms a rule until the journey ends.", arm()),
    ]
}

fn buyer() -> Value {
    let action = json!({"enum": ACTIONS});
    let keys = [
        ("action", "What the buyer does.", action.clone()),
        (
            "card",
            "The card; one that fits the action unless given.",
            refer("card"),
        ),
        (
            "otp",
            "The code for the bank; the right one unless given.",
            filled(),
        ),
        (
            "payment",
            "A paymentId or paymentRequestId; the newest payment unless given.",
            filled(),
        ),
    ];
    json!({"anyOf": [action, table(&keys, &["action"])]})
}

fn arm() -> Value {
    let keys = [
        ("rule", "The rule.", refer("rule")),
        (
            "times",
            "How often it decides.",
            json!({"type": "integer", "minimum": 1}),
        ),
        ("payment", "For this payment only.", filled()),
        ("for", "For how long; virtual time.", refer("span")),
    ];
    table(&keys, &["rule"])
}

fn waits() -> Vec<Property> {
    let mut hooks: Vec<Value> = HOOKS.iter().map(|(word, _)| json!(word)).collect();
    hooks.push(json!("500"));
    let status = json!({"type": ["integer", "string"], "examples": hooks});
    vec![
        (
            "resend",
            "Sends a notification once more: newest, or its id.",
            filled(),
        ),
        (
            "hooks",
            "How the next notifications are answered: ack, refuse, hang, close, or an HTTP status.",
            one_or_more(&status),
        ),
        (
            "await",
            "Waits for an event: within, and the filters of GET …/events/wait.",
            json!({"type": "object", "minProperties": 1, "additionalProperties": {"type": ["string", "number", "boolean", "object"]}}),
        ),
        ("expect", "What has to be so now.", expectations::expect()),
    ]
}
