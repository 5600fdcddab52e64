//! A shop gives money back: file 13 of the notes.

use serde_json::{Value, json};

use crate::support::shop::{Answer, Notice};
use crate::support::{App, Shop};

/// A shop with a captured payment of SGD 25.90, all notifications taken.
fn captured(shop: &Shop) -> Value {
    let paid = shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.drain();
    shop.notices();
    paid["paymentId"].clone()
}

/// A shop whose scenario has one rule for everything.
fn with_rule(then: &str) -> Shop {
    let scenario = format!("title = \"x\"\n[[rule]]\nthen = {{ {then} }}");
    Shop::with(App::shared(), &json!({ "scenario": scenario }))
}

fn order(request_id: &str, payment_id: &Value, currency: &str, value: &str) -> Value {
    json!({
        "refundRequestId": request_id,
        "paymentId": payment_id,
        "refundAmount": {"currency": currency, "value": value}
    })
}

fn refund(shop: &Shop, request_id: &str, payment_id: &Value, value: &str) -> Answer {
    shop.call("refund", &order(request_id, payment_id, "SGD", value))
}

fn inquire(shop: &Shop, request_id: &str) -> Answer {
    shop.call("inquiryRefund", &json!({"refundRequestId": request_id}))
}

/// The only notification that has come.
fn the_notice(shop: &Shop) -> Notice {
    let mut notices = shop.notices();
    assert_eq!(notices.len(), 1);
    notices.remove(0)
}

#[test]
fn the_whole_amount_goes_back_and_the_shop_is_told_later() {
    let shop = Shop::open();
    let id = captured(&shop);
    let to = json!({"to": "2026-11-23T03:00:00Z"});
    shop.admin.post("/clock/advance", &to);
    let asked = refund(&shop, "lt-ref-1", &id, "2590");
    let in_process = json!({"result": {
        "resultCode": "REFUND_IN_PROCESS",
        "resultStatus": "U",
        "resultMessage": "The refund is being processed."
    }});
    assert_eq!(asked.json(), &in_process, "nothing else is told by then");
    let running = inquire(&shop, "lt-ref-1");
    assert_eq!(running["refundStatus"], "PROCESSING");
    assert_eq!(running["refundTime"], json!(null));

    shop.admin.advance("10s");
    assert_eq!(shop.notices().len(), 0, "it is done, but not yet told");
    let refund_id = running.text("refundId");
    assert!(
        refund_id.starts_with("2026112319401080210018811"),
        "{refund_id}"
    );
    let done = json!({
        "refundRequestId": "lt-ref-1",
        "refundId": refund_id,
        "refundAmount": {"currency": "SGD", "value": "2590"},
        "refundTime": "2026-11-23T11:00:10+08:00"
    });
    let success =
        json!({"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success."});
    let mut expected = done.clone();
    expected["result"] = success.clone();
    expected["refundStatus"] = json!("SUCCESS");
    let told = inquire(&shop, "lt-ref-1");
    let (arn, rrn) = (told.text("arn"), told.text("rrn"));
    assert_eq!((arn.len(), rrn.len()), (23, 12), "{arn} {rrn}");
    expected["arn"] = json!(arn);
    let mut answered = expected.clone();
    answered["rrn"] = json!(rrn);
    assert_eq!(told.json(), &answered);

    shop.admin.advance("5s");
    expected["notifyType"] = json!("REFUND_RESULT");
    assert_eq!(the_notice(&shop).body, expected, "and no paymentId");

    let mut answer = done;
    answer["result"] = success;
    answer["paymentId"] = id.clone();
    let again = refund(&shop, "lt-ref-1", &id, "2590");
    assert_eq!(again.json(), &answer);
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 0, "a repeated request tells nothing");
}

