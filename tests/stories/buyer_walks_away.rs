//! Buyers who do not pay in time, and links that lead nowhere.

use serde_json::json;

use crate::support::buyer::VISA;
use crate::support::{Buyer, Place, Shop};

#[test]
fn an_unpaid_payment_is_closed_after_fourteen_minutes_and_the_shop_hears_of_it() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-5"));
    let left = shop.admin.buyer("lt-pay-5", &json!({"action": "leave"}));
    assert_eq!(left["step"], "LEFT");
    shop.admin.advance("13m 59s");
    assert_eq!(shop.inquire("lt-pay-5")["paymentStatus"], "PROCESSING");
    let travelled = shop.admin.advance("1s");
    let events = travelled["events"].as_array().expect("events");
    assert_eq!(events[0]["type"], "PAYMENT_EXPIRED");
    assert_eq!(events[0]["at"], "2026-11-23T02:14:00Z");

    let expected = json!({
        "result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success."},
        "paymentStatus": "FAIL",
        "paymentResultCode": "PROCESS_FAIL",
        "paymentResultMessage": "A general business failure occurred.",
        "paymentRequestId": "lt-pay-5",
        "paymentId": paid["paymentId"],
        "paymentAmount": {"currency": "SGD", "value": "2590"},
        "paymentCreateTime": "2026-11-23T10:00:00+08:00",
        "paymentMethodType": "CARD",
        "paymentRedirectUrl": "https://shop.example/return?o=lt-order-77"
    });
    assert_eq!(shop.inquire("lt-pay-5").json(), &expected);

    assert_eq!(shop.notices().len(), 0);
    shop.admin.drain();
    let notices = shop.notices();
    assert_eq!(notices.len(), 1);
    assert_eq!(
        notices[0].body,
        json!({
            "notifyType": "PAYMENT_RESULT",
            "result": {"resultCode": "ORDER_IS_CLOSED", "resultStatus": "F", "resultMessage": "The order is closed."},
            "paymentRequestId": "lt-pay-5",
            "paymentId": paid["paymentId"],
            "paymentAmount": {"currency": "SGD", "value": "2590"},
            "paymentCreateTime": "2026-11-23T10:00:00+08:00"
        })
    );
    let again = shop.call("pay", &shop.order("lt-pay-5"));
    assert_eq!(again.result(), "ORDER_IS_CLOSED F");
}

#[test]
fn the_shop_may_set_another_time_to_pay() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-5");
    order["paymentExpiryTime"] = json!("2026-11-23T12:30:00+08:00");
    let paid = shop.pay(&order);
    let buyer = Buyer::open(paid.text("normalUrl"));
    assert_eq!(buyer.text("time-left").as_deref(), Some("2 h 30 min"));
    shop.admin.advance("2h 29m 59s");
    assert_eq!(shop.inquire("lt-pay-5")["paymentStatus"], "PROCESSING");
    shop.admin.advance("1s");
    assert_eq!(shop.inquire("lt-pay-5")["paymentStatus"], "FAIL");
}

#[test]
fn a_time_to_pay_that_is_over_is_refused() {
    let shop = Shop::open();
    for past in ["2026-11-23T10:00:00+08:00", "2020-01-01T00:00:00Z"] {
        let mut order = shop.order("lt-pay-5");
        order["paymentExpiryTime"] = json!(past);
        let refused = shop.call("pay", &order);
        assert_eq!(refused.result(), "PARAM_ILLEGAL F");
        assert!(
            refused.why().contains("paymentExpiryTime is in the past"),
            "{}",
            refused.why()
        );
    }
}

#[test]
fn who_comes_too_late_is_told_so_and_cannot_pay() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-5"));
    let mut open_page = Buyer::open(paid.text("normalUrl"));
    shop.admin.advance("14m");
    open_page.pay_with(VISA);
    let late = Buyer::open(paid.text("normalUrl"));
    for buyer in [open_page, late] {
        assert_eq!((buyer.place(), buyer.page.status()), (Place::Result, 410));
        let title = buyer.text("result-title");
        assert_eq!(title.as_deref(), Some("This payment link has expired"));
        let back = buyer.attribute("back-to-shop", "href");
        assert_eq!(
            back.as_deref(),
            Some("https://shop.example/return?o=lt-order-77")
        );
    }
    assert_eq!(shop.inquire("lt-pay-5")["paymentStatus"], "FAIL");
}

#[test]
fn a_link_that_belongs_to_no_payment_is_told_apart() {
    let shop = Shop::open();
    for path in [
        "nothing",
        "nothing/challenge",
        "a/b/c",
        "%00",
        "0123456789abcdef0123456789abcdef",
    ] {
        let buyer = Buyer::open(&format!("{}/checkout/{path}", shop.gateway));
        assert_eq!(
            (buyer.place(), buyer.page.status()),
            (Place::Notice, 404),
            "{path}"
        );
        let title = buyer.text("notice-title");
        assert_eq!(title.as_deref(), Some("This link leads nowhere"));
    }
}
