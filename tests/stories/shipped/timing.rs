//! Notifications that come late, again, in another order, or not at all.

use serde_json::json;

use super::played::{Heard, LONG, USUAL, assert_heard, notices, order, shop, status, whats};
use super::{Story, play};
use crate::support::buyer::VISA;
use crate::support::shop::Answer;
use crate::support::{Buyer, Place, Shop};

pub(super) const STORIES: &[Story] = &[
    ("notification-lost", lost),
    ("notification-never-comes", never),
    ("notification-late", late),
    ("notification-twice", twice),
    ("notification-again", again),
    ("notification-before-answer", before_answer),
    ("notification-before-redirect", before_redirect),
    ("notification-pending-first", pending_first),
    ("capture-before-payment", swapped),
    ("inquiry-lags", inquiry_lags),
    ("in-process-unknown", in_process_unknown),
];

#[test]
fn notifications_at_other_times() {
    play(STORIES);
}

/// Payment `lt-1`, paid now, and all that is heard of it.
fn heard_of_paid(shop: &Shop) -> Vec<Heard> {
    shop.pay_and_buy(&order(shop));
    notices(shop, LONG)
}

fn times(heard: &[Heard], what: &str) -> Vec<i64> {
    let these = heard.iter().filter(|one| one.what() == what);
    these.map(|one| one.at).collect()
}

fn lost(name: &str) {
    let shop = shop(name);
    shop.pay_and_buy(&order(&shop));
    let heard = notices(&shop, "22m");
    assert!(heard.is_empty(), "{:?}", whats(&heard));
    assert_eq!(status(&shop), "SUCCESS", "whoever asks knows");
    let mut heard = notices(&shop, LONG);
    heard.sort_by_key(|one| one.at);
    let mut came = whats(&heard);
    came.sort();
    assert_eq!(came, [USUAL[1], USUAL[0]]);
    for one in heard {
        let after_the_first = one.at - 22 * 60;
        assert!((3..=10).contains(&after_the_first), "{after_the_first}");
    }
}

fn never(name: &str) {
    let shop = shop(name);
    assert!(heard_of_paid(&shop).is_empty());
    assert_eq!(status(&shop), "SUCCESS", "whoever asks knows");
    let told = shop.admin.items("/notifications");
    assert_eq!(told.len(), 2, "of payment and capture");
    for notification in told {
        let id = notification["notificationId"].as_str().expect("an id");
        let whole = shop.admin.notification(id);
        let attempts = whole["attempts"].as_array().expect("a list").clone();
        assert_eq!(attempts.len(), 8);
        assert!(attempts.iter().all(|attempt| attempt["outcome"] == "LOST"));
    }
}

fn late(name: &str) {
    let shop = shop(name);
    let heard = heard_of_paid(&shop);
    let [at] = times(&heard, USUAL[0])[..] else {
        panic!("{:?}", whats(&heard));
    };
    assert!((20 * 60 + 3..=20 * 60 + 5).contains(&at), "{at}");
    let captured = times(&heard, USUAL[1]);
    assert!(captured.len() == 1 && captured[0] < 15, "{captured:?}");
}

fn twice(name: &str) {
    let shop = shop(name);
    let heard = heard_of_paid(&shop);
    for what in USUAL {
        let same: Vec<_> = heard.iter().filter(|one| one.what() == what).collect();
        assert_eq!(same.len(), 2, "{what}");
        assert_eq!(same[0].at, same[1].at);
        assert_eq!(same[0].message.body, same[1].message.body);
    }
    assert_eq!(heard.len(), 4);
}

fn again(name: &str) {
    let shop = shop(name);
    let heard = heard_of_paid(&shop);
    let payment = times(&heard, USUAL[0]);
    assert_eq!(payment.len(), 2);
    assert_eq!(payment[1] - payment[0], 60 * 60);
    assert_eq!(times(&heard, USUAL[1]).len(), 1);
    let of_payment = heard.iter().filter(|one| one.what() == USUAL[0]);
    let bodies: Vec<_> = of_payment.map(|one| &one.message.body).collect();
    assert_eq!(bodies[0], bodies[1]);
}

