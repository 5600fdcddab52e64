//! Where notifyRefund goes, and what happens when the shop does not take it.

use serde_json::{Value, json};

use crate::support::hooks::Hooks;
use crate::support::{Reply, Shop};

/// Asks for a refund with further fields, of a payment that is captured first.
fn refund(shop: &Shop, wishes: &Value) {
    let paid = shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.drain();
    shop.notices();
    let mut order = json!({
        "refundRequestId": "lt-ref-1",
        "paymentId": paid["paymentId"],
        "refundAmount": {"currency": "SGD", "value": "2590"}
    });
    for (name, value) in wishes.as_object().expect("wishes are fields") {
        order[name] = value.clone();
    }
    let asked = shop.call("refund", &order);
    assert_eq!(asked.result(), "REFUND_IN_PROCESS U");
}

#[test]
fn the_url_of_the_refund_beats_that_of_its_payment() {
    let shop = Shop::open();
    let desk = Hooks::open();
    refund(
        &shop,
        &json!({"refundNotifyUrl": format!("{}/refunds?d=4", desk.base)}),
    );
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 0);
    let received = desk.take();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].target(), "/refunds?d=4");
    assert_eq!(received[0].json()["notifyType"], "REFUND_RESULT");
}

#[test]
fn a_shop_that_refuses_hears_of_the_refund_over_the_whole_schedule() {
    let shop = Shop::open();
    refund(&shop, &json!({}));
    shop.answers((0..8).map(|_| Reply::Answer(500, String::new())));
    shop.admin.advance("15s");
    let listed = shop.admin.items("/notifications");
    let told = listed.last().expect("a notification");
    assert_eq!(told["notifyType"], "REFUND_RESULT");
    assert_eq!(told["state"], "PENDING");
    shop.admin.drain();
    let notices = shop.notices();
    assert_eq!(notices.len(), 8);
    for notice in &notices {
        assert_eq!(notice.message.body, notices[0].message.body);
    }
    let id = told["notificationId"].as_str().expect("an id");
    assert_eq!(shop.admin.notification(id)["state"], "EXHAUSTED");
    let again = shop
        .admin
        .post(&format!("/notifications/{id}/resend"), &json!({}));
    assert_eq!(again["state"], "ACCEPTED");
}
