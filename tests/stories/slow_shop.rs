//! A shop that takes its time holds up its own notifications, and nothing else.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{App, Reply, Shop};

/// So many answers of a shop are waited for at a time.
const IN_FLIGHT: usize = 64;

/// A test that would hang fails instead.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn slow_answers_hold_up_neither_payments_nor_a_notification_sent_once_more() {
    let app = App::with(&["--notify-timeout", "5m"]);
    let shop = Shop::at(&app);
    shop.pay_and_buy(&shop.order("lt-pay-0"));
    shop.admin.advance("10s");
    assert_eq!(shop.notices().len(), 2);

    // Each payment has two notifications; the shop answers none before it is told to.
    let (arrives, arrived) = channel();
    let shut = Arc::new(Mutex::new(()));
    let closed = shut.lock().expect("nobody else has it");
    shop.answers((0..IN_FLIGHT).map(|_| {
        let (arrives, shut) = (arrives.clone(), Arc::clone(&shut));
        Reply::Then(Box::new(move || {
            // A test that failed no longer listens.
            let _ = arrives.send(());
            drop(shut.lock());
        }))
    }));
    for number in 1..=IN_FLIGHT / 2 {
        shop.pay_and_buy(&shop.order(&format!("lt-pay-{number}")));
    }
    shop.admin.put("/clock", &json!({"pace": "x60"}));
    for _ in 0..IN_FLIGHT {
        arrived.recv_timeout(PATIENCE).expect("a notification");
    }

    shop.pay_and_buy(&shop.order("lt-pay-late"));
    shop.admin.wait("lt-pay-late", "CAPTURED");
    let again = shop.admin.post("/notifications/ntf-1/resend", &Value::Null);
    assert_eq!(again["state"], "ACCEPTED");
    let attempts = again["attempts"].as_array().expect("attempts are a list");
    assert_eq!(attempts.len(), 2, "{again}");
    assert_eq!(attempts[1]["outcome"], "ACCEPTED", "{again}");

    // Those of the late payment wait until the shop has answered others.
    let all = shop.admin.items("/notifications");
    let unanswered = all.iter().filter(|one| one["attempts"] == json!([]));
    assert_eq!(unanswered.count(), IN_FLIGHT + 2);
    drop(closed);
    shop.admin.wait("lt-pay-late", "NOTIFIED");
}
