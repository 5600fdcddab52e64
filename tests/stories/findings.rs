//! What the shop did wrong is found, and told with what to do instead.

use serde_json::{Value, json};

use crate::support::wire::send;
use crate::support::{App, Reply, Shop};

fn findings(shop: &Shop) -> Vec<String> {
    let items = shop.admin.items("/findings");
    let instead = |one: &Value| one["instead"].as_str().is_some_and(|text| text.len() > 20);
    assert!(items.iter().all(instead), "{items:#?}");
    let events = shop.admin.items("/events?type=FINDING");
    assert_eq!(events.len(), items.len());
    let name = |one: &Value| one["finding"].as_str().expect("a finding").to_owned();
    items.iter().map(name).collect()
}

#[test]
fn a_shop_without_faults_has_no_findings() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.inquire("lt-pay-1");
    shop.admin.drain();
    assert_eq!(findings(&shop), [""; 0]);
}

#[test]
fn a_call_under_a_wrong_signature_is_found() {
    let shop = Shop::open();
    let headers = [
        ("content-type", "application/json; charset=UTF-8"),
        ("client-id", shop.client_id.as_str()),
        ("request-time", "1763866800000"),
        (
            "signature",
            "algorithm=RSA256, keyVersion=1, signature=AAAA",
        ),
    ];
    let path = "/ams/sandbox/api/v1/payments/pay";
    send(&shop.gateway, "POST", path, &headers, b"{}");
    assert_eq!(findings(&shop), ["SIGNATURE_REFUSED"]);
    let found = &shop.admin.items("/findings")[0];
    assert_eq!(
        (&found["requestId"], &found["api"]),
        (&json!("req-1"), &json!("pay"))
    );
}

#[test]
fn a_call_with_a_wrong_field_is_found() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    order["paymentAmount"]["value"] = json!("a lot");
    shop.call("pay", &order);
    assert_eq!(findings(&shop), ["REQUEST_REFUSED"]);
    let text = shop.admin.items("/findings")[0]["text"].clone();
    assert!(
        text.as_str()
            .is_some_and(|text| text.contains("paymentAmount.value")),
        "{text}"
    );
    // That something does not exist is an answer, not a fault of the call.
    shop.inquire("lt-none");
    assert_eq!(findings(&shop).len(), 1);
}

#[test]
fn an_acknowledgement_in_another_form_is_found() {
    let shop = Shop::open();
    shop.answers([Reply::Answer(200, "OK".to_owned()), Reply::Close]);
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    shop.admin.advance("5m");
    // A connection that broke may be nobody's fault.
    assert_eq!(findings(&shop), ["NOT_ACKNOWLEDGED"]);
    let found = &shop.admin.items("/findings")[0];
    assert_eq!(
        (&found["notificationId"], &found["attempt"]),
        (&json!("ntf-1"), &json!(1))
    );
}

/// A shop whose scenario has this rule.
fn shop_where(when: &str, then: &str) -> Shop {
    let scenario = format!("title = \"a rule\"\n[[rule]]\nwhen = {when}\nthen = {then}\n");
    Shop::with(App::shared(), &json!({ "scenario": scenario }))
}

#[test]
fn what_a_rule_refuses_is_no_fault_of_the_shop() {
    for (when, then) in [
        ("{ api = \"pay\" }", "{ result = \"PARAM_ILLEGAL\" }"),
        ("{}", "{ pay = \"PARAM_ILLEGAL\" }"),
    ] {
        let shop = shop_where(when, then);
        let answer = shop.call("pay", &shop.order("lt-pay-1"));
        assert_eq!(answer.code(), "PARAM_ILLEGAL");
        let calls = shop.admin.items("/events?resultCode=PARAM_ILLEGAL");
        assert_eq!(calls.len(), 1);
        assert_eq!(findings(&shop), [""; 0], "{then}");
    }
}

#[test]
fn an_answer_that_was_spoiled_is_told_with_the_status_it_had() {
    let answer = "{ answer = \"http500\" }";
    let shop = shop_where("{ api = \"inquiryPayment\", call = 1 }", answer);
    shop.pay(&shop.order("lt-pay-1"));
    let path = "/ams/sandbox/api/v1/payments/inquiryPayment";
    let body = br#"{"paymentRequestId": "lt-pay-1"}"#;
    let time = "1763866800000";
    let signature = shop.signature(path, time, body);
    let headers = [
        ("content-type", "application/json; charset=UTF-8"),
        ("client-id", shop.client_id.as_str()),
        ("request-time", time),
        ("signature", signature.as_str()),
    ];
    let answered = send(&shop.gateway, "POST", path, &headers, body);
    assert_eq!(answered.status(), 500);
    let call = &shop.admin.items("/events?api=inquiryPayment")[0];
    let text = call["text"].as_str().expect("a text");
    assert!(text.contains("HTTP 500"), "{text}");
}

#[test]
fn a_shop_that_acknowledges_a_forgery_is_told() {
    let fault = "{ notification = { fault = \"wrong_key\", attempt = 1 } }";
    let shop = shop_where("{}", fault);
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    // The first attempt is forged, and the shop acknowledges whatever comes.
    shop.admin.advance("10s");
    assert_eq!(findings(&shop), ["FORGERY_ACKNOWLEDGED"]);
    shop.admin.drain();
    assert_eq!(findings(&shop).len(), 1, "the next attempt is genuine");
}

#[test]
fn an_order_that_is_paid_twice_is_found() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    shop.inquire("lt-pay-1");
    shop.pay_and_buy(&shop.manual_order("lt-pay-2"));
    assert_eq!(findings(&shop), ["PAID_TWICE"]);

    let careful = Shop::open();
    careful.pay_and_buy(&careful.manual_order("lt-pay-1"));
    careful.inquire("lt-pay-1");
    careful.call("cancel", &json!({"paymentRequestId": "lt-pay-1"}));
    careful.pay_and_buy(&careful.manual_order("lt-pay-2"));
    assert_eq!(findings(&careful), [""; 0]);
}

#[test]
fn a_new_payment_before_the_fate_of_the_last_was_asked_for_is_found() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    shop.pay(&shop.order("lt-pay-1"));
    assert_eq!(
        findings(&shop),
        [""; 0],
        "the same request again is the documented way"
    );
    shop.pay(&shop.order("lt-pay-2"));
    assert_eq!(findings(&shop), ["RETRIED_WITHOUT_INQUIRY"]);
    assert_eq!(
        shop.admin.items("/findings")[0]["paymentRequestId"],
        "lt-pay-2"
    );

    let careful = Shop::open();
    careful.pay(&careful.order("lt-pay-1"));
    careful.inquire("lt-pay-1");
    careful.pay(&careful.order("lt-pay-2"));
    assert_eq!(findings(&careful), [""; 0]);

    let closed = Shop::open();
    closed.pay(&closed.order("lt-pay-1"));
    closed.admin.advance("1h");
    closed.pay(&closed.order("lt-pay-2"));
    assert_eq!(findings(&closed), [""; 0], "what is over needs no question");
}
