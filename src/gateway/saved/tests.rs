use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::super::agenda::Timer;
use super::super::rules::playbook::{Rule, Then};
use super::super::{
    Amount, CaptureMode, Contract, Currency, Fields, Fired, Gateway, PayOrder, PaymentMethod,
    Playbook, RefundOrder, RetrySchedule, Saved, Terms, typed,
};
use super::super::{Arming, Lag, Operation};

fn at(second: i64) -> Timestamp {
    let start: Timestamp = "2026-11-23T02:00:00Z".parse().expect("an instant");
    start + SignedDuration::from_secs(second)
}

fn amount() -> Amount {
    let currency = Currency::named("SGD").expect("a currency");
    Amount {
        currency,
        value: 2590,
    }
}

fn pay(gateway: &mut Gateway, second: i64, id: &str) -> (String, String) {
    let order = PayOrder {
        request_id: id.to_owned(),
        amount: amount(),
        order_reference: "order-1".to_owned(),
        order_description: "two lanterns".to_owned(),
        capture_mode: CaptureMode::Automatic,
        method: PaymentMethod::default(),
        credit_pay_plan: None,
        redirect_url: "https://shop.example/".to_owned(),
        notify_url: Some("http://127.0.0.1:9/".to_owned()),
        expires_at: None,
        asks_for_plan: false,
        fields: Fields::of([("paymentRequestId", id)]),
    };
    let fields = order.fields.clone();
    gateway.plan_call(at(second), Operation::Pay, &fields);
    let payment = gateway.pay(at(second), order).expect("it is taken");
    (payment.id.to_string(), payment.token.to_string())
}

fn fire_all(gateway: &mut Gateway, until: i64) -> usize {
    let mut sent = 0;
    while let Some(fired) = gateway.fire_next(at(until)) {
        sent += usize::from(matches!(fired, Fired::Send(_)));
    }
    sent
}

/// Two payments, one paid and in the middle of a refund, the other open; an armed rule.
fn gateway() -> Gateway {
    let terms = Terms {
        retry: RetrySchedule::documented(),
        notify_url: None,
        contract: Contract::default(),
    };
    let mut gateway = Gateway::new("A", 7, terms, Arc::default());
    let (id, token) = pay(&mut gateway, 0, "pay-1");
    gateway.plan_call(
        at(1),
        Operation::Pay,
        &Fields::of([("paymentRequestId", "x")]),
    );
    let rule = Rule {
        then: Then {
            refund_takes: Some(Lag::After(SignedDuration::from_hours(1))),
            ..Then::default()
        },
        ..Rule::default()
    };
    let arming = Arming {
        rule,
        times: Some(2),
        ..Arming::default()
    };
    gateway.arm(at(1), arming);
    let step = gateway.submit_card(at(2), &token, &typed("4111111111111111", at(2)));
    step.expect("the card is good");
    assert_eq!(fire_all(&mut gateway, 6), 1);
    let order = RefundOrder {
        request_id: "refund-1".to_owned(),
        payment_id: id,
        amount: amount(),
        capture_id: None,
        notify_url: None,
        metadata: None,
    };
    gateway.refund(at(7), order).expect("it can be refunded");
    gateway.play(at(8), Arc::new(Playbook::default()));
    pay(&mut gateway, 8, "pay-2");
    gateway
}

fn document() -> Value {
    serde_json::to_value(gateway().save(at(9))).expect("a gateway can be written")
}

fn read(document: &Value) -> Result<Gateway, String> {
    let saved: Saved = serde_json::from_value(document.clone()).map_err(|e| e.to_string())?;
    Gateway::restored(saved).map_err(|flaw| flaw.to_string())
}

#[test]
fn playbooks_are_written_once_and_payments_keep_theirs() {
    let document = document();
    assert_eq!(document["playbooks"].as_array().map(Vec::len), Some(2));
    assert_eq!(document["playbook"], 0);
    assert_eq!(document["payments"][0]["playbook"], 1);
    assert_eq!(document["payments"][1]["playbook"], 0);
    let gateway = read(&document).expect("it can be read");
    let (first, second) = (&gateway.payments[0], &gateway.payments[1]);
    assert!(!Arc::ptr_eq(&first.playbook, &second.playbook));
    assert!(Arc::ptr_eq(&gateway.playbook, &second.playbook));
}

#[test]
fn an_attempt_under_way_counts_as_not_made_and_is_due_at_once() {
    // The first notification was given out, and nobody has settled it.
    assert_eq!(gateway().notifications[0].scheduled_attempts, 1);
    let again = read(&document()).expect("it can be read");
    assert_eq!(again.notifications[0].scheduled_attempts, 0);
    let due = again.agenda.due(Timer::Delivery(0));
    assert_eq!(due, Some(at(9)));
}

