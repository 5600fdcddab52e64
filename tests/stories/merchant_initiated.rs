//! Payments that the merchant starts: the buyer is away, so there is no page and no 3DS.

use serde_json::{Value, json};

use crate::card_in_the_request::order_with_card;
use crate::stored_cards::{order_with_token, token_of};
use crate::support::buyer::{DECLINED_VISA, VISA};
use crate::support::{App, Shop};

fn later(more: &Value) -> Value {
    let mut metadata = json!({
        "isCardOnFile": true, "recurringType": "SCHEDULED", "networkTransactionId": "580000000000001",
    });
    for (name, value) in more.as_object().expect("metadata are fields") {
        metadata[name] = value.clone();
    }
    metadata
}

#[test]
fn a_subscription_is_paid_at_once_with_a_stored_card() {
    let shop = Shop::open();
    let token = token_of(&shop, VISA);
    // Somebody who leaves 3DS switched on gets no page for it.
    for (id, more) in [
        ("lt-1", json!({})),
        ("lt-2", json!({"is3DSAuthentication": true})),
        ("lt-3", json!({"recurringType": "UNSCHEDULED"})),
    ] {
        let paid = shop.call("pay", &order_with_token(&shop, id, &token, &later(&more)));
        assert_eq!(paid.result(), "SUCCESS S", "{id}");
        assert_eq!(paid["normalUrl"], json!(null));
        let info = &paid["paymentResultInfo"];
        assert_eq!(info["threeDSResult"], json!({"cavv": "", "eci": ""}));
        assert_eq!(info["cvvResultRaw"], "");
    }
}

#[test]
fn a_card_that_the_shop_stores_itself_needs_no_security_code() {
    let shop = Shop::open();
    let order = order_with_card(&shop, "lt-1", VISA, &later(&json!({"cvv": null})));
    let paid = shop.call("pay", &order);
    assert_eq!(paid.result(), "SUCCESS S");
    assert_eq!(paid["paymentResultInfo"]["cvvResultRaw"], "");
    let order = order_with_card(&shop, "lt-2", DECLINED_VISA, &later(&json!({"cvv": null})));
    assert_eq!(shop.call("pay", &order).result(), "DO_NOT_HONOR F");
}

#[test]
fn an_issuer_who_wants_3ds_cannot_be_helped_without_the_buyer() {
    for course in ["soft_decline", "challenge"] {
        let scenario = format!("title = \"asks\"\n[[rule]]\nthen = {{ three_ds = \"{course}\" }}");
        let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
        let order = order_with_card(&shop, "lt-1", VISA, &later(&json!({})));
        let refused = shop.call("pay", &order);
        assert_eq!(refused.result(), "AUTHENTICATION_REQUIRED F", "{course}");
        assert_eq!(refused["normalUrl"], json!(null));
        assert_eq!(shop.inquire("lt-1")["paymentStatus"], "FAIL");
    }
}

#[test]
fn without_a_card_there_is_nothing_to_pay_with() {
    let shop = Shop::open();
    let mut order = shop.order("lt-1");
    order["paymentMethod"]["paymentMethodMetaData"] = later(&json!({}));
    let refused = shop.call("pay", &order);
    assert_eq!(refused.result(), "PARAM_ILLEGAL F");
    assert!(refused.why().contains("recurringType"), "{}", refused.why());
}

#[test]
fn only_a_strict_contract_insists_on_the_network_transaction_id() {
    let without = json!({"networkTransactionId": null});
    let shop = Shop::open();
    let order = order_with_card(&shop, "lt-1", VISA, &later(&without));
    assert_eq!(shop.call("pay", &order).result(), "SUCCESS S");
    let strict = json!({"contract": {"fieldRules": "STRICT"}});
    let shop = Shop::with(App::shared(), &strict);
    let order = order_with_card(&shop, "lt-1", VISA, &later(&without));
    let refused = shop.call("pay", &order);
    assert_eq!(refused.result(), "PARAM_ILLEGAL F");
    assert!(refused.why().contains("networkTransactionId"));
    let order = order_with_card(&shop, "lt-1", VISA, &later(&json!({})));
    assert_eq!(shop.call("pay", &order).result(), "SUCCESS S");
}

#[test]
fn local_cards_cannot_be_paid_with_while_the_buyer_is_away() {
    let shop = Shop::open();
    let order = order_with_card(&shop, "lt-1", "9490220011669217", &later(&json!({})));
    assert_eq!(shop.call("pay", &order).result(), "CARD_NOT_SUPPORTED F");
    assert_eq!(shop.inquire("lt-1").code(), "ORDER_NOT_EXIST");
}
