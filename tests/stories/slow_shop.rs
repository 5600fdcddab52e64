//! A shop that takes its time holds up its own notifications, and nothing else.

use serde_json::{Value, json};

use crate::support::{App, Reply, Shop};

/// So many answers of a shop are waited for at a time.
const IN_FLIGHT: usize = 64;

#[test]
fn slow_answers_hold_up_neither_payments_nor_a_notification_sent_once_more() {
    let app = App::with(&[]);
    let shop = Shop::at(&app);
    shop.pay_and_buy(&shop.order("lt-pay-0"));
    shop.admin.advance("10s");
    assert_eq!(shop.notices().len(), 2);

    shop.answers((0..IN_FLIGHT).map(|_| Reply::Hang));
    shop.admin.put("/clock", &json!({"pace": "x60"}));
    let ids: Vec<_> = (1..=40).map(|number| format!("lt-pay-{number}")).collect();
    for id in &ids {
        shop.pay_and_buy(&shop.order(id));
    }
    for id in &ids {
        shop.admin.wait(id, "CAPTURED");
    }
    let again = shop.admin.post("/notifications/ntf-1/resend", &Value::Null);
    assert_eq!(again["state"], "ACCEPTED");
    let attempts = again["attempts"].as_array().expect("attempts are a list");
    assert_eq!(attempts.len(), 2, "{again}");
    let waiting = shop.admin.items("/notifications");
    let unanswered = |one: &&Value| one["attempts"] == json!([]);
    assert!(
        waiting.iter().any(|one| unanswered(&one)),
        "the shop has answered all"
    );
}
