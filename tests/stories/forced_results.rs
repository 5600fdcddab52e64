//! Forced results: what the console of Antom calls error scenario simulation.

use serde_json::{Value, json};

use crate::support::Shop;

fn force(shop: &Shop, api: &str, code: &str) -> Value {
    let wish = json!({"api": api, "resultCode": code, "for": "30m"});
    shop.admin.post("/forced-results", &wish)
}

fn clear(shop: &Shop, query: &str) -> Value {
    let path = format!("/v1/merchants/{}/forced-results{query}", shop.client_id);
    shop.admin.call("DELETE", &path, &json!(null)).json()
}

fn cancel(shop: &Shop) -> String {
    let about = json!({"paymentRequestId": "lt-pay-1"});
    shop.call("cancel", &about).result()
}

#[test]
fn every_call_of_the_api_is_answered_so_until_the_time_is_up() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let forced = force(&shop, "cancel", "UNKNOWN_EXCEPTION");
    assert_eq!(
        forced,
        json!({
            "api": "cancel", "resultCode": "UNKNOWN_EXCEPTION", "resultStatus": "U",
            "since": "2026-11-23T02:00:00Z", "until": "2026-11-23T02:30:00Z",
            "overrideId": "ovr-1",
        })
    );
    assert_eq!(shop.admin.items("/forced-results"), [forced]);
    for _ in 0..2 {
        assert_eq!(cancel(&shop), "UNKNOWN_EXCEPTION U");
    }
    let inquired = shop.inquire("lt-pay-1");
    assert_eq!(inquired["paymentStatus"], "PROCESSING", "nothing happened");
    shop.admin.advance("13m");
    assert_eq!(cancel(&shop), "UNKNOWN_EXCEPTION U");
    shop.admin.advance("17m");
    assert_eq!(shop.admin.items("/forced-results"), Vec::<Value>::new());
    shop.pay(&shop.order("lt-pay-2"));
    let about = json!({"paymentRequestId": "lt-pay-2"});
    assert_eq!(shop.call("cancel", &about).result(), "SUCCESS S");
}

#[test]
fn a_forced_pay_makes_no_payment() {
    let shop = Shop::open();
    force(&shop, "pay", "PAYMENT_IN_PROCESS");
    let answer = shop.call("pay", &shop.order("lt-pay-1"));
    assert_eq!(answer.result(), "PAYMENT_IN_PROCESS U");
    assert_eq!(answer["normalUrl"], json!(null));
    assert_eq!(shop.inquire("lt-pay-1").result(), "ORDER_NOT_EXIST F");
    assert_eq!(clear(&shop, "?api=pay"), json!({"takenBack": 1}));
    shop.pay(&shop.order("lt-pay-1"));
}

#[test]
fn a_forced_success_is_the_bare_result_and_nothing_happened() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    force(&shop, "cancel", "SUCCESS");
    let about = json!({"paymentRequestId": "lt-pay-1"});
    let answer = shop.call("cancel", &about);
    let fields = answer.json().as_object().expect("an object");
    assert_eq!(answer.result(), "SUCCESS S");
    assert_eq!(fields.len(), 1, "{}", answer.json());
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
}

#[test]
fn an_api_has_one_forced_result_and_each_is_cleared_by_itself() {
    let shop = Shop::open();
    force(&shop, "cancel", "PROCESS_FAIL");
    force(&shop, "pay", "RISK_REJECT");
    let endless = json!({"api": "cancel", "resultCode": "ORDER_NOT_EXIST"});
    let forced = shop.admin.post("/forced-results", &endless);
    assert_eq!(forced["until"], json!(null));
    let listed = || shop.admin.items("/forced-results").into_iter();
    let codes: Vec<_> = listed().map(|one| one["resultCode"].clone()).collect();
    assert_eq!(codes, ["RISK_REJECT", "ORDER_NOT_EXIST"]);
    // Other armed rules are none of these.
    let rule = json!({"rule": {"then": {"issuer": "DO_NOT_HONOR"}}});
    shop.admin.post("/overrides", &rule);
    assert_eq!(listed().count(), 2);
    assert_eq!(clear(&shop, "?api=cancel"), json!({"takenBack": 1}));
    assert_eq!(clear(&shop, ""), json!({"takenBack": 1}));
    assert_eq!(clear(&shop, ""), json!({"takenBack": 0}));
    assert_eq!(shop.admin.items("/overrides").len(), 1);
}

#[test]
fn what_cannot_be_forced_is_told_with_what_can() {
    let shop = Shop::open();
    let wish = |api, code, lasts| json!({"api": api, "resultCode": code, "for": lasts});
    for (wish, told) in [
        (
            wish("inquiryPaymnet", "PROCESS_FAIL", "30m"),
            "api: \"inquiryPaymnet\" is no API that is played here; did you mean \"inquiryPayment\"?",
        ),
        (
            wish("pay", "DO_NOT_HONOUR", "30m"),
            "resultCode: \"DO_NOT_HONOUR\" is not a result code of Antom; did you mean \"DO_NOT_HONOR\"?",
        ),
        (
            wish("pay", "SUCCESS", "30m"),
            "resultCode: pay cannot answer SUCCESS, for an answer by rule makes no payment",
        ),
        (wish("pay", "RISK_REJECT", "0s"), "for: no time at all"),
    ] {
        let refused = shop.admin.refused(400, "POST", "/forced-results", &wish);
        assert_eq!(refused["message"], told);
    }
    for wish in [
        wish("pay", "RISK_REJECT", "soon"),
        json!({"api": "pay"}),
        json!({"api": "pay", "resultCode": "RISK_REJECT", "ttl": 30}),
    ] {
        shop.admin.refused(400, "POST", "/forced-results", &wish);
    }
    let unknown = shop
        .admin
        .refused(400, "DELETE", "/forced-results?api=x", &json!(null));
    let hint = unknown["hint"].as_str().expect("a hint");
    assert!(hint.contains("inquiryPayment, capture, cancel"), "{hint}");
    assert_eq!(shop.admin.items("/overrides"), Vec::<Value>::new());
}
