//! A person meets the bank's page: 3DS.

use super::{DESK, PHONE, Screen, ShopFront, browse, browse_both};
use crate::support::buyer::VISA;

/// From the card page to the bank's.
async fn reach_the_bank(screen: &Screen) -> ShopFront {
    let front = ShopFront::open();
    screen.visit(&front.checkout_with_3ds()).await;
    screen.pay_with(VISA).await;
    assert_eq!(screen.read("scheme").await, "Visa Secure");
    front
}

async fn give_code(screen: &Screen, code: &str) {
    screen.write("code", code).await;
    screen.press("submit-code").await;
}

async fn pass_the_challenge(screen: &Screen) {
    let front = reach_the_bank(screen).await;
    assert_eq!(screen.read("amount").await, "SGD 25.90");
    assert_eq!(screen.read("card").await, "VISA ************0768");
    assert_eq!(screen.read("tries-left").await, "3 tries left.");
    screen.photo("challenge").await;
    let code = screen.read("hint-code").await;
    give_code(screen, &code).await;
    screen.arrive_at(&front.return_url()).await;
    assert_eq!(front.status(), "SUCCESS");
    let inquiry = front.shop.inquire("web-1");
    assert_eq!(inquiry["paymentResultInfo"]["threeDSResult"]["eci"], "05");
}

#[test]
fn a_person_at_a_desk_passes_the_challenge() {
    browse(DESK, async |screen| pass_the_challenge(screen).await);
}

#[test]
fn a_person_with_a_phone_passes_the_challenge() {
    browse(PHONE, async |screen| pass_the_challenge(screen).await);
}

#[test]
fn a_wrong_code_is_told_beside_the_field_and_can_be_mended() {
    browse_both(async |screen| {
        let front = reach_the_bank(screen).await;
        give_code(screen, "000000").await;
        assert_eq!(screen.read("code-error").await, "That code is not right.");
        assert_eq!(screen.read("tries-left").await, "2 tries left.");
        assert_eq!(screen.value("code").await, "");
        assert_eq!(screen.attribute("code", "aria-invalid").await, "true");
        screen.photo("challenge-wrong-code").await;
        give_code(screen, "123456").await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "SUCCESS");
    });
}

#[test]
fn three_wrong_codes_end_at_the_shop_with_a_failed_payment() {
    browse(DESK, async |screen| {
        let front = reach_the_bank(screen).await;
        for left in ["2 tries left.", "1 try left."] {
            give_code(screen, "999999").await;
            screen.read_until("tries-left", left).await;
        }
        give_code(screen, "999999").await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "FAIL");
        front.shop.admin.drain();
        let notices = front.shop.notices();
        assert_eq!(notices.len(), 1);
        assert_eq!(notices[0].body["result"]["resultStatus"], "F");

        screen.go_back().await;
        assert_eq!(screen.read("result-title").await, "Payment failed");
        screen.photo("result-failed").await;
    });
}

#[test]
fn cancelling_at_the_bank_ends_at_the_shop_with_a_failed_payment() {
    browse(PHONE, async |screen| {
        let front = reach_the_bank(screen).await;
        screen.press("cancel-code").await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "FAIL");
    });
}

#[test]
fn reloading_the_bank_page_costs_no_try() {
    browse(DESK, async |screen| {
        reach_the_bank(screen).await;
        give_code(screen, "000000").await;
        screen.read_until("tries-left", "2 tries left.").await;
        screen.reload().await;
        assert_eq!(screen.read("tries-left").await, "2 tries left.");
    });
}

#[test]
fn a_bank_that_asks_nothing_lets_the_page_go_on_by_itself() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let silent = serde_json::json!({"rule": {"then": {"three_ds": "frictionless"}}});
        front.shop.admin.post("/overrides", &silent);
        screen.visit(&front.checkout()).await;
        screen.pay_with(VISA).await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "SUCCESS");
    });
}

#[test]
fn a_bank_that_asks_nothing_says_what_it_does() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let silent = serde_json::json!({"rule": {"then": {"three_ds": "frictionless"}}});
        front.shop.admin.post("/overrides", &silent);
        screen.visit(&front.checkout()).await;
        // Its page would go on by itself while it is looked at.
        screen.run_scripts(false).await;
        screen.pay_with(VISA).await;
        screen.expect("continue").await;
        screen.run_scripts(true).await;
        screen.photo("browser-check").await;
        screen.press("continue").await;
        screen.arrive_at(&front.return_url()).await;
    });
}
