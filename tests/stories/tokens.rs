//! Tokens of stored cards: read, changed, deleted, and made without a payment.

use serde_json::{Value, json};

use crate::stored_cards::{order_with_token, token_of};
use crate::support::buyer::VISA;
use crate::support::program::run;
use crate::support::{App, Shop};

fn pays(shop: &Shop, id: &str, token: &str) -> String {
    let order = order_with_token(shop, id, token, &json!({}));
    shop.call("pay", &order).result()
}

#[test]
fn a_token_tells_whose_card_it_is() {
    let shop = Shop::open();
    let token = token_of(&shop, VISA);
    let told = shop.vault("inquireToken", &json!({ "token": token }));
    assert_eq!(told.result(), "SUCCESS S");
    assert_eq!(told["token"], json!(token));
    assert_eq!(told["accountHolderName"], "Ana Souza");
    assert_eq!(told["issuingCountry"], "US");
    assert_eq!(
        told["tokenExpiryTime"],
        json!(null),
        "none expires by itself"
    );
}

#[test]
fn what_is_known_of_a_card_can_be_changed() {
    let shop = Shop::open();
    let token = token_of(&shop, VISA);
    let change = json!({"token": token, "accountHolderName": "Ana S.", "email": "ana@example.com"});
    assert_eq!(shop.vault("updateToken", &change).result(), "SUCCESS S");
    let told = shop.vault("inquireToken", &json!({ "token": token }));
    assert_eq!(told["accountHolderName"], "Ana S.");
    assert_eq!(told["email"], "ana@example.com");
    assert_eq!(pays(&shop, "lt-1", &token), "SUCCESS S");
}

#[test]
fn a_token_expires_when_the_shop_says_so() {
    let shop = Shop::open();
    let token = token_of(&shop, VISA);
    let change = json!({"token": token, "tokenExpiryTime": "2026-11-23T12:00:00+08:00"});
    assert_eq!(shop.vault("updateToken", &change).result(), "SUCCESS S");
    shop.admin.advance("1h 59m");
    assert_eq!(pays(&shop, "lt-1", &token), "SUCCESS S");
    shop.admin.advance("1m");
    assert_eq!(pays(&shop, "lt-2", &token), "EXPIRED_TOKEN F");
}

#[test]
fn a_deleted_token_pays_nothing_and_is_known_no_more() {
    let shop = Shop::open();
    let (kept, gone) = (token_of(&shop, VISA), token_of(&shop, "5162774114974622"));
    let that = json!({ "token": gone });
    for _ in 0..2 {
        assert_eq!(shop.vault("deleteToken", &that).result(), "SUCCESS S");
    }
    assert_eq!(pays(&shop, "lt-1", &gone), "PARAM_ILLEGAL F");
    assert_eq!(
        shop.vault("inquireToken", &that).result(),
        "PARAM_ILLEGAL F"
    );
    assert_eq!(shop.vault("updateToken", &that).result(), "PARAM_ILLEGAL F");
    assert_eq!(pays(&shop, "lt-2", &kept), "SUCCESS S");
}

#[test]
fn a_token_of_nobody_is_refused_by_its_field() {
    let (shop, other) = (Shop::open(), Shop::open());
    let foreign = token_of(&other, VISA);
    for body in [json!({}), json!({"token": ""}), json!({"token": foreign})] {
        for operation in ["inquireToken", "updateToken", "deleteToken"] {
            let refused = shop.vault(operation, &body);
            assert_eq!(refused.result(), "PARAM_ILLEGAL F", "{operation} {body}");
            assert!(refused.why().contains("token"), "{}", refused.why());
        }
    }
}

fn nonce(shop: &Shop, card: &Value) -> Value {
    json!(shop.vault("fetchNonce", &json!({ "card": card })).json())
}

