//! Refunds and cancels: what the answer says, what comes later, and what an inquiry tells.

use serde_json::{Value, json};

use super::played::{assert_heard, hear, notices, order, shop, status};
use super::{Story, play};
use crate::support::Shop;
use crate::support::shop::Answer;

pub(super) const STORIES: &[Story] = &[
    ("refund-at-once", at_once),
    ("refund-fails", fails),
    ("refund-slow", slow),
    ("refund-never-ends", never_ends),
    ("refund-window-over", |name| {
        refused(name, "REFUND_WINDOW_EXCEED F");
    }),
    ("refund-without-balance", |name| {
        refused(name, "MERCHANT_BALANCE_NOT_ENOUGH F");
    }),
    ("refund-limits", limits),
    ("cancel-refused", cancel_refused),
    ("cancel-unknown", cancel_unknown),
];

#[test]
fn refunds_and_cancels_end_as_the_scenario_says() {
    play(STORIES);
}

/// A shop with a payment that was paid and captured by itself, and its id.
fn captured(name: &str) -> (Shop, Value) {
    let shop = shop(name);
    let paid = shop.pay(&order(&shop));
    hear(&shop, "1h");
    assert_eq!(status(&shop), "SUCCESS");
    (shop, paid["paymentId"].clone())
}

fn refund(shop: &Shop, id: &str, payment_id: &Value, value: &str) -> Answer {
    let refund = json!({
        "refundRequestId": id,
        "paymentId": payment_id,
        "refundAmount": {"currency": "SGD", "value": value},
    });
    shop.call("refund", &refund)
}

/// The `refundStatus` that an inquiry tells, or the code of its refusal.
fn refund_status(shop: &Shop) -> String {
    let answer = shop.call("inquiryRefund", &json!({"refundRequestId": "lt-ref-1"}));
    let status = answer["refundStatus"].as_str();
    status.unwrap_or(answer.code()).to_owned()
}

fn at_once(name: &str) {
    let (shop, id) = captured(name);
    assert_eq!(refund(&shop, "lt-ref-1", &id, "2590").result(), "SUCCESS S");
    assert_eq!(refund_status(&shop), "SUCCESS");
    assert!(notices(&shop, "48h").is_empty(), "no notification");
}

fn fails(name: &str) {
    let (shop, id) = captured(name);
    let answer = refund(&shop, "lt-ref-1", &id, "2590");
    assert_eq!(answer.result(), "REFUND_IN_PROCESS U");
    assert_eq!(refund_status(&shop), "PROCESSING");
    let heard = notices(&shop, "1h");
    assert_heard(&heard, &["REFUND_RESULT PROCESS_FAIL"]);
    let body = heard[0].message.json();
    assert_eq!(body["result"]["resultStatus"], "F");
    assert_eq!(body["refundRequestId"], "lt-ref-1");
    assert_eq!(refund_status(&shop), "FAIL");
}

fn slow(name: &str) {
    let (shop, id) = captured(name);
    let first = refund(&shop, "lt-ref-1", &id, "2590");
    assert_eq!(first.result(), "REFUND_IN_PROCESS U");
    assert!(notices(&shop, "23h 59m").is_empty());
    assert_eq!(refund_status(&shop), "PROCESSING");
    // The same again is the same refund; a new id would be another one.
    let again = refund(&shop, "lt-ref-1", &id, "2590");
    assert_eq!(again.result(), "REFUND_IN_PROCESS U");
    let another = refund(&shop, "lt-ref-2", &id, "2590");
    assert_eq!(another.result(), "REFUND_AMOUNT_EXCEED F");
    assert_heard(&notices(&shop, "2m"), &["REFUND_RESULT SUCCESS"]);
    assert_eq!(refund_status(&shop), "SUCCESS");
}

fn never_ends(name: &str) {
    let (shop, id) = captured(name);
    let answer = refund(&shop, "lt-ref-1", &id, "2590");
    assert_eq!(answer.result(), "REFUND_IN_PROCESS U");
    assert!(notices(&shop, "2160h").is_empty());
    assert_eq!(refund_status(&shop), "PROCESSING");
}

fn refused(name: &str, result: &str) {
    let (shop, id) = captured(name);
    for _ in 0..2 {
        assert_eq!(refund(&shop, "lt-ref-1", &id, "2590").result(), result);
    }
    assert!(notices(&shop, "48h").is_empty());
    assert_eq!(refund_status(&shop), "ORDER_NOT_EXIST");
    assert_eq!(status(&shop), "SUCCESS", "the money stays");
}

fn limits(name: &str) {
    let shop = shop(name);
    let id = shop.pay(&order(&shop))["paymentId"].clone();
    assert_heard(&notices(&shop, "1m"), &["PAYMENT_RESULT SUCCESS"]);
    let early = refund(&shop, "lt-ref-1", &id, "2590");
    assert_eq!(
        early.result(),
        "ORDER_STATUS_INVALID F",
        "before the capture"
    );
    assert_heard(&notices(&shop, "2h"), &["CAPTURE_RESULT SUCCESS"]);
    for (request_id, value, result) in [
        ("lt-ref-1", "2591", "REFUND_AMOUNT_EXCEED F"),
        ("lt-ref-1", "1000", "REFUND_IN_PROCESS U"),
        ("lt-ref-1", "1001", "REPEAT_REQ_INCONSISTENT F"),
        ("lt-ref-2", "1591", "REFUND_AMOUNT_EXCEED F"),
        ("lt-ref-2", "1590", "REFUND_IN_PROCESS U"),
    ] {
        let answer = refund(&shop, request_id, &id, value);
        assert_eq!(answer.result(), result, "{request_id} {value}");
    }
    let heard = notices(&shop, "1h");
    assert_heard(&heard, &["REFUND_RESULT SUCCESS"; 2]);
    let body = heard[0].message.json();
    assert!(
        body["paymentId"].is_null(),
        "found by refundRequestId only: {body}"
    );
}

fn cancel_refused(name: &str) {
    let shop = shop(name);
    let id = shop.pay_and_buy(&order(&shop))["paymentId"].clone();
    let cancel = json!({"paymentRequestId": "lt-1"});
    assert_eq!(
        shop.call("cancel", &cancel).result(),
        "CANCEL_WINDOW_EXCEED F"
    );
    assert_eq!(status(&shop), "SUCCESS");
    hear(&shop, "1h");
    let instead = refund(&shop, "lt-ref-1", &id, "2590");
    assert_eq!(instead.result(), "REFUND_IN_PROCESS U");
}

fn cancel_unknown(name: &str) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    for _ in 0..4 {
        let cancel = shop.call("cancel", &json!({"paymentRequestId": "lt-1"}));
        assert_eq!(cancel.result(), "UNKNOWN_EXCEPTION U");
    }
    assert_eq!(status(&shop), "PROCESSING", "nothing was cancelled");
}
