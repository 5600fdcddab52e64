//! A card is stored without a payment: at the bank, on Antom's page, and what the shop is told.

use serde_json::{Value, json};

use crate::stored_cards::order_with_token;
use crate::support::buyer::{DECLINED_VISA, MASTERCARD, VISA};
use crate::support::{App, Buyer, Place, Reply, Shop};
use crate::vaulting::{self, request, request_with_3ds, status};

/// The buyer on the page of a session.
fn session(shop: &Shop, id: &str) -> Buyer {
    Buyer::open(vaulting::session(shop, id).text("normalUrl"))
}

/// The only notification that has come.
fn told(shop: &Shop) -> Value {
    shop.admin.advance("10s");
    let mut notices = shop.notices();
    assert_eq!(notices.len(), 1);
    notices.remove(0).body
}

#[test]
fn the_buyer_passes_the_bank_and_the_shop_is_told_the_token() {
    let shop = Shop::open();
    let asked = shop.vault("vaultPaymentMethod", &request_with_3ds(&shop, "v-1", VISA));
    let mut buyer = Buyer::open(asked.text("normalUrl"));
    assert_eq!(buyer.place(), Place::Challenge);
    assert_eq!(buyer.text("amount"), None, "nothing is paid");
    assert_eq!(buyer.text("reference").as_deref(), Some("v-1"));
    buyer.type_code("1");
    assert!(buyer.text("code-error").is_some());
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Shop);
    assert_eq!(buyer.url.as_str(), "https://shop.example/cards?o=lt-7");

    let body = told(&shop);
    assert_eq!(body["notifyType"], "VAULTING_RESULT");
    assert_eq!(body["result"]["resultCode"], "SUCCESS");
    assert_eq!(body["vaultingRequestId"], "v-1");
    assert_eq!(body["vaultingCreateTime"], "2026-11-23T10:00:00+08:00");
    assert_eq!(body["metadata"], "{\"shelf\":\"7\"}");
    let card = &body["paymentMethodDetail"]["card"];
    let token = card["cardToken"].as_str().expect("a token");
    let order = order_with_token(&shop, "lt-pay-1", token, &json!({}));
    assert_eq!(shop.call("pay", &order).result(), "SUCCESS S");
    let again = shop.vault("vaultPaymentMethod", &request_with_3ds(&shop, "v-1", VISA));
    assert_eq!(again.result(), "SUCCESS S");
    assert_eq!(again["paymentMethodDetail"]["card"], *card);
    let late = Buyer::open(asked.text("normalUrl"));
    assert_eq!(late.text("result-title").as_deref(), Some("Card saved"));
}

#[test]
fn a_buyer_who_fails_or_gives_up_at_the_bank_stores_nothing() {
    let wrong: fn(&mut Buyer) = |buyer| (0..3).for_each(|_| buyer.type_code("1"));
    for fail in [wrong, Buyer::cancel] {
        let shop = Shop::open();
        let asked = shop.vault("vaultPaymentMethod", &request_with_3ds(&shop, "v-1", VISA));
        let mut buyer = Buyer::open(asked.text("normalUrl"));
        fail(&mut buyer);
        assert_eq!(buyer.place(), Place::Shop);
        assert_eq!(status(&shop, "v-1"), "FAIL");
        let body = told(&shop);
        assert_eq!(body["result"]["resultCode"], "VERIFICATION_FAIL");
        assert_eq!(
            body["paymentMethodDetail"],
            json!({"paymentMethodType": "CARD"})
        );
        let late = Buyer::open(asked.text("normalUrl"));
        assert_eq!(late.text("result-title").as_deref(), Some("Card not saved"));
    }
}

#[test]
fn a_link_that_nobody_finished_fails_and_is_told_only_if_the_bank_had_asked() {
    let shop = Shop::open();
    shop.vault("vaultPaymentMethod", &request_with_3ds(&shop, "v-1", VISA));
    session(&shop, "s-1");
    shop.admin.advance("1h");
    assert_eq!(status(&shop, "s-1"), "FAIL");
    let body = told(&shop);
    assert_eq!(body["vaultingRequestId"], "v-1");
    assert_eq!(body["result"]["resultCode"], "VERIFICATION_FAIL");
}

