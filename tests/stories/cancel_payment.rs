//! A shop stops a payment: the table of file 06 §3 of the notes.

use serde_json::json;

use crate::support::buyer::VISA;
use crate::support::shop::Answer;
use crate::support::{Buyer, Place, Shop};

fn cancel(shop: &Shop, request_id: &str) -> Answer {
    shop.call("cancel", &json!({"paymentRequestId": request_id}))
}

#[test]
fn an_unpaid_payment_is_closed_and_the_buyer_can_no_longer_pay() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order_with_3ds("lt-pay-6"));
    let mut at_the_card = Buyer::open(paid.text("normalUrl"));
    let mut at_the_bank = Buyer::open(paid.text("normalUrl"));
    at_the_bank.pay_with(VISA);
    shop.admin.advance("75s");
    let cancelled = cancel(&shop, "lt-pay-6");
    let expected = json!({
        "result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "Success"},
        "paymentId": paid["paymentId"],
        "paymentRequestId": "lt-pay-6",
        "cancelTime": "2026-11-23T10:01:15+08:00"
    });
    assert_eq!(cancelled.json(), &expected);

    at_the_card.pay_with(VISA);
    at_the_bank.type_code("123456");
    for buyer in [at_the_card, at_the_bank] {
        assert_eq!((buyer.place(), buyer.page.status()), (Place::Result, 410));
        assert_eq!(
            buyer.text("result-title").as_deref(),
            Some("Payment cancelled")
        );
    }
    let inquiry = shop.inquire("lt-pay-6");
    assert_eq!(inquiry["paymentStatus"], "CANCELLED");
    assert_eq!(inquiry["paymentResultCode"], "SUCCESS");
    assert_eq!(inquiry["paymentResultMessage"], "Success");
    assert_eq!(inquiry["paymentTime"], json!(null));
    shop.admin.drain();
    assert_eq!(
        shop.notices().len(),
        0,
        "a cancel is not notified, nor an expiry after it"
    );
}

#[test]
fn an_authorised_payment_is_released_and_keeps_its_payment_time() {
    let shop = Shop::open();
    let paid = shop.pay_and_buy(&shop.manual_order("lt-pay-6"));
    shop.admin.advance("1d");
    let by_id = shop.call("cancel", &json!({"paymentId": paid["paymentId"]}));
    assert_eq!(by_id["cancelTime"], "2026-11-24T10:00:00+08:00");
    shop.admin.advance("1d");
    let again = cancel(&shop, "lt-pay-6");
    assert_eq!(
        again.message.body, by_id.message.body,
        "the first cancel time stays"
    );

    let expected = json!({
        "result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success."},
        "paymentStatus": "CANCELLED",
        "paymentResultCode": "SUCCESS",
        "paymentResultMessage": "Success",
        "paymentRequestId": "lt-pay-6",
        "paymentId": paid["paymentId"],
        "paymentAmount": {"currency": "SGD", "value": "2590"},
        "paymentCreateTime": "2026-11-23T10:00:00+08:00",
        "paymentTime": "2026-11-23T10:00:00+08:00",
        "paymentMethodType": "CARD",
        "paymentRedirectUrl": "https://shop.example/return?o=lt-order-77"
    });
    assert_eq!(shop.inquire("lt-pay-6").json(), &expected);
    let capture = json!({"captureRequestId": "lt-cap-1", "paymentId": paid["paymentId"], "captureAmount": {"currency": "SGD", "value": "2590"}});
    assert_eq!(shop.call("capture", &capture).result(), "AUTH_CANCELLED F");
    shop.admin.drain();
    let kinds: Vec<_> = shop
        .notices()
        .into_iter()
        .map(|notice| notice.body["notifyType"].clone())
        .collect();
    assert_eq!(kinds, ["PAYMENT_RESULT"]);
}

#[test]
fn a_captured_payment_cannot_be_cancelled() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-6"));
    for _ in ["the capture is on its way", "captured"] {
        let refused = cancel(&shop, "lt-pay-6");
        assert_eq!(refused.result(), "ORDER_STATUS_INVALID F");
        shop.admin.drain();
    }
    assert_eq!(shop.inquire("lt-pay-6")["paymentStatus"], "SUCCESS");
}

#[test]
fn after_seven_days_it_is_too_late() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.manual_order("lt-pay-6"));
    shop.admin.advance("7d");
    assert_eq!(cancel(&shop, "lt-pay-6").result(), "CANCEL_WINDOW_EXCEED F");
}

#[test]
fn closing_what_is_closed_succeeds_and_changes_nothing() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-6"));
    shop.admin.advance("14m");
    assert_eq!(cancel(&shop, "lt-pay-6").result(), "SUCCESS S");
    assert_eq!(shop.inquire("lt-pay-6")["paymentStatus"], "FAIL");
}

#[test]
fn a_cancel_names_its_payment_and_payment_id_wins() {
    let shop = Shop::open();
    let first = shop.pay(&shop.order("lt-pay-1"));
    shop.pay(&shop.order("lt-pay-2"));
    assert_eq!(cancel(&shop, "lt-pay-3").result(), "ORDER_NOT_EXIST F");
    assert_eq!(shop.call("cancel", &json!({})).result(), "PARAM_ILLEGAL F");
    let both = json!({"paymentId": first["paymentId"], "paymentRequestId": "lt-pay-2"});
    assert_eq!(shop.call("cancel", &both)["paymentRequestId"], "lt-pay-1");
    assert_eq!(shop.inquire("lt-pay-2")["paymentStatus"], "PROCESSING");
}
