//! The demo shop, with everything running as its user starts it.

use super::{DESK, PHONE, Screen, WITHOUT_SCRIPTS, browse, browse_both};
use crate::process::Program;
use crate::support::admin::Admin;
use crate::support::buyer::{DECLINED_VISA, MASTERCARD, VISA};

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

/// Goes to the checkout of the lanterns.
async fn choose_lanterns(screen: &Screen, program: &Program) {
    let shop = program.address("shop");
    screen.visit(&format!("{shop}/checkout/lanterns")).await;
}

#[test]
fn from_the_catalogue_to_captured_with_both_notifications_shown() {
    browse_both(async |screen| {
        let (program, admin) = open();
        screen.visit(program.address("shop")).await;
        screen.press("go-shopping").await;
        screen.photo("demo-catalogue").await;
        screen.press("good-lanterns").await;
        screen.photo("demo-checkout").await;
        screen.press("buy").await;
        assert_eq!(screen.read("amount").await, "SGD 25.90");
        use_test_card(screen, VISA).await;
        screen.read_until("status", "SUCCESS").await;
        assert_eq!(screen.read("captured").await, "not yet");
        admin.drain();
        // The page looks again by itself.
        let thanks = "Thank you! Your payment is complete.";
        screen.read_until("headline", thanks).await;
        screen.read_until("captured", "yes").await;
        for told in ["PAYMENT_RESULT SUCCESS", "CAPTURE_RESULT SUCCESS"] {
            screen.read_until("notifications", told).await;
        }
        screen.photo("demo-order-captured").await;
        screen.press("again").await;
        screen.expect("good-lanterns").await;
        screen.press("nav-orders").await;
        screen.photo("demo-orders").await;
        screen.press("order-1").await;
        screen.read_until("headline", thanks).await;
    });
}

#[test]
fn a_shop_that_captures_later_does_so_by_a_button() {
    browse(DESK, async |screen| {
        let (program, admin) = open();
        choose_lanterns(screen, &program).await;
        screen.press("three-ds").await;
        screen.press("manual").await;
        screen.press("buy").await;
        use_test_card(screen, MASTERCARD).await;
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
        // Half of it goes back at a press.
        screen.press("refund-half").await;
        screen.read_until("refund-1", "SGD 12.95, on its way").await;
        admin.advance("20s");
        screen.read_until("refund-1", "SGD 12.95, arrived").await;
        screen.photo("demo-order-refunded").await;
    });
}

#[test]
fn a_payment_that_failed_is_tried_again() {
    browse(PHONE, async |screen| {
        let (program, admin) = open();
        choose_lanterns(screen, &program).await;
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
        screen.press("retry").await;
        use_test_card(screen, VISA).await;
        screen.read_until("status", "SUCCESS").await;
        admin.drain();
        let thanks = "Thank you! Your payment is complete.";
        screen.read_until("headline", thanks).await;
    });
}

#[test]
fn the_shop_tells_why_a_capture_was_refused() {
    browse(PHONE, async |screen| {
        let (program, admin) = open();
        choose_lanterns(screen, &program).await;
        screen.press("manual").await;
        screen.press("buy").await;
        use_test_card(screen, VISA).await;
        screen.read_until("status", "SUCCESS").await;
        admin.advance("192h");
        screen.press("capture").await;
        screen
            .read_until("message", "Antom refused: AUTH_EXPIRED.")
            .await;
        screen.photo("demo-order-refused").await;
    });
}

#[test]
fn a_situation_is_one_press_away_and_shows_both_sides() {
    browse_both(async |screen| {
        let (program, _) = open();
        screen.visit(program.address("shop")).await;
        screen.photo("demo-start").await;
        screen.press("situation-charged-twice").await;
        screen.read_until("shop-says", "You have paid twice.").await;
        screen.read_until("sandbox-says", "CAPTURED").await;
        screen.expect("picture").await;
        screen.photo("demo-charged-twice").await;
        screen.press("order-link").await;
        screen.read_until("headline", "You have paid twice.").await;
        screen.photo("demo-order-twice").await;
        screen.go_back().await;
        screen.press("next-act").await;
        screen.read_until("act-2", "gives SGD 25.90 back").await;
        screen.read_until("shop-says", "Thank you!").await;
        // The payment is seen in the dashboard as well.
        screen.press("dashboard-payment").await;
        screen.read_until("clock", "20").await;
        screen.photo("demo-dashboard").await;
        // And the dashboard leads back.
        screen.press("demo-shop").await;
        screen.expect("go-shopping").await;
    });
}

#[test]
fn the_challenge_of_a_situation_is_passed_by_hand() {
    browse(PHONE, async |screen| {
        let (program, admin) = open();
        screen.visit(program.address("shop")).await;
        screen.press("situation-three-ds").await;
        screen.press("be-the-buyer").await;
        screen.write("code", "123456").await;
        screen.press("submit-code").await;
        screen.read_until("status", "SUCCESS").await;
        admin.advance("10s");
        let thanks = "Thank you! Your payment is complete.";
        screen.read_until("headline", thanks).await;
    });
}

#[test]
fn bad_behaviour_is_switched_on_and_seen() {
    browse_both(async |screen| {
        let (program, _) = open();
        let shop = program.address("shop");
        screen.visit(shop).await;
        screen.press("situation-stored-card").await;
        screen.press("nav-cards").await;
        screen.read_until("cards", "VISA ending 0768").await;
        screen.photo("demo-cards").await;
        screen.press("nav-switches").await;
        screen.press("switch-wrong-answer").await;
        screen.expect("bad-behaviour").await;
        screen.photo("demo-switches").await;
        screen.visit(shop).await;
        screen.press("situation-forged").await;
        screen.press("next-act").await;
        screen.expect("act-2").await;
        screen.photo("demo-forged").await;
        screen.press("nav-inbox").await;
        screen.read_until("inbox", "Refused as a forgery").await;
        screen.photo("demo-inbox").await;
        screen.press("all-off").await;
        screen.expect("switches").await;
        assert!(!screen.shows("bad-behaviour").await);
    });
}

#[test]
fn the_return_page_asks_again_without_scripts() {
    browse(WITHOUT_SCRIPTS, async |screen| {
        let (program, admin) = open();
        choose_lanterns(screen, &program).await;
        screen.press("buy").await;
        screen.pay_with(VISA).await;
        screen.read_until("status", "SUCCESS").await;
        admin.drain();
        let thanks = "Thank you! Your payment is complete.";
        screen.read_until("headline", thanks).await;
    });
}
