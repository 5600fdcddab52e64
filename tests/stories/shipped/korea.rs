//! South Korean issuers, and cards of two networks of which nobody chose one.

use serde_json::{Value, json};

use super::played::{
    BACK, CLOSED, LONG, PAID, TAKEN, assert_heard, assert_heard_at, hear, notices, shop, status,
    tries_anew,
};
use super::{Story, play};
use crate::korean_issuers::korean_order;
use crate::support::Shop;

pub(super) const STORIES: &[Story] = &[
    ("korean-issuer-approves", approves),
    ("korean-issuer-rejects", |name| {
        fails(name, "ISSUER_REJECTS_TRANSACTION");
    }),
    ("korean-issuer-cancelled", |name| {
        fails(name, "USER_PAYMENT_VERIFICATION_FAILED");
    }),
    ("korean-brand-missing", brand_missing),
    ("co-badged-brand-missing", network_missing),
];

#[test]
fn korean_issuers_and_networks_that_nobody_chose() {
    play(STORIES);
}

const SHINHAN: &str = r#"{"selectedCardBrand": "SHINHAN"}"#;

/// The order of payment `lt-1`, to be confirmed at an issuer; the buyer comes back to the shop.
fn at_issuer(shop: &Shop, more: &str) -> Value {
    let more = serde_json::from_str(more).expect("fields");
    let mut order = korean_order(shop, "lt-1", &more);
    order["paymentRedirectUrl"] = json!(format!("{}/return", shop.hooks.base));
    order
}

fn brand(shop: &Shop) -> Value {
    shop.inquire("lt-1")["paymentResultInfo"]["cardBrand"].clone()
}

fn approves(name: &str) {
    for (more, expected) in [(SHINHAN, "SHINHAN"), ("{}", "BC")] {
        let shop = shop(name);
        shop.pay(&at_issuer(&shop, more));
        let heard = hear(&shop, LONG);
        assert_heard_at(&heard, &[(BACK, 10), (PAID, 13), (TAKEN, 16)]);
        assert_eq!(brand(&shop), expected);
    }
}

fn fails(name: &str, code: &str) {
    let shop = shop(name);
    shop.pay(&at_issuer(&shop, SHINHAN));
    let told = format!("PAYMENT_RESULT {code}");
    assert_heard(&hear(&shop, LONG), &[BACK, &told]);
    assert_eq!(status(&shop), "FAIL");
    tries_anew(&shop);
}

fn brand_missing(name: &str) {
    let unsure = shop(name);
    unsure.pay(&at_issuer(&unsure, "{}"));
    assert_heard(&hear(&unsure, LONG), &[CLOSED]);
    let chosen = shop(name);
    chosen.pay(&at_issuer(&chosen, SHINHAN));
    assert_heard(&notices(&chosen, LONG), &[PAID, TAKEN]);
    assert_eq!(brand(&chosen), "SHINHAN");
}

fn network_missing(name: &str) {
    for (chosen, paid_with) in [
        (json!({}), "CARTES_BANCAIRES"),
        (json!({"selectedCardBrand": "VISA"}), "VISA"),
    ] {
        let shop = shop(name);
        let mut order = shop.order("lt-1");
        order["paymentMethod"]["paymentMethodMetaData"] = chosen;
        shop.pay(&order);
        assert_heard(&notices(&shop, LONG), &[PAID, TAKEN]);
        assert_eq!(brand(&shop), paid_with);
    }
}