/// What has come up to now, while the clock stood still: first of all the payment's notification.
fn assert_told_already(shop: &Shop, paid: &Answer) {
    let came = shop.hooks.take().into_iter().next();
    let message = came.expect("it came while the shop waited");
    let first = Heard { at: 0, message };
    assert!(first.is_antoms());
    assert_eq!(first.what(), USUAL[0]);
    assert_eq!(first.message.json()["paymentId"], paid["paymentId"]);
    assert_eq!(status(shop), "SUCCESS");
}

fn before_answer(name: &str) {
    let shop = shop(name);
    let paid = shop.pay(&order(&shop));
    // The answer is here, and the notification was here before it.
    assert_told_already(&shop, &paid);
    assert_heard(&notices(&shop, LONG), &[USUAL[1]]);
}

fn before_redirect(name: &str) {
    let shop = shop(name);
    let paid = shop.pay(&order(&shop));
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    buyer.pay_with(VISA);
    // The page's answer sends the buyer back; the notification was there before.
    assert_eq!(buyer.place(), Place::Shop);
    assert_told_already(&shop, &paid);
    assert_heard(&notices(&shop, LONG), &[USUAL[1]]);
}

fn pending_first(name: &str) {
    let shop = shop(name);
    let heard = heard_of_paid(&shop);
    let pending = "PAYMENT_PENDING PAYMENT_IN_PROCESS";
    let of_payment = whats(&heard);
    let mut of_payment = of_payment.iter().filter(|what| what.starts_with("PAYMENT"));
    assert_eq!(of_payment.next().map(String::as_str), Some(pending));
    assert_eq!(of_payment.next().map(String::as_str), Some(USUAL[0]));
    assert_eq!(of_payment.next(), None);
    let body = heard
        .iter()
        .find(|one| one.what() == pending)
        .expect("it came")
        .message
        .json();
    assert_eq!(body["result"]["resultStatus"], "U");
    assert!(body["paymentTime"].is_null(), "{body}");
}

fn swapped(name: &str) {
    let shop = shop(name);
    let heard = heard_of_paid(&shop);
    assert_heard(&heard, &[USUAL[1], USUAL[0]]);
    assert_eq!(heard[1].at - heard[0].at, 1, "one after the other");
    // The capture's has no paymentRequestId to find the order by.
    assert!(heard[0].message.json()["paymentRequestId"].is_null());
    assert_eq!(
        heard[0].message.json()["paymentId"],
        heard[1].message.json()["paymentId"]
    );
}

fn inquiry_lags(name: &str) {
    let shop = shop(name);
    shop.pay_and_buy(&order(&shop));
    assert_heard(&notices(&shop, "4m 59s"), &USUAL);
    assert_eq!(status(&shop), "PROCESSING", "the notification was right");
    shop.admin.advance("1s");
    assert_eq!(status(&shop), "SUCCESS");
}

fn in_process_unknown(name: &str) {
    let shop = shop(name);
    let paid = shop.pay(&order(&shop));
    let step = json!({"action": "submit", "card": VISA});
    shop.admin.buyer(paid.text("paymentId"), &step);
    let told = |key: &str| shop.inquire("lt-1")[key].clone();
    assert_eq!(told("paymentStatus"), "PROCESSING");
    assert_eq!(told("paymentResultCode"), "UNKNOWN_EXCEPTION");
    let heard = notices(&shop, "6m");
    let codes: Vec<_> = heard
        .iter()
        .map(|one| one.message.json()["result"]["resultCode"].clone())
        .collect();
    assert_eq!(codes, ["UNKNOWN_EXCEPTION", "SUCCESS", "SUCCESS"]);
    assert_eq!(told("paymentResultCode"), "SUCCESS");
}