#[test]
fn several_parts_go_back_until_nothing_is_left() {
    let shop = Shop::open();
    let id = captured(&shop);
    for (request_id, value, result) in [
        ("lt-ref-1", "1000", "REFUND_IN_PROCESS U"),
        // Those in process count as well.
        ("lt-ref-2", "1591", "REFUND_AMOUNT_EXCEED F"),
        ("lt-ref-2", "590", "REFUND_IN_PROCESS U"),
        ("lt-ref-3", "1000", "REFUND_IN_PROCESS U"),
        ("lt-ref-4", "1", "REFUND_AMOUNT_EXCEED F"),
    ] {
        let answer = refund(&shop, request_id, &id, value);
        assert_eq!(answer.result(), result, "{request_id} {value}");
    }
    let running = &shop.inquire("lt-pay-1")["transactions"][1];
    assert_eq!(running["transactionStatus"], "PROCESSING");
    assert_eq!(
        running["transactionResult"],
        json!({"resultCode": "PAYMENT_IN_PROCESS", "resultStatus": "U", "resultMessage": "payment in process"})
    );
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 3);

    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentStatus"], "SUCCESS");
    let transactions = inquiry["transactions"].as_array().expect("transactions");
    let seen: Vec<_> = transactions
        .iter()
        .map(|one| {
            let text = |field: &str| one[field].as_str().expect("a text");
            let amount = one["transactionAmount"]["value"].as_str().expect("a value");
            (text("transactionType"), text("transactionStatus"), amount)
        })
        .collect();
    let expected = [
        ("CAPTURE", "SUCCESS", "2590"),
        ("REFUND", "SUCCESS", "1000"),
        ("REFUND", "SUCCESS", "590"),
        ("REFUND", "SUCCESS", "1000"),
    ];
    assert_eq!(seen, expected);
    let shown = &shop.admin.payment("lt-pay-1")["transactions"][2];
    assert_eq!(
        (&shown["type"], &shown["requestId"], &shown["resultCode"]),
        (&json!("REFUND"), &json!("lt-ref-2"), &json!("SUCCESS"))
    );
    let late = refund(&shop, "lt-ref-4", &id, "1");
    assert_eq!(late.result(), "REFUND_AMOUNT_EXCEED F");
    let why = &shop.admin.last_request()["why"];
    let told = "SGD 0.01 is more than what is left: SGD 0.00, refunds in process counted";
    assert_eq!(why, told);
}

#[test]
fn a_request_that_does_not_fit_is_refused_and_not_notified() {
    let shop = Shop::open();
    let id = captured(&shop);
    let unknown = json!("20261123000");
    let missing = json!(null);
    for (payment_id, currency, value, result) in [
        (&id, "SGD", "2591", "REFUND_AMOUNT_EXCEED F"),
        (&id, "USD", "2590", "CURRENCY_NOT_SUPPORT F"),
        (&id, "SGD", "0", "PARAM_ILLEGAL F"),
        (&unknown, "SGD", "2590", "ORDER_NOT_EXIST F"),
        (&missing, "SGD", "2590", "PARAM_ILLEGAL F"),
    ] {
        // One request id for all: a refused request does not use it up.
        let asked = shop.call("refund", &order("lt-ref-1", payment_id, currency, value));
        assert_eq!(asked.result(), result);
    }
    for (field, value) in [
        ("captureId", json!("20261123")),
        ("refundNotifyUrl", json!("shop.example")),
        ("isAsyncRefund", json!("perhaps")),
        ("metadata", json!("x".repeat(2049))),
    ] {
        let mut asked = order("lt-ref-1", &id, "SGD", "2590");
        asked[field] = value;
        let refused = shop.call("refund", &asked);
        assert_eq!(refused.result(), "PARAM_ILLEGAL F");
        assert!(refused.why().starts_with(field), "{}", refused.why());
    }
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 0);
    let mut good = order("lt-ref-1", &id, "SGD", "2590");
    good["captureId"] = shop.inquire("lt-pay-1")["transactions"][0]["transactionId"].clone();
    let asked = shop.call("refund", &good);
    assert_eq!(asked.result(), "REFUND_IN_PROCESS U");
}

