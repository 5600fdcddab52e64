//! The hosted page: the buyer agrees to have a card stored, and finds it there the next time.

use serde_json::{Value, json};

use crate::support::buyer::{DECLINED_VISA, MASTERCARD, VISA};
use crate::support::{Buyer, Place, Shop};

const ASKS: &str = "ASKFORCONSENT";

fn order(shop: &Shop, id: &str, metadata: Value) -> Value {
    let mut order = shop.order(id);
    order["paymentMethod"]["paymentMethodMetaData"] = metadata;
    order
}

/// Opens the page of a new payment.
fn open(shop: &Shop, id: &str, metadata: Value) -> Buyer {
    let paid = shop.pay(&order(shop, id, metadata));
    Buyer::open(paid.text("normalUrl"))
}

fn token(shop: &Shop, id: &str) -> Value {
    shop.inquire(id)["paymentResultInfo"]["cardToken"].clone()
}

/// Stores a card on the page.
fn store(shop: &Shop, id: &str, card: &str) {
    let mut buyer = open(shop, id, json!({"tokenize": true}));
    assert!(buyer.text("will-be-saved").is_some(), "the buyer is told");
    buyer.pay_with(card);
    assert!(token(shop, id).is_string());
}

fn fields(card: &str) -> [(&str, &str); 4] {
    [
        ("card-number", card),
        ("expiry", "09/29"),
        ("cvv", "123"),
        ("holder", "A Buyer"),
    ]
}

#[test]
fn the_buyer_decides_when_the_shop_asks_so() {
    let shop = Shop::open();
    let asks = json!({"tokenizeMode": ASKS});
    let mut buyer = open(&shop, "no", asks.clone());
    assert_eq!(buyer.attribute("save-card", "checked"), None);
    buyer.pay_with(VISA);
    assert_eq!(token(&shop, "no"), json!(null));

    let mut buyer = open(&shop, "yes", asks);
    let mut all = fields(VISA).to_vec();
    all.push(("save-card", "true"));
    buyer.submit("card-form", &all);
    assert!(token(&shop, "yes").is_string());
}

#[test]
fn the_tick_is_kept_when_the_form_comes_back() {
    let shop = Shop::open();
    let mut buyer = open(&shop, "lt-1", json!({"tokenizeMode": ASKS}));
    let mut all = fields("4054695723100769").to_vec();
    all.push(("save-card", "true"));
    buyer.submit("card-form", &all);
    assert_eq!(buyer.place(), Place::Card);
    assert!(buyer.attribute("save-card", "checked").is_some());
}

#[test]
fn a_tick_that_nobody_asked_for_stores_nothing() {
    let shop = Shop::open();
    let mut buyer = open(&shop, "lt-1", json!({}));
    assert!(buyer.text("save-card").is_none() && buyer.text("will-be-saved").is_none());
    let url = buyer.url.clone();
    let form = "cardNumber=4054695723100768&expiry=09/29&cvv=123&holder=A&saveCard=true";
    buyer.post(url.path(), form);
    assert_eq!(shop.inquire("lt-1")["paymentStatus"], "SUCCESS");
    assert_eq!(token(&shop, "lt-1"), json!(null));
}

#[test]
fn a_stored_card_is_offered_to_its_buyer_and_pays_without_typing() {
    let shop = Shop::open();
    store(&shop, "first", VISA);
    let mut buyer = open(&shop, "second", json!({}));
    assert_eq!(buyer.place(), Place::Card);
    assert!(
        buyer
            .text("stored-card")
            .is_some_and(|text| text.contains("0768"))
    );
    assert!(
        !buyer.seen.contains("ALIPAY"),
        "the token stays with the shop"
    );
    buyer.pay_with_stored_card();
    assert_eq!(buyer.place(), Place::Shop);
    let info = shop.inquire("second");
    assert_eq!(info["paymentResultInfo"]["cvvResultRaw"], "");
    assert_eq!(
        info["paymentResultInfo"]["cardToken"],
        token(&shop, "first")
    );
}

#[test]
fn nobody_else_is_offered_the_card() {
    let shop = Shop::open();
    store(&shop, "first", VISA);
    let mut another = order(&shop, "second", json!({}));
    another["order"]["buyer"]["referenceBuyerId"] = json!("buyer-6");
    let paid = shop.pay(&another);
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    assert!(buyer.text("stored-card").is_none());
    let path = format!("{}/stored", buyer.url.path());
    buyer.post(&path, "card=crd-1");
    assert_eq!(buyer.place(), Place::Card);
    assert_eq!(shop.inquire("second")["paymentStatus"], "PROCESSING");
}

#[test]
fn a_stored_card_goes_through_3ds_and_may_be_declined() {
    let shop = Shop::open();
    store(&shop, "first", MASTERCARD);
    let mut buyer = open(&shop, "second", json!({"is3DSAuthentication": true}));
    buyer.pay_with_stored_card();
    assert_eq!(buyer.place(), Place::Challenge);
    buyer.type_code("123456");
    assert_eq!(shop.inquire("second")["paymentStatus"], "SUCCESS");

    let declines = json!({"when": {"card": MASTERCARD}, "then": {"issuer": "DO_NOT_HONOR"}});
    shop.admin.put(
        "/scenario",
        &json!({"title": "declines", "rule": [declines]}),
    );
    let mut buyer = open(&shop, "third", json!({}));
    buyer.pay_with_stored_card();
    assert_eq!(buyer.place(), Place::Card);
    assert!(buyer.text("decline-banner").is_some());
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Shop);
    assert_eq!(
        token(&shop, "third"),
        json!(null),
        "the new card is not stored"
    );
}

#[test]
fn a_number_that_was_stored_twice_is_offered_once() {
    let shop = Shop::open();
    store(&shop, "first", VISA);
    store(&shop, "second", VISA);
    let mut buyer = open(&shop, "third", json!({"tokenize": true}));
    assert_eq!(buyer.page.text().matches("use-stored-card").count(), 1);
    buyer.pay_with(DECLINED_VISA);
    assert!(buyer.text("decline-banner").is_some());
    assert_eq!(token(&shop, "third"), json!(null));
}
