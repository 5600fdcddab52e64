//! Stored cards: a token comes with the first payment, and the shop pays with it again.

use serde_json::{Value, json};

use crate::card_in_the_request::order_with_card;
use crate::support::buyer::{DECLINED_VISA, MASTERCARD, VISA};
use crate::support::shop::Answer;
use crate::support::{App, Buyer, Place, Shop};

/// An order to be paid with a stored card, and further metadata.
pub(crate) fn order_with_token(shop: &Shop, id: &str, token: &str, more: &Value) -> Value {
    let mut order = shop.order(id);
    let mut metadata = json!({"isCardOnFile": true});
    for (name, value) in more.as_object().expect("metadata are fields") {
        metadata[name] = value.clone();
    }
    order["paymentMethod"]["paymentMethodId"] = json!(token);
    order["paymentMethod"]["paymentMethodMetaData"] = metadata;
    order
}

/// Stores a card with a payment whose request has it; its token.
pub(crate) fn token_of(shop: &Shop, card: &str) -> String {
    let id = format!("first-{card}");
    let order = order_with_card(shop, &id, card, &json!({"tokenize": true}));
    token_in(&shop.call("pay", &order))
}

fn token_in(answer: &Answer) -> String {
    let token = answer["paymentResultInfo"]["cardToken"].as_str();
    token.expect("a token").to_owned()
}

fn hosted_order(shop: &Shop, id: &str) -> Value {
    let mut order = shop.order(id);
    order["paymentMethod"]["paymentMethodMetaData"] = json!({"tokenize": true});
    order
}

#[test]
fn a_hosted_payment_stores_the_card_and_both_ways_tell_its_token() {
    let shop = Shop::open();
    let paid = shop.pay_and_buy(&hosted_order(&shop, "lt-pay-1"));
    assert_eq!(paid["paymentResultInfo"], json!(null), "nobody paid yet");
    let token = token_in(&shop.inquire("lt-pay-1"));
    assert!(
        token.starts_with("ALIPAY") && token.ends_with("=="),
        "{token}"
    );
    assert!((100..=128).contains(&token.len()), "{token}");
    shop.admin.drain();
    let notice = &shop.notices()[0].body;
    assert_eq!(notice["paymentResultInfo"]["cardToken"], json!(token));
    assert_eq!(notice["cardInfo"]["cardToken"], json!(token));
}

#[test]
fn a_card_that_nobody_wants_stored_has_no_token() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    let info = &shop.inquire("lt-pay-1")["paymentResultInfo"];
    assert_eq!(info["cardToken"], json!(null));
}

#[test]
fn a_failed_payment_never_tells_a_token() {
    let shop = Shop::open();
    let tokenize = json!({"tokenize": true});
    let order = order_with_card(&shop, "lt-pay-1", DECLINED_VISA, &tokenize);
    let refused = shop.call("pay", &order);
    assert_eq!(refused.result(), "DO_NOT_HONOR F");
    assert_eq!(refused["paymentResultInfo"]["cardToken"], json!(null));

    let scenario = "title = \"late\"\n[[rule]]\nthen = { reversal = { after = \"1h\", code = \"RISK_REJECT\" } }";
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    shop.pay_and_buy(&hosted_order(&shop, "lt-pay-1"));
    shop.admin.advance("2h");
    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentStatus"], "FAIL");
    assert_eq!(inquiry["paymentResultInfo"]["cardToken"], json!(null));
}

#[test]
fn the_shop_pays_with_the_token_and_the_buyer_sees_no_page() {
    let shop = Shop::open();
    let token = token_of(&shop, VISA);
    let order = order_with_token(&shop, "lt-pay-2", &token, &json!({}));
    let paid = shop.call("pay", &order);
    assert_eq!(paid.result(), "SUCCESS S");
    let info = &paid["paymentResultInfo"];
    assert_eq!(info["cardNo"], "************0768");
    assert_eq!(info["cardToken"], json!(token));
    assert_eq!(info["cvvResultRaw"], "", "no security code was sent");
    assert_eq!(shop.inquire("lt-pay-2")["paymentResultInfo"], *info);
    assert_eq!(shop.call("pay", &order).json(), paid.json(), "repeated");
    shop.admin.drain();
    let told = shop.notices();
    let of_second = |body: &Value| body["paymentRequestId"] == "lt-pay-2";
    let told = told.iter().find(|notice| of_second(&notice.body));
    assert_eq!(told.expect("a notice").body["paymentResultInfo"], *info);
}

