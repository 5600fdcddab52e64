//! A shop takes its first payment: pay, the hosted page, the notifications, the capture.

use antom_sandbox::sandbox::clock::wall_now;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::support::buyer::VISA;
use crate::support::{Buyer, Place, Shop};

/// `result` of everything that went well, where the notes (file 01 §13) settle on one wording.
fn success() -> Value {
    json!({"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success."})
}

/// `paymentResultInfo` of the approved Visa without 3DS; two of its values are drawn by chance.
fn visa_result(info: &Value) -> Value {
    let id = info["networkTransactionId"]
        .as_str()
        .expect("a scheme has an id of a payment");
    assert_eq!(id.len(), 15);
    json!({
        "avsResultRaw": "U", "cardBrand": "VISA", "cardNo": "************0768", "cvvResultRaw": "Y",
        "funding": "CREDIT", "issuingCountry": "US", "cardCategory": "CONSUMER",
        "networkTransactionId": id, "paymentMethodRegion": "GLOBAL",
        "threeDSResult": {"cavv": "", "eci": ""}
    })
}

#[test]
fn pay_opens_a_payment_and_answers_with_the_page_to_send_the_buyer_to() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-0001"));
    let (id, url) = (paid.text("paymentId"), paid.text("normalUrl"));
    assert!(
        id.starts_with("2026112319401080010018811") && id.len() == 35,
        "{id}"
    );
    assert!(
        url.starts_with(&format!("{}/checkout/", shop.gateway)),
        "{url}"
    );
    let form = format!(
        r#"{{"method":"GET","paymentActionFormType":"RedirectActionForm","redirectUrl":"{url}"}}"#
    );
    let expected = json!({
        "result": {"resultCode": "PAYMENT_IN_PROCESS", "resultStatus": "U", "resultMessage": "payment in process"},
        "paymentRequestId": "lt-pay-0001",
        "paymentId": id,
        "paymentAmount": {"currency": "SGD", "value": "2590"},
        "paymentCreateTime": "2026-11-23T10:00:00+08:00",
        "normalUrl": url,
        "redirectActionForm": {"method": "GET", "redirectUrl": url},
        "paymentActionForm": form
    });
    assert_eq!(paid.json(), &expected);
}

#[test]
fn the_buyer_sees_what_is_paid_and_comes_back_to_the_shop() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-0001"));
    shop.admin.advance("72s");
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    assert_eq!(buyer.place(), Place::Card);
    assert_eq!(buyer.text("amount").as_deref(), Some("SGD 25.90"));
    assert_eq!(
        buyer.text("description").as_deref(),
        Some("Two paper lanterns")
    );
    assert_eq!(buyer.text("reference").as_deref(), Some("lt-order-77"));
    assert_eq!(buyer.text("time-left").as_deref(), Some("12 min 48 s"));
    assert!(buyer.text("clock-stopped").is_some());
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Shop);
    assert_eq!(
        buyer.url.as_str(),
        "https://shop.example/return?o=lt-order-77"
    );

    let again = Buyer::open(paid.text("normalUrl"));
    assert_eq!((again.place(), again.page.status()), (Place::Result, 200));
    assert_eq!(
        again.text("result-title").as_deref(),
        Some("Payment complete")
    );
}

#[test]
fn an_inquiry_tells_the_payment_before_and_after_it_is_paid() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-0001"));
    let mut expected = json!({
        "result": success(),
        "paymentStatus": "PROCESSING",
        "paymentResultCode": "PAYMENT_IN_PROCESS",
        "paymentResultMessage": "The payment is being processed.",
        "paymentRequestId": "lt-pay-0001",
        "paymentId": paid["paymentId"],
        "paymentAmount": {"currency": "SGD", "value": "2590"},
        "paymentCreateTime": "2026-11-23T10:00:00+08:00",
        "paymentMethodType": "CARD",
        "paymentRedirectUrl": "https://shop.example/return?o=lt-order-77",
        "redirectActionForm": {
            "method": "GET", "redirectUrl": paid["normalUrl"], "actionFormType": "RedirectActionForm"
        }
    });
    let by_request_id = shop.inquire("lt-pay-0001");
    assert_eq!(by_request_id.json(), &expected);
    let by_id = shop.call("inquiryPayment", &json!({"paymentId": paid["paymentId"]}));
    assert_eq!(by_id.json(), &expected);

    shop.admin.advance("72s");
    Buyer::open(paid.text("normalUrl")).pay_with(VISA);
    let after = shop.inquire("lt-pay-0001");
    let form = expected
        .as_object_mut()
        .expect("an object")
        .remove("redirectActionForm");
    assert!(form.is_some());
    expected["paymentStatus"] = json!("SUCCESS");
    expected["paymentResultCode"] = json!("SUCCESS");
    expected["paymentResultMessage"] = json!("success");
    expected["paymentTime"] = json!("2026-11-23T10:01:12+08:00");
    expected["authExpiryTime"] = json!("2026-11-30T10:01:12+08:00");
    expected["cardInfo"] =
        json!({"cardBrand": "VISA", "funding": "CREDIT", "issuingCountry": "US"});
    expected["paymentResultInfo"] = visa_result(&after["paymentResultInfo"]);
    assert_eq!(after.json(), &expected);

    shop.admin.drain();
    let captured = shop.inquire("lt-pay-0001");
    let capture_id = captured["transactions"][0]["transactionId"].as_str();
    let capture_id = capture_id.expect("a capture has an id");
    assert!(
        capture_id.starts_with("2026112319401080110018811"),
        "{capture_id}"
    );
    expected["transactions"] = json!([{
        "transactionType": "CAPTURE",
        "transactionStatus": "SUCCESS",
        "transactionRequestId": paid["paymentId"],
        "transactionId": capture_id,
        "transactionAmount": {"currency": "SGD", "value": "2590"},
        "transactionTime": "2026-11-23T10:01:15+08:00",
        "transactionResult": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"}
    }]);
    assert_eq!(captured.json(), &expected);
}

