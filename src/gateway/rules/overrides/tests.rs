use super::*;
use crate::gateway::{
    Amount, CaptureMode, CheckoutStep, Contract, Currency, Fields, Operation, Pattern, PayOrder,
    PaymentMethod, Playbook, ResultCode, RetrySchedule, Terms, Then, TypedCard,
};

fn now() -> Timestamp {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

fn gateway() -> Gateway {
    let terms = Terms {
        retry: RetrySchedule::never(),
        notify_url: None,
        contract: Contract::default(),
    };
    Gateway::new("SANDBOX_A", 7, terms, Arc::new(playbook()))
}

fn then(then: Then) -> Rule {
    Rule {
        then,
        ..Rule::default()
    }
}

fn issuer(code: ResultCode) -> Rule {
    then(Then {
        issuer: Some(code),
        ..Then::default()
    })
}

fn refusal(code: ResultCode) -> Rule {
    then(Then {
        pay: Some(code),
        ..Then::default()
    })
}

/// A scenario that refuses an amount, and approves every card.
fn playbook() -> Playbook {
    let mut refused = refusal(ResultCode::RiskReject);
    let eleven = Pattern::Like(vec!["11".to_owned()]);
    refused.when.payment = vec![("paymentAmount.value".to_owned(), eleven)];
    Playbook {
        rules: vec![refused.into(), issuer(ResultCode::Success).into()],
        ..Playbook::default()
    }
}

fn armed(rule: Rule) -> Arming {
    Arming {
        rule,
        ..Arming::default()
    }
}

fn order(id: &str, value: u64) -> PayOrder {
    PayOrder {
        request_id: id.to_owned(),
        amount: Amount {
            currency: Currency::named("SGD").unwrap(),
            value,
        },
        order_reference: id.to_owned(),
        order_description: "Two paper lanterns".to_owned(),
        capture_mode: CaptureMode::Manual,
        method: PaymentMethod::default(),
        credit_pay_plan: None,
        redirect_url: "https://shop.example/return".to_owned(),
        notify_url: None,
        expires_at: None,
        asks_for_plan: false,
        fields: Fields::of([("paymentAmount.value", value.to_string())]),
    }
}

/// What `pay` refuses with; none when it makes a payment.
fn pay(gateway: &mut Gateway, at: Timestamp, id: &str, value: u64) -> Option<ResultCode> {
    let answer = gateway.pay(at, order(id, value));
    answer.err().map(|refusal| refusal.code)
}

/// The code with which a card is declined; none when it is approved.
fn type_card(gateway: &mut Gateway, at: Timestamp, id: &str) -> Option<ResultCode> {
    let mut payments = gateway.payments().iter();
    let payment = payments.find(|payment| payment.order.request_id == id);
    let token = payment.unwrap().token.clone();
    let typed = TypedCard {
        number: "4111111111111111".to_owned(),
        expiry: "12/29".to_owned(),
        cvv: "123".to_owned(),
        holder: "A Buyer".to_owned(),
        ..TypedCard::default()
    };
    match gateway.submit_card(at, token.as_str(), &typed).unwrap() {
        CheckoutStep::Declined(code) => Some(code),
        _ => None,
    }
}

const POOR: ResultCode = ResultCode::UserBalanceNotEnough;
const FRAUD: ResultCode = ResultCode::FraudReject;

#[test]
fn what_is_armed_beats_the_scenario_and_the_newest_beats_the_rest() {
    let mut gateway = gateway();
    assert_eq!(
        pay(&mut gateway, now(), "a", 11),
        Some(ResultCode::RiskReject)
    );
    gateway.arm(now(), armed(refusal(POOR)));
    gateway.arm(now(), armed(refusal(FRAUD)));
    assert_eq!(pay(&mut gateway, now(), "a", 11), Some(FRAUD));
    assert!(gateway.disarm(now(), "ovr-2"));
    assert_eq!(pay(&mut gateway, now(), "a", 11), Some(POOR));
    assert!(!gateway.disarm(now(), "ovr-2"), "it is gone already");
    assert_eq!(gateway.disarm_where(now(), |_| true), 1);
    assert_eq!(
        pay(&mut gateway, now(), "a", 11),
        Some(ResultCode::RiskReject)
    );
    assert_eq!(pay(&mut gateway, now(), "a", 12), None);
}

#[test]
fn only_an_act_that_it_decided_counts() {
    let mut gateway = gateway();
    let mut twice = armed(issuer(POOR));
    twice.times = Some(2);
    gateway.arm(now(), twice);
    let left = |gateway: &Gateway| gateway.overrides(now()).map(|one| one.left).next();
    // A pay asks nothing that the rule answers.
    assert_eq!(pay(&mut gateway, now(), "a", 12), None);
    gateway.plan_call(now(), Operation::Pay, &Fields::default());
    assert_eq!(left(&gateway), Some(Some(2)));
    // Nor does a rule count that a stronger one has silenced.
    gateway.arm(now(), armed(issuer(FRAUD)));
    assert_eq!(type_card(&mut gateway, now(), "a"), Some(FRAUD));
    assert_eq!(left(&gateway), Some(Some(2)));
    gateway.disarm(now(), "ovr-2");
    assert_eq!(type_card(&mut gateway, now(), "a"), Some(POOR));
    assert_eq!(type_card(&mut gateway, now(), "a"), Some(POOR));
    assert_eq!(left(&gateway), None, "it is used up");
    assert_eq!(type_card(&mut gateway, now(), "a"), None);
}

#[test]
fn it_is_about_one_payment_by_either_id() {
    for by_request_id in [true, false] {
        let mut gateway = gateway();
        pay(&mut gateway, now(), "a", 12);
        pay(&mut gateway, now(), "b", 12);
        let payment = if by_request_id {
            "a".to_owned()
        } else {
            gateway.payments()[0].id.to_string()
        };
        let mut one = armed(issuer(POOR));
        one.payment = Some(payment);
        gateway.arm(now(), one);
        assert_eq!(type_card(&mut gateway, now(), "b"), None);
        assert_eq!(type_card(&mut gateway, now(), "a"), Some(POOR));
    }
}

#[test]
fn it_may_wait_for_a_payment_that_is_yet_to_come() {
    let mut gateway = gateway();
    let mut one = armed(refusal(POOR));
    one.payment = Some("b".to_owned());
    gateway.arm(now(), one);
    assert_eq!(pay(&mut gateway, now(), "a", 12), None);
    assert_eq!(pay(&mut gateway, now(), "b", 12), Some(POOR));
}

#[test]
fn it_ends_by_itself_in_virtual_time_and_is_forgotten() {
    let mut gateway = gateway();
    let mut brief = armed(refusal(POOR));
    brief.lasts = Some(SignedDuration::from_mins(30));
    gateway.arm(now(), brief);
    let end = now() + SignedDuration::from_mins(30);
    let last = end - SignedDuration::from_nanos(1);
    assert_eq!(pay(&mut gateway, last, "a", 12), Some(POOR));
    assert_eq!(pay(&mut gateway, end, "a", 12), None);
    assert_eq!(gateway.overrides(end).count(), 0);
    assert!(!gateway.disarm(end, "ovr-1"), "it took itself back");
    gateway.arm(end, armed(refusal(FRAUD)));
    assert_eq!(gateway.overrides.armed.len(), 1);
}

#[test]
fn the_journal_tells_what_was_armed_used_and_taken_back() {
    let mut gateway = gateway();
    let mut one = armed(issuer(POOR));
    one.rule.about = "no money".to_owned();
    one.payment = Some("a".to_owned());
    one.times = Some(2);
    one.lasts = Some(SignedDuration::from_mins(30));
    gateway.arm(now(), one);
    pay(&mut gateway, now(), "a", 12);
    type_card(&mut gateway, now(), "a");
    gateway.disarm(now(), "ovr-1");
    let events = gateway.journal().since(0);
    let about_it: Vec<_> = events
        .filter(|event| event.text.starts_with("ovr-1"))
        .map(|event| {
            (
                event.kind.name(),
                event.payment_id.is_some(),
                event.text.as_str(),
            )
        })
        .collect();
    let armed = "ovr-1 is armed, \"no money\", for payment a, 2 times, until 2026-11-23T02:30:00Z";
    let expected = [
        ("OVERRIDE_ARMED", false, armed),
        ("OVERRIDE_USED", true, "ovr-1 had its say; once more"),
        ("OVERRIDE_TAKEN_BACK", false, "ovr-1 is taken back"),
    ];
    assert_eq!(about_it, expected);
}
