//! What the documents leave open about giving money back is a matter of the contract.

use serde_json::{Value, json};

use crate::support::shop::Answer;
use crate::support::{App, Shop};

fn under(contract: &Value) -> Shop {
    Shop::with(App::shared(), &json!({ "contract": contract }))
}

fn cancel(shop: &Shop, request_id: &str) -> Answer {
    shop.call("cancel", &json!({ "paymentRequestId": request_id }))
}

fn refund(shop: &Shop, payment_id: &Value) -> Answer {
    let order = json!({
        "refundRequestId": "lt-ref-1",
        "paymentId": payment_id,
        "refundAmount": {"currency": "SGD", "value": "2590"},
    });
    shop.call("refund", &order)
}

fn statement(shop: &Shop) -> String {
    let path = format!(
        "/v1/merchants/{}/reports/settlement?day=2026-11-23",
        shop.client_id
    );
    shop.admin.call("GET", &path, &json!(null)).text()
}

#[test]
fn a_captured_payment_is_refused_with_the_code_of_the_contract() {
    for code in ["ORDER_STATUS_INVALID", "PAYMENT_METHOD_NOT_SUPPORTED"] {
        let shop = under(&json!({"cancellations": {"captured": code}}));
        shop.pay_and_buy(&shop.order("lt-pay-1"));
        shop.admin.drain();
        assert_eq!(cancel(&shop, "lt-pay-1").result(), format!("{code} F"));
        let why = shop.admin.last_request()["why"].to_string();
        assert!(why.contains("contract.cancellations.captured"), "{why}");
        assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
    }
}

#[test]
fn a_captured_payment_goes_back_where_the_contract_lets_it() {
    let shop = under(&json!({"cancellations": {"captured": "REFUND"}}));
    let paid = shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.drain();
    shop.notices();
    let first = cancel(&shop, "lt-pay-1");
    assert_eq!(first.result(), "SUCCESS S");
    let again = cancel(&shop, "lt-pay-1");
    assert_eq!(again.message.body, first.message.body);
    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentStatus"], "CANCELLED");
    assert_eq!(inquiry["transactions"][0]["transactionType"], "CAPTURE");
    let refused = refund(&shop, &paid["paymentId"]);
    assert_eq!(refused.result(), "ORDER_IS_CANCELED F");
    let text = statement(&shop);
    assert!(
        text.contains("CAPTURE") && text.contains("CANCEL"),
        "{text}"
    );
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 0, "a cancel is not notified");
}

#[test]
fn before_the_automatic_capture_the_money_is_only_released() {
    let shop = under(&json!({"cancellations": {"captured": "REFUND"}}));
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    assert_eq!(cancel(&shop, "lt-pay-1").result(), "SUCCESS S");
    shop.admin.drain();
    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentStatus"], "CANCELLED");
    assert_eq!(inquiry["transactions"], json!(null), "nothing was taken");
}

#[test]
fn what_goes_back_by_a_cancel_comes_out_of_the_same_balance() {
    let shop = under(&json!({
        "cancellations": {"captured": "REFUND"},
        "refunds": {"balance": {"SGD": "3000"}},
    }));
    for id in ["lt-pay-1", "lt-pay-2"] {
        shop.pay_and_buy(&shop.order(id));
    }
    shop.admin.drain();
    assert_eq!(cancel(&shop, "lt-pay-1").result(), "SUCCESS S");
    let poor = cancel(&shop, "lt-pay-2");
    assert_eq!(poor.result(), "MERCHANT_BALANCE_NOT_ENOUGH F");
}

#[test]
fn a_disputed_payment_does_not_go_back_by_a_cancel_as_well() {
    let shop = under(&json!({"cancellations": {"captured": "REFUND"}}));
    let paid = shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.drain();
    let path = format!("/payments/{}/disputes", paid.text("paymentId"));
    shop.admin.post(&path, &json!({}));
    assert_eq!(cancel(&shop, "lt-pay-1").result(), "ORDER_STATUS_INVALID F");
    let why = shop.admin.last_request()["why"].to_string();
    assert!(why.contains("is not won"), "{why}");
}

#[test]
fn what_ended_unpaid_is_closed_again_or_refused() {
    for (ended, result) in [
        ("SUCCESS", "SUCCESS S"),
        ("ORDER_STATUS_INVALID", "ORDER_STATUS_INVALID F"),
    ] {
        let shop = under(&json!({"cancellations": {"ended": ended}}));
        shop.pay(&shop.order("lt-pay-1"));
        shop.admin.advance("14m");
        assert_eq!(cancel(&shop, "lt-pay-1").result(), result);
        assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "FAIL");
    }
}

#[test]
fn refunds_are_answered_at_once_where_the_acquirer_is_synchronous() {
    let shop = under(&json!({"refunds": {"asynchronous": false}}));
    let paid = shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.drain();
    shop.notices();
    let done = refund(&shop, &paid["paymentId"]);
    assert_eq!(done.result(), "SUCCESS S");
    assert!(done["refundTime"].is_string(), "{}", done.json());
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 0, "the answer has told it");

    let rule = json!({"rule": {"then": {"refund_takes": "1h"}}});
    shop.admin.post("/overrides", &rule);
    let paid = shop.pay_and_buy(&shop.order("lt-pay-2"));
    shop.admin.drain();
    let mut order = json!({
        "refundRequestId": "lt-ref-2",
        "paymentId": paid["paymentId"],
        "refundAmount": {"currency": "SGD", "value": "1"},
    });
    let asked = shop.call("refund", &order);
    assert_eq!(asked.result(), "REFUND_IN_PROCESS U", "a rule says more");
    order["refundAmount"]["value"] = json!("2");
    let other = shop.call("refund", &order);
    assert_eq!(other.result(), "REPEAT_REQ_INCONSISTENT F");
}

#[test]
fn an_unknown_refund_has_the_code_of_the_contract() {
    for code in ["ORDER_NOT_EXIST", "REFUND_NOT_EXIST"] {
        let shop = under(&json!({"refunds": {"unknown": code}}));
        let asked = shop.call("inquiryRefund", &json!({"refundRequestId": "lt-ref-1"}));
        assert_eq!(asked.result(), format!("{code} F"));
    }
}
