//! Notifications that are lost, stale, forged or contradict what an inquiry says.

use antom_sandbox::sandbox::keys::GATEWAY_PUBLIC_KEY;
use serde_json::Value;

use super::{OTHER_PUBLIC_KEY, shop_where, verifies};
use crate::support::Shop;
use crate::support::wire::Message;

const HOOKS: &str = "/hooks/antom";

/// A shop whose first notification of a payment's end is spoiled so.
fn shop_with(fault: &str) -> Shop {
    let fault = format!("{{ fault = \"{fault}\", type = \"PAYMENT_RESULT\", attempt = 1 }}");
    shop_where("{}", &format!("{{ notification = {fault} }}"))
}

/// Pays and lets the first attempt of the notification go out: what came, and what is told of it.
fn first_attempt(shop: &Shop) -> (Vec<Message>, Value) {
    shop.pay_and_buy(&shop.manual_order("lt-1"));
    shop.admin.advance("10s");
    let attempt = shop.admin.notification("ntf-1")["attempts"][0].clone();
    (shop.hooks.take(), attempt)
}

/// The next attempt is as it should be, and is acknowledged.
fn assert_the_next_is_right(shop: &Shop) -> Value {
    shop.admin.advance("2m");
    let notices = shop.notices();
    assert_eq!(notices.len(), 1);
    let notification = shop.admin.notification("ntf-1");
    assert_eq!(notification["state"], "ACCEPTED", "{notification}");
    assert!(notification["attempts"][1]["fault"].is_null());
    notices[0].body.clone()
}

fn is_antoms(message: &Message) -> bool {
    verifies(message, HOOKS, "request-time", GATEWAY_PUBLIC_KEY)
}

#[test]
fn a_dropped_attempt_never_arrives_and_the_schedule_goes_on() {
    let shop = shop_with("drop");
    let (came, attempt) = first_attempt(&shop);
    assert!(came.is_empty());
    assert_eq!(attempt["outcome"], "LOST");
    let reason = "lost on the way: the scenario drops this attempt";
    assert_eq!(attempt["reason"], reason);
    assert_eq!(attempt["fault"], "it got lost on the way");
    assert!(attempt["httpStatus"].is_null());
    let right = assert_the_next_is_right(&shop);
    assert_eq!(attempt["requestBody"], right.to_string());
}

#[test]
fn an_unsigned_one_has_no_signature() {
    let shop = shop_with("unsigned");
    let (came, attempt) = first_attempt(&shop);
    assert_eq!(came[0].find_header("signature"), None);
    assert_eq!(attempt["fault"], "it was sent without a signature");
    assert_the_next_is_right(&shop);
}

#[test]
fn a_wrong_key_is_anothers_and_a_wrong_signature_is_nobodys() {
    for (fault, others) in [("wrong_key", true), ("wrong_signature", false)] {
        let shop = shop_with(fault);
        let (came, _) = first_attempt(&shop);
        assert!(!is_antoms(&came[0]), "{fault}");
        let verdict = verifies(&came[0], HOOKS, "request-time", OTHER_PUBLIC_KEY);
        assert_eq!(verdict, others, "{fault}");
        let right = assert_the_next_is_right(&shop);
        assert_eq!(right, came[0].json(), "{fault}");
    }
}

#[test]
fn a_body_changed_after_signing_differs_in_one_byte() {
    let shop = shop_with("changed_body");
    let (came, attempt) = first_attempt(&shop);
    assert!(!is_antoms(&came[0]));
    assert_eq!(attempt["requestBody"], came[0].text());
    assert_eq!(came[0].json()["paymentAmount"]["value"], "3590");
    let right = assert_the_next_is_right(&shop).to_string();
    let pairs = right.bytes().zip(came[0].text().into_bytes());
    assert_eq!(pairs.filter(|(one, other)| one != other).count(), 1);
}

