//! A shop that does not acknowledge: the schedule of file 05 §5, and sending again on demand.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::support::hooks::ACK;
use crate::support::{App, Reply, Shop};

/// The shop is broken: an error page, though the body would be right.
fn broken() -> Reply {
    Reply::Answer(500, ACK.to_owned())
}

/// The first notification of a shop that gets nothing else: its order is captured by hand.
fn one_notification(shop: &Shop) -> Value {
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    shop.admin.notification("ntf-1")
}

/// From the first attempt to each, in minutes.
fn offsets(notification: &Value) -> Vec<i64> {
    let attempts = notification["attempts"].as_array().expect("attempts");
    let instants: Vec<Timestamp> = attempts
        .iter()
        .map(|attempt| attempt["at"].as_str().expect("an instant"))
        .map(|at| at.parse().expect("an instant"))
        .collect();
    let since_first = instants.iter().map(|at| at.duration_since(instants[0]));
    since_first.map(|span| span.as_mins()).collect()
}

#[test]
fn a_shop_that_comes_back_hears_of_the_payment_at_the_fourth_attempt() {
    let shop = Shop::open();
    shop.answers([broken(), broken(), broken()]);
    one_notification(&shop);
    shop.admin.advance("1h");
    let notification = shop.admin.notification("ntf-1");
    assert_eq!(offsets(&notification), [0, 2, 12, 22]);
    assert_eq!(notification["state"], "ACCEPTED");
    assert_eq!(notification["nextAttemptAt"], json!(null));
    let attempts = notification["attempts"].as_array().expect("attempts");
    let outcomes: Vec<_> = attempts.iter().map(|attempt| &attempt["outcome"]).collect();
    assert_eq!(outcomes, ["REFUSED", "REFUSED", "REFUSED", "ACCEPTED"]);
    assert_eq!(attempts[0]["httpStatus"], 500);
    assert_eq!(attempts[0]["responseBody"], ACK);
    shop.admin.advance("48h");
    assert_eq!(
        shop.notices().len(),
        4,
        "nothing comes after the acknowledgement"
    );
}

#[test]
fn after_eight_attempts_over_a_day_the_gateway_gives_up_until_asked_again() {
    let shop = Shop::open();
    shop.answers((0..9).map(|_| broken()));
    one_notification(&shop);
    shop.admin.advance("24h");
    let pending = shop.admin.notification("ntf-1");
    assert_eq!(pending["state"], "PENDING");
    assert_eq!(offsets(&pending), [0, 2, 12, 22, 82, 202, 562]);
    shop.admin.drain();
    let exhausted = shop.admin.notification("ntf-1");
    assert_eq!(exhausted["state"], "EXHAUSTED");
    assert_eq!(offsets(&exhausted), [0, 2, 12, 22, 82, 202, 562, 1462]);

    let refused = shop.admin.post("/notifications/ntf-1/resend", &json!({}));
    assert_eq!(refused["state"], "EXHAUSTED");
    let accepted = shop.admin.post("/notifications/ntf-1/resend", &json!({}));
    assert_eq!(accepted["state"], "ACCEPTED");
    assert_eq!(accepted["attempts"][9]["number"], 10);
    assert_eq!(shop.notices().len(), 10);
}

#[test]
fn every_attempt_has_the_same_bytes_under_a_fresh_time_and_signature() {
    let app = App::with(&["--header-time", "virtual"]);
    let shop = Shop::at(&app);
    shop.answers([broken(), broken()]);
    one_notification(&shop);
    shop.admin.advance("15m");
    let notification = shop.admin.notification("ntf-1");
    let notices = shop.notices();
    assert_eq!(notices.len(), 3);
    let mut signatures = Vec::new();
    for (index, notice) in notices.iter().enumerate() {
        let message = &notice.message;
        assert_eq!(message.body, notices[0].message.body);
        let sent: Timestamp = message.header("request-time").parse().expect("an instant");
        let attempt = &notification["attempts"][index];
        assert_eq!(attempt["at"], sent.to_string());
        assert_eq!(attempt["requestBody"], message.text());
        assert_eq!(
            attempt["requestHeaders"]["signature"],
            message.header("signature")
        );
        signatures.push(message.header("signature"));
    }
    signatures.dedup();
    assert_eq!(signatures.len(), 3);
    assert!(
        notices[0]
            .message
            .header("request-time")
            .starts_with("2026-11-23T10:00:0")
    );
}

#[test]
fn sending_again_on_demand_leaves_the_schedule_as_it_is() {
    let shop = Shop::open();
    shop.answers([broken(), broken()]);
    one_notification(&shop);
    shop.admin.advance("1m");
    let before = shop.admin.notification("ntf-1");
    let after = shop.admin.post("/notifications/ntf-1/resend", &json!({}));
    assert_eq!(after["attempts"].as_array().map(Vec::len), Some(2));
    assert_eq!(after["state"], "PENDING");
    assert_eq!(after["nextAttemptAt"], before["nextAttemptAt"]);
    let accepted = shop.admin.post("/notifications/ntf-1/resend", &json!({}));
    assert_eq!(
        (&accepted["state"], &accepted["nextAttemptAt"]),
        (&json!("ACCEPTED"), &json!(null))
    );
    shop.admin.advance("48h");
    assert_eq!(shop.notices().len(), 3);
}

#[test]
fn an_accepted_notification_can_be_sent_once_more() {
    let shop = Shop::open();
    one_notification(&shop);
    shop.admin.advance("10s");
    shop.answers([broken()]);
    let again = shop.admin.post("/notifications/ntf-1/resend", &json!({}));
    assert_eq!(again["state"], "ACCEPTED", "what was acknowledged stays so");
    assert_eq!(again["attempts"][1]["outcome"], "REFUSED");
    let notices = shop.notices();
    assert_eq!(notices[0].message.body, notices[1].message.body);
}

#[test]
fn with_resend_off_nothing_is_sent_twice() {
    let app = App::with(&["--resend", "off"]);
    let shop = Shop::at(&app);
    shop.answers([broken()]);
    one_notification(&shop);
    shop.admin.advance("48h");
    assert_eq!(shop.notices().len(), 1);
    assert_eq!(shop.admin.notification("ntf-1")["state"], "EXHAUSTED");
}
