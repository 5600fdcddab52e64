//! A card is stored without a payment: with the card in the request.

use serde_json::{Value, json};

use crate::stored_cards::order_with_token;
use crate::support::buyer::{DECLINED_VISA, VISA};
use crate::support::shop::Answer;
use crate::support::{App, Shop};

/// A `vaultPaymentMethod` request, told to this shop.
pub(crate) fn request(shop: &Shop, id: &str, card: &str) -> Value {
    json!({
        "vaultingRequestId": id,
        "vaultingNotificationUrl": format!("{}/hooks/vaulting", shop.hooks.base),
        "redirectUrl": "https://shop.example/cards?o=lt-7",
        "paymentMethodDetail": {
            "paymentMethodType": "CARD",
            "card": {
                "cardNo": card, "expiryYear": "29", "expiryMonth": "09", "cvv": "123",
                "cardholderName": {"fullName": "Ana Souza"}
            }
        },
        "metadata": "{\"shelf\":\"7\"}",
        "env": {"terminalType": "app"}
    })
}

/// As [`request`], insisting on 3DS.
pub(crate) fn request_with_3ds(shop: &Shop, id: &str, card: &str) -> Value {
    let mut request = request(shop, id, card);
    request["paymentMethodDetail"]["card"]["is3DSAuthentication"] = json!(true);
    request
}

/// A session on whose page a card can be typed; the one named `asked` insists on 3DS.
pub(crate) fn session(shop: &Shop, id: &str) -> Answer {
    shop.vault(
        "createVaultingSession",
        &json!({
            "paymentMethodType": "CARD", "vaultingRequestId": id,
            "vaultingNotificationUrl": format!("{}/hooks/vaulting", shop.hooks.base),
            "redirectUrl": "https://shop.example/cards", "is3DSAuthentication": id == "asked",
        }),
    )
}

/// How a vaulting stands.
pub(crate) fn status(shop: &Shop, id: &str) -> String {
    let asked = shop.vault("inquireVaulting", &json!({"vaultingRequestId": id}));
    assert_eq!(asked.result(), "SUCCESS S");
    asked.text("vaultingStatus").to_owned()
}

#[test]
fn a_card_is_stored_at_once_and_can_be_paid_with() {
    let shop = Shop::open();
    let vaulted = shop.vault("vaultPaymentMethod", &request(&shop, "v-1", VISA));
    assert_eq!(vaulted.result(), "SUCCESS S");
    assert_eq!(vaulted["vaultingRequestId"], "v-1");
    let card = &vaulted["paymentMethodDetail"]["card"];
    assert_eq!(card["brand"], "VISA");
    assert_eq!(card["maskedCardNo"], "************0768");
    assert_eq!(vaulted["normalUrl"], json!(null));
    let token = card["cardToken"].as_str().expect("a token");
    let order = order_with_token(&shop, "lt-pay-1", token, &json!({}));
    assert_eq!(shop.call("pay", &order).result(), "SUCCESS S");
    let told = shop.vault("inquireToken", &json!({ "token": token }));
    assert_eq!(told["accountHolderName"], "Ana Souza");

    let asked = shop.vault("inquireVaulting", &json!({"vaultingRequestId": "v-1"}));
    assert_eq!(asked["vaultingStatus"], "SUCCESS");
    assert_eq!(asked["metadata"], "{\"shelf\":\"7\"}");
    assert_eq!(asked["paymentMethodDetail"]["card"]["cardToken"], token);
}