#[test]
fn another_amount_and_anothers_payment_are_properly_signed() {
    let shop = shop_with("changed_amount");
    let (came, _) = first_attempt(&shop);
    assert!(is_antoms(&came[0]));
    assert_eq!(came[0].json()["paymentAmount"]["value"], "2690");
    let right = assert_the_next_is_right(&shop);
    assert_eq!(right["paymentAmount"]["value"], "2590");

    let shop = shop_with("other_payment");
    let (came, attempt) = first_attempt(&shop);
    assert!(is_antoms(&came[0]));
    let right = assert_the_next_is_right(&shop);
    for id in ["paymentRequestId", "paymentId"] {
        assert_ne!(came[0].json()[id], right[id]);
    }
    let told = "it tells of a payment that is not this shop's";
    assert_eq!(attempt["fault"], told);
}

#[test]
fn a_contradiction_tells_of_a_failure_while_an_inquiry_tells_of_a_success() {
    let shop = shop_with("contradict");
    let (came, _) = first_attempt(&shop);
    assert!(is_antoms(&came[0]));
    let told = came[0].json();
    assert_eq!(told["result"]["resultCode"], "PROCESS_FAIL");
    assert_eq!(told["result"]["resultStatus"], "F");
    assert!(told.get("paymentTime").is_none(), "{told}");
    assert_eq!(shop.inquire("lt-1")["paymentStatus"], "SUCCESS");
}

#[test]
fn a_stale_time_lies_back_and_is_signed() {
    let fault = "{ fault = \"stale_time\", by = \"365d\" }";
    let shop = shop_where("{}", &format!("{{ notification = {fault} }}"));
    let (came, attempt) = first_attempt(&shop);
    assert!(is_antoms(&came[0]));
    let (stale, fresh) = (
        came[0].header("request-time"),
        &shop.inquire("lt-1").message,
    );
    let fresh = fresh.header("response-time");
    let year = |time: &str| time[..4].parse::<u32>().expect("a year");
    assert_eq!(year(stale) + 1, year(fresh), "{stale} {fresh}");
    assert_eq!(attempt["fault"], "its request-time lies in the past");
}

#[test]
fn a_duplicate_is_the_same_twice_and_both_attempts_say_so() {
    let shop = shop_with("duplicate");
    let (came, _) = first_attempt(&shop);
    assert_eq!(came.len(), 2);
    assert!(came.iter().all(is_antoms));
    assert_eq!(came[0].body, came[1].body);
    let notification = shop.admin.notification("ntf-1");
    for attempt in notification["attempts"].as_array().expect("a list") {
        assert_eq!(attempt["fault"], "it was sent twice");
    }
}

/// The faults that the attempts of a payment's first notification tell, after a day.
fn told_of_time(fault: &str, by: &str) -> Vec<Value> {
    let fault = format!("{{ fault = \"{fault}\"{by}, type = \"PAYMENT_RESULT\", attempt = 1 }}");
    let then = format!("{{ buyer = \"pays\", notification = {fault} }}");
    let shop = shop_where("{}", &then);
    shop.call("pay", &shop.order("lt-1"));
    shop.admin.advance("1d");
    let attempts = shop.admin.notification("ntf-1")["attempts"].clone();
    let attempts = attempts.as_array().expect("a list").iter();
    attempts.map(|attempt| attempt["fault"].clone()).collect()
}

#[test]
fn an_attempt_tells_that_its_time_was_changed() {
    for (fault, by, told) in [
        ("late", ", by = \"7m\"", "it was held back for 7m"),
        ("swap", "", "it waited for the notification of the capture"),
        ("before_answer", "", "it was sent before pay was answered"),
        (
            "before_redirect",
            "",
            "it was sent before the buyer went back to the shop",
        ),
    ] {
        assert_eq!(told_of_time(fault, by), [told], "{fault}");
    }
    let again = "it was sent once more, 1h after it was acknowledged";
    let told = told_of_time("again", ", by = \"1h\"");
    assert_eq!(told, [Value::Null, Value::from(again)]);
}
