//! A shop that calls the gateway from inside its notification handler: nothing dead-locks, and it
//! sees the moment of the notification.

use std::sync::mpsc;

use serde_json::{Value, json};

use crate::support::{App, Reply, Shop};

/// A handler that does something as the shop, and a place where it leaves what it saw.
fn handler<T: Send + 'static>(
    shop: &Shop,
    deed: impl FnOnce(&Shop) -> T + Send + 'static,
) -> (Reply, mpsc::Receiver<T>) {
    let (seen, found) = mpsc::channel();
    let shop = shop.clone();
    let reply = Reply::Then(Box::new(move || {
        seen.send(deed(&shop)).expect("the test waits");
    }));
    (reply, found)
}

#[test]
fn an_inquiry_from_the_handler_sees_the_payment_at_the_moment_of_the_notification() {
    let shop = Shop::open();
    let look = |shop: &Shop| {
        let inquiry = shop.inquire("lt-pay-1").json().clone();
        (inquiry, shop.admin.now())
    };
    let (expired, closed) = handler(&shop, look);
    shop.answers([expired]);
    shop.pay(&shop.order("lt-pay-1"));
    shop.admin.advance("24h");
    let (inquiry, now) = closed.try_recv().expect("the handler ran");
    assert_eq!(inquiry["paymentStatus"], "FAIL");
    let attempt = &shop.admin.notification("ntf-1")["attempts"][0];
    assert_eq!(attempt["at"], now);
    assert_eq!(attempt["outcome"], "ACCEPTED");
    assert_eq!(shop.admin.now(), "2026-11-24T02:00:00Z");
}

#[test]
fn a_capture_from_the_handler_is_made_at_that_moment_and_notified_in_the_same_journey() {
    let shop = Shop::open();
    let (capturing, captured) = handler(&shop, |shop| {
        let inquiry = shop.inquire("lt-pay-1");
        let order = json!({
            "captureRequestId": "lt-cap-1",
            "paymentId": inquiry["paymentId"],
            "captureAmount": inquiry["paymentAmount"]
        });
        shop.call("capture", &order).json().clone()
    });
    shop.answers([capturing]);
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    shop.admin.advance("1m");
    let captured: Value = captured.try_recv().expect("the handler ran");
    assert_eq!(captured["result"]["resultCode"], "SUCCESS");
    let notices = shop.notices();
    let kinds: Vec<_> = notices
        .iter()
        .map(|notice| &notice.body["notifyType"])
        .collect();
    assert_eq!(kinds, ["PAYMENT_RESULT", "CAPTURE_RESULT"]);
    assert_eq!(notices[1].body["captureTime"], captured["captureTime"]);
}

#[test]
fn a_second_attempt_can_be_paid_from_the_handler_of_the_first() {
    let shop = Shop::open();
    let (paying, paid) = handler(&shop, |shop| {
        let order = shop.order("lt-pay-2");
        shop.pay(&order).text("paymentCreateTime").to_owned()
    });
    shop.answers([paying]);
    shop.pay(&shop.order("lt-pay-1"));
    shop.admin.advance("15m");
    let created = paid.try_recv().expect("the handler ran");
    assert!(created.starts_with("2026-11-23T10:14:0"), "{created}");
    let second = shop.admin.payment("lt-pay-2");
    assert!(second["expiryTime"].as_str().expect("it expires") > "2026-11-23T02:28:00Z");
}

#[test]
fn the_same_holds_while_time_runs_by_itself() {
    let shop = Shop::with(App::shared(), &json!({"clock": "x3600", "now": null}));
    let (looking, seen) = handler(&shop, |shop| {
        shop.inquire("lt-pay-1")["paymentStatus"].clone()
    });
    shop.answers([looking]);
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    shop.admin.wait("lt-pay-1", "NOTIFIED");
    assert_eq!(seen.try_recv().expect("the handler ran"), "SUCCESS");
}

#[test]
fn a_merchant_that_is_reset_or_deleted_from_the_handler_leaves_nothing_behind() {
    let shop = Shop::open();
    let (resetting, done) = handler(&shop, |shop| shop.admin.post("/reset", &json!(null)));
    shop.answers([resetting]);
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    let travelled = shop.admin.advance("24h");
    assert_eq!(travelled["to"], "2026-11-24T02:00:00Z");
    assert_eq!(done.try_recv().expect("the handler ran")["payments"], 0);
    for list in ["/payments", "/notifications", "/events"] {
        assert_eq!(shop.admin.items(list), Vec::<Value>::new(), "{list}");
    }

    let (deleting, done) = handler(&shop, |shop| {
        let path = format!("/v1/merchants/{}", shop.client_id);
        shop.admin.call("DELETE", &path, &json!(null)).status()
    });
    shop.answers([deleting]);
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.advance("24h");
    assert_eq!(done.try_recv().expect("the handler ran"), 204);
    shop.admin.refused(404, "GET", "", &json!(null));
}
