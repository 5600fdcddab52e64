//! One timeline for each merchant, and how it is filtered.

use serde_json::{Value, json};

use crate::support::{App, Buyer, Shop};

fn types(events: &[Value]) -> Vec<&str> {
    let all = events.iter().map(|event| &event["type"]);
    all.filter_map(Value::as_str).collect()
}

fn life(shop: &Shop) -> Vec<Value> {
    let paid = shop.pay(&shop.order("lt-pay-1"));
    Buyer::open(paid.text("normalUrl")).pay_with(crate::support::buyer::VISA);
    shop.inquire("lt-pay-1");
    shop.admin.advance("10s");
    shop.admin.put("/clock", &json!({"pace": "stepped"}));
    shop.admin.items("/events")
}

#[test]
fn calls_steps_transitions_deliveries_and_moves_of_the_clock_are_one_line() {
    let shop = Shop::open();
    let events = life(&shop);
    assert_eq!(
        types(&events),
        [
            "PAYMENT_CREATED",
            "API_CALL",
            "PAGE_OPENED",
            "CARD_SUBMITTED",
            "PAYMENT_AUTHORIZED",
            "NOTIFICATION_SCHEDULED",
            "API_CALL",
            "PAYMENT_CAPTURED",
            "NOTIFICATION_SCHEDULED",
            "NOTIFICATION_ATTEMPTED",
            "NOTIFICATION_ATTEMPTED",
            "CLOCK_ADVANCED",
            "CLOCK_CHANGED",
        ],
        "{events:#?}"
    );
    for (index, event) in events.iter().enumerate() {
        assert_eq!(event["sequence"], index + 1);
    }
    let pay = &events[1];
    let details = [
        ("api", "pay"),
        ("resultCode", "PAYMENT_IN_PROCESS"),
        ("requestId", "req-1"),
        ("order", "lt-order-77"),
        ("paymentRequestId", "lt-pay-1"),
    ];
    for (name, value) in details {
        assert_eq!(pay[name], value, "{pay}");
    }
    assert!(
        pay["text"]
            .as_str()
            .is_some_and(|text| text.contains("HTTP 200"))
    );
    assert!(
        events[3]["text"]
            .as_str()
            .is_some_and(|text| text.contains("0768"))
    );
    let attempt = &events[9];
    assert_eq!(attempt["notifyType"], "PAYMENT_RESULT");
    assert_eq!(
        (&attempt["attempt"], &attempt["outcome"]),
        (&json!(1), &json!("ACCEPTED"))
    );
    let moved = events[11]["text"].as_str().expect("a text");
    assert!(
        moved.contains("02:00:00Z to 2026-11-23T02:00:10Z"),
        "{moved}"
    );
}

#[test]
fn two_runs_have_the_same_timeline() {
    let run = |shop: &Shop| {
        let events = life(shop);
        let path = format!("/v1/merchants/{}", shop.client_id);
        shop.admin.call("DELETE", &path, &Value::Null);
        // The shop's own port is another each time.
        Value::from(events)
            .to_string()
            .replace(&shop.hooks.base, "")
    };
    let first = Shop::open();
    let told = run(&first);
    let again = Shop::with(App::shared(), &json!({"clientId": first.client_id}));
    assert_eq!(told, run(&again));
}

#[test]
fn events_are_filtered_by_what_they_are_about_and_by_what_was_sent() {
    let shop = Shop::open();
    for number in 1..=2 {
        let mut order = shop.order(&format!("lt-pay-{number}"));
        order["order"]["referenceOrderId"] = json!(format!("lt-order-{number}"));
        shop.pay_and_buy(&order);
    }
    shop.inquire("lt-pay-2");
    shop.admin.drain();
    let count = |query: &str| shop.admin.items(&format!("/events?{query}")).len();
    for (query, expected) in [
        ("type=API_CALL", 3),
        ("type=API_CALL,PAYMENT_CREATED", 5),
        ("api=pay", 2),
        ("api=inquiryPayment&paymentId=lt-pay-2", 1),
        ("api=inquiryPayment&paymentId=lt-pay-1", 0),
        ("order=lt-order-*&api=pay", 2),
        ("order=lt-order-1&type=PAYMENT_AUTHORIZED", 1),
        ("resultCode=PAYMENT_IN_PROCESS", 2),
        ("notificationId=ntf-1&outcome=ACCEPTED", 1),
        ("notifyType=CAPTURE_RESULT&type=NOTIFICATION_ATTEMPTED", 2),
        ("body.order.referenceOrderId=lt-order-2", 1),
        ("body.paymentAmount.value=2590&api=pay", 2),
        (
            "body.result.resultCode=SUCCESS&type=NOTIFICATION_ATTEMPTED",
            4,
        ),
        ("body.paymentRequestId=*-2&notifyType=PAYMENT_RESULT", 1),
        ("type=API_CALL&limit=1", 1),
    ] {
        assert_eq!(count(query), expected, "{query}");
    }
    let all = shop.admin.items("/events");
    let by_antom = all[0]["paymentId"].as_str().expect("an id");
    assert_eq!(
        shop.admin.items(&format!("/events?paymentId={by_antom}")),
        shop.admin.items("/events?paymentId=lt-pay-1")
    );
}

#[test]
fn what_is_no_filter_is_refused_with_what_was_meant() {
    let shop = Shop::open();
    for (query, message, hint) in [
        ("paymentid=1", "\"paymentid\"", "did you mean paymentId?"),
        ("since=x", "since: \"x\"", "since=10"),
        ("type=API_CAL", "type: there is no \"API_CAL\"", "API_CALL?"),
        ("type=banana", "\"banana\"", "PAYMENT_CREATED, "),
        ("api=refunds", "\"refunds\"", "did you mean refund?"),
        ("api=banana", "\"banana\"", "inquiryPayment"),
        ("outcome=REFUSE", "\"REFUSE\"", "REFUSED?"),
        ("timeout=5s", "\"timeout\"", "since, limit"),
        ("body.=x", "\"body.\"", ""),
    ] {
        let path = format!("/events?{query}");
        let refused = shop.admin.refused(400, "GET", &path, &Value::Null);
        let text = |field: &str| refused[field].as_str().unwrap_or_default().to_owned();
        assert!(text("message").contains(message), "{query}: {refused}");
        assert!(text("hint").contains(hint), "{query}: {refused}");
    }
}

#[test]
fn the_time_can_still_be_set_after_the_clock_was_moved_and_nothing_else_happened() {
    let shop = Shop::open();
    shop.admin.advance("1h");
    shop.admin
        .put("/clock", &json!({"now": "2027-01-01T00:00:00Z"}));
    assert_eq!(shop.admin.now(), "2027-01-01T00:00:00Z");
    shop.pay(&shop.order("lt-pay-1"));
    let late = json!({"now": "2027-01-02T00:00:00Z"});
    shop.admin.refused(409, "PUT", "/clock", &late);
    let moved = shop
        .admin
        .items("/events?type=CLOCK_CHANGED,CLOCK_ADVANCED");
    assert_eq!(types(&moved), ["CLOCK_ADVANCED", "CLOCK_CHANGED"]);
}
