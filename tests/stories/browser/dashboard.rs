//! The dashboard in front of a person: it follows what happens, and fits every screen.

use serde_json::json;

use super::{DESK, Screen, WITHOUT_SCRIPTS, browse, browse_both};
use crate::support::{App, Reply, Shop};

/// The pages of a merchant, and what to call their photos.
const PAGES: [(&str, &str); 16] = [
    ("/payments", "list"),
    ("/payments/dash-1", "payment"),
    ("/disputes", "disputes"),
    ("/cards", "cards"),
    ("/notifications", "notifications"),
    ("/notifications/ntf-1", "notification"),
    ("/requests", "requests"),
    ("/requests/req-1", "request"),
    ("/clock", "clock"),
    ("/scenarios?q=lost", "scenarios"),
    ("/reports", "reports"),
    ("/keys", "keys"),
    ("/merchants", "merchants"),
    ("/contract", "contract"),
    ("/payments?q=nothing-like-this", "nothing-found"),
    ("/payments/nobody", "problem"),
];

fn base(shop: &Shop) -> String {
    format!("{}/merchants/{}", shop.admin.base(), shop.client_id)
}

/// A shop with a history: many payments, one with long names that is disputed, a stored card, a
/// notification that failed, refused calls, an armed rule.
fn busy_shop() -> Shop {
    let shop = Shop::open();
    shop.answers([Reply::Answer(500, "<h1>Internal error</h1>".to_owned())]);
    let mut first = shop.order_with_3ds("dash-1");
    first["paymentMethod"]["paymentMethodMetaData"]["tokenize"] = json!(true);
    let long = "lt-order-2026-11-23-a-very-long-reference-without-any-blank-0001";
    first["order"]["referenceOrderId"] = json!(long);
    first["order"]["orderDescription"] = json!(
        "Two paper lanterns, one of them with a name on it, wrapped as a present for somebody who lives far away"
    );
    shop.pay_and_buy(&first);
    shop.admin.advance("10s");
    shop.admin
        .post("/payments/dash-1/disputes", &json!({"amount": 1000}));
    for number in 2..60 {
        let mut order = shop.order(&format!("dash-{number}"));
        order["order"]["referenceOrderId"] = json!(format!("lt-order-{number}"));
        match number % 4 {
            0 => drop(shop.pay_and_buy(&order)),
            1 => {
                shop.pay(&order);
                let id = format!("dash-{number}");
                shop.call("cancel", &json!({"paymentRequestId": id}));
            }
            2 => {
                order["paymentAmount"]["value"] = json!("x");
                shop.call("pay", &order);
            }
            _ => drop(shop.pay(&order)),
        }
    }
    let forced = json!({"api": "inquiryPayment", "resultCode": "UNKNOWN_EXCEPTION", "for": "2h"});
    shop.admin.post("/forced-results", &forced);
    shop
}

async fn photograph_all(screen: &Screen, shop: &Shop) {
    for (path, name) in PAGES {
        screen.visit(&format!("{}{path}", base(shop))).await;
        screen.expect("merchant").await;
        screen.photo(&format!("dashboard-{name}")).await;
    }
    let dispute = &shop.admin.items("/disputes")[0];
    let id = dispute["disputeId"].as_str().expect("an id");
    screen.visit(&format!("{}/disputes/{id}", base(shop))).await;
    screen.photo("dashboard-dispute").await;
}

#[test]
fn every_page_with_a_history_fits_every_screen() {
    browse_both(async |screen| {
        let shop = busy_shop();
        photograph_all(screen, &shop).await;
    });
}

#[test]
fn a_page_follows_what_happens() {
    browse_both(async |screen| {
        let shop = Shop::open();
        shop.pay(&shop.order("dash-1"));
        screen
            .visit(&format!("{}/payments/dash-1", base(&shop)))
            .await;
        screen.read_until("payment-status", "PROCESSING").await;
        shop.admin.buyer("dash-1", &json!({"action": "pay"}));
        screen.read_until("payment-status", "SUCCESS").await;
        shop.admin.advance("10s");
        screen.read_until("stage", "CAPTURED").await;
    });
}

#[test]
fn what_somebody_types_stays_while_the_page_follows() {
    browse(DESK, async |screen| {
        let shop = Shop::open();
        screen.visit(&format!("{}/merchants", base(&shop))).await;
        screen.write("new-client-id", "dash-typed").await;
        screen.run("document.activeElement.blur()").await;
        shop.pay(&shop.order("dash-1"));
        screen.read_until("next-due", "Next: ").await;
        assert_eq!(screen.value("new-client-id").await, "dash-typed");
    });
}

#[test]
fn a_notification_that_failed_is_sent_again() {
    browse_both(async |screen| {
        let shop = Shop::open();
        shop.answers((0..8).map(|_| Reply::Answer(500, "<h1>Oops</h1>".to_owned())));
        shop.pay_and_buy(&shop.manual_order("dash-1"));
        shop.admin.advance("10s");
        screen
            .visit(&format!("{}/notifications", base(&shop)))
            .await;
        screen.press_in("[data-test=notification] a").await;
        screen.read_until("state", "PENDING").await;
        screen.read_until("verdict", "500").await;
        // The schedule ends while somebody looks at the page.
        shop.admin.advance("26h");
        screen.read_until("state", "EXHAUSTED").await;
        screen.photo("notification-given-up").await;
        shop.notices();
        screen.press("resend").await;
        screen.read_until("state", "ACCEPTED").await;
        assert_eq!(shop.notices().len(), 1);
        screen
            .press_in("select option[value=wrong_signature]")
            .await;
        screen.press("resend").await;
        screen.read_until("attempt", "On purpose:").await;
        screen.photo("notification-sent-again").await;
    });
}

#[test]
fn a_merchant_is_made_on_its_page() {
    browse_both(async |screen| {
        let shop = Shop::open();
        screen.visit(&format!("{}/payments", base(&shop))).await;
        screen.press("merchant").await;
        screen.press("all-merchants").await;
        let id = format!("{}-made", shop.client_id);
        screen.write("new-client-id", &id).await;
        screen.write("new-currencies", "SGF").await;
        screen.press("create").await;
        screen.read_until("flaw", "SGF").await;
        screen.photo("dashboard-merchant-refused").await;
        screen
            .run("document.querySelector('[name=currencies]').value = ''")
            .await;
        screen.write("new-currencies", "SGD").await;
        screen.press("create").await;
        screen.read_until("client-id", &id).await;
        screen.read_until("merchant", &id).await;
        let made = App::shared().admin();
        let made = made.call("GET", &format!("/v1/merchants/{id}/contract"), &json!(null));
        assert_eq!(made.json()["currencies"], json!(["SGD"]));
    });
}

#[test]
fn the_dashboard_needs_no_script() {
    browse(WITHOUT_SCRIPTS, async |screen| {
        let shop = Shop::open();
        shop.pay(&shop.order("dash-1"));
        screen
            .visit(&format!("{}/payments/dash-1", base(&shop)))
            .await;
        screen.press("buyer-pay").await;
        screen.read_until("payment-status", "SUCCESS").await;
        screen.press("two-minutes").await;
        screen.read_until("stage", "CAPTURED").await;
        screen.press("open-dispute-form").await;
        screen.write("dispute-amount", "500").await;
        screen.press("open-dispute").await;
        screen.read_until("dispute", "SGD 5.00").await;
        screen.visit(&format!("{}/scenarios", base(&shop))).await;
        screen.press_in("[data-test=arm-rule-form] summary").await;
        screen.press("arm-rule").await;
        screen.read_until("armed", "used 0 times").await;
    });
}
