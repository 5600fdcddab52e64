//! What is told of a shop that believes a forger, and of one that does not.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::{
    Attempt, Contract, Finding, Fired, Gateway, Outcome, RetrySchedule, Spoil, Terms,
};
use super::cast::{order, playbook, typed};
use super::steps::Card;

/// What is found when an attempt with this fault is answered so.
fn found(spoil: Option<Spoil>, outcome: Outcome) -> Vec<Finding> {
    let terms = Terms {
        retry: RetrySchedule::never(),
        notify_url: None,
        contract: Contract::default(),
    };
    let mut gateway = Gateway::new("SANDBOX_A", 7, terms, Arc::new(playbook()));
    let now = Timestamp::UNIX_EPOCH;
    let payment = gateway.pay(now, order(1, 2590, false, false));
    let token = payment.expect("a payment").token.clone();
    let card = typed(Card::Approved);
    gateway
        .submit_card(now, token.as_str(), &card)
        .expect("a step");
    let Some(Fired::Send(mut delivery)) = gateway.fire_next_delivery(Timestamp::MAX) else {
        panic!("a notification is due");
    };
    delivery.spoil = spoil;
    let attempt = Attempt {
        at: delivery.at,
        request_headers: Vec::new(),
        request_body: "{}".into(),
        outcome,
        reason: String::new(),
        http_status: Some(200),
        response_body: String::new(),
        fault: None,
        duration: SignedDuration::ZERO,
    };
    gateway.settle(delivery.at, &delivery, attempt);
    let events = gateway.journal().since(0);
    events.filter_map(|event| event.finding).collect()
}

#[test]
fn a_shop_that_acknowledges_what_nobody_signed_is_told_so() {
    let forged = [
        Spoil::Unsigned,
        Spoil::WrongKey,
        Spoil::WrongSignature,
        Spoil::ChangedBody,
    ];
    for spoil in forged {
        let told = found(Some(spoil), Outcome::Accepted);
        assert_eq!(told, [Finding::ForgeryAcknowledged], "{spoil:?}");
        assert_eq!(found(Some(spoil), Outcome::Refused), [], "{spoil:?}");
    }
}

#[test]
fn a_shop_is_told_of_what_it_could_see_only() {
    assert_eq!(
        found(None, Outcome::Refused),
        [Finding::NotAcknowledged],
        "genuine"
    );
    for outcome in [Outcome::Accepted, Outcome::TimedOut, Outcome::Unreachable] {
        assert_eq!(found(None, outcome), [], "{outcome:?}");
    }
    let stale = Spoil::StaleTime(SignedDuration::from_hours(2));
    for spoil in [Spoil::ChangedAmount, Spoil::OtherPayment, stale] {
        assert_eq!(found(Some(spoil), Outcome::Refused), [], "{spoil:?}");
        assert_eq!(found(Some(spoil), Outcome::Accepted), [], "{spoil:?}");
    }
}
