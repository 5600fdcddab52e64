//! The demo shop, with everything running as its user starts it.

use super::{DESK, PHONE, Screen, browse, browse_both};
use crate::process::Program;
use crate::support::admin::Admin;
use crate::support::buyer::DECLINED_VISA;

const DEMO: &str =
    "demo --shop 127.0.0.1:0 --http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --clock stepped";

/// The demo and its clock.
pub(super) fn open() -> (Program, Admin) {
    let program = Program::start(DEMO).expect("the demo starts");
    let admin = Admin::new(program.address("admin"), "default");
    (program, admin)
}

async fn use_test_card(screen: &Screen, number: &str) {
    screen.press("test-cards-toggle").await;
    screen.press_in(&format!("[data-card='{number}']")).await;
    screen.press("pay").await;
}

#[test]
fn from_buy_to_captured_with_both_notifications_shown() {
    browse_both(async |screen| {
        let (program, admin) = open();
        screen.visit(program.address("shop")).await;
        screen.photo("demo-catalogue").await;
        screen.press("buy").await;
        assert_eq!(screen.read("amount").await, "SGD 25.90");
        use_test_card(screen, "4054695723100768").await;
        screen.read_until("status", "SUCCESS").await;
        assert_eq!(screen.read("captured").await, "not yet");
        admin.drain();
        // The page looks again by itself.
        let thanks = "Thank you! Your payment is complete.";
        screen.read_until("headline", thanks).await;
        screen.read_until("captured", "yes").await;
        screen
            .read_until("notifications", "PAYMENT_RESULT SUCCESS")
            .await;
        screen
            .read_until("notifications", "CAPTURE_RESULT SUCCESS")
            .await;
        screen.photo("demo-order-captured").await;
        screen.press("again").await;
        screen.expect("buy").await;
    });
}

#[test]
fn a_shop_that_captures_later_does_so_by_a_button() {
    browse(DESK, async |screen| {
        let (program, admin) = open();
        screen.visit(program.address("shop")).await;
        screen.press("three-ds").await;
        screen.press("manual").await;
        screen.press("buy").await;
        use_test_card(screen, "5162774114974622").await;
        assert_eq!(screen.read("scheme").await, "Mastercard Identity Check");
        screen.write("code", "123456").await;
        screen.press("submit-code").await;
        let headline = "Payment authorised; the shop has yet to capture it.";
        screen.read_until("headline", headline).await;
        admin.advance("10s");
        screen
            .read_until("notifications", "PAYMENT_RESULT SUCCESS")
            .await;
        screen.photo("demo-order-authorised").await;
        screen.press("capture").await;
        screen.read_until("captured", "yes").await;
        admin.advance("10s");
        screen
            .read_until("notifications", "CAPTURE_RESULT SUCCESS")
            .await;
        assert!(!screen.shows("capture").await);
        screen.photo("demo-order-later").await;
    });
}

#[test]
fn an_order_that_is_never_paid_is_told_as_failed() {
    browse(DESK, async |screen| {
        let (program, admin) = open();
        screen.visit(program.address("shop")).await;
        screen.press("buy").await;
        use_test_card(screen, DECLINED_VISA).await;
        screen.expect("decline-banner").await;
        screen.press("back-to-shop").await;
        let headline = "We are waiting for your payment…";
        screen.read_until("headline", headline).await;
        screen.photo("demo-order-waiting").await;
        screen.press("go-on").await;
        screen.expect("decline-banner").await;
        screen.press("back-to-shop").await;
        admin.drain();
        screen.read_until("headline", "The payment failed.").await;
        screen.read_until("notifications", "PAYMENT_RESULT").await;
        assert!(!screen.shows("go-on").await);
        screen.photo("demo-order-failed").await;
    });
}

#[test]
fn the_shop_tells_why_a_capture_was_refused() {
    browse(PHONE, async |screen| {
        let (program, admin) = open();
        screen.visit(program.address("shop")).await;
        screen.press("manual").await;
        screen.press("buy").await;
        use_test_card(screen, "4054695723100768").await;
        screen.read_until("status", "SUCCESS").await;
        admin.advance("192h");
        screen.press("capture").await;
        screen
            .read_until("message", "Antom refused: AUTH_EXPIRED.")
            .await;
        screen.photo("demo-order-refused").await;
    });
}
