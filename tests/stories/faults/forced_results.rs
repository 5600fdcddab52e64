//! One API answers one code, and nothing else happens.

use serde_json::json;

use super::{left_behind, shop_where};

#[test]
fn a_forced_code_is_told_in_the_words_of_its_api_and_nothing_happens() {
    let shop = shop_where(
        "{ api = \"capture\" }",
        "{ result = \"UNKNOWN_EXCEPTION\" }",
    );
    let answer = shop.pay_and_buy(&shop.manual_order("lt-1"));
    let capture = json!({
        "captureRequestId": "lt-cap-1",
        "paymentId": answer.text("paymentId"),
        "captureAmount": {"currency": "SGD", "value": "2590"},
    });
    let forced = shop.call("capture", &capture);
    assert_eq!(forced.result(), "UNKNOWN_EXCEPTION U");
    let words = "The API call has failed, which is caused by unknown reasons.";
    assert_eq!(forced.why(), words);
    assert_eq!(shop.admin.payment("lt-1")["stage"], "AUTHORIZED");
    let why = shop.admin.last_request();
    assert_eq!(
        why["why"],
        "a rule answers this call with UNKNOWN_EXCEPTION"
    );
}

#[test]
fn a_forced_answer_of_pay_makes_no_payment() {
    let shop = shop_where("{ api = \"pay\" }", "{ result = \"PAYMENT_IN_PROCESS\" }");
    let forced = shop.call("pay", &shop.order("lt-1"));
    assert_eq!(forced.result(), "PAYMENT_IN_PROCESS U");
    assert_eq!(forced["normalUrl"], json!(null));
    assert_eq!(left_behind(&shop), "ORDER_NOT_EXIST");
}
