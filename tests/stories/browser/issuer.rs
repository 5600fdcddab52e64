//! A person confirms a payment at a South Korean issuer.

use serde_json::json;

use super::{Screen, ShopFront, WITHOUT_SCRIPTS, browse, browse_both};
use crate::korean_issuers::korean_order;

async fn confirm_at_shinhan(screen: &Screen) {
    let front = ShopFront::open();
    let order = korean_order(&front.shop, "web-1", &json!({}));
    screen.visit(&front.open_payment(order)).await;
    screen.expect("issuers").await;
    screen.photo("issuers").await;
    screen
        .press_in("[data-test=issuer][data-brand=SHINHAN]")
        .await;
    assert_eq!(screen.read("issuer-name").await, "Shinhan Card");
    screen.photo("issuer").await;
    screen.press("other-card").await;
    screen
        .press_in("[data-test=issuer][data-brand=WOORI]")
        .await;
    screen.press("approve").await;
    screen.arrive_at(&front.return_url()).await;
    assert_eq!(front.status(), "SUCCESS");
}

#[test]
fn a_payment_is_confirmed_at_an_issuer() {
    browse_both(async |screen| confirm_at_shinhan(screen).await);
}

#[test]
fn a_payment_is_confirmed_at_an_issuer_without_scripts() {
    browse(WITHOUT_SCRIPTS, async |screen| {
        confirm_at_shinhan(screen).await;
    });
}
