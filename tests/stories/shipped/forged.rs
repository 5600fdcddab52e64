//! Notifications that must not be taken as they come: forged, stale, or against what an inquiry
//! says. The true one comes with the next attempt.

use jiff::Timestamp;
use serde_json::Value;

use super::played::{Heard, LONG, PAID, assert_heard, hear, order, shop, status, whats};
use super::{Story, play};
use crate::support::{Reply, Shop};

pub(super) const STORIES: &[Story] = &[
    ("forged-unsigned", |name| every_first(name, unsigned)),
    ("forged-wrong-key", |name| every_first(name, of_another)),
    ("forged-wrong-signature", |name| {
        every_first(name, of_nobody);
    }),
    ("forged-body", |name| every_first(name, changed)),
    ("forged-amount", another_amount),
    ("forged-payment", another_payment),
    ("notification-contradicts", contradicts),
    ("notification-stale", stale),
];

#[test]
fn notifications_that_are_not_to_be_believed() {
    play(STORIES);
}

/// A paid payment whose first notification the shop does not acknowledge: the false message of
/// this kind, and the one that came two minutes later.
fn first_refused(shop: &Shop) -> (Heard, Heard) {
    shop.pay_and_buy(&shop.manual_order("lt-1"));
    shop.answers([Reply::Answer(401, String::new())]);
    let mut heard = hear(shop, LONG);
    assert_eq!(heard.len(), 2, "{:?}", whats(&heard));
    assert_eq!(heard[1].at - heard[0].at, 120);
    let second = heard.pop().expect("two");
    assert!(second.is_antoms());
    assert_eq!(second.what(), PAID);
    (heard.pop().expect("two"), second)
}

/// Judges a forged message by the true one.
type Judge = fn(&Heard, &Heard);

/// The first attempts of the payment's, the capture's and the refund's notifications are forged
/// so; each true one comes two minutes later.
fn every_first(name: &str, judge: Judge) {
    let shop = shop(name);
    let paid = shop.pay_and_buy(&order(&shop));
    let refuse = || Reply::Answer(401, String::new());
    shop.answers([refuse(), refuse()]);
    let mut heard = hear(&shop, "1h");
    let refund = serde_json::json!({
        "refundRequestId": "lt-ref-1",
        "paymentId": paid["paymentId"],
        "refundAmount": paid["paymentAmount"],
    });
    shop.call("refund", &refund);
    shop.answers([refuse()]);
    heard.extend(hear(&shop, "1h"));
    for kind in ["PAYMENT_RESULT", "CAPTURE_RESULT", "REFUND_RESULT"] {
        let of_kind = |one: &&Heard| one.what().starts_with(kind);
        let these: Vec<_> = heard.iter().filter(of_kind).collect();
        assert_eq!(these.len(), 2, "{kind}: {:?}", whats(&heard));
        assert_eq!(these[1].at - these[0].at, 120, "{kind}");
        assert!(these[1].is_antoms(), "{kind}");
        judge(these[0], these[1]);
    }
}

fn unsigned(forged: &Heard, right: &Heard) {
    assert_eq!(forged.message.find_header("signature"), None);
    assert_eq!(forged.message.body, right.message.body);
}

fn of_another(forged: &Heard, right: &Heard) {
    assert!(!forged.is_antoms() && forged.is_of_another());
    assert_eq!(forged.message.body, right.message.body);
}

fn of_nobody(forged: &Heard, right: &Heard) {
    assert!(!forged.is_antoms() && !forged.is_of_another());
    assert_eq!(forged.message.body, right.message.body);
}

fn changed(forged: &Heard, right: &Heard) {
    assert!(!forged.is_antoms());
    let pairs = forged.message.body.iter().zip(&right.message.body);
    assert_eq!(pairs.filter(|(one, other)| one != other).count(), 1);
    assert_eq!(forged.message.body.len(), right.message.body.len());
}

fn another_amount(name: &str) {
    let shop = shop(name);
    let (forged, right) = first_refused(&shop);
    assert!(forged.is_antoms(), "only a comparison with the order tells");
    let value = |one: &Heard| one.message.json()["paymentAmount"]["value"].clone();
    assert_ne!(value(&forged), value(&right));
    assert_eq!(value(&right), shop.order("lt-1")["paymentAmount"]["value"]);
}

fn another_payment(name: &str) {
    let shop = shop(name);
    let (forged, right) = first_refused(&shop);
    assert!(forged.is_antoms(), "only a look at the orders tells");
    let (forged, right) = (forged.message.json(), right.message.json());
    assert_ne!(forged["paymentId"], right["paymentId"]);
    assert_eq!(right["paymentRequestId"], "lt-1");
    let id = forged["paymentRequestId"].as_str().expect("an id");
    assert_eq!(shop.inquire(id).code(), "ORDER_NOT_EXIST");
}

fn contradicts(name: &str) {
    let shop = shop(name);
    let (told, _) = first_refused(&shop);
    assert!(told.is_antoms());
    assert_heard(&[told], &["PAYMENT_RESULT PROCESS_FAIL"]);
    assert_eq!(status(&shop), "SUCCESS", "the inquiry decides");
}

fn stale(name: &str) {
    let shop = shop(name);
    let (old, new) = first_refused(&shop);
    assert!(old.is_antoms(), "the old time is signed");
    assert_eq!(old.message.body, new.message.body);
    let time = |one: &Heard| -> Timestamp {
        let time = one.message.header("request-time").parse();
        time.expect("a time with its offset")
    };
    let age = time(&new).duration_since(time(&old)).as_hours();
    assert_eq!(age, 24, "{}", Value::from(age));
}