#[test]
fn only_captured_money_goes_back() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.manual_order("lt-pay-1"));
    let id = &paid["paymentId"];
    let unpaid = refund(&shop, "lt-ref-1", id, "2590");
    assert_eq!(unpaid.result(), "ORDER_STATUS_INVALID F");
    shop.admin.buyer("lt-pay-1", &json!({"action": "pay"}));
    let uncaptured = refund(&shop, "lt-ref-1", id, "2590");
    assert_eq!(uncaptured.result(), "ORDER_STATUS_INVALID F");
    let why = &shop.admin.last_request()["why"];
    let told =
        "the money is not captured yet; cancel the payment, or refund it after notifyCapture";
    assert_eq!(why, told);
    shop.call("cancel", &json!({ "paymentId": id }));
    let cancelled = refund(&shop, "lt-ref-1", id, "2590");
    assert_eq!(cancelled.result(), "ORDER_IS_CANCELED F");
    assert_eq!(cancelled.why(), "The transaction is canceled.");

    let expired = shop.pay(&shop.order("lt-pay-2"));
    shop.admin.drain();
    let late = refund(&shop, "lt-ref-1", &expired["paymentId"], "2590");
    assert_eq!(late.result(), "ORDER_STATUS_INVALID F");
}

#[test]
fn a_year_after_paying_it_is_too_late() {
    let shop = Shop::open();
    let id = captured(&shop);
    shop.admin.advance("364d 12h");
    let in_time = refund(&shop, "lt-ref-1", &id, "1000");
    assert_eq!(in_time.result(), "REFUND_IN_PROCESS U");
    shop.admin.advance("12h");
    let late = refund(&shop, "lt-ref-2", &id, "1000");
    assert_eq!(late.result(), "REFUND_WINDOW_EXCEED F");
    let repeated = refund(&shop, "lt-ref-1", &id, "1000");
    assert_eq!(repeated.result(), "SUCCESS S", "what was in time stays so");
}