#[test]
fn with_3ds_the_buyer_of_a_token_payment_goes_to_the_bank() {
    let shop = Shop::open();
    let token = token_of(&shop, VISA);
    let asks = json!({"is3DSAuthentication": true});
    let paid = shop.pay(&order_with_token(&shop, "lt-pay-2", &token, &asks));
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    assert_eq!(buyer.place(), Place::Challenge);
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Shop);
    let info = &shop.inquire("lt-pay-2")["paymentResultInfo"];
    assert_eq!(info["threeDSResult"]["eci"], "05");
    assert_eq!(info["cardToken"], json!(token));
}

#[test]
fn a_stored_card_keeps_its_course() {
    // It was stored while its issuer approved, and rules about its number hold for its token.
    let shop = Shop::open();
    let token = token_of(&shop, MASTERCARD);
    let declines =
        json!({"when": {"card": MASTERCARD}, "then": {"issuer": "USER_BALANCE_NOT_ENOUGH"}});
    let scenario = json!({"title": "declines", "rule": [declines]});
    shop.admin.put("/scenario", &scenario);
    let refused = shop.call(
        "pay",
        &order_with_token(&shop, "lt-pay-2", &token, &json!({})),
    );
    assert_eq!(refused.result(), "USER_BALANCE_NOT_ENOUGH F");
    assert_eq!(refused["paymentResultInfo"]["cardToken"], json!(null));
}

#[test]
fn a_token_that_is_not_the_shops_is_refused_and_leaves_no_payment() {
    let (shop, other) = (Shop::open(), Shop::open());
    let of_another = token_of(&other, VISA);
    for token in ["ALIPAYmadeUp==", of_another.as_str()] {
        let order = order_with_token(&shop, "lt-pay-1", token, &json!({}));
        let refused = shop.call("pay", &order);
        assert_eq!(refused.result(), "PARAM_ILLEGAL F");
        assert!(
            refused.why().contains("paymentMethodId"),
            "{}",
            refused.why()
        );
        assert_eq!(shop.inquire("lt-pay-1").code(), "ORDER_NOT_EXIST");
    }
    let expired = json!({"then": {"unknown_token": "EXPIRED_TOKEN"}});
    let scenario = json!({"title": "code", "rule": [expired]});
    shop.admin.put("/scenario", &scenario);
    let order = order_with_token(&shop, "lt-pay-1", &of_another, &json!({}));
    assert_eq!(shop.call("pay", &order).result(), "EXPIRED_TOKEN F");
    let mine = token_of(&shop, VISA);
    let order = order_with_token(&shop, "lt-pay-1", &mine, &json!({}));
    assert_eq!(shop.call("pay", &order).result(), "SUCCESS S");
}

#[test]
fn the_same_id_with_another_card_is_refused() {
    let shop = Shop::open();
    let (visa, mastercard) = (token_of(&shop, VISA), token_of(&shop, MASTERCARD));
    let order = |token| order_with_token(&shop, "lt-pay-2", token, &json!({}));
    assert_eq!(shop.call("pay", &order(&visa)).result(), "SUCCESS S");
    let other = shop.call("pay", &order(&mastercard));
    assert_eq!(other.result(), "REPEAT_REQ_INCONSISTENT F");
}

#[test]
fn every_storing_gives_a_token_of_its_own_and_all_stay_good() {
    let shop = Shop::open();
    let pay = |id| {
        let order = order_with_card(&shop, id, VISA, &json!({"tokenize": true}));
        token_in(&shop.call("pay", &order))
    };
    let (first, second) = (pay("a"), pay("b"));
    assert_ne!(first, second);
    for (id, token) in [("c", first), ("d", second)] {
        let order = order_with_token(&shop, id, &token, &json!({}));
        assert_eq!(shop.call("pay", &order).result(), "SUCCESS S");
    }
}
