//! Answers that come late: in real time, or when the merchant's clock has got so far.

use std::io::Read;
use std::sync::mpsc::{TryRecvError, channel};
use std::thread;

use serde_json::json;

use super::{
    PAY, assert_silent, fault_of_first, first_request, left_behind, pay_raw, sent, shop_where,
    shop_with_answer,
};
use crate::support::wire::Message;

#[test]
fn a_late_answer_comes_when_the_clock_has_got_so_far() {
    let shop = shop_with_answer("{ delay = \"1h\" }");
    let (answered, answer) = channel();
    let caller = shop.clone();
    thread::spawn(move || answered.send(pay_raw(&caller)));
    let told = fault_of_first(&shop);
    assert_eq!(
        told,
        "the answer was held back for 1h; the payment was made"
    );
    // The shop waits, and the payment is there.
    assert_eq!(left_behind(&shop), "PROCESSING");
    shop.admin.advance("59m");
    assert_eq!(answer.try_recv().err(), Some(TryRecvError::Empty));
    shop.admin.advance("1m");
    let answer = answer.recv().expect("the answer comes");
    assert_eq!(shop.verified(PAY, answer).code(), "PAYMENT_IN_PROCESS");
}

#[test]
fn a_late_answer_comes_by_itself_in_real_time() {
    let shop = shop_with_answer("{ delay = \"20ms\", fault = \"unsigned\" }");
    let answer = pay_raw(&shop);
    assert_eq!(answer.find_header("signature"), None);
    let told = fault_of_first(&shop);
    assert_eq!(
        told,
        "the answer was held back for 20ms; the answer was not signed; the payment was made"
    );
}

#[test]
fn a_late_answer_comes_sooner_where_time_flies() {
    let shop = shop_with_answer("{ delay = \"1h\" }");
    shop.admin.put("/clock", &json!({"pace": "x360000"}));
    let answer = pay_raw(&shop);
    assert_eq!(shop.verified(PAY, answer).code(), "PAYMENT_IN_PROCESS");
}

#[test]
fn a_slow_body_comes_in_two_halves() {
    let shop = shop_with_answer("{ fault = \"slow_body\", delay = \"1h\" }");
    let mut stream = sent(&shop);
    let meant = first_request(&shop);
    let id = meant["requestId"].as_str().expect("an id");
    let meant = shop.admin.get(&format!("/requests/{id}"));
    let meant = meant["responseBody"].as_str().expect("a text").to_owned();
    let mut bytes = Vec::new();
    while !String::from_utf8_lossy(&bytes).ends_with(&meant[..meant.len() / 2]) {
        let mut chunk = [0; 4096];
        let count = stream.read(&mut chunk).expect("the first half comes");
        assert!(count > 0, "it ended: {}", String::from_utf8_lossy(&bytes));
        bytes.extend_from_slice(&chunk[..count]);
    }
    assert_silent(&stream);
    shop.admin.advance("1h");
    let mut whole = bytes.as_slice().chain(&mut stream);
    let answer = Message::read(&mut whole).expect("the rest comes");
    assert_eq!(answer.text(), meant);
    shop.verified(PAY, answer);
}

#[test]
fn only_the_answer_that_is_meant_is_late() {
    let late = "{ answer = { delay = \"1h\" } }";
    let shop = shop_where("{ api = \"pay\", call = 2 }", late);
    shop.pay(&shop.order("lt-1"));
    let mut stream = sent(&shop);
    while shop.admin.items("/requests").len() < 2 {}
    // Others are not held up by it.
    assert_eq!(shop.inquire("lt-1").code(), "SUCCESS");
    shop.pay(&shop.order("lt-1"));
    assert_silent(&stream);
    shop.admin.advance("1h");
    let answer = Message::read(&mut stream).expect("the answer comes");
    assert_eq!(shop.verified(PAY, answer).code(), "PAYMENT_IN_PROCESS");
}
