//! Answers that arrive whole, and cannot be used.

use serde_json::{Value, json};

use super::played::{pays_by_sending_again, shop, status};
use super::{Story, play};
use crate::faults::{OTHER_PUBLIC_KEY, PAY, called, is_antoms, left_behind, pay_raw, verifies};
use crate::support::Shop;
use crate::support::wire::Message;

pub(super) const STORIES: &[Story] = &[
    ("http-429", |name| page(name, 429, "text/html", NOTHING)),
    ("http-500", |name| page(name, 500, "text/html", NOTHING)),
    ("http-502", |name| page(name, 502, "text/html", NOTHING)),
    ("http-502-after-pay", |name| {
        page(name, 502, "text/html", MADE);
    }),
    ("html-body", |name| page(name, 200, "text/html", MADE)),
    ("not-json", |name| page(name, 200, "application/json", MADE)),
    ("empty-body", nothing_in_it),
    ("no-result", nothing_but_the_result),
    ("answer-unsigned", no_signature),
    ("answer-wrong-key", another_key),
    ("answer-wrong-signature", another_text),
    ("pay-unknown", |name| {
        unknown(name, "UNKNOWN_EXCEPTION U", MADE);
    }),
    ("pay-unknown-not-made", |name| {
        unknown(name, "UNKNOWN_EXCEPTION U", NOTHING);
    }),
    ("pay-traffic-limit", |name| {
        unknown(name, "REQUEST_TRAFFIC_EXCEED_LIMIT U", NOTHING);
    }),
    ("pay-without-url", no_url),
    ("inquiry-unavailable", inquiries_fail),
    ("inquiry-unsigned", unsigned_success),
];

/// What an inquiry says when the payment was made, and when it was not.
const MADE: &str = "PROCESSING";
const NOTHING: &str = "ORDER_NOT_EXIST";

#[test]
fn answers_that_cannot_be_used() {
    play(STORIES);
}

/// Inquires first, as a good shop does, then sends the same request again.
fn recovers(shop: &Shop, left: &str) {
    assert_eq!(left_behind(shop), left);
    pays_by_sending_again(shop);
}

fn page(name: &str, http_status: u16, kind: &str, left: &str) {
    let shop = shop(name);
    let answer = pay_raw(&shop);
    assert_eq!(answer.status(), http_status);
    assert!(answer.header("content-type").starts_with(kind));
    for header in ["signature", "response-time", "client-id"] {
        assert_eq!(answer.find_header(header), None);
    }
    let is_json = serde_json::from_slice::<Value>(&answer.body).is_ok();
    assert!(!is_json && !answer.body.is_empty(), "{}", answer.text());
    assert_eq!(answer.text().contains("<html>"), kind == "text/html");
    recovers(&shop, left);
}

fn nothing_in_it(name: &str) {
    let shop = shop(name);
    let answer = pay_raw(&shop);
    assert_eq!((answer.status(), answer.body.len()), (200, 0));
    assert!(is_antoms(&answer), "Antom signed nothing");
    recovers(&shop, MADE);
}

fn nothing_but_the_result(name: &str) {
    let shop = shop(name);
    let answer = pay_raw(&shop);
    assert!(is_antoms(&answer));
    let body = answer.json();
    assert!(body.get("result").is_none(), "{body}");
    assert_eq!(body["paymentRequestId"], "lt-1", "the rest is there");
    recovers(&shop, MADE);
}

/// The answer is the right one: it names the payment that is found afterwards.
fn is_right(shop: &Shop, answer: &Message) {
    let body = answer.json();
    assert_eq!(body["result"]["resultCode"], "PAYMENT_IN_PROCESS");
    assert_eq!(body["paymentId"], shop.inquire("lt-1")["paymentId"]);
}

fn no_signature(name: &str) {
    let shop = shop(name);
    let answer = pay_raw(&shop);
    assert_eq!(answer.find_header("signature"), None);
    is_right(&shop, &answer);
    recovers(&shop, MADE);
}

fn another_key(name: &str) {
    let shop = shop(name);
    let answer = pay_raw(&shop);
    assert!(!is_antoms(&answer));
    assert!(verifies(&answer, PAY, "response-time", OTHER_PUBLIC_KEY));
    is_right(&shop, &answer);
    recovers(&shop, MADE);
}

fn another_text(name: &str) {
    let shop = shop(name);
    let answer = pay_raw(&shop);
    assert!(!is_antoms(&answer));
    assert!(!verifies(&answer, PAY, "response-time", OTHER_PUBLIC_KEY));
    is_right(&shop, &answer);
    recovers(&shop, MADE);
}

fn unknown(name: &str, result: &str, left: &str) {
    let shop = shop(name);
    let answer = shop.call("pay", &shop.order("lt-1"));
    assert_eq!(answer.result(), result);
    let fields = answer.json().as_object().expect("an object");
    assert_eq!(fields.len(), 1, "nothing but the result: {fields:?}");
    recovers(&shop, left);
}

fn no_url(name: &str) {
    let shop = shop(name);
    let answer = shop.call("pay", &shop.order("lt-1"));
    assert_eq!(answer.result(), "PAYMENT_IN_PROCESS U");
    assert!(!answer.message.text().contains("/checkout/"));
    recovers(&shop, MADE);
}

fn inquiries_fail(name: &str) {
    let shop = shop(name);
    shop.pay_and_buy(&shop.order("lt-1"));
    for _ in 0..3 {
        let answer = shop.inquire("lt-1");
        assert_eq!(answer.result(), "UNKNOWN_EXCEPTION U");
        assert!(answer["paymentStatus"].is_null());
    }
    assert_eq!(status(&shop), "SUCCESS");
    shop.pay(&shop.order("lt-2"));
    assert_eq!(
        shop.inquire("lt-2").code(),
        "UNKNOWN_EXCEPTION",
        "every payment"
    );
}

fn unsigned_success(name: &str) {
    let shop = shop(name);
    shop.pay_and_buy(&shop.order("lt-1"));
    let inquiry = json!({ "paymentRequestId": "lt-1" });
    let mut stream = called(&shop, "inquiryPayment", &inquiry);
    let told = Message::read(&mut stream).expect("there is an answer");
    assert_eq!(told.find_header("signature"), None);
    assert_eq!(told.find_header("response-time"), None);
    let body = told.json();
    assert_eq!(body["result"]["resultStatus"], "S");
    assert_eq!(body["paymentStatus"], "SUCCESS");
    assert_eq!(status(&shop), "SUCCESS", "the next one is signed");
}