#[test]
fn a_refund_that_fails_later_is_told_and_its_money_can_be_asked_for_again() {
    let shop = with_rule(r#"refund = "MERCHANT_BALANCE_NOT_ENOUGH", refund_takes = "2h 30m""#);
    let id = captured(&shop);
    let asked = refund(&shop, "lt-ref-1", &id, "2590");
    assert_eq!(asked.result(), "REFUND_IN_PROCESS U");
    let upcoming = shop.admin.get("/clock")["due"][0]["text"].clone();
    let text = upcoming.as_str().expect("a sentence");
    assert!(
        text.starts_with("refund 2026") && text.ends_with(" ends"),
        "{text}"
    );
    shop.admin.advance("2h 29m 59s");
    assert_eq!(inquire(&shop, "lt-ref-1")["refundStatus"], "PROCESSING");
    shop.admin.advance("10s");
    let notice = the_notice(&shop).body;
    assert_eq!(notice["notifyType"], "REFUND_RESULT");
    assert_eq!(notice["refundStatus"], "FAIL");
    assert_eq!(
        notice["result"],
        json!({"resultCode": "MERCHANT_BALANCE_NOT_ENOUGH", "resultStatus": "F", "resultMessage": "The merchant balance is insufficient."})
    );
    assert_eq!(notice["refundTime"], json!(null));
    let inquiry = inquire(&shop, "lt-ref-1");
    assert_eq!(inquiry["refundStatus"], "FAIL");
    for of_success in ["refundTime", "arn", "rrn"] {
        assert_eq!(inquiry[of_success], json!(null), "{of_success}");
    }
    let transaction = &shop.inquire("lt-pay-1")["transactions"][1];
    assert_eq!(transaction["transactionStatus"], "FAIL");
    let repeated = refund(&shop, "lt-ref-1", &id, "2590");
    assert_eq!(repeated.result(), "MERCHANT_BALANCE_NOT_ENOUGH F");
    let another = refund(&shop, "lt-ref-2", &id, "2590");
    assert_eq!(another.result(), "REFUND_IN_PROCESS U");
}

#[test]
fn a_scenario_may_answer_at_once_and_then_tells_nothing() {
    for (then, result, status) in [
        (r#"refund_takes = "0s""#, "SUCCESS S", "SUCCESS"),
        (
            r#"refund_takes = "0s", refund = "PARTIAL_REFUND_NOT_SUPPORTED""#,
            "PARTIAL_REFUND_NOT_SUPPORTED F",
            "FAIL",
        ),
    ] {
        let shop = with_rule(then);
        let id = captured(&shop);
        let first = refund(&shop, "lt-ref-1", &id, "2590");
        let again = refund(&shop, "lt-ref-1", &id, "2590");
        assert_eq!(first.result(), result);
        assert_eq!(again.message.body, first.message.body);
        assert_eq!(inquire(&shop, "lt-ref-1")["refundStatus"], status);
        shop.admin.drain();
        assert_eq!(shop.notices().len(), 0);
    }
}

#[test]
fn a_refund_may_never_end() {
    let shop = with_rule(r#"refund_takes = "never""#);
    let id = captured(&shop);
    refund(&shop, "lt-ref-1", &id, "2590");
    shop.admin.advance("30d");
    assert_eq!(inquire(&shop, "lt-ref-1")["refundStatus"], "PROCESSING");
    assert_eq!(shop.notices().len(), 0);
}

#[test]
fn the_same_id_stands_for_one_refund_only() {
    let shop = Shop::open();
    let id = captured(&shop);
    for _ in 0..3 {
        let asked = refund(&shop, "lt-ref-1", &id, "1000");
        assert_eq!(asked.result(), "REFUND_IN_PROCESS U");
    }
    let other_amount = refund(&shop, "lt-ref-1", &id, "1001");
    let other_payment = refund(&shop, "lt-ref-1", &json!("20261123"), "1000");
    for refused in [other_amount, other_payment] {
        assert_eq!(refused.result(), "REPEAT_REQ_INCONSISTENT F");
    }
    shop.admin.drain();
    assert_eq!(the_notice(&shop).body["refundAmount"]["value"], "1000");
}

#[test]
fn a_refund_is_found_by_either_id_and_refund_id_wins() {
    let shop = Shop::open();
    let id = captured(&shop);
    let mut asked = order("lt-ref-1", &id, "SGD", "1000");
    asked["metadata"] = json!("{\"desk\":\"4\"}");
    shop.call("refund", &asked);
    refund(&shop, "lt-ref-2", &id, "1000");
    let first = inquire(&shop, "lt-ref-1");
    assert_eq!(first["metadata"], "{\"desk\":\"4\"}");
    let both = json!({"refundId": first["refundId"], "refundRequestId": "lt-ref-2"});
    let by_id = shop.call("inquiryRefund", &both);
    assert_eq!(by_id.message.body, first.message.body);

    let unknown = json!({"result": {
        "resultCode": "ORDER_NOT_EXIST",
        "resultStatus": "F",
        "resultMessage": "The order does not exist."
    }});
    assert_eq!(inquire(&shop, "lt-ref-3").json(), &unknown);
    let wrong = json!({"refundId": "20261123", "refundRequestId": "lt-ref-1"});
    assert_eq!(shop.call("inquiryRefund", &wrong).json(), &unknown);
    let nothing = shop.call("inquiryRefund", &json!({}));
    assert_eq!(nothing.result(), "PARAM_ILLEGAL F");
    shop.admin.drain();
    let told = shop.notices().into_iter();
    let metadata: Vec<_> = told.map(|one| one.body["metadata"].clone()).collect();
    assert!(
        metadata.contains(&json!("{\"desk\":\"4\"}")),
        "{metadata:?}"
    );
}

#[test]
fn a_refunded_payment_is_not_cancelled() {
    let shop = Shop::open();
    let id = captured(&shop);
    refund(&shop, "lt-ref-1", &id, "1");
    for _ in ["in process", "done"] {
        let refused = shop.call("cancel", &json!({ "paymentId": id }));
        assert_eq!(refused.result(), "PROCESS_FAIL F");
        shop.admin.drain();
    }
}

#[test]
fn a_scenario_can_aim_at_the_inquiries_of_one_payments_refunds() {
    let scenario = "title = \"x\"\n[[rule]]\nwhen = { api = \"inquiryRefund\", request_id = \"lt-pay-1\" }\nthen = { result = \"REFUND_NOT_EXIST\" }";
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    let id = captured(&shop);
    refund(&shop, "lt-ref-1", &id, "1");
    let inquiry = inquire(&shop, "lt-ref-1");
    assert_eq!(inquiry.result(), "REFUND_NOT_EXIST F");
    assert_eq!(inquiry.why(), "The refund does not exist.");
    let other = inquire(&shop, "lt-ref-2");
    assert_eq!(
        other.result(),
        "ORDER_NOT_EXIST F",
        "a refund of no payment"
    );
}
