//! Answers that come late: in real time, or when the merchant's clock has got so far.

use std::io::{ErrorKind, Read};
use std::sync::mpsc::{TryRecvError, channel};
use std::thread;

use super::{
    PAY, fault_of_first, first_request, left_behind, pay_raw, sent, shop_where, shop_with_answer,
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
    stream.set_nonblocking(true).expect("a socket can do so");
    let nothing = stream.peek(&mut [0]).expect_err("no byte more");
    assert_eq!(nothing.kind(), ErrorKind::WouldBlock);
    stream.set_nonblocking(false).expect("a socket can do so");
    shop.admin.advance("1h");
    let mut whole = bytes.as_slice().chain(&mut stream);
    let answer = Message::read(&mut whole).expect("the rest comes");
    assert_eq!(answer.text(), meant);
    shop.verified(PAY, answer);
}

#[test]
fn only_the_answer_that_is_meant_is_late() {
    let shop = shop_where(
        "{ api = \"inquiryPayment\", call = 2 }",
        "{ answer = { delay = \"1h\" } }",
    );
    shop.pay(&shop.order("lt-1"));
    assert_eq!(shop.inquire("lt-1").code(), "SUCCESS");
    let (answered, answer) = channel();
    let caller = shop.clone();
    thread::spawn(move || answered.send(caller.inquire("lt-1").code().to_owned()));
    while shop.admin.items("/requests").len() < 3 {}
    assert_eq!(answer.try_recv().err(), Some(TryRecvError::Empty));
    // Others are not held up by it.
    assert_eq!(shop.inquire("lt-1").code(), "SUCCESS");
    shop.admin.advance("1h");
    assert_eq!(answer.recv().expect("the answer comes"), "SUCCESS");
}
