//! A shop that captures by itself, within seven days.

use serde_json::{Value, json};

use crate::support::Shop;
use crate::support::shop::Answer;

/// A shop with an authorised payment that waits for its capture.
fn authorized() -> (Shop, Answer) {
    let shop = Shop::open();
    let mut order = shop.manual_order("lt-pay-2");
    order["paymentAmount"] = json!({"currency": "JPY", "value": "4800"});
    let paid = shop.pay_and_buy(&order);
    (shop, paid)
}

fn capture(
    shop: &Shop,
    request_id: &str,
    payment_id: &Value,
    currency: &str,
    value: &str,
) -> Answer {
    let order = json!({
        "captureRequestId": request_id,
        "paymentId": payment_id,
        "captureAmount": {"currency": currency, "value": value}
    });
    shop.call("capture", &order)
}

#[test]
fn the_whole_amount_is_captured_and_the_shop_is_notified() {
    let (shop, paid) = authorized();
    shop.admin.advance("40m");
    let notice = shop.notices().remove(0);
    assert_eq!(notice.body["notifyType"], "PAYMENT_RESULT");
    assert_eq!(
        shop.inquire("lt-pay-2")["transactions"],
        json!(null),
        "nothing is captured yet"
    );

    let captured = capture(&shop, "lt-cap-1", &paid["paymentId"], "JPY", "4800");
    let capture_id = captured.text("captureId");
    assert!(
        capture_id.starts_with("2026112319401080110018811"),
        "{capture_id}"
    );
    let facts = json!({
        "captureRequestId": "lt-cap-1",
        "captureId": capture_id,
        "paymentId": paid["paymentId"],
        "captureAmount": {"currency": "JPY", "value": "4800"},
        "captureTime": "2026-11-23T10:40:00+08:00"
    });
    let mut expected = facts.clone();
    expected["result"] =
        json!({"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success."});
    assert_eq!(captured.json(), &expected);

    shop.admin.drain();
    let notices = shop.notices();
    assert_eq!(notices.len(), 1);
    expected["notifyType"] = json!("CAPTURE_RESULT");
    assert_eq!(notices[0].body, expected);
    let transaction = &shop.inquire("lt-pay-2")["transactions"][0];
    assert_eq!(transaction["transactionRequestId"], "lt-cap-1");
    assert_eq!(transaction["transactionId"], capture_id);
    assert_eq!(transaction["transactionTime"], "2026-11-23T10:40:00+08:00");
}

#[test]
fn the_same_capture_again_is_the_same_capture() {
    let (shop, paid) = authorized();
    let first = capture(&shop, "lt-cap-1", &paid["paymentId"], "JPY", "4800");
    shop.admin.advance("1h");
    shop.notices();
    let again = capture(&shop, "lt-cap-1", &paid["paymentId"], "JPY", "4800");
    assert_eq!(again.message.body, first.message.body);
    shop.admin.advance("1h");
    assert_eq!(shop.notices().len(), 0, "no second notification");

    let other_amount = capture(&shop, "lt-cap-1", &paid["paymentId"], "JPY", "4700");
    let other_payment = capture(&shop, "lt-cap-1", &json!("20261123"), "JPY", "4800");
    for refused in [other_amount, other_payment] {
        assert_eq!(refused.result(), "REPEAT_REQ_INCONSISTENT F");
        assert!(
            refused.why().starts_with("The submitted request exists"),
            "{}",
            refused.why()
        );
    }
}

#[test]
fn a_capture_that_does_not_fit_is_refused_and_leaves_the_way_free() {
    let (shop, paid) = authorized();
    let id = &paid["paymentId"];
    for (payment_id, currency, value, result) in [
        (id, "JPY", "4801", "CAPTURE_AMOUNT_EXCEED_AUTH_LIMIT F"),
        (id, "JPY", "4799", "PARAM_ILLEGAL F"),
        (id, "USD", "4800", "CURRENCY_NOT_SUPPORT F"),
        (id, "JPY", "0", "PARAM_ILLEGAL F"),
        (&json!("20261123000"), "JPY", "4800", "AUTH_NOT_FOUND F"),
        (&json!(null), "JPY", "4800", "PARAM_ILLEGAL F"),
    ] {
        // One request id for all: a refused request does not use it up.
        let refused = capture(&shop, "lt-cap-1", payment_id, currency, value);
        assert_eq!(refused.result(), result);
    }
    let captured = capture(&shop, "lt-cap-1", id, "JPY", "4800");
    assert_eq!(captured.result(), "SUCCESS S");
    let second = capture(&shop, "lt-cap-2", id, "JPY", "4800");
    assert_eq!(second.result(), "MULTI_CAPTURE_NOT_SUPPORTED F");
}

