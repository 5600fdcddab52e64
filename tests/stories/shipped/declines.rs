//! Cards that are declined, and the documented test cards.

use serde_json::json;

use super::played::{
    CLOSED, LONG, assert_heard, deeds, hear, notices, order, rules, shop, status, tries_anew,
};
use super::{Story, play};
use crate::instalments::buy_in_brazil;
use crate::request_validation::with;
use crate::support::buyer::{DECLINED_VISA, MASTERCARD, VISA};
use crate::support::{Buyer, Place};

pub(super) const STORIES: &[Story] = &[
    ("default", test_cards),
    ("decline-menu", menu),
    ("decline-is-final", at_once),
    ("every-card-declined", every_card),
    ("plan-not-available", no_such_plan),
];

#[test]
fn cards_that_are_declined() {
    play(STORIES);
}

/// The menu of file 10 §4 of the protocol notes, in its order.
const MENU: [&str; 23] = [
    "DO_NOT_HONOR",
    "INVALID_AMOUNT",
    "USER_BALANCE_NOT_ENOUGH",
    "CARD_NOT_SUPPORTED",
    "INVALID_CARD_NUMBER",
    "INVALID_EXPIRATION_DATE",
    "ACCESS_DENIED",
    "PROCESS_FAIL",
    "AUTHENTICATION_REQUIRED",
    "USER_PAYMENT_VERIFICATION_FAILED",
    "RISK_REJECT",
    "FRAUD_REJECT",
    "SUSPECTED_RISK",
    "ORDER_IS_CANCELED",
    "SELECTED_CARD_BRAND_NOT_AVAILABLE",
    "PAYMENT_AMOUNT_EXCEED_LIMIT",
    "PAYMENT_COUNT_EXCEED_LIMIT",
    "PAYMENT_PROHIBITED",
    "NO_PAY_OPTIONS",
    "ORDER_IS_CLOSED",
    "SETTLE_CONTRACT_NOT_MATCH",
    "CURRENCY_NOT_SUPPORT",
    "MERCHANT_KYB_NOT_QUALIFIED",
];

fn menu(name: &str) {
    let shop = shop(name);
    assert_eq!(rules(&shop), MENU.len());
    for (amount, code) in (1001..).zip(MENU) {
        let mut order = order(&shop);
        let id = format!("lt-{amount}");
        order["paymentRequestId"] = json!(id);
        order["paymentAmount"]["value"] = json!(amount.to_string());
        shop.pay(&order);
        let heard = notices(&shop, "1m");
        assert_heard(&heard, &[&format!("PAYMENT_RESULT {code}")]);
        assert_eq!(heard[0].message.json()["result"]["resultStatus"], "F");
        let answer = shop.inquire(&id);
        assert_eq!(
            (answer.code(), answer.text("paymentStatus")),
            ("SUCCESS", "FAIL")
        );
        assert_eq!(answer["paymentResultCode"], code);
    }
}

fn at_once(name: &str) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    let heard = hear(&shop, "1m");
    assert_heard(&heard, &["GET /return", "PAYMENT_RESULT DO_NOT_HONOR"]);
    assert_eq!(status(&shop), "FAIL");
    tries_anew(&shop);
}

/// The buyer may try as often as there is time; the shop hears nothing of it.
fn every_card(name: &str) {
    let shop = shop(name);
    let paid = shop.pay(&order(&shop));
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    for card in [VISA, MASTERCARD, VISA] {
        buyer.pay_with(card);
        assert_eq!(buyer.place(), Place::Card);
    }
    assert_eq!(deeds(&shop, &["CARD_DECLINED"]).len(), 3);
    assert!(notices(&shop, "13m").is_empty());
    assert_eq!(status(&shop), "PROCESSING");
    assert_heard(&notices(&shop, LONG), &[CLOSED]);
    assert_eq!(status(&shop), "FAIL");
}

/// The documented cards that fail, four that succeed, and the amount that risk control refuses.
fn test_cards(name: &str) {
    for (card, approved) in [
        (VISA, true),
        (MASTERCARD, true),
        ("4294097400915107", true),
        ("9490220011669217", true),
        (DECLINED_VISA, false),
        ("5162770472561357", false),
    ] {
        let shop = shop(name);
        let mut order = order(&shop);
        // Else the page asks for it: the Brazilian and the Korean card need it.
        let payer = json!({
            "payerEmail": "ana@example.com", "cpf": "11144477735",
            "businessNo": "1234567890", "cardPasswordDigest": "12",
        });
        order["paymentMethod"]["paymentMethodMetaData"] = payer;
        let paid = shop.pay(&order);
        let mut buyer = Buyer::open(paid.text("normalUrl"));
        buyer.pay_with(card);
        let (place, told) = if approved {
            (Place::Shop, "SUCCESS")
        } else {
            (Place::Card, "PROCESSING")
        };
        assert_eq!(
            (buyer.place(), status(&shop).as_str()),
            (place, told),
            "{card}"
        );
    }
    let shop = shop(name);
    let mut order = order(&shop);
    order["paymentAmount"]["value"] = json!("11");
    assert_eq!(shop.call("pay", &order).result(), "RISK_REJECT F");
}

/// A card that has the plan anywhere else is declined, and pays in full.
fn no_such_plan(name: &str) {
    let shop = shop(name);
    let plan =
        json!({"installmentNum": "3", "creditPayFeeType": "PERCENTAGE", "feePercentage": "0"});
    let mut wanted = order(&shop);
    wanted["paymentAmount"]["currency"] = json!("BRL");
    let in_full = wanted.clone();
    wanted["creditPayPlan"] = plan;
    let paid = shop.pay(&wanted);
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    buy_in_brazil(&mut buyer, "");
    let banner = buyer.text("decline-banner").expect("a decline");
    assert!(banner.contains("CARD_NOT_SUPPORTED"), "{banner}");
    assert_eq!(status(&shop), "PROCESSING");

    let paid = shop.pay(&with(&in_full, "paymentRequestId", json!("lt-2")));
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    buy_in_brazil(&mut buyer, "");
    assert_eq!(shop.inquire("lt-2")["paymentStatus"], "SUCCESS");
}
