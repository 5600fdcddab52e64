//! Disputes are judged, withdrawn, settled by a rule; and what that means for refunds.

use super::*;

fn refund(desk: &Desk, request_id: &str) -> Answer {
    let payment = desk.shop.admin.payment("lt-pay-1");
    desk.shop.call(
        "refund",
        &json!({
            "refundRequestId": request_id,
            "paymentId": payment["paymentId"],
            "refundAmount": {"currency": "SGD", "value": "100"}
        }),
    )
}

#[test]
fn a_defended_dispute_is_judged_and_the_winner_has_the_money() {
    for (result, refundable) in [("VALIDATE_SUCCESS", true), ("VALIDATE_FAIL", false)] {
        let desk = Desk::open();
        let id = desk.disputed(&json!({}))["disputeId"].clone();
        assert_eq!(desk.defend(&id).code(), "SUCCESS");
        desk.shop.admin.drain();
        let news = desk.news();
        assert!(news.contains(&"DEFENSE_SUPPLIED".to_owned()), "{news:?}");
        assert_eq!(
            desk.state(&id),
            "DEFENSE_SUPPLIED",
            "it waits for its judge"
        );

        let judged = desk.act(&id, "judge", &json!({"result": result}));
        assert_eq!(judged["state"], "JUDGED");
        assert_eq!(judged["holdsMoney"], !refundable);
        desk.shop.admin.drain();
        let told = desk.told();
        assert_eq!(told.len(), 1);
        let body = &told[0].body;
        assert_eq!(body["disputeNotificationType"], "DISPUTE_JUDGED");
        assert_eq!(body["disputeJudgedResult"], result);
        assert_eq!(body["disputeJudgedAmount"], body["disputeAmount"]);
        assert!(body["disputeJudgedTime"].is_string());

        let expected = if refundable {
            "REFUND_IN_PROCESS U"
        } else {
            "ORDER_STATUS_INVALID F"
        };
        assert_eq!(refund(&desk, "lt-ref-1").result(), expected, "{result}");
        assert_eq!(desk.accept(&id).result(), "REPEAT_REQUEST F");
    }
}

#[test]
fn a_disputed_payment_is_not_refunded_unless_the_tester_lets_it() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({"amount": 1000}))["disputeId"].clone();
    assert_eq!(refund(&desk, "lt-ref-1").result(), "ORDER_STATUS_INVALID F");
    desk.act(&id, "cancel", &json!({}));
    assert_eq!(refund(&desk, "lt-ref-1").result(), "REFUND_IN_PROCESS U");

    let desk = Desk::open();
    desk.disputed(&json!({"refundable": true}));
    assert_eq!(refund(&desk, "lt-ref-1").result(), "REFUND_IN_PROCESS U");
}

#[test]
fn a_withdrawn_dispute_is_over() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({}))["disputeId"].clone();
    let cancelled = desk.act(&id, "cancel", &json!({}));
    assert_eq!(cancelled["state"], "CANCELLED");
    assert_eq!(cancelled["holdsMoney"], false);
    assert_eq!(desk.defend(&id).result(), "TIME_EXCEEDS_LIMIT F");
    desk.shop.admin.drain();
    let mut news = desk.news();
    news.sort_unstable();
    assert_eq!(news, ["DISPUTE_CANCELLED", "DISPUTE_CREATED"]);
}

#[test]
fn a_refund_rule_settles_a_dispute_before_the_shop_is_asked() {
    let desk = Desk::open();
    let settled = desk.disputed(&json!({"rdr": true}));
    assert_eq!(settled["state"], "RDR_RESOLVED");
    desk.shop.admin.drain();
    let told = desk.told();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].body["disputeNotificationType"], "RDR_RESOLVED");
    assert_eq!(told[0].body["defenseDueTime"], Value::Null);
    assert_eq!(refund(&desk, "lt-ref-1").result(), "ORDER_STATUS_INVALID F");
}

#[test]
fn a_request_for_documents_takes_no_money_and_becomes_a_chargeback_if_nobody_answers() {
    let desk = Desk::open();
    let wish = json!({"type": "RETRIEVAL_REQUEST", "defenseDueIn": "2d"});
    let asked = desk.disputed(&wish);
    let id = asked["disputeId"].clone();
    assert_eq!(asked["holdsMoney"], false);
    assert_eq!(refund(&desk, "lt-ref-1").result(), "REFUND_IN_PROCESS U");
    desk.shop.admin.advance("2d 5s");
    let told = desk.told();
    let last = &told.last().expect("the chargeback is told").body;
    assert_eq!(last["disputeNotificationType"], "DISPUTE_CREATED");
    assert_eq!(last["disputeType"], "CHARGEBACK");
    assert_eq!(last["disputeId"], id, "it is the same dispute");
    assert_eq!(refund(&desk, "lt-ref-2").result(), "ORDER_STATUS_INVALID F");

    let desk = Desk::open();
    let id = desk.disputed(&json!({"type": "RETRIEVAL_REQUEST"}))["disputeId"].clone();
    let turned = desk.act(&id, "escalate", &json!({}));
    assert_eq!(turned["disputeType"], "CHARGEBACK");
    assert_eq!(turned["holdsMoney"], true);
}