#[test]
fn only_a_payment_that_waits_for_it_can_be_captured() {
    let shop = Shop::open();
    let unpaid = shop.pay(&shop.manual_order("lt-pay-1"));
    let early = capture(&shop, "lt-cap-1", &unpaid["paymentId"], "SGD", "2590");
    assert_eq!(early.result(), "ORDER_STATUS_INVALID F");
    assert_eq!(
        early.why(),
        "The transaction status is abnormal. The payment cannot be captured."
    );
    shop.admin.drain();
    let late = capture(&shop, "lt-cap-1", &unpaid["paymentId"], "SGD", "2590");
    assert_eq!(late.result(), "ORDER_STATUS_INVALID F");

    let automatic = shop.pay_and_buy(&shop.order("lt-pay-2"));
    for _ in 0..2 {
        // Before Antom's own capture and after it.
        let refused = capture(&shop, "lt-cap-2", &automatic["paymentId"], "SGD", "2590");
        assert_eq!(refused.result(), "MULTI_CAPTURE_NOT_SUPPORTED F");
        shop.admin.drain();
    }
}

#[test]
fn after_seven_days_the_money_goes_back_to_the_buyer() {
    let (shop, paid) = authorized();
    let inquiry = shop.inquire("lt-pay-2");
    assert_eq!(inquiry["authExpiryTime"], "2026-11-30T10:00:00+08:00");
    shop.admin.advance("6d 23h 59m 59s");
    assert_eq!(shop.admin.payment("lt-pay-2")["stage"], "AUTHORIZED");
    let travelled = shop.admin.advance("1s");
    assert_eq!(travelled["events"][0]["type"], "AUTHORIZATION_RELEASED");
    assert_eq!(shop.admin.payment("lt-pay-2")["stage"], "RELEASED");

    let late = capture(&shop, "lt-cap-1", &paid["paymentId"], "JPY", "4800");
    assert_eq!(late.result(), "AUTH_EXPIRED F");
    assert_eq!(shop.inquire("lt-pay-2")["paymentStatus"], "SUCCESS");
}

#[test]
fn a_capture_in_the_last_second_is_in_time() {
    let (shop, paid) = authorized();
    shop.admin.advance("6d 23h 59m 59s");
    let captured = capture(&shop, "lt-cap-1", &paid["paymentId"], "JPY", "4800");
    assert_eq!(captured.result(), "SUCCESS S");
    shop.admin.drain();
    assert_eq!(shop.admin.payment("lt-pay-2")["stage"], "CAPTURED");
}

#[test]
fn a_scenario_can_let_a_capture_fail() {
    let scenario = "title = \"x\"\n[[rule]]\nthen = { capture = \"PROCESS_FAIL\" }";
    let app = crate::support::App::shared();
    let shop = Shop::with(app, &json!({ "scenario": scenario }));
    let paid = shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    for _ in 0..2 {
        let failed = capture(&shop, "lt-cap-1", &paid["paymentId"], "SGD", "2590");
        assert_eq!(failed.result(), "PROCESS_FAIL F");
    }
    let transaction = &shop.inquire("lt-pay-1")["transactions"][0];
    assert_eq!(transaction["transactionStatus"], "FAIL");
    let result = json!({"resultCode": "PROCESS_FAIL", "resultStatus": "F", "resultMessage": "General business failure. No retry."});
    assert_eq!(transaction["transactionResult"], result);
    shop.admin.advance("10s");
    // Both notifications were due at the same time, in any order.
    let mut notices = shop.notices().into_iter();
    let told = notices.find(|notice| notice.body["notifyType"] == "CAPTURE_RESULT");
    let notice = told.expect("the shop is told").body;
    assert_eq!(
        notice["result"],
        json!({"resultCode": "PROCESS_FAIL", "resultStatus": "F", "resultMessage": "fail."})
    );
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
}