#[test]
fn the_same_id_gets_the_same_answer() {
    let shop = Shop::open();
    for (id, card) in [("good", VISA), ("bad", DECLINED_VISA)] {
        let ask = request(&shop, id, card);
        let first = shop.vault("vaultPaymentMethod", &ask);
        let again = shop.vault("vaultPaymentMethod", &ask);
        assert_eq!(first.json(), again.json());
    }
    let ask = request_with_3ds(&shop, "asked", VISA);
    let first = shop.vault("vaultPaymentMethod", &ask);
    let again = shop.vault("vaultPaymentMethod", &ask);
    assert_eq!(first.text("normalUrl"), again.text("normalUrl"));
    let cards = shop.admin.get("/cards");
    assert_eq!(cards["items"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_declined_card_fails_for_good_and_has_no_token() {
    let shop = Shop::open();
    let failed = shop.vault("vaultPaymentMethod", &request(&shop, "v-1", DECLINED_VISA));
    assert_eq!(failed.result(), "VERIFICATION_FAIL F");
    assert_eq!(failed["paymentMethodDetail"], json!(null));
    assert_eq!(failed["normalUrl"], json!(null));
    assert_eq!(status(&shop, "v-1"), "FAIL");
}

#[test]
fn a_bank_that_asks_first_makes_the_answer_one_in_process_with_a_link() {
    let shop = Shop::open();
    let ask = request_with_3ds(&shop, "v-1", VISA);
    let asked = shop.vault("vaultPaymentMethod", &ask);
    assert_eq!(asked.result(), "VERIFICATION_IN_PROCESS U");
    assert!(asked.text("normalUrl").contains("/checkout/"));
    assert_eq!(asked["paymentMethodDetail"], json!(null));
    let inquired = shop.vault("inquireVaulting", &json!({"vaultingRequestId": "v-1"}));
    assert_eq!(inquired["vaultingStatus"], "PROCESSING");
    assert_eq!(inquired["normalUrl"], asked["normalUrl"]);
    // The link is good for an hour.
    shop.admin.advance("59m 59s");
    assert_eq!(status(&shop, "v-1"), "PROCESSING");
    shop.admin.advance("1s");
    assert_eq!(status(&shop, "v-1"), "FAIL");
}

#[test]
fn an_issuer_that_demands_3ds_gets_it() {
    let scenario = "title = \"3DS\"\n[[rule]]\nthen = { three_ds = \"soft_decline\" }";
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    let asked = shop.vault("vaultPaymentMethod", &request(&shop, "v-1", VISA));
    assert_eq!(asked.result(), "VERIFICATION_IN_PROCESS U");
}

/// Makes a request wrong.
type Spoil = fn(&mut Value);

#[test]
fn what_is_wrong_with_a_request_is_named_and_nothing_is_made() {
    let shop = Shop::open();
    let mistakes: [(&str, Spoil); 8] = [
        ("vaultingNotificationUrl", |ask| {
            ask["vaultingNotificationUrl"] = json!(null);
        }),
        ("redirectUrl", |ask| ask["redirectUrl"] = json!("shop")),
        ("env", |ask| ask["env"] = json!(null)),
        ("paymentMethodDetail", |ask| {
            ask["paymentMethodDetail"] = json!(null);
        }),
        ("paymentMethodDetail.paymentMethodType", |ask| {
            ask["paymentMethodDetail"]["paymentMethodType"] = json!("ALIPAY_CN");
        }),
        ("paymentMethodDetail.card.cardNo", |ask| {
            ask["paymentMethodDetail"]["card"]["cardNo"] = json!("4054695723100769");
        }),
        ("paymentMethodDetail.card.expiryMonth", |ask| {
            ask["paymentMethodDetail"]["card"]["expiryMonth"] = json!("13");
        }),
        ("paymentMethodDetail.card.selectedCardBrand", |ask| {
            ask["paymentMethodDetail"]["card"]["selectedCardBrand"] = json!("JCB");
        }),
    ];
    for (field, spoil) in mistakes {
        let mut ask = request(&shop, "v-1", VISA);
        spoil(&mut ask);
        let refused = shop.vault("vaultPaymentMethod", &ask);
        assert_eq!(refused.result(), "PARAM_ILLEGAL F", "{field}");
        assert!(refused.why().contains(field), "{}", refused.why());
    }
    let asked = shop.vault("inquireVaulting", &json!({"vaultingRequestId": "v-1"}));
    assert_eq!(asked.result(), "VAULTING_NOT_EXIST F");
}

#[test]
fn a_session_gives_a_link_and_the_same_one_again() {
    let shop = Shop::open();
    let ask = json!({
        "paymentMethodType": "CARD", "vaultingRequestId": "s-1",
        "vaultingNotificationUrl": format!("{}/hooks/vaulting", shop.hooks.base),
    });
    let made = shop.vault("createVaultingSession", &ask);
    assert_eq!(made.result(), "SUCCESS S");
    assert!(made.text("normalUrl").contains("/checkout/"));
    assert_eq!(
        made["vaultingSessionExpiryTime"],
        "2026-11-23T11:00:00+08:00"
    );
    assert!(made["vaultingSessionData"].is_string());
    let again = shop.vault("createVaultingSession", &ask);
    assert_eq!(made.json(), again.json());
    assert_eq!(status(&shop, "s-1"), "PROCESSING");
    let other = shop.vault("vaultPaymentMethod", &request(&shop, "s-1", VISA));
    assert_eq!(other.result(), "PARAM_ILLEGAL F");
    assert!(other.why().contains("vaultingRequestId"), "{}", other.why());
}
