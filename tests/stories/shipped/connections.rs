//! Connections that break off or stay silent, and answers that come late.

use std::io::{ErrorKind, Read};
use std::net::Shutdown;
use std::sync::mpsc::{TryRecvError, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::played::{notices, pays_by_sending_again, shop, status};
use super::{Story, play};
use crate::faults::{
    PAY, assert_silent, called, fault_of_first, first_request, left_behind, pay_raw, read_to_end,
    sent,
};
use crate::support::Shop;
use crate::support::wire::Message;

pub(super) const STORIES: &[Story] = &[
    ("pay-answer-lost", |name| reset(name, "PROCESSING")),
    ("pay-request-lost", |name| reset(name, "ORDER_NOT_EXIST")),
    ("pay-never-answered", silence),
    ("cut-body", half),
    ("slow-body", two_halves),
    ("pay-after-11-seconds", |name| late(name, "11s", "10999ms")),
    ("pay-after-16-seconds", |name| late(name, "16s", "15999ms")),
    ("pay-after-31-seconds", |name| late(name, "31s", "30999ms")),
    ("capture-answer-lost", capture_is_reset),
    ("refund-answer-lost", refund_is_reset),
    ("cancel-answer-lost", cancel_is_reset),
];

#[test]
fn connections_that_break_off_and_answers_that_come_late() {
    play(STORIES);
}

/// Calls, and is reset before the first byte of an answer.
fn call_that_is_reset(shop: &Shop, operation: &str, body: &Value) {
    let (bytes, end) = read_to_end(&mut called(shop, operation, body));
    assert_eq!(bytes, b"");
    let end = end.map_err(|error| error.kind());
    assert_eq!(end, Err(ErrorKind::ConnectionReset));
}

fn reset(name: &str, left: &str) {
    let shop = shop(name);
    call_that_is_reset(&shop, "pay", &shop.order("lt-1"));
    assert_eq!(left_behind(&shop), left);
    pays_by_sending_again(&shop);
}

fn silence(name: &str) {
    let shop = shop(name);
    let mut stream = sent(&shop);
    // The payment is made, and nothing comes.
    assert!(fault_of_first(&shop).ends_with("the payment was made"));
    shop.admin.advance("1m");
    assert_silent(&stream);
    // The shop gives up.
    stream.shutdown(Shutdown::Write).expect("it is open");
    assert_eq!(read_to_end(&mut stream).0, b"");
    assert_eq!(left_behind(&shop), "PROCESSING");
    pays_by_sending_again(&shop);
}

fn half(name: &str) {
    let shop = shop(name);
    let (bytes, end) = read_to_end(&mut sent(&shop));
    assert!(end.is_ok(), "it just ends: {end:?}");
    let cut = Message::read(&mut bytes.as_slice()).expect("the head is whole");
    let length: usize = cut.header("content-length").parse().expect("a number");
    assert_eq!((cut.status(), cut.body.len()), (200, length / 2));
    assert!(cut.text().starts_with("{\"result\":"));
    assert_eq!(left_behind(&shop), "PROCESSING");
    pays_by_sending_again(&shop);
}

fn two_halves(name: &str) {
    let shop = shop(name);
    let mut stream = sent(&shop);
    let id = first_request(&shop)["requestId"].clone();
    let kept = shop
        .admin
        .get(&format!("/requests/{}", id.as_str().expect("an id")));
    let meant = kept["responseBody"].as_str().expect("a text");
    let mut came = Vec::new();
    while !String::from_utf8_lossy(&came).ends_with(&meant[..meant.len() / 2]) {
        let mut chunk = [0; 4096];
        let count = stream.read(&mut chunk).expect("the first half comes");
        assert!(count > 0, "it ended: {}", String::from_utf8_lossy(&came));
        came.extend_from_slice(&chunk[..count]);
    }
    shop.admin.advance("11999ms");
    assert_silent(&stream);
    shop.admin.advance("1ms");
    // Now, and not when so much real time is over.
    let soon = Some(Duration::from_secs(5));
    stream.set_read_timeout(soon).expect("a socket can do so");
    let answer = Message::read(&mut came.as_slice().chain(&mut stream)).expect("the rest comes");
    assert_eq!(answer.text(), meant);
    assert_eq!(shop.verified(PAY, answer).code(), "PAYMENT_IN_PROCESS");
    pays_by_sending_again(&shop);
}

/// The answer is held back so long; a millisecond before it is not there.
fn late(name: &str, delay: &str, not_yet: &str) {
    let shop = shop(name);
    let (answered, answer) = channel();
    let caller = shop.clone();
    thread::spawn(move || answered.send(pay_raw(&caller)));
    let told = format!("the answer was held back for {delay}; the payment was made");
    assert_eq!(fault_of_first(&shop), told);
    shop.admin.advance(not_yet);
    // A shop that gave up by now finds the payment, and gets its URL by asking again.
    assert_eq!(left_behind(&shop), "PROCESSING");
    let again = shop.pay(&shop.order("lt-1"));
    assert_eq!(answer.try_recv().err(), Some(TryRecvError::Empty));
    shop.admin.advance("1ms");
    let late = shop.verified(PAY, answer.recv().expect("the answer comes"));
    assert_eq!(late.text("normalUrl"), again.text("normalUrl"));
    pays_by_sending_again(&shop);
}

fn capture_is_reset(name: &str) {
    let shop = shop(name);
    let paid = shop.pay_and_buy(&shop.manual_order("lt-1"));
    let capture = json!({
        "captureRequestId": "lt-cap-1",
        "paymentId": paid["paymentId"],
        "captureAmount": {"currency": "SGD", "value": "2590"},
    });
    call_that_is_reset(&shop, "capture", &capture);
    // It was made: the same again tells so, and the shop is notified once.
    let again = shop.call("capture", &capture);
    assert_eq!(again.result(), "SUCCESS S");
    let told = notices(&shop, "1h");
    let captures = told
        .iter()
        .filter(|one| one.what() == "CAPTURE_RESULT SUCCESS");
    let captures: Vec<_> = captures.map(|one| one.message.json()).collect();
    assert_eq!(captures.len(), 1);
    assert_eq!(captures[0]["captureId"], again["captureId"]);
    let transactions = shop.inquire("lt-1")["transactions"].clone();
    assert_eq!(transactions.as_array().map(Vec::len), Some(1));
}

fn refund_is_reset(name: &str) {
    let shop = shop(name);
    let paid = shop.pay_and_buy(&shop.order("lt-1"));
    notices(&shop, "1h");
    let refund = json!({
        "refundRequestId": "lt-ref-1",
        "paymentId": paid["paymentId"],
        "refundAmount": {"currency": "SGD", "value": "2590"},
    });
    call_that_is_reset(&shop, "refund", &refund);
    let again = shop.call("refund", &refund);
    assert_eq!(again.result(), "REFUND_IN_PROCESS U");
    let told = notices(&shop, "1h");
    assert_eq!(told.len(), 1, "one refund");
    assert_eq!(told[0].what(), "REFUND_RESULT SUCCESS");
    // A new id is another refund: nothing is left to give back.
    let mut another = refund;
    another["refundRequestId"] = json!("lt-ref-2");
    let another = shop.call("refund", &another);
    assert_eq!(another.result(), "REFUND_AMOUNT_EXCEED F");
    assert_eq!(status(&shop), "SUCCESS");
}

fn cancel_is_reset(name: &str) {
    let shop = shop(name);
    shop.pay(&shop.order("lt-1"));
    let cancel = json!({"paymentRequestId": "lt-1"});
    call_that_is_reset(&shop, "cancel", &cancel);
    assert_eq!(status(&shop), "CANCELLED");
    assert_eq!(shop.call("cancel", &cancel).result(), "SUCCESS S");
    assert!(notices(&shop, "1h").is_empty(), "a cancel is not notified");
}
