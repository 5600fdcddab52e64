//! What the shop's own people do: capture, cancel, refund.

use serde_json::json;

use super::Visitor;

#[test]
fn money_is_taken_by_hand_and_given_back_in_parts() {
    let visitor = Visitor::arrive();
    visitor.buy_and_pay(1, &[("product", "lanterns"), ("manual", "on")]);
    let order = visitor.open("/orders/1");
    assert!(order.shows("capture") && !order.shows("refund"));
    assert_eq!(order.text("parcels"), "0 parcels sent");
    visitor.submit("/orders/1/0/capture", &[]);
    visitor.admin.advance("10s");
    let order = visitor.open("/orders/1");
    assert_eq!(order.text("parcels"), "1 parcel sent");
    assert_eq!(order.attribute("refund-amount", "value"), "25.90");

    for (typed, left) in [("5.90", "20.00"), ("10", "10.00")] {
        visitor.submit("/orders/1/0/refund", &[("amount", typed)]);
        visitor.admin.advance("20s");
        let order = visitor.open("/orders/1");
        assert_eq!(order.attribute("refund-amount", "value"), left);
    }
    visitor.submit("/orders/1/0/refund", &[("amount", "10.01")]);
    let message = visitor.open("/orders/1").text("message");
    assert!(message.contains("up to 10.00"), "{message}");
    visitor.submit("/orders/1/0/refund", &[("amount", "10.00")]);
    let order = visitor.open("/orders/1");
    assert_eq!(order.text("headline"), "Your money is on its way back.");
    assert!(!order.shows("message"), "the problem is over");
    visitor.admin.advance("20s");
    let order = visitor.open("/orders/1");
    assert_eq!(order.text("headline"), "Your money is back.");
    assert_eq!(order.text("refund-3"), "SGD 10.00, arrived");
    let back = &visitor.payment(1)["transactions"];
    assert_eq!(back.as_array().map(Vec::len), Some(4), "{back}");
}

#[test]
fn a_payment_is_cancelled_before_and_after_it_is_authorised() {
    let visitor = Visitor::arrive();
    visitor.submit("/buy", &[("product", "tea")]);
    visitor.submit("/orders/1/0/cancel", &[]);
    visitor.buy_and_pay(2, &[("product", "tea"), ("manual", "on")]);
    visitor.submit("/orders/2/0/cancel", &[]);
    for number in [1, 2] {
        let order = visitor.open(&format!("/orders/{number}"));
        assert_eq!(order.text("headline"), "The payment was cancelled.");
        assert!(order.shows("retry") && !order.shows("cancel"));
        assert_eq!(visitor.payment(number)["stage"], "CANCELLED");
    }
}

#[test]
fn what_antom_refuses_is_told_on_the_orders_page() {
    let visitor = Visitor::arrive();
    visitor.buy_and_pay(1, &[("product", "tea"), ("manual", "on")]);
    let force = json!({"api": "cancel", "resultCode": "PROCESS_FAIL"});
    visitor.admin.post("/forced-results", &force);
    visitor.submit("/orders/1/0/cancel", &[]);
    let message = visitor.open("/orders/1").text("message");
    assert!(
        message.starts_with("Antom refused: PROCESS_FAIL."),
        "{message}"
    );
    assert_eq!(visitor.payment(1)["stage"], "AUTHORIZED");
}

#[test]
fn a_lost_answer_of_a_refund_does_not_refund_twice() {
    let visitor = Visitor::arrive();
    visitor.buy_and_pay(1, &[("product", "umbrella")]);
    let lost = json!({
        "rule": {"when": {"api": "refund", "repeat": 1}, "then": {"answer": "reset"}},
        "times": 1,
    });
    visitor.admin.post("/overrides", &lost);
    visitor.submit("/orders/1/0/refund", &[("amount", "1200")]);
    visitor.admin.advance("20s");
    let order = visitor.open("/orders/1");
    assert_eq!(order.texts("refund-1"), ["JPY 1,200, arrived"]);
    assert!(!order.shows("refund-2"));
    let transactions = &visitor.payment(1)["transactions"];
    assert_eq!(transactions.as_array().map(Vec::len), Some(2));
    let diary = order.text("diary");
    assert!(diary.contains("refund: no answer that counts"), "{diary}");
    assert!(diary.contains("refund: U REFUND_IN_PROCESS"), "{diary}");
}
