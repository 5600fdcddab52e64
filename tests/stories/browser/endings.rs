//! Links that are over, and links that never were.

use serde_json::json;

use super::{DESK, Screen, ShopFront, browse, browse_both};
use crate::support::App;
use crate::support::buyer::VISA;

#[test]
fn a_buyer_who_left_and_comes_back_too_late_is_told_so() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let checkout = front.checkout();
        screen.visit(&checkout).await;
        screen.write("card-number", "4054").await;
        screen.press("back-to-shop").await;
        screen.arrive_at(&front.return_url()).await;
        front.shop.admin.advance("15m");
        assert_eq!(front.status(), "FAIL");
        screen.visit(&checkout).await;
        expect_expired(screen).await;
        screen.photo("result-expired").await;
        screen.press("back-to-shop").await;
        screen.arrive_at(&front.return_url()).await;
    });
}

async fn expect_expired(screen: &Screen) {
    let told = "This payment link has expired";
    screen.read_until("result-title", told).await;
    assert!(!screen.shows("card-form").await);
}

#[test]
fn who_pays_on_an_open_page_too_late_is_told_so() {
    browse(DESK, async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        front.shop.admin.advance("15m");
        screen.pay_with(VISA).await;
        expect_expired(screen).await;
        assert_eq!(front.status(), "FAIL");
    });
}

#[test]
fn an_open_page_counts_down_and_turns_into_the_expired_one_by_itself() {
    browse(DESK, async |screen| {
        // Fourteen minutes pass within a second and a half.
        let front = ShopFront::with(&json!({"clock": "x600"}));
        screen.visit(&front.checkout()).await;
        expect_expired(screen).await;
    });
}

#[test]
fn a_payment_that_the_shop_cancelled_says_so() {
    browse(DESK, async |screen| {
        let front = ShopFront::open();
        let checkout = front.checkout();
        let cancelled = front
            .shop
            .call("cancel", &json!({"paymentRequestId": "web-1"}));
        assert_eq!(cancelled.code(), "SUCCESS");
        screen.visit(&checkout).await;
        assert_eq!(screen.read("result-title").await, "Payment cancelled");
        screen.photo("result-cancelled").await;
    });
}

#[test]
fn a_link_that_leads_nowhere_says_so() {
    browse_both(async |screen| {
        let base = &App::shared().http;
        let link = format!("{base}/checkout/0123456789abcdef0123456789abcdef");
        screen.visit(&link).await;
        let title = screen.read("notice-title").await;
        assert_eq!(title, "This link leads nowhere");
        screen.photo("unknown").await;
        screen.visit(&format!("{base}/")).await;
        let title = screen.read("notice-title").await;
        assert_eq!(title, "antom-sandbox is running");
        screen.photo("landing").await;
    });
}
