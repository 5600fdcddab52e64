//! A person pays by card, without 3DS.

use serde_json::json;

use super::{DESK, PHONE, Screen, ShopFront, browse};
use crate::support::buyer::VISA;

async fn pay_for_the_first_time(screen: &Screen) {
    let front = ShopFront::open();
    let checkout = front.checkout();
    screen.visit(&checkout).await;
    assert_eq!(screen.title().await, "Pay SGD 25.90 · Sandbox checkout");
    assert_eq!(screen.read("amount").await, "SGD 25.90");
    assert_eq!(screen.read("description").await, "Two paper lanterns");
    screen.expect("sandbox-mark").await;
    screen.photo("card").await;
    screen.pay_with(VISA).await;
    screen.arrive_at(&front.return_url()).await;
    assert_eq!(screen.read("welcome").await, "Thank you for your order.");
    assert_eq!(front.status(), "SUCCESS");
    front.shop.admin.drain();
    let kinds = front.shop.notices();
    let kinds: Vec<_> = kinds
        .iter()
        .map(|notice| &notice.body["notifyType"])
        .collect();
    assert_eq!(kinds, ["PAYMENT_RESULT", "CAPTURE_RESULT"]);

    screen.visit(&checkout).await;
    assert_eq!(screen.read("result-title").await, "Payment complete");
    screen.photo("result-paid").await;
}

#[test]
fn a_person_at_a_desk_pays_for_the_first_time() {
    browse(DESK, async |screen| pay_for_the_first_time(screen).await);
}

#[test]
fn a_person_with_a_phone_pays_for_the_first_time() {
    browse(PHONE, async |screen| pay_for_the_first_time(screen).await);
}

#[test]
fn the_shop_does_not_learn_the_address_of_the_card_page() {
    browse(DESK, async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        screen.press("back-to-shop").await;
        screen.arrive_at(&front.return_url()).await;
        let visits = front.visits();
        assert!(visits[0].starts_with("GET /return?o=lt-order-77 "));
        let visit = visits[0].to_lowercase();
        assert!(!visit.contains("\nreferer:"), "{visit}");
        assert_eq!(front.status(), "PROCESSING");
    });
}

#[test]
fn a_buyer_who_goes_back_after_paying_finds_the_payment_complete() {
    browse(DESK, async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        screen.pay_with(VISA).await;
        screen.arrive_at(&front.return_url()).await;
        screen.go_back().await;
        assert_eq!(screen.read("result-title").await, "Payment complete");
        screen.press("back-to-shop").await;
        screen.arrive_at(&front.return_url()).await;
    });
}

#[test]
fn pressing_twice_pays_once() {
    browse(DESK, async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        let impatient = "document.querySelector('[data-test=card-form]').addEventListener('submit', \
            () => document.querySelector('[data-test=pay]').click());";
        screen.run(impatient).await;
        screen.pay_with(VISA).await;
        screen.arrive_at(&front.return_url()).await;
        front.shop.admin.drain();
        assert_eq!(front.shop.notices().len(), 2);
        assert_eq!(
            front.shop.inquire("web-1")["transactions"]
                .as_array()
                .map(Vec::len),
            Some(1)
        );
    });
}

#[test]
fn a_live_clock_is_not_called_stopped() {
    browse(DESK, async |screen| {
        let front = ShopFront::with(&json!({"clock": "live"}));
        screen.visit(&front.checkout()).await;
        screen.expect("card-form").await;
        assert!(!screen.shows("clock-stopped").await);
        screen.photo("card-live").await;
    });
}
