use jiff::SignedDuration;

use super::super::{default_playbook, parse};
use super::*;

use crate::gateway::{
    Attempts, BuyerBehaviour, Count, JsonStyle, Lag, NotifyType, Operation, Pattern, ResultCode,
    RetrySchedule, Spoil, SpoiledAnswer, StageName, ThreeDsCourse,
};

const TOML: &str = r#"
#:schema http://127.0.0.1:8090/scenario.schema.json
title = "All of it"
advice = "Nothing"
[[rule]]
about = "a call"
when = { api = "pay", call = [1, 3], repeat = { from = 2 }, request = { order.orderAmount = { at_least = 5 } } }
then = { result = "UNKNOWN_EXCEPTION", answer = { delay = "11s", fault = "html", performed = false } }
[[rule]]
[rule.when]
amount = [11, "2*"]
payment = { "env.x" = { present = false }, paymentFactor = { isPaymentEvaluation = true } }
attempt = 2
stage = ["AWAITING_BUYER", "AUTHORIZED"]
card = "4054 6957 2310 0768"
brand = ["VISA", "JCB"]
[rule.then]
three_ds = "soft_decline"
issuer = "SUCCESS"
issuer_delay = "2h 30m"
after_decline = "final"
reversal = { after = "7d", code = "RISK_REJECT" }
capture = "PROCESS_FAIL"
capture_delay = "500ms"
capture_takes = "never"
eci = "05"
shape = { caav = true, card_info = false, json = "spaced" }
notification = [{ fault = "again", by = "1h", attempt = "all" }, { fault = "drop", type = "CAPTURE_RESULT", attempt = [2, 3] }]
retry = ["2m", "10m"]
[[rule]]
then = { buyer = "never_comes", inquiry_lag = "5s", refund_takes = "1m", notification = { fault = "swap" } }
[[step]]
pay = {}
"#;

#[test]
fn a_rule_about_a_call_is_read() {
    let playbook = parse_alone(TOML).unwrap();
    assert_eq!(
        (playbook.title.as_str(), playbook.advice.as_str()),
        ("All of it", "Nothing")
    );
    assert_eq!(playbook.source, TOML);
    let call = &playbook.rules[0];
    assert_eq!(call.when.operation, Some(Operation::Pay));
    assert_eq!(call.when.call, Some(Count::Each(vec![1, 3])));
    assert_eq!(call.when.repeat, Some(Count::From(2)));
    let at_least = Pattern::Between {
        least: Some(5),
        most: None,
    };
    assert_eq!(
        call.when.request,
        [("order.orderAmount".to_owned(), at_least)]
    );
    assert_eq!(call.then.result, Some(ResultCode::UnknownException));
    let fault = call.then.answer.clone().unwrap();
    assert_eq!(
        (fault.delay, fault.performed, fault.spoiled),
        (
            Some(SignedDuration::from_secs(11)),
            false,
            Some(SpoiledAnswer::Html)
        )
    );
}

#[test]
fn the_conditions_about_a_payment_are_read() {
    let playbook = parse_alone(TOML).unwrap();
    let payment = &playbook.rules[1];
    let like = |text: &[&str]| Pattern::Like(text.iter().map(|text| (*text).to_owned()).collect());
    assert_eq!(
        payment.when.payment,
        [
            ("paymentAmount.value".to_owned(), like(&["11", "2*"])),
            ("env.x".to_owned(), Pattern::Absent),
            (
                "paymentFactor.isPaymentEvaluation".to_owned(),
                like(&["true"])
            ),
        ]
    );
    let stages = [StageName::AwaitingBuyer, StageName::Authorized];
    assert_eq!(payment.when.stage, stages);
    assert_eq!(payment.when.card, ["4054695723100768"]);
    assert_eq!(payment.when.brand.len(), 2);
}

#[test]
fn the_outcomes_of_a_payment_are_read() {
    let playbook = parse_alone(TOML).unwrap();
    let (payment, buyer) = (&playbook.rules[1], &playbook.rules[2]);
    let then = &payment.then;
    assert_eq!(then.three_ds, Some(ThreeDsCourse::SoftDecline));
    assert_eq!(then.issuer_delay, Some(SignedDuration::from_mins(150)));
    assert_eq!(
        then.reversal.unwrap().after,
        SignedDuration::from_hours(168)
    );
    assert_eq!(
        then.capture_delay,
        Some(Lag::After(SignedDuration::from_millis(500)))
    );
    assert_eq!(then.capture_takes, Some(Lag::Never));
    assert_eq!(then.card.eci.as_deref(), Some("05"));
    assert_eq!(
        then.shape
            .as_ref()
            .map(|shape| (shape.json, shape.card_info)),
        Some((JsonStyle::Spaced, Some(false)))
    );
    assert_eq!(
        then.notifications[0].spoil,
        Spoil::Again(SignedDuration::from_hours(1))
    );
    assert_eq!(then.notifications[0].attempts, Attempts::All);
    assert_eq!(then.notifications[1].attempts, Attempts::These(vec![2, 3]));
    assert_eq!(
        then.notifications[1].notify_type,
        Some(NotifyType::CaptureResult)
    );
    let gaps = [2, 10].map(SignedDuration::from_mins);
    assert_eq!(then.retry, Some(RetrySchedule::of(gaps.to_vec())));
    let plan = buyer.then.buyer.clone().unwrap();
    assert_eq!(
        (plan.behaviour, plan.after),
        (BuyerBehaviour::NeverComes, SignedDuration::from_secs(10))
    );
    assert_eq!(
        buyer.then.notifications[0].attempts,
        Attempts::These(vec![1])
    );
}

#[test]
fn a_json_document_gives_the_same_rules_as_its_toml_equal() {
    let json = grow(TOML).0.to_json().to_string();
    assert_eq!(parse(&json).unwrap().rules, parse(TOML).unwrap().rules);
    assert_eq!(parse(&json).unwrap().source, json);
}

#[test]
fn the_test_cards_come_last_and_only_once() {
    let own = parse("title = \"x\"\n[[rule]]\nthen = { cvv = \"N\" }").unwrap();
    assert_eq!(own.rules[1..], default_playbook().rules);
    let shipped = default_playbook();
    assert_eq!(parse(&shipped.source).unwrap().rules, shipped.rules);
}
