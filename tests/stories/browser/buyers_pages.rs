//! What a buyer meets seldom: every page in every state that the other stories pass by.

use serde_json::{Value, json};

use super::{Screen, ShopFront, browse_both};
use crate::korean_issuers::korean_order;
use crate::request_validation::with;
use crate::stored_cards::token_of;
use crate::support::buyer::{DECLINED_VISA, MASTERCARD, VISA};

/// An order of a shop, changed at one place.
fn order(front: &ShopFront, path: &str, value: Value) -> Value {
    with(&front.shop.order("web-1"), path, value)
}

/// The page of a session: for a payment, or to store a card.
fn session(front: &ShopFront, stores: bool) -> String {
    let back = front.return_url();
    let answer = if stores {
        let hook = format!("{}/hooks/vaulting", front.shop.hooks.base);
        let wish = json!({
            "paymentMethodType": "CARD", "vaultingRequestId": "v-1", "is3DSAuthentication": true,
            "vaultingNotificationUrl": hook, "redirectUrl": back.as_str(),
        });
        front.shop.vault("createVaultingSession", &wish)
    } else {
        let mut wish = order(front, "productScene", json!("CHECKOUT_PAYMENT"));
        wish["paymentRedirectUrl"] = json!(back.as_str());
        front.shop.call("createPaymentSession", &wish)
    };
    answer.text("normalUrl").to_owned()
}

async fn give_code(screen: &Screen) {
    screen.write("code", "123456").await;
    screen.press("submit-code").await;
}

#[test]
fn saved_cards_are_offered_and_new_ones_may_be_saved() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        for card in [VISA, MASTERCARD] {
            token_of(&front.shop, card);
        }
        let metadata = "paymentMethod.paymentMethodMetaData";
        let asks = order(&front, metadata, json!({"tokenizeMode": "ASKFORCONSENT"}));
        screen.visit(&front.open_payment(asks)).await;
        screen.expect("stored-card").await;
        screen.press("save-card").await;
        screen.photo("card-stored").await;
        screen.press("use-stored-card").await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "SUCCESS");
    });
}

#[test]
fn a_card_that_will_be_saved_and_instalments_are_told() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let plans = json!({"installments": {"BR": {"months": [3, 6, 12]}}});
        front.shop.admin.put("/contract", &plans);
        let metadata = "paymentMethod.paymentMethodMetaData";
        let saves = order(&front, metadata, json!({"tokenize": true}));
        let amount = json!({"currency": "BRL", "value": "9900"});
        let saves = with(&saves, "paymentAmount", amount);
        let both = with(&saves, "enableInstallmentCollection", json!("true"));
        screen.visit(&front.open_payment(both)).await;
        screen.expect("will-be-saved").await;
        screen.expect("months").await;
        screen.photo("card-instalments").await;
    });
}

#[test]
fn a_session_takes_several_cards_and_ends_on_a_page_of_its_own() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        screen.visit(&session(&front, false)).await;
        screen.pay_with(DECLINED_VISA).await;
        screen.expect("decline-banner").await;
        screen.photo("session-declined").await;
        screen.pay_with(VISA).await;
        screen.read_until("result-title", "Payment complete").await;
        screen.photo("session-paid").await;
        screen.press("back-to-shop").await;
        screen.arrive_at(&front.return_url()).await;
    });
}

#[test]
fn a_card_is_saved_without_a_payment() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let page = session(&front, true);
        screen.visit(&page).await;
        assert!(!screen.shows("amount").await);
        screen.photo("vaulting").await;
        screen.pay_with(VISA).await;
        screen.expect("code").await;
        screen.photo("vaulting-challenge").await;
        give_code(screen).await;
        screen.arrive_at(&front.return_url()).await;
        screen.visit(&page).await;
        screen.read_until("result-title", "Card saved").await;
        screen.photo("vaulting-saved").await;
    });
}

#[test]
fn a_card_that_is_not_saved_says_so() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let page = session(&front, true);
        screen.visit(&page).await;
        screen.pay_with(DECLINED_VISA).await;
        give_code(screen).await;
        screen.expect("decline-banner").await;
        screen.photo("vaulting-declined").await;
        front.shop.admin.advance("2h");
        screen.visit(&page).await;
        screen.read_until("result-title", "Card not saved").await;
        screen.photo("vaulting-over").await;
    });
}

#[test]
fn a_bank_that_takes_its_time_is_told_as_such() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let slow = json!({"rule": {"then": {"issuer_delay": "3m"}}});
        front.shop.admin.post("/overrides", &slow);
        let checkout = front.checkout();
        screen.visit(&checkout).await;
        screen.pay_with(VISA).await;
        screen.arrive_at(&front.return_url()).await;
        screen.visit(&checkout).await;
        screen
            .read_until("result-title", "Payment in process")
            .await;
        screen.photo("result-in-process").await;
        front.shop.admin.advance("3m");
        screen.reload().await;
        screen.read_until("result-title", "Payment complete").await;
    });
}

#[test]
fn an_issuer_that_refuses_ends_the_payment() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let order = korean_order(&front.shop, "web-1", &json!({}));
        let checkout = front.open_payment(order);
        screen.visit(&checkout).await;
        screen.press("issuer").await;
        screen.press("reject").await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "FAIL");
        screen.visit(&checkout).await;
        screen.read_until("result-title", "Payment failed").await;
    });
}