#[test]
fn what_the_answer_told_is_told_again_only_if_it_went_well() {
    let shop = Shop::open();
    shop.vault("vaultPaymentMethod", &request(&shop, "bad", DECLINED_VISA));
    shop.vault("vaultPaymentMethod", &request(&shop, "good", VISA));
    assert_eq!(told(&shop)["vaultingRequestId"], "good");
}

#[test]
fn the_buyer_types_the_card_on_antoms_page() {
    let shop = Shop::open();
    let mut buyer = session(&shop, "s-1");
    assert_eq!(buyer.place(), Place::Card);
    assert_eq!(buyer.text("amount"), None);
    assert_eq!(buyer.text("pay").as_deref(), Some("Save the card"));
    buyer.submit_card("4054695723100769", "09/29", "123", "Ana Souza");
    assert!(buyer.text("card-number-error").is_some());
    buyer.pay_with(DECLINED_VISA);
    assert!(buyer.text("decline-banner").is_some());
    assert_eq!(status(&shop, "s-1"), "PROCESSING");
    buyer.pay_with(MASTERCARD);
    assert_eq!(buyer.place(), Place::Shop);
    assert_eq!(buyer.url.as_str(), "https://shop.example/cards");
    assert_eq!(status(&shop, "s-1"), "SUCCESS");
    let card = told(&shop)["paymentMethodDetail"]["card"].clone();
    assert_eq!(card["brand"], "MASTERCARD");
    let token = json!({"token": card["cardToken"]});
    let known = shop.vault("inquireToken", &token);
    assert_eq!(known["accountHolderName"], "A Buyer");
}

#[test]
fn a_session_may_ask_for_3ds() {
    let shop = Shop::open();
    let mut buyer = session(&shop, "asked");
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Challenge);
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Shop);
    assert_eq!(status(&shop, "asked"), "SUCCESS");
}

#[test]
fn a_notification_that_is_not_acknowledged_comes_again_and_can_be_sent_again() {
    let shop = Shop::open();
    shop.answers([Reply::Answer(500, String::new())]);
    shop.vault("vaultPaymentMethod", &request(&shop, "v-1", VISA));
    let first = told(&shop);
    let listed = &shop.admin.get("/notifications")["items"][0];
    assert_eq!(listed["notifyType"], "VAULTING_RESULT");
    assert_eq!(listed["vaultingRequestId"], "v-1");
    assert_eq!(listed["paymentId"], json!(null));
    assert_eq!(listed["state"], "PENDING");
    shop.admin.advance("2m");
    assert_eq!(shop.notices().remove(0).body, first);
    let state = shop.admin.get("/notifications/ntf-1");
    assert_eq!(state["state"], "ACCEPTED");
    shop.admin.post("/notifications/ntf-1/resend", &json!({}));
    assert_eq!(shop.notices().remove(0).body, first);
}

#[test]
fn rules_spoil_it_as_any_other() {
    let fault = "{ type = \"VAULTING_RESULT\", fault = \"wrong_key\" }";
    let scenario = format!("title = \"Forged\"\n[[rule]]\nthen = {{ notification = {fault} }}");
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    shop.vault("vaultPaymentMethod", &request(&shop, "v-1", VISA));
    shop.admin.advance("10s");
    let attempt = &shop.admin.get("/notifications/ntf-1")["attempts"][0];
    assert!(attempt["fault"].is_string(), "{attempt}");
}

#[test]
fn a_world_that_is_put_back_has_its_vaultings_and_their_links() {
    let shop = Shop::open();
    let asked = shop.vault("vaultPaymentMethod", &request_with_3ds(&shop, "v-1", VISA));
    shop.vault("vaultPaymentMethod", &request(&shop, "v-2", VISA));
    let world = shop.admin.get("/snapshot");
    Buyer::open(asked.text("normalUrl")).cancel();
    assert_eq!(status(&shop, "v-1"), "FAIL");
    shop.admin.put("/snapshot", &world);
    assert_eq!(status(&shop, "v-1"), "PROCESSING");
    assert_eq!(status(&shop, "v-2"), "SUCCESS");
    Buyer::open(asked.text("normalUrl")).type_code("123456");
    assert_eq!(status(&shop, "v-1"), "SUCCESS");
    shop.admin.advance("10s");
    assert_eq!(shop.notices().len(), 2);
    shop.admin.post("/reset", &json!({}));
    let gone = Buyer::open(asked.text("normalUrl"));
    assert_eq!(gone.place(), Place::Notice);
}