#[test]
fn a_gateway_that_was_read_goes_on_as_the_first_would_have() {
    // What is under way in the first is not in the second, so both were read.
    let [mut first, mut second] = [document(), document()].map(|one| read(&one).expect("good"));
    for gateway in [&mut first, &mut second] {
        pay(gateway, 20, "pay-3");
        assert_eq!(fire_all(gateway, 30), 2);
    }
    let written =
        [first, second].map(|one| serde_json::to_string(&one.save(at(31))).expect("text"));
    assert_eq!(written[0], written[1]);
}

/// What a change makes wrong: place = value -> what is told.
const FLAWS: &str = r#"
/playbook = 2 -> playbook: there is no playbook 2; there are 2
/payments/1/playbook = 9 -> payments[1].playbook: there is no playbook 9
/ids_given = 3 -> ids_given: 4 payments, captures, refunds and disputes have an id
/ids_given = 18446744073709551615 -> ids_given: 18446744073709551615 is more than
/calls/pay = 18446744073709551615 -> calls: 184
/unmade/counts/x/pay = 18446744073709551615 -> unmade.counts.x: 184
/payments/1/payment/calls/pay = 18446744073709551615 -> payments[1].payment.calls: 184
/unmade/ids/0 = "y" -> unmade.ids: the ids are those of the counts
/inquired = [2] -> inquired[0]: there is no payment 2
/agenda/0/1 = {"Buyer": 2} -> agenda[0]: there is no payment 2
/agenda/0/1 = {"Delivery": 2} -> agenda[0]: there is no notification 2
/agenda/0/1 = {"RefundSettles": [2, 0]} -> agenda[0]: there is no payment 2
/agenda/0/1 = {"RefundSettles": [1, 0]} -> agenda[0]: there is no refund of that payment 0
/agenda/0/1 = {"Fly": 1} -> unknown variant `Fly`
/agenda/0/0 = "yesterday" -> integer as year
/agenda = [] -> notifications[0].state: its next attempt is not on the agenda
/notifications/0/subject = {"Payment": 2} -> notifications[0].subject: there is no payment 2
/notifications/0/subject = {"Vaulting": 1} -> notifications[0].subject: there is no vaulting 1
/notifications/0/subject = {"Payment": 1} -> notifications[0].payment_id: its payment has
/notifications/1/id = "ntf-1" -> notifications[1].id: the notification at this place is ntf-2
/notifications/0/scheduled_attempts = 18446744073709551615 -> notifications[0].scheduled_attempts: 184
/payments/0/payment/notifications = [0] -> payments[0].payment.notifications: the notifications of this payment are [0, 1]
/payments/1/payment/order/request_id = "pay-1" -> payments[1].payment.order.request_id: another one has the paymentRequestId "pay-1"
/payments/1/payment/stage = {"Challenged": {"tries_left": 0}} -> missing field `card`
/payments/0/payment/order/amount/value = "2" -> payments[0].payment.captures: more was captured than SGD 0.02
/payments/0/payment/refunds/0/amount/value = "2591" -> payments[0].payment.refunds: more is refunded
/payments/0/payment/order/amount/value = "0" -> a positive whole number
/payments/0/payment/order/amount/value = 2590 -> expected a string
/payments/0/payment/order/amount/currency = "QQQ" -> "QQQ" is not a currency
/payments/0/payment/captures/0/result = "NO" -> "NO" is not a result code
/journal/recorded = 1 -> events are kept, and fewer were ever recorded
/journal/recorded = 18446744073709551615 -> journal.recorded: 184
/journal/events/2/sequence = 2 -> journal.events[2].sequence: it must be 3
/overrides/armed/0/id = 2 -> overrides.armed[0].id: the ids of armed rules rise
/overrides/armed/0/used = 4294967295 -> overrides.armed[0].used: 429
/overrides/given = 18446744073709551615 -> overrides.given: 184
/terms = null -> invalid type: null
"#;

#[test]
fn what_cannot_be_true_is_told_with_its_place() {
    for line in FLAWS.lines().filter(|line| !line.is_empty()) {
        let (change, told) = line.split_once(" -> ").expect("what is told");
        let (pointer, value) = change.split_once(" = ").expect("a value");
        let mut document = document();
        let place = document.pointer_mut(pointer);
        let place = place.unwrap_or_else(|| panic!("there is no {pointer}"));
        *place = serde_json::from_str(value).expect("JSON");
        let error = read(&document).expect_err(line);
        assert!(error.contains(told), "{line}: {error}");
    }
}

#[test]
fn nothing_can_stand_twice_on_the_agenda_and_no_field_may_be_unknown() {
    let mut twice = document();
    let first = twice["agenda"][0].clone();
    twice["agenda"].as_array_mut().expect("a list").push(first);
    let error = read(&twice).expect_err("it stands twice");
    assert!(error.contains("this timer is set twice"), "{error}");
    let mut more = document();
    more["colour"] = json!("red");
    let error = read(&more).expect_err("nobody knows it");
    assert!(error.contains("unknown field `colour`"), "{error}");
}
