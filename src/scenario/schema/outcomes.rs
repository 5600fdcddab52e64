//! `then` in the schema.

use serde_json::{Value, json};

use super::{Property, disputes, one_or_more, refer, table, words};
use crate::gateway::NotifyType;
use crate::scenario::faults::{SPOILS, TIMED_SPOILS};
use crate::scenario::names::{
    AFTER_DECLINE, ANSWER_FAULTS, BEHAVIOURS, CATEGORIES, ECIS, FUNDING, JSON_STYLES, THREE_DS,
};

/// The code of a country.
pub(super) const TWO_LETTERS: &str = "^[A-Z]{2}$";

/// `then`: what happens when a rule holds.
pub(super) fn then() -> Value {
    let mut properties = decisions();
    properties.extend(inquiries());
    properties.extend(card_traits());
    properties.extend(messages());
    let mut then = table(&properties, &[]);
    then["minProperties"] = json!(1);
    then
}

fn lag() -> Value {
    json!({"anyOf": [{"const": "never"}, refer("span")]})
}

fn decisions() -> Vec<Property> {
    let reversal = [
        ("after", "From the authorisation on.", refer("span")),
        ("code", "Why.", refer("failure")),
    ];
    vec![
        (
            "result",
            "The call is answered with this code, and nothing else happens. Needs when.api.",
            refer("code"),
        ),
        (
            "pay",
            "pay refuses with this code and makes no payment.",
            refer("refusal"),
        ),
        (
            "unknown_token",
            "pay refuses a token of no stored card with this code; usually PARAM_ILLEGAL.",
            refer("refusal"),
        ),
        ("three_ds", "How the 3DS check goes.", words(THREE_DS)),
        (
            "issuer",
            "What the issuer answers: SUCCESS approves, anything else declines.",
            refer("end"),
        ),
        ("issuer_delay", "How long the issuer takes.", refer("span")),
        (
            "after_decline",
            "Whether a buyer may try another card after a decline, or the payment has failed.",
            words(AFTER_DECLINE),
        ),
        (
            "reversal",
            "An authorised payment fails after all.",
            table(&reversal, &["after", "code"]),
        ),
        ("capture", "How a capture ends.", refer("end")),
        (
            "capture_delay",
            "From the authorisation to the automatic capture.",
            lag(),
        ),
        ("capture_takes", "How long a capture is in process.", lag()),
        ("cancel", "cancel refuses with this code.", refer("refusal")),
        ("refund", "How a refund ends.", refer("end")),
        ("refund_takes", "How long a refund is in process.", lag()),
        (
            "dispute",
            "The cardholder disputes the payment after its capture.",
            disputes::dispute(),
        ),
    ]
}

fn inquiries() -> Vec<Property> {
    vec![
        (
            "inquiry_lag",
            "For how long after the end an inquiry still says PROCESSING.",
            refer("span"),
        ),
        (
            "in_process",
            "What an inquiry, and a notification that comes too early, calls what has not ended.",
            refer("open_end"),
        ),
    ]
}

fn card_traits() -> Vec<Property> {
    let text = || json!({"type": "string", "minLength": 1});
    vec![
        (
            "brand",
            "The brand of the card, whatever its number says.",
            refer("brand"),
        ),
        (
            "issuing_country",
            "The country of the issuer, such as US.",
            json!({"type": "string", "pattern": TWO_LETTERS}),
        ),
        ("funding", "CREDIT, DEBIT, …", json!({"enum": FUNDING})),
        (
            "category",
            "CONSUMER or COMMERCIAL.",
            json!({"enum": CATEGORIES}),
        ),
        (
            "region",
            "GLOBAL, or the region of a local card.",
            json!({"anyOf": [{"const": "GLOBAL"}, {"type": "string", "pattern": TWO_LETTERS}]}),
        ),
        (
            "avs",
            "The raw AVS code; empty for none.",
            json!({"type": "string"}),
        ),
        (
            "cvv",
            "The raw CVV code; empty for none.",
            json!({"type": "string"}),
        ),
        (
            "eci",
            "The indicator of 3DS, whatever the outcome says.",
            json!({"enum": ECIS}),
        ),
        (
            "acquirer_reference_no",
            "acquirerReferenceNo; left out without it.",
            text(),
        ),
    ]
}

fn messages() -> Vec<Property> {
    let gaps = json!({"type": "array", "minItems": 1, "items": refer("span")});
    let retry = json!({"anyOf": [{"enum": ["documented", "never"]}, gaps]});
    vec![
        ("shape", "How messages are written.", shape()),
        (
            "answer",
            "What goes wrong with the answer of a call.",
            answer(),
        ),
        (
            "notification",
            "What goes wrong with notifications.",
            one_or_more(&notification()),
        ),
        (
            "retry",
            "When notifications that were not acknowledged are sent again: the gaps between attempts.",
            retry,
        ),
        ("buyer", "What the buyer does without a browser.", buyer()),
    ]
}

fn shape() -> Value {
    let flag = || json!({"type": "boolean"});
    let text = || json!({"type": "string", "minLength": 1});
    let properties = [
        (
            "caav",
            "Writes the misspelt caav beside every cavv.",
            flag(),
        ),
        ("card_info", "Whether cardInfo is there.", flag()),
        ("success_message", "The resultMessage of a success.", text()),
        (
            "extra_fields",
            "Adds fields that no document names.",
            flag(),
        ),
        (
            "card_brand",
            "A cardBrand that no client knows yet.",
            text(),
        ),
        ("json", "How the JSON is written.", words(JSON_STYLES)),
    ];
    table(&properties, &[])
}

fn answer() -> Value {
    let properties = [
        ("fault", "What becomes of the answer.", words(ANSWER_FAULTS)),
        ("delay", "How long it is held back.", refer("span")),
        (
            "performed",
            "Whether the call is carried out all the same; true unless told.",
            json!({"type": "boolean"}),
        ),
    ];
    let with = |key| table(&properties, &[key]);
    json!({"anyOf": [words(ANSWER_FAULTS), with("fault"), with("delay")]})
}

fn notification() -> Value {
    let attempt = json!({"type": "integer", "minimum": 1});
    let attempts = json!({"anyOf": [{"const": "all"}, one_or_more(&attempt)]});
    let types = NotifyType::ALL.map(NotifyType::name);
    let aim = [
        (
            "type",
            "The notifications that are meant; all unless told.",
            json!({"enum": types}),
        ),
        (
            "attempt",
            "Which of its attempts; the first unless told.",
            attempts,
        ),
    ];
    let mut plain = vec![("fault", "What goes wrong.", words(SPOILS))];
    plain.extend(aim.clone());
    let mut timed = vec![
        ("fault", "What goes wrong.", words(TIMED_SPOILS)),
        (
            "by",
            "How much later, how stale, or how long after.",
            refer("span"),
        ),
    ];
    timed.extend(aim);
    let timed = table(&timed, &["fault", "by"]);
    json!({"anyOf": [table(&plain, &["fault"]), timed]})
}

fn buyer() -> Value {
    let properties = [
        ("does", "What the buyer does.", words(BEHAVIOURS)),
        (
            "after",
            "From pay to the first step; 10s unless told.",
            refer("span"),
        ),
        (
            "card",
            "The card that is typed; one that fits unless told.",
            refer("card"),
        ),
    ];
    json!({"anyOf": [words(BEHAVIOURS), table(&properties, &["does"])]})
}
