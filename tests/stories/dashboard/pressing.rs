//! What the buttons do. Each is a call of the admin API.

use serde_json::json;

use super::Page;
use crate::support::Shop;

#[test]
fn the_buyer_pays_and_the_clock_goes_on_by_the_press_of_a_button() {
    let shop = Shop::open();
    shop.pay(&shop.order("dash-1"));
    let page = Page::of(&shop, "/payments/dash-1");
    assert_eq!(page.text("payment-status"), "PROCESSING");
    assert!(page.has("open-checkout"));
    let page = page.press("buyer-pay");
    assert_eq!(page.text("payment-status"), "SUCCESS");
    let page = page.press("two-minutes");
    assert_eq!(page.text("clock"), "2026-11-23 02:02:00");
    assert!(
        page.texts("event")
            .iter()
            .any(|text| text.contains("PAYMENT_CAPTURED"))
    );
    assert_eq!(shop.notices().len(), 2);
}

#[test]
fn the_bank_is_answered_from_the_page() {
    let shop = Shop::open();
    let payment = shop.pay(&shop.order_with_3ds("dash-1"));
    let submit = json!({"action": "submit"});
    shop.admin.buyer(payment.text("paymentId"), &submit);
    let page = Page::of(&shop, "/payments/dash-1");
    assert_eq!(page.text("stage"), "CHALLENGED");
    assert_eq!(
        page.press("buyer-challenge").text("payment-status"),
        "SUCCESS"
    );
}

#[test]
fn a_notification_is_sent_again() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("dash-1"));
    shop.admin.advance("10s");
    assert_eq!(shop.notices().len(), 2);
    let page = Page::of(&shop, "/notifications/ntf-1").press("resend");
    assert_eq!(page.texts("attempt").len(), 2);
    assert_eq!(shop.notices().len(), 1);
}

#[test]
fn what_cannot_be_done_is_told_with_the_way_back() {
    let shop = Shop::open();
    shop.pay(&shop.order("dash-1"));
    let page = Page::of(&shop, "/payments/dash-1");
    page.press("buyer-pay");
    // The page is older than what has happened since.
    let refused = page.press("buyer-pay");
    assert_eq!(refused.message.status(), 409);
    assert!(refused.text("problem").contains("the payment is over"));
    assert!(refused.message.text().contains("/payments/"));
}

#[test]
fn a_page_of_another_site_presses_no_button() {
    let shop = Shop::open();
    shop.pay(&shop.order("dash-1"));
    let page = Page::of(&shop, "/payments");
    let act = format!("/merchants/{}/act", shop.client_id);
    let refused = page.post(&act, "http://evil.example", "act=reset");
    assert_eq!(refused.status(), 403);
    assert_eq!(shop.admin.items("/payments").len(), 1);
    let unknown = page.post(&act, &page.admin, "act=explode");
    assert_eq!(unknown.status(), 404);
    let away = page.post(&act, &page.admin, "act=next&back=//evil.example");
    assert_eq!(away.status(), 303);
    assert!(away.header("location").starts_with("/merchants/"));
}

#[test]
fn the_clock_shows_what_is_due_and_is_moved() {
    let shop = Shop::open();
    shop.pay(&shop.order("dash-1"));
    let page = Page::of(&shop, "/clock");
    assert_eq!(page.text("due-count"), "1");
    assert!(page.text("due").contains("14 min"), "{}", page.text("due"));
    let page = page.press("go-next");
    assert_eq!(page.text("clock"), "2026-11-23 02:14:00");
    let page = page.press("drain");
    assert_eq!(page.text("due-count"), "0");
    assert_eq!(shop.admin.payment("dash-1")["stage"], "EXPIRED");
    page.press("pace-x60");
    assert_eq!(shop.admin.get("/clock")["pace"], "x60");
    Page::of(&shop, "/clock").press("pace-stepped");
    assert_eq!(shop.admin.get("/clock")["pace"], "stepped");
}

#[test]
fn another_scenario_is_played_and_armed_rules_are_taken_back() {
    let shop = Shop::open();
    let found = Page::of(&shop, "/scenarios?q=pay-answer-lost");
    assert_eq!(found.texts("shipped").len(), 1);
    let page = found.press("use-pay-answer-lost");
    assert_eq!(page.text("in-force"), "pay-answer-lost");
    assert_eq!(page.text("scenario"), "pay-answer-lost");

    let forced = json!({"api": "inquiryPayment", "resultCode": "UNKNOWN_EXCEPTION"});
    shop.admin.post("/forced-results", &forced);
    shop.admin.post(
        "/forced-results",
        &json!({"api": "refund", "resultCode": "UNKNOWN_EXCEPTION"}),
    );
    let page = Page::of(&shop, "/scenarios");
    assert!(page.texts("armed")[0].contains("inquiryPayment answers UNKNOWN_EXCEPTION"));
    assert_eq!(page.press("disarm").texts("armed").len(), 1);
    assert!(!page.press("disarm-all").has("armed"));
    assert!(shop.admin.items("/overrides").is_empty());
}

#[test]
fn the_keys_are_there_to_be_copied() {
    let shop = Shop::open();
    let page = Page::of(&shop, "/keys");
    assert_eq!(page.text("client-id"), shop.client_id);
    assert_eq!(page.text("gateway"), shop.gateway);
    assert!(page.text("antom-key").starts_with("MII"));
    assert!(page.text("merchant-key").starts_with("MII"));
}
