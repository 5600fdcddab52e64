//! Buyers who act by themselves: when they are back at the shop, what they did on the way, and
//! what the shop hears.

use serde_json::json;

use super::played::{
    BACK, CLOSED, LONG, PAID, TAKEN, assert_heard, assert_heard_at, deeds, hear, order, shop,
    status, tries_anew,
};
use super::{Story, play};
use crate::support::{Buyer, Place, Shop};

pub(super) const STORIES: &[Story] = &[
    ("buyer-pays", |name| paid(name, 10, &[CARD])),
    ("buyer-retries", |name| paid(name, 40, &[CARD, NO, CARD])),
    ("buyer-pays-last-second", |name| {
        paid(name, 14 * 60 - 1, &[CARD]);
    }),
    ("buyer-pays-twice", |name| paid(name, 10, &[CARD, LEFT])),
    ("buyer-closes-tab", no_redirect),
    ("buyer-declined", |name| unpaid(name, &[CARD, NO, LEFT])),
    ("buyer-leaves-card-page", |name| unpaid(name, &[LEFT])),
    ("buyer-never-comes", |name| unpaid(name, &[])),
    ("buyer-leaves-challenge", leaves_challenge),
    ("buyer-returns-unpaid", returns_unpaid),
    ("charged-twice", charged_twice),
    ("issuer-slow", back_too_early),
];

const CARD: &str = "CARD_SUBMITTED";
const NO: &str = "CARD_DECLINED";
const CHALLENGE: &str = "CHALLENGE_SHOWN";
const LEFT: &str = "BUYER_LEFT";

/// When an unpaid payment is closed, and the notification three seconds later.
const CLOSING: i64 = 14 * 60 + 3;

#[test]
fn buyers_who_act_by_themselves() {
    play(STORIES);
}

fn assert_deeds(shop: &Shop, expected: &[&str]) {
    let done = deeds(shop, &[CARD, NO, CHALLENGE, LEFT]);
    assert_eq!(done, expected);
}

/// The buyer is back at this second; both notifications come in their time, once.
fn paid(name: &str, back: i64, done: &[&str]) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    let heard = hear(&shop, LONG);
    assert_heard_at(&heard, &[(BACK, back), (PAID, back + 3), (TAKEN, back + 6)]);
    assert_deeds(&shop, done);
    assert_eq!(status(&shop), "SUCCESS");
    let captures = &shop.inquire("lt-1")["transactions"];
    assert_eq!(captures.as_array().map(Vec::len), Some(1), "taken once");
}

fn no_redirect(name: &str) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    let heard = hear(&shop, LONG);
    assert_heard_at(&heard, &[(PAID, 13), (TAKEN, 16)]);
    assert_deeds(&shop, &[CARD, LEFT]);
    assert_eq!(status(&shop), "SUCCESS");
}

/// Nothing is heard until the payment closes; a new try needs a new id.
fn unpaid(name: &str, done: &[&str]) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    assert!(hear(&shop, "13m 59s").is_empty());
    assert_eq!(status(&shop), "PROCESSING");
    assert_heard_at(&hear(&shop, LONG), &[(CLOSED, CLOSING)]);
    assert_deeds(&shop, done);
    assert_eq!(status(&shop), "FAIL");
    tries_anew(&shop);
}

fn leaves_challenge(name: &str) {
    unpaid(name, &[CARD, CHALLENGE, LEFT]);
    // Or the buyer comes back in time, finds the bank still asking, and pays.
    let shop = shop(name);
    let paid = shop.pay(&order(&shop));
    assert!(hear(&shop, "10m").is_empty());
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    assert_eq!(buyer.place(), Place::Challenge);
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Shop);
    assert_heard(&hear(&shop, LONG), &[PAID, TAKEN]);
    assert_eq!(status(&shop), "SUCCESS");
}

fn returns_unpaid(name: &str) {
    let shop = shop(name);
    let paid = shop.pay(&order(&shop));
    assert_heard_at(&hear(&shop, "1m"), &[(BACK, 10)]);
    assert_eq!(status(&shop), "PROCESSING", "the redirect proves nothing");
    // The page is still good.
    assert_eq!(Buyer::open(paid.text("normalUrl")).place(), Place::Card);
    assert_heard_at(&hear(&shop, LONG), &[(CLOSED, CLOSING)]);
    assert_eq!(status(&shop), "FAIL");
}

fn charged_twice(name: &str) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    let mut second = order(&shop);
    second["paymentRequestId"] = json!("lt-2");
    let second = shop.pay(&second);
    let heard = hear(&shop, LONG);
    let payments = heard.iter().filter(|one| one.what() == PAID);
    let mut ids: Vec<_> = payments
        .map(|one| one.message.json()["paymentRequestId"].to_string())
        .collect();
    ids.sort();
    assert_eq!(ids, ["\"lt-1\"", "\"lt-2\""]);
    for id in ["lt-1", "lt-2"] {
        assert_eq!(shop.inquire(id)["paymentStatus"], "SUCCESS");
    }
    // The good shop gives one back.
    let refund = json!({
        "refundRequestId": "lt-ref-2",
        "paymentId": second["paymentId"],
        "refundAmount": {"currency": "SGD", "value": "2590"},
    });
    assert_eq!(shop.call("refund", &refund).result(), "REFUND_IN_PROCESS U");
    assert_heard(&hear(&shop, "1h"), &["REFUND_RESULT SUCCESS"]);
}

fn back_too_early(name: &str) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    assert_heard_at(&hear(&shop, "3m 9s"), &[(BACK, 10)]);
    assert_eq!(status(&shop), "PROCESSING");
    let later = hear(&shop, LONG);
    assert_heard_at(&later, &[(PAID, 193), (TAKEN, 196)]);
    assert_eq!(status(&shop), "SUCCESS");
}