#[test]
fn a_card_gets_a_token_without_a_payment_at_either_path() {
    let shop = Shop::open();
    let card = json!({"cardNo": VISA, "expiryYear": "29", "expiryMonth": "09", "cvv": "123"});
    let made = nonce(&shop, &card);
    assert_eq!(made["result"]["resultCode"], "SUCCESS");
    let token = made["cardToken"].as_str().expect("a token");
    assert_eq!(pays(&shop, "lt-1", token), "SUCCESS S");
    let other = shop.call("fetchNonce", &json!({ "card": card }));
    assert_ne!(other.text("cardToken"), token);
    let at_payments = shop.call("inquireToken", &json!({ "token": token }));
    assert_eq!(at_payments.result(), "NO_INTERFACE_DEF F");

    for (field, value, code) in [
        ("cardNo", json!("4054695723100769"), "INVALID_CARD_NUMBER"),
        ("expiryMonth", json!("13"), "INVALID_EXPIRATION_DATE"),
        ("cvv", json!("12"), "INVALID_CVV"),
        ("cardNo", json!(null), "PARAM_ILLEGAL"),
    ] {
        let mut wrong = card.clone();
        wrong[field] = value;
        let refused = nonce(&shop, &wrong)["result"].clone();
        assert_eq!(refused["resultCode"], code, "{refused}");
        let why = shop.admin.last_request()["why"].to_string();
        assert!(why.contains(&format!("card.{field}")), "{why}");
    }
    let kept = shop.admin.get("/requests").to_string();
    assert!(!kept.contains(VISA), "no card is kept with a request");
}

#[test]
fn answers_about_tokens_can_be_forced_and_lost_like_others() {
    let rule = json!({"when": {"api": "deleteToken"}, "then": {"result": "SYSTEM_ERROR"}});
    let scenario = json!({"title": "forced", "rule": [rule]}).to_string();
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    let token = token_of(&shop, VISA);
    let that = json!({ "token": token });
    assert_eq!(shop.vault("deleteToken", &that).result(), "SYSTEM_ERROR F");
    assert_eq!(pays(&shop, "lt-1", &token), "SUCCESS S");
}

#[test]
fn a_tester_sees_the_cards_and_deletes_one() {
    let shop = Shop::open();
    let token = token_of(&shop, VISA);
    token_of(&shop, "5162774114974622");
    let cards = shop.admin.get("/cards");
    let first = &cards["items"][0];
    assert_eq!(first["cardId"], "crd-1");
    assert_eq!(first["cardToken"], json!(token));
    assert_eq!(first["cardNo"], "************0768");
    assert_eq!(first["cardBrand"], "VISA");
    assert_eq!(first["referenceBuyerId"], "buyer-5");
    assert_eq!(first["deletedTime"], json!(null));
    assert_eq!(cards["items"][1]["cardId"], "crd-2");
    let path = format!("/v1/merchants/{}/cards/crd-1", shop.client_id);
    let deleted = shop.admin.call("DELETE", &path, &Value::Null);
    assert_eq!(
        (deleted.status(), &deleted.json()["cardId"]),
        (200, &json!("crd-1"))
    );
    assert!(deleted.json()["deletedTime"].is_string());
    assert_eq!(pays(&shop, "lt-1", &token), "PARAM_ILLEGAL F");
    let path = path.replace("crd-1", "crd-9");
    assert_eq!(shop.admin.call("DELETE", &path, &Value::Null).status(), 404);
    let events = shop.admin.get("/events").to_string();
    assert!(events.contains("CARD_STORED") && events.contains("CARD_DELETED"));
}

#[test]
fn stored_cards_are_listed_and_removed_from_the_shell() {
    let shop = Shop::open();
    let client = |words: &[&str]| {
        let target = ["--admin", shop.admin.base(), "--merchant", &shop.client_id];
        run(&[&["cards"], words, &target].concat())
    };
    assert_eq!(client(&[]).out, "no stored cards yet\n");
    let token = token_of(&shop, VISA);
    let listed = client(&["list"]).out;
    assert!(
        listed.contains("crd-1") && listed.contains(&token),
        "{listed}"
    );
    let removed = client(&["remove", "crd-1"]).out;
    assert!(removed.contains("deleted"), "{removed}");
    let order = order_with_token(&shop, "lt-pay-9", &token, &json!({}));
    assert_eq!(shop.call("pay", &order).result(), "PARAM_ILLEGAL F");
    let unknown = client(&["remove", "crd-9"]);
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.err.contains("\"crd-9\""), "{}", unknown.err);
}
