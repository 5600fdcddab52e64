//! The forms that arm a rule: the common ones field by field, any other as a text.

use serde_json::{Map, Value, json};

use super::draft::Draft;

/// What can go wrong with the answer of a call, as scenarios name it, and in words.
pub(crate) const ANSWERS: [(&str, &str); 17] = [
    ("reset", "the connection is reset"),
    ("never", "no answer: the connection stays silent"),
    ("http500", "HTTP 500"),
    ("http502", "HTTP 502"),
    ("http429", "HTTP 429"),
    ("cut_body", "half of the body"),
    ("slow_body", "half of the body, the rest after the delay"),
    ("empty_body", "no body"),
    ("html", "a page of a proxy"),
    ("not_json", "text that is no JSON"),
    ("no_result", "JSON without result"),
    ("unsigned", "no signature"),
    ("wrong_signature", "the signature of another text"),
    ("wrong_key", "signed with a key that is not Antom's"),
    ("unknown", "UNKNOWN_EXCEPTION"),
    ("no_url", "PAYMENT_IN_PROCESS without a URL"),
    ("traffic_limit", "REQUEST_TRAFFIC_EXCEED_LIMIT"),
];

/// How 3DS can go.
pub(crate) const THREE_DS: [(&str, &str); 6] = [
    ("challenge", "the bank asks for a code"),
    ("frictionless", "the bank asks nothing"),
    ("attempted", "the issuer takes no part"),
    ("exempted", "waived"),
    ("unavailable", "the card knows no 3DS"),
    ("soft_decline", "the issuer demands it"),
];

/// What can go wrong with notifications, and whether it takes a span.
pub(crate) const NOTIFICATIONS: [(&str, &str); 16] = [
    ("drop", "lost on the way"),
    ("late", "late by the span"),
    ("duplicate", "sent twice"),
    ("swap", "changes places with the capture's"),
    ("before_answer", "before pay is answered"),
    ("before_redirect", "before the buyer goes back"),
    ("stale_time", "its request-time is old by the span"),
    ("unsigned", "no signature"),
    ("wrong_key", "signed with a key that is not Antom's"),
    ("wrong_signature", "the signature of another text"),
    ("changed_body", "changed after signing"),
    ("changed_amount", "another amount, properly signed"),
    ("other_payment", "another shop's payment"),
    ("contradict", "the contrary of an inquiry"),
    ("pending_first", "PAYMENT_PENDING before it"),
    ("again", "once more, so long after it was acknowledged"),
];

/// The faults of notifications that need a span.
const WITH_SPAN: [&str; 3] = ["late", "stale_time", "again"];

/// The body of `POST …/overrides` that a form stands for; `None` of a form that arms nothing.
pub(super) fn body(form: &str, draft: &Draft) -> Option<Value> {
    let rule = match form {
        "arm-answer" => json!({
            "when": draft.body(&["api"]),
            "then": {"answer": answer(draft)},
        }),
        "arm-card" => json!({
            "then": draft.body(&["three_ds", "issuer", "issuer_delay", "after_decline"]),
        }),
        "arm-course" => json!({
            "then": draft.body(&[
                "capture", "capture_delay", "capture_takes", "refund", "refund_takes", "inquiry_lag",
                "in_process",
            ]),
        }),
        "arm-notification" => json!({"then": {"notification": notification(draft)}}),
        "arm-rule" => json!(draft.value("rule")),
        _ => return None,
    };
    let mut body = draft.body(&["payment", "for"]);
    body.extend(
        draft
            .number("times")
            .map(|times| ("times".to_owned(), times)),
    );
    body.insert("rule".to_owned(), rule);
    Some(Value::Object(body))
}

fn answer(draft: &Draft) -> Map<String, Value> {
    let mut answer = draft.body(&["fault", "delay"]);
    if draft.is("performed", "no") {
        answer.insert("performed".to_owned(), json!(false));
    }
    answer
}

fn notification(draft: &Draft) -> Map<String, Value> {
    let mut told = draft.body(&["fault", "type"]);
    if WITH_SPAN.contains(&draft.value("fault")) {
        let by = draft.given("by").unwrap_or("10m");
        told.insert("by".to_owned(), json!(by));
    }
    let attempt = match draft.value("attempt") {
        "" => None,
        "all" => Some(json!("all")),
        _ => draft.number("attempt"),
    };
    told.extend(attempt.map(|attempt| ("attempt".to_owned(), attempt)));
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::parse;

    fn armed(form: &str, fields: &[(&str, &str)]) -> Value {
        let fields = fields.iter();
        let fields = fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        body(form, &Draft::of(fields.collect())).expect("it arms a rule")
    }

    fn checked(rule: &Value) {
        let whole = json!({"title": "t", "rule": [rule]}).to_string();
        if let Err(mistakes) = parse(&whole) {
            panic!("{rule}: {mistakes}");
        }
    }

    #[test]
    fn every_choice_of_every_form_is_a_rule() {
        for (fault, _) in ANSWERS {
            // What never comes cannot be late.
            let delay = if fault == "never" { "" } else { "5s" };
            let fields = [("api", "pay"), ("fault", fault), ("delay", delay)];
            checked(&armed("arm-answer", &fields)["rule"]);
        }
        for (course, _) in THREE_DS {
            checked(&armed("arm-card", &[("three_ds", course)])["rule"]);
        }
        for (fault, _) in NOTIFICATIONS {
            checked(&armed("arm-notification", &[("fault", fault)])["rule"]);
        }
        let course = [
            ("capture", "PROCESS_FAIL"),
            ("refund_takes", "never"),
            ("inquiry_lag", "1h"),
            ("in_process", "UNKNOWN_EXCEPTION"),
        ];
        checked(&armed("arm-course", &course)["rule"]);
    }

    #[test]
    fn limits_go_beside_the_rule() {
        let fields = [
            ("issuer", "DO_NOT_HONOR"),
            ("issuer_delay", ""),
            ("times", "2"),
            ("payment", "p-1"),
            ("for", ""),
        ];
        let wanted =
            json!({"payment": "p-1", "times": 2, "rule": {"then": {"issuer": "DO_NOT_HONOR"}}});
        assert_eq!(armed("arm-card", &fields), wanted);
        assert_eq!(body("explode", &Draft::default()), None);
    }
}
