//! Calls that are refused at once: the code, and that nothing was made.

use serde_json::{Value, json};

use super::played::{LONG, PAID, TAKEN, assert_heard, notices, order, shop};
use super::{Story, play};
use crate::faults::left_behind;
use crate::support::Shop;

pub(super) const STORIES: &[Story] = &[
    ("risk-reject", |name| always(name, "RISK_REJECT F")),
    ("console-simulation", |name| {
        always(name, "UNKNOWN_EXCEPTION U");
    }),
    ("amount-limit", limit),
    ("amount-minimum", minimum),
    ("card-brand-not-available", card_brand),
    ("currency-not-supported", currency),
    ("settlement-contract", settlement),
    ("same-id-again", same_id),
];

#[test]
fn calls_that_are_refused() {
    play(STORIES);
}

/// `pay` is refused so, and leaves nothing behind.
pub(super) fn assert_refused(shop: &Shop, order: &Value, result: &str) {
    assert_eq!(shop.call("pay", order).result(), result);
    assert_eq!(left_behind(shop), "ORDER_NOT_EXIST");
}

/// `pay` refuses every order, however often.
fn always(name: &str, result: &str) {
    let shop = shop(name);
    for _ in 0..3 {
        assert_refused(&shop, &order(&shop), result);
    }
    assert!(notices(&shop, LONG).is_empty());
}

/// Orders that differ from the usual one in one field: what each is answered.
fn orders(name: &str, pointer: &str, answers: &[(Value, &str)]) {
    for (value, result) in answers {
        let shop = shop(name);
        let mut order = order(&shop);
        order["settlementStrategy"] = json!({});
        order["paymentMethod"]["paymentMethodMetaData"] = json!({});
        let (parent, field) = pointer.rsplit_once('/').expect("a path");
        order.pointer_mut(parent).expect("the table is there")[field] = value.clone();
        if *result == "PAYMENT_IN_PROCESS U" {
            shop.pay(&order);
        } else {
            assert_refused(&shop, &order, result);
        }
    }
}

const TAKEN_ON: &str = "PAYMENT_IN_PROCESS U";

fn limit(name: &str) {
    let over = "PAYMENT_AMOUNT_EXCEED_LIMIT F";
    let answers = [
        (json!("99999"), TAKEN_ON),
        (json!("100000"), over),
        (json!("2500000"), over),
    ];
    orders(name, "/paymentAmount/value", &answers);
}

fn minimum(name: &str) {
    let under = "INVALID_AMOUNT F";
    let answers = [
        (json!("1"), under),
        (json!("99"), under),
        (json!("100"), TAKEN_ON),
    ];
    orders(name, "/paymentAmount/value", &answers);
}

fn card_brand(name: &str) {
    let chosen = "/paymentMethod/paymentMethodMetaData/selectedCardBrand";
    let refused = "SELECTED_CARD_BRAND_NOT_AVAILABLE F";
    let answers = [
        (json!("CARTES_BANCAIRES"), refused),
        (json!("VISA"), refused),
    ];
    orders(name, chosen, &answers);
    let shop = shop(name);
    shop.pay(&order(&shop));
}

fn currency(name: &str) {
    let refused = "CURRENCY_NOT_SUPPORT F";
    let answers = [
        (json!("JPY"), refused),
        (json!("KWD"), refused),
        (json!("SGD"), TAKEN_ON),
        (json!("EUR"), TAKEN_ON),
    ];
    orders(name, "/paymentAmount/currency", &answers);
}

fn settlement(name: &str) {
    let refused = "SETTLE_CONTRACT_NOT_MATCH F";
    let answers = [
        (json!("SGD"), TAKEN_ON),
        (json!("USD"), refused),
        (json!("EUR"), refused),
    ];
    orders(name, "/settlementStrategy/settlementCurrency", &answers);
    let shop = shop(name);
    assert_refused(&shop, &order(&shop), refused);
}

fn same_id(name: &str) {
    let shop = shop(name);
    let first = shop.pay(&order(&shop));
    let again = shop.pay(&order(&shop));
    assert_eq!(first["paymentId"], again["paymentId"]);
    assert_eq!(first["normalUrl"], again["normalUrl"]);
    let mut other = order(&shop);
    other["paymentAmount"]["value"] = json!("2690");
    assert_eq!(
        shop.call("pay", &other).result(),
        "REPEAT_REQ_INCONSISTENT F"
    );
    assert_heard(&notices(&shop, LONG), &[PAID, TAKEN]);
    let paid = shop.pay(&order(&shop));
    assert_eq!(
        paid.message.body, first.message.body,
        "also once it was paid"
    );
    let paid = shop.call("pay", &order(&shop));
    assert_eq!(
        paid["paymentId"],
        first["paymentId"],
        "the stored answer: {}",
        paid.result()
    );
    // An id is used up by a cancel as well: before the buyer paid, and afterwards.
    for (id, wait, refusal) in [
        ("lt-2", "1s", "ORDER_IS_CLOSED F"),
        ("lt-3", "1m", "ORDER_IS_CANCELED F"),
    ] {
        let order = shop.manual_order(id);
        shop.pay(&order);
        shop.admin.advance(wait);
        let cancel = json!({"paymentRequestId": id});
        assert_eq!(shop.call("cancel", &cancel).result(), "SUCCESS S");
        assert_eq!(shop.call("pay", &order).result(), refusal);
    }
}
