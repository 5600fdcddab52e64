//! The shipped scenarios: each says what it shows and what a good shop does then, and what a shop
//! is told over the wire is what its title says.

use serde_json::{Value, json};

use crate::support::{App, Shop};

/// A day and a night and the last of the retries.
const LONG: &str = "30h";

/// What the shop hears of a payment under a scenario, as `TYPE CODE`, and how an inquiry then
/// tells its end. Everything is acknowledged.
fn told(scenario: &str, value: &str) -> (Vec<String>, String) {
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    let mut order = shop.order("lt-pay-1");
    order["paymentAmount"]["value"] = json!(value);
    shop.call("pay", &order);
    shop.admin.advance(LONG);
    let heard = shop.hooks.take().into_iter().filter_map(|message| {
        let is_notification = message.target() == "/hooks/antom";
        is_notification.then(|| {
            let body = message.json();
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let code = text(&body["result"]["resultCode"]);
            format!("{} {code}", text(&body["notifyType"]))
        })
    });
    let heard = heard.collect();
    let answer = shop.inquire("lt-pay-1");
    let end = answer["paymentStatus"].as_str().unwrap_or(answer.code());
    (heard, end.to_owned())
}

#[test]
fn every_scenario_says_what_it_shows_and_what_a_good_shop_does() {
    let shop = Shop::open();
    let list = shop.admin.call("GET", "/v1/scenarios", &Value::Null).json();
    let all = list["items"].as_array().expect("a list");
    assert!(all.len() >= 40, "{}", all.len());
    for one in all {
        let name = one["name"].as_str().expect("a name");
        assert_ne!(one["title"], "", "{name}");
        if name != "default" {
            assert_ne!(one["advice"], "", "{name}");
        }
        let used = shop.admin.put("/scenario", &json!({ "name": name }));
        assert_eq!(used["title"], one["title"], "{name}");
    }
}

#[test]
fn what_the_shop_is_told_is_what_the_title_says() {
    const PAID: &str = "PAYMENT_RESULT SUCCESS";
    const TAKEN: &str = "CAPTURE_RESULT SUCCESS";
    const CLOSED: &str = "PAYMENT_RESULT ORDER_IS_CLOSED";
    const NOT_VERIFIED: &str = "PAYMENT_RESULT USER_PAYMENT_VERIFICATION_FAILED";
    let usual: &[&str] = &[PAID, TAKEN];
    for (scenario, heard, end) in [
        ("buyer-pays", usual, "SUCCESS"),
        ("buyer-never-comes", &[CLOSED], "FAIL"),
        ("buyer-leaves-card-page", &[CLOSED], "FAIL"),
        ("buyer-leaves-challenge", &[CLOSED], "FAIL"),
        ("buyer-closes-tab", usual, "SUCCESS"),
        ("buyer-returns-unpaid", &[CLOSED], "FAIL"),
        ("buyer-pays-twice", usual, "SUCCESS"),
        ("buyer-pays-last-second", usual, "SUCCESS"),
        ("buyer-retries", usual, "SUCCESS"),
        ("buyer-declined", &[CLOSED], "FAIL"),
        ("decline-is-final", &["PAYMENT_RESULT DO_NOT_HONOR"], "FAIL"),
        (
            "late-risk-reversal",
            &[PAID, TAKEN, "PAYMENT_RESULT SUSPECTED_RISK"],
            "FAIL",
        ),
        ("3ds-challenge", usual, "SUCCESS"),
        ("3ds-frictionless", usual, "SUCCESS"),
        ("3ds-wrong-code", &[NOT_VERIFIED], "FAIL"),
        ("3ds-cancelled", &[NOT_VERIFIED], "FAIL"),
        ("3ds-upgrade", usual, "SUCCESS"),
        ("issuer-slow", usual, "SUCCESS"),
        ("capture-delayed", usual, "SUCCESS"),
        (
            "capture-fails",
            &[PAID, "CAPTURE_RESULT PROCESS_FAIL"],
            "SUCCESS",
        ),
        ("capture-in-process", usual, "SUCCESS"),
        ("capture-never", &[PAID], "SUCCESS"),
        ("notification-before-answer", usual, "SUCCESS"),
        ("new-card-brand", usual, "SUCCESS"),
        ("extra-fields", usual, "SUCCESS"),
        ("json-escaped", usual, "SUCCESS"),
    ] {
        let (told, ended) = told(scenario, "2590");
        assert_eq!(told, heard, "{scenario}");
        assert_eq!(ended, end, "{scenario}");
    }
}

#[test]
fn the_menu_of_declines_ends_each_payment_with_its_own_code() {
    for (value, code) in [("1001", "DO_NOT_HONOR"), ("1013", "SUSPECTED_RISK")] {
        let (told, end) = told("decline-menu", value);
        assert_eq!(told, [format!("PAYMENT_RESULT {code}")], "{value}");
        assert_eq!(end, "FAIL", "{value}");
    }
}
