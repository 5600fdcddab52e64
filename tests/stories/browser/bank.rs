//! A person at the bank asks for the code again, or lets the bank's time run out.

use serde_json::json;

use super::{DESK, PHONE, Screen, ShopFront, WITHOUT_SCRIPTS, browse, browse_both};
use crate::support::buyer::VISA;

/// From the card page to the bank's.
async fn reach_the_bank(screen: &Screen, front: &ShopFront) {
    screen.visit(&front.checkout_with_3ds()).await;
    screen.pay_with(VISA).await;
    screen.expect("code-form").await;
}

async fn ask_for_the_code_again(screen: &Screen) {
    let front = ShopFront::open();
    reach_the_bank(screen, &front).await;
    let told = "You can have it sent 3 more times.";
    assert_eq!(screen.read("sends-left").await, told);
    screen.press("resend-code").await;
    screen.read_until("sends-left", "2 more times").await;
    let told = "The code was sent again. It is still the same one.";
    assert_eq!(screen.read("code-sent").await, told);
    screen.press("resend-code").await;
    screen.read_until("sends-left", "1 more time.").await;
    screen.press("resend-code").await;
    screen
        .read_until("sends-left", "does not send it any more")
        .await;
    assert!(!screen.shows("resend-code").await);
    assert_eq!(screen.read("tries-left").await, "3 tries left.");
    screen.photo("challenge-sent-again").await;
    screen.write("code", "123456").await;
    screen.press("submit-code").await;
    screen.arrive_at(&front.return_url()).await;
    assert_eq!(front.status(), "SUCCESS");
}

#[test]
fn the_code_is_sent_again_a_few_times() {
    browse_both(async |screen| ask_for_the_code_again(screen).await);
}

#[test]
fn the_code_is_sent_again_without_scripts() {
    browse(WITHOUT_SCRIPTS, async |screen| {
        ask_for_the_code_again(screen).await;
    });
}

#[test]
fn a_code_that_comes_too_late_finds_the_payment_failed() {
    browse(PHONE, async |screen| {
        let front = ShopFront::open();
        reach_the_bank(screen, &front).await;
        assert_eq!(screen.read("time-left").await, "10 min 0 s");
        front.shop.admin.advance("10m");
        screen.write("code", "123456").await;
        screen.press("submit-code").await;
        let told = "did not get the code in time";
        screen.read_until("result-message", told).await;
        screen.photo("result-timed-out").await;
        assert_eq!(front.status(), "FAIL");
    });
}

#[test]
fn a_page_of_the_bank_counts_down_and_ends_by_itself() {
    browse(DESK, async |screen| {
        // Ten minutes pass within five seconds, and the payment has time enough.
        let front = ShopFront::with(&json!({"clock": "x120"}));
        let mut order = front.shop.order_with_3ds("web-1");
        order["paymentExpiryTime"] = json!("2026-11-24T10:00:00+08:00");
        screen.visit(&front.open_payment(order)).await;
        screen.pay_with(VISA).await;
        let told = "did not get the code in time";
        screen.read_until("result-message", told).await;
        assert_eq!(front.status(), "FAIL");
    });
}
