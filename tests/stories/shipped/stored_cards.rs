//! Stored cards, and payments without the buyer.

use serde_json::{Value, json};

use super::played::{LONG, PAID, TAKEN, assert_heard, hear, notices, order, rules, shop, status};
use super::{Story, play};
use crate::card_in_the_request::order_with_card;
use crate::stored_cards::{order_with_token, token_of};
use crate::support::Shop;
use crate::support::buyer::VISA;

pub(super) const STORIES: &[Story] = &[
    ("token-unknown", unknown),
    ("token-deleted", |name| gone(name, "PARAM_ILLEGAL F")),
    ("token-expired", |name| gone(name, "EXPIRED_TOKEN F")),
    ("mit-soft-decline", soft_decline),
    ("cvv-empty", empty),
];

#[test]
fn stored_cards_fail_as_the_scenario_says() {
    play(STORIES);
}

fn assert_pays(shop: &Shop, order: &Value) {
    assert_eq!(shop.call("pay", order).result(), "SUCCESS S");
}

fn unknown(name: &str) {
    let shop = shop(name);
    let made_up = order_with_token(&shop, "lt-1", "ALIPAYmadeUp==", &json!({}));
    assert_eq!(shop.call("pay", &made_up).result(), "INVALID_TOKEN F");
    let token = token_of(&shop, VISA);
    assert_pays(&shop, &order_with_token(&shop, "lt-1", &token, &json!({})));
}

/// The buyer pays with a new card instead.
fn gone(name: &str, result: &str) {
    let shop = shop(name);
    let token = token_of(&shop, VISA);
    let order = order_with_token(&shop, "lt-1", &token, &json!({}));
    assert_eq!(shop.call("pay", &order).result(), result);
    assert_eq!(shop.inquire("lt-1").code(), "ORDER_NOT_EXIST");
    shop.pay_and_buy(&shop.order("lt-1"));
}

fn soft_decline(name: &str) {
    let shop = shop(name);
    let later = json!({"isCardOnFile": true, "recurringType": "SCHEDULED", "cvv": null});
    let away = order_with_card(&shop, "lt-1", VISA, &later);
    assert_eq!(
        shop.call("pay", &away).result(),
        "AUTHENTICATION_REQUIRED F"
    );
    assert_eq!(status(&shop), "FAIL");
    assert!(notices(&shop, LONG).is_empty(), "the answer has told it");
    assert_pays(&shop, &order_with_card(&shop, "lt-2", VISA, &json!({})));
}

fn empty(name: &str) {
    let shop = shop(name);
    assert!(rules(&shop) > 0);
    shop.pay(&order(&shop));
    let heard = hear(&shop, LONG);
    assert_heard(&heard, &["GET /return", PAID, TAKEN]);
    let told = heard[1].message.json();
    assert_eq!(told["paymentResultInfo"]["cvvResultRaw"], "");
}