#[test]
fn the_shop_is_notified_of_the_payment_and_of_its_capture_field_by_field() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-0001"));
    shop.admin.advance("72s");
    Buyer::open(paid.text("normalUrl")).pay_with(VISA);
    shop.admin.drain();
    let notices = shop.notices();
    let [payment, capture] = notices.as_slice() else {
        panic!("{} notifications", notices.len());
    };
    assert_eq!(payment.message.start, "POST /hooks/antom HTTP/1.1");
    let info = visa_result(&payment.body["paymentResultInfo"]);
    assert_eq!(
        payment.body,
        json!({
            "notifyType": "PAYMENT_RESULT",
            "result": success(),
            "paymentRequestId": "lt-pay-0001",
            "paymentId": paid["paymentId"],
            "paymentAmount": {"currency": "SGD", "value": "2590"},
            "actualPaymentAmount": {"currency": "SGD", "value": "2590"},
            "paymentCreateTime": "2026-11-23T10:00:00+08:00",
            "paymentTime": "2026-11-23T10:01:12+08:00",
            "cardInfo": info,
            "paymentResultInfo": info
        })
    );
    let inquiry = shop.inquire("lt-pay-0001");
    assert_eq!(
        capture.body,
        json!({
            "notifyType": "CAPTURE_RESULT",
            "result": success(),
            "captureRequestId": paid["paymentId"],
            "captureId": inquiry["transactions"][0]["transactionId"],
            "paymentId": paid["paymentId"],
            "captureAmount": {"currency": "SGD", "value": "2590"},
            "captureTime": "2026-11-23T10:01:15+08:00"
        })
    );
}

#[test]
fn notifications_come_three_to_five_seconds_after_what_they_tell() {
    let mut delays = Vec::new();
    for _ in 0..8 {
        let shop = Shop::open();
        shop.pay_and_buy(&shop.order("lt-pay-0001"));
        shop.admin.advance("2s");
        assert_eq!(shop.notices().len(), 0, "too soon");
        shop.admin.advance("3s");
        assert_eq!(shop.notices()[0].body["notifyType"], "PAYMENT_RESULT");
        shop.admin.advance("3s");
        assert_eq!(shop.notices()[0].body["notifyType"], "CAPTURE_RESULT");
        for id in ["ntf-1", "ntf-2"] {
            let attempt = &shop.admin.notification(id)["attempts"][0];
            let second = attempt["at"].as_str().expect("an instant")[17..19].to_owned();
            delays.push(second);
        }
    }
    let in_range = |second: &String| ("03"..="08").contains(&second.as_str());
    assert!(delays.iter().all(in_range), "{delays:?}");
    delays.dedup();
    assert!(delays.len() > 1, "the delay is drawn by chance");
}

#[test]
fn bodies_have_the_merchants_time_and_signed_headers_the_real_one() {
    let shop = Shop::open();
    let paid = shop.pay_and_buy(&shop.order("lt-pay-0001"));
    shop.admin.drain();
    let notice = shop.notices().remove(0);
    for time in [
        paid.message.header("response-time"),
        notice.message.header("request-time"),
    ] {
        let signed: Timestamp = time.parse().expect("an instant");
        let age = wall_now().duration_since(signed).as_secs();
        assert!((0..60).contains(&age), "{time}");
    }
    assert_eq!(notice.body["paymentTime"], "2026-11-23T10:00:00+08:00");
}
