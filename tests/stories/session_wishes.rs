//! What a shop may wish of a session beside the scene: the cards to offer, a brand, an issuer.

use serde_json::{Value, json};

use crate::korean_issuers::korean_order;
use crate::request_validation::{with, without};
use crate::stored_cards::token_of;
use crate::support::Shop;
use crate::support::buyer::{Buyer, MASTERCARD, Place, VISA};

const METADATA: &str = "availablePaymentMethod.paymentMethodMetaData";

/// A session for an order, whose metadata are wishes for whichever method the buyer takes.
fn of(order: &Value) -> Value {
    let metadata = order["paymentMethod"]["paymentMethodMetaData"].clone();
    let order = with(&without(order, "paymentMethod"), METADATA, metadata);
    with(&order, "productScene", json!("CHECKOUT_PAYMENT"))
}

fn open(shop: &Shop, order: &Value) -> Buyer {
    let made = shop.call("createPaymentSession", order);
    assert_eq!(made.result(), "SUCCESS S", "{}", made.why());
    Buyer::open(made.text("normalUrl"))
}

fn card(shop: &Shop, id: &str) -> Value {
    shop.inquire(id)["paymentResultInfo"].clone()
}

#[test]
fn the_page_offers_the_cards_that_the_session_names() {
    let shop = Shop::open();
    let (first, second) = (token_of(&shop, VISA), token_of(&shop, MASTERCARD));
    let saved = |tokens: &[&str]| {
        let card = |token: &&str| json!({"paymentMethodType": "CARD", "paymentMethodId": token});
        json!(tokens.iter().map(card).collect::<Vec<_>>())
    };
    let named = |id: &str, tokens: &[&str]| {
        let order = of(&shop.order(id));
        // Whose cards they are is the shop's to know.
        let order = with(&order, "order.buyer.referenceBuyerId", json!("somebody"));
        with(&order, "savedPaymentMethods", saved(tokens))
    };
    let mut buyer = open(
        &shop,
        &named("ck-1", &[&second, &second, "ALIPAYunknown=="]),
    );
    let offered = buyer
        .page
        .text()
        .matches("data-test=\"stored-card\"")
        .count();
    assert_eq!(offered, 1, "each once, and none that is not here");
    buyer.pay_with_stored_card();
    assert_eq!(card(&shop, "ck-1")["cardToken"], second.as_str());
    assert_eq!(card(&shop, "ck-1")["cardBrand"], "MASTERCARD");

    shop.vault("deleteToken", &json!({ "token": first }));
    let buyer = open(&shop, &named("ck-2", &[&first]));
    assert!(buyer.text("stored-card").is_none(), "it was deleted");
}

#[test]
fn a_session_may_choose_the_network_of_a_card() {
    let shop = Shop::open();
    let order = of(&with(
        &shop.order("ck-1"),
        "paymentMethod.paymentMethodMetaData",
        json!({"selectedCardBrand": "CARTES_BANCAIRES"}),
    ));
    let mut buyer = open(&shop, &order);
    buyer.pay_with("4035501000000008");
    assert_eq!(card(&shop, "ck-1")["cardBrand"], "CARTES_BANCAIRES");

    let unknown = with(
        &order,
        &format!("{METADATA}.selectedCardBrand"),
        json!("FOO"),
    );
    let unknown = with(&unknown, "paymentRequestId", json!("ck-2"));
    let refused = shop.call("createPaymentSession", &unknown);
    assert_eq!(refused.result(), "PARAM_ILLEGAL F");
    assert!(refused.why().starts_with(METADATA), "{}", refused.why());
    shop.admin
        .put("/contract", &json!({"cardBrands": ["VISA"]}));
    let contracted = with(&order, "paymentRequestId", json!("ck-3"));
    let refused = shop.call("createPaymentSession", &contracted);
    assert_eq!(refused.code(), "SELECTED_CARD_BRAND_NOT_AVAILABLE");
}

#[test]
fn a_session_may_be_confirmed_at_a_south_korean_issuer() {
    let shop = Shop::open();
    let wish = json!({"selectedCardBrand": "SHINHAN"});
    let order = of(&korean_order(&shop, "ck-1", &wish));
    let mut buyer = open(&shop, &order);
    assert_eq!(buyer.place(), Place::Issuer);
    assert_eq!(shop.inquire("ck-1").result(), "ORDER_NOT_EXIST F");
    buyer.submit("approve-form", &[]);
    shop.admin.advance("10s");
    let inquired = shop.inquire("ck-1");
    assert_eq!(inquired["paymentStatus"], "SUCCESS");
    assert_eq!(inquired["paymentResultInfo"]["cardBrand"], "SHINHAN");
    assert_eq!(inquired["transactions"][0]["transactionStatus"], "SUCCESS");

    let manual = with(&order, "paymentFactor.captureMode", json!("MANUAL"));
    let manual = with(&manual, "paymentRequestId", json!("ck-2"));
    let refused = shop.call("createPaymentSession", &manual);
    assert_eq!(refused.result(), "PARAM_ILLEGAL F");
}

#[test]
fn a_payment_that_its_issuer_confirms_can_be_paid_off_in_months() {
    let shop = Shop::open();
    let order = korean_order(&shop, "lt-pay-1", &json!({"selectedCardBrand": "SHINHAN"}));
    let plan = json!({"installmentNum": "3", "interval": "MONTH"});
    let order = with(&order, "creditPayPlan", plan);
    let mut buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
    assert_eq!(buyer.place(), Place::Issuer);
    buyer.submit("approve-form", &[]);
    let card = card(&shop, "lt-pay-1");
    assert_eq!(card["creditPayPlan"]["installmentNum"], "3");
    let too_long = with(&order, "creditPayPlan.installmentNum", json!("24"));
    let too_long = with(&too_long, "paymentRequestId", json!("lt-pay-2"));
    assert_eq!(shop.call("pay", &too_long).code(), "INVALID_CONTRACT");
}
