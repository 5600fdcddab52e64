//! What a tester can and cannot do with disputes.

use super::*;

#[test]
fn only_captured_money_is_disputed_and_no_more_than_that() {
    let desk = Desk::open();
    let opened = desk.shop.pay(&desk.shop.order("lt-pay-1"));
    let path = format!("/payments/{}/disputes", opened.text("paymentId"));
    let error = desk.shop.admin.refused(409, "POST", &path, &json!({}));
    let message = error["message"].as_str().expect("a message");
    assert!(message.contains("once it is captured"), "{message}");

    let path = format!("/payments/{}/disputes", Desk::open().captured());
    desk.shop.admin.refused(404, "POST", &path, &json!({}));

    let desk = Desk::open();
    desk.disputed(&json!({"amount": 2000}));
    let path = "/payments/lt-pay-1/disputes";
    let error = desk
        .shop
        .admin
        .refused(409, "POST", path, &json!({"amount": 591}));
    let message = error["message"].as_str().expect("a message");
    assert!(message.contains("SGD 5.90 is captured"), "{message}");
    let rest = desk.shop.admin.post(path, &json!({}));
    assert_eq!(rest["disputeAmount"]["value"], "590");
    assert_eq!(desk.shop.admin.items("/disputes").len(), 2);
}

#[test]
fn a_step_out_of_turn_is_refused_with_how_the_dispute_stands() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({}))["disputeId"].clone();
    let at = |verb: &str| format!("/disputes/{}/{verb}", id.as_str().expect("an id"));
    let admin = &desk.shop.admin;
    let judge = json!({"result": "VALIDATE_FAIL"});
    let error = admin.refused(409, "POST", &at("judge"), &judge);
    let message = error["message"].as_str().expect("a message");
    assert!(message.contains("supplyDefenseDocument"), "{message}");
    admin.refused(409, "POST", &at("escalate"), &json!({}));
    admin.refused(400, "POST", &at("judge"), &json!({"result": "WON"}));
    assert_eq!(desk.defend(&id).code(), "SUCCESS");
    admin.refused(409, "POST", &at("rdr"), &json!({}));
    admin.refused(409, "POST", &at("accept"), &json!({}));
    let over = json!({"result": "VALIDATE_FAIL", "amount": 2591});
    admin.refused(409, "POST", &at("judge"), &over);
    admin.post(&at("judge"), &judge);
    admin.refused(409, "POST", &at("cancel"), &json!({}));
    admin.refused(404, "GET", "/disputes/1", &Value::Null);
    let path = "/payments/lt-pay-1/disputes";
    for wrong in [
        json!({"type": "COMPLAINT"}),
        json!({"judged": "WON"}),
        json!({"defenseDueIn": "soon"}),
    ] {
        admin.refused(400, "POST", path, &wrong);
    }
}

#[test]
fn somebody_at_antom_may_accept_for_the_shop() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({}))["disputeId"].clone();
    let accepted = desk.act(&id, "accept", &json!({}));
    assert_eq!(accepted["acceptReason"], "MANUAL_PROCESSING_ACCEPTED");
}

#[test]
fn the_agenda_tells_what_becomes_of_a_dispute() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({"withdrawnAfter": "3d"}))["disputeId"].clone();
    let clock = desk.shop.admin.get("/clock");
    let due = clock["due"].as_array().expect("an agenda");
    let told = |what: &str| {
        let text = format!("dispute {} {what}", id.as_str().expect("an id"));
        due.iter().any(|one| one["text"] == *text)
    };
    assert!(told("is withdrawn") && told("runs out of time"), "{due:#?}");
}
