//! The shop accepts, defends, is late, or answers twice.

use super::*;

#[test]
fn a_chargeback_is_told_without_notify_type_and_only_at_the_merchants_own_url() {
    let desk = Desk::open();
    let dispute =
        desk.disputed(&json!({"reasonCode": "10.4", "amount": 1500, "defenseDueIn": "5d"}));
    desk.shop.admin.advance("5s");
    assert_eq!(
        desk.shop.notices().len(),
        0,
        "not the URL of the pay request"
    );
    let told = desk.told();
    assert_eq!(told.len(), 1);
    let body = &told[0].body;
    assert_eq!(told[0].message.target(), "/disputes");
    assert_eq!(
        (&body["notifyType"], &body["result"]),
        (&Value::Null, &Value::Null)
    );
    let payment = desk.shop.admin.payment("lt-pay-1");
    let time = |field: &str| body[field].as_str().expect("a time").to_owned();
    let expected = json!({
        "paymentRequestId": "lt-pay-1",
        "paymentId": payment["paymentId"],
        "disputeId": dispute["disputeId"],
        "disputeNotificationType": "DISPUTE_CREATED",
        "disputeTime": time("disputeTime"),
        "disputeAmount": {"currency": "SGD", "value": "1500"},
        "disputeType": "CHARGEBACK",
        "disputeReasonCode": "10.4",
        "disputeReasonMsg": "Other fraud, card-absent environment",
        "disputeSource": "Visa",
        "defenseDueTime": time("defenseDueTime"),
        "defendable": true,
        "arn": body["arn"],
        "captureId": payment["transactions"][0]["id"],
    });
    assert_eq!(body, &expected);
    assert_eq!(body["arn"].as_str().map(str::len), Some(23));
    assert_eq!(payment["disputes"], json!([dispute["disputeId"]]));
    let id = dispute["disputeId"].as_str().expect("an id");
    assert_eq!(id.len(), 28, "as in the sample of the documents: {id}");
    let listed = desk.shop.admin.items("/notifications");
    assert_eq!(listed.last().expect("one")["notifyType"], "DISPUTE");
}

#[test]
fn without_a_url_of_the_merchant_nobody_hears_of_a_dispute() {
    let shop = Shop::open();
    let paid = shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.drain();
    shop.notices();
    let path = format!("/payments/{}/disputes", paid.text("paymentId"));
    shop.admin.post(&path, &json!({}));
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 0);
    let listed = shop.admin.items("/notifications");
    let told: Vec<_> = listed
        .iter()
        .filter(|one| one["notifyType"] == "DISPUTE")
        .collect();
    assert_eq!(told.len(), 3, "created, alert, accepted");
    for one in told {
        assert_eq!(one["state"], "BLOCKED");
        let reason = one["reason"].as_str().expect("a reason");
        assert!(reason.contains("notifyUrl"), "{reason}");
    }
}

#[test]
fn accepting_ends_a_dispute_and_a_second_answer_is_a_repeated_request() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({}))["disputeId"].clone();
    let accepted = desk.accept(&id);
    let now = accepted["disputeResolutionTime"].as_str().expect("a time");
    assert!(now.ends_with("+08:00"), "{now}");
    assert_eq!(
        accepted.json(),
        &json!({
            "result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"},
            "disputeId": id,
            "disputeResolutionTime": now
        })
    );
    for again in [desk.accept(&id), desk.defend(&id)] {
        assert_eq!(again.result(), "REPEAT_REQUEST F");
        assert_eq!(again.why(), "Repeated request.");
    }
    desk.shop.admin.drain();
    let told = desk.told();
    assert_eq!(told.len(), 2, "no alert after the answer");
    let ended = told
        .iter()
        .find(|notice| notice.body["disputeNotificationType"] == "DISPUTE_ACCEPTED");
    let ended = &ended.expect("the end is told").body;
    assert_eq!(ended["disputeAcceptReason"], "MERCHANT_ACCEPTED");
    assert_eq!(ended["disputeAcceptTime"], *now);
}

#[test]
fn nobody_answers_an_alert_a_day_before_then_accepted_by_time() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({"defenseDueIn": "3d"}))["disputeId"].clone();
    desk.shop.admin.advance("1d 23h");
    assert_eq!(desk.news(), ["DISPUTE_CREATED"]);
    desk.shop.admin.advance("1h 5s");
    assert_eq!(desk.news(), ["DEFENSE_DUE_ALERT"]);
    assert_eq!(desk.state(&id), "DUE_ALERT");
    desk.shop.admin.advance("1d");
    let told = desk.told();
    assert_eq!(told[0].body["disputeNotificationType"], "DISPUTE_ACCEPTED");
    assert_eq!(told[0].body["disputeAcceptReason"], "TIMEOUT");
    assert_eq!(
        told[0].body["disputeAcceptTime"],
        told[0].body["defenseDueTime"]
    );
    for late in [desk.accept(&id), desk.defend(&id)] {
        assert_eq!(late.result(), "TIME_EXCEEDS_LIMIT F");
        assert_eq!(
            late.why(),
            "Your defense is overdue and you cannot accept or defend the dispute."
        );
    }
}

#[test]
fn what_is_no_dispute_cannot_be_answered() {
    let desk = Desk::open();
    let unknown = desk.accept(&json!("2026112325013101150000000000"));
    assert_eq!(unknown.result(), "PARAM_ILLEGAL F");
    let missing = desk
        .shop
        .call("supplyDefenseDocument", &json!({"disputeEvidence": "a"}));
    assert_eq!(missing.result(), "PARAM_ILLEGAL F");
    for field in ["disputeId is required", "disputeEvidence must be"] {
        assert!(missing.why().contains(field), "{}", missing.why());
    }
    let plain = App::with(&["--messages", "documented"]);
    let shop = Shop::at(&plain);
    let refused = shop.call("acceptDispute", &json!({}));
    assert_eq!(
        refused.why(),
        "Illegal parameters. For example, non-numeric input, invalid date."
    );
}

#[test]
fn a_compliance_request_is_defended_once() {
    let desk = Desk::open();
    let wish = json!({"type": "COMPLIANCE_REQUEST"});
    let id = desk.disputed(&wish)["disputeId"].clone();
    assert_eq!(desk.defend(&id).code(), "SUCCESS");
    assert_eq!(desk.defend(&id).result(), "DEFENSE_EXCEED_LIMIT F");
}

#[test]
fn the_calls_about_a_dispute_are_on_the_timeline_of_its_payment() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({}))["disputeId"].clone();
    desk.accept(&id);
    let payment = desk.shop.admin.payment("lt-pay-1");
    let timeline = payment["timeline"].as_array().expect("a timeline");
    let has = |wanted: &str, api: Option<&str>| {
        let mut events = timeline.iter();
        events.any(|event| event["type"] == wanted && api.is_none_or(|api| event["api"] == api))
    };
    assert!(has("DISPUTE_OPENED", None) && has("DISPUTE_ACCEPTED", None));
    assert!(has("API_CALL", Some("acceptDispute")), "{timeline:#?}");
}
