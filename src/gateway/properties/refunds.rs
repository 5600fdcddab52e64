//! The rules about money that goes back.

use jiff::Timestamp;

use super::super::agenda::Timer;
use super::super::{Content, Payment, Refund, ResultCode};
use super::world::World;

#[derive(Default)]
pub(super) struct RefundRules {
    /// The refunds of each payment, as they were after the step before.
    before: Vec<Vec<Refund>>,
}

impl RefundRules {
    pub(super) fn check(&mut self, world: &World) {
        let payments = world.gateway.payments();
        for (before, payment) in self.before.iter().zip(payments) {
            refunds_go_forward(before, payment);
        }
        for payment in payments {
            no_more_goes_back_than_was_taken(payment);
            a_refund_is_told_once(payment, world);
        }
        let refunds = payments.iter().map(|payment| payment.refunds.clone());
        self.before = refunds.collect();
    }
}

/// What was refunded and what is on its way is never more than what was captured.
fn no_more_goes_back_than_was_taken(payment: &Payment) {
    let captures = payment.captures.iter();
    let taken: u64 = captures
        .filter(|one| one.result == ResultCode::Success)
        .map(|one| one.amount.value)
        .sum();
    let refunds = payment.refunds.iter();
    let back: u64 = refunds
        .filter(|one| matches!(one.status(), "SUCCESS" | "PROCESSING"))
        .map(|one| one.amount.value)
        .sum();
    assert!(back <= taken, "{back} of {taken} went back: {payment:?}");
}

/// A refund keeps what it was asked for, and what is final stays as it is.
fn refunds_go_forward(before: &[Refund], payment: &Payment) {
    assert!(before.len() <= payment.refunds.len(), "a refund is gone");
    for (was, is) in before.iter().zip(&payment.refunds) {
        if was.status() == "PROCESSING" {
            assert_eq!((&was.id, was.amount), (&is.id, is.amount));
        } else {
            assert_eq!(was, is);
        }
    }
}

/// One notification for each refund that ended after its answer, none for another.
fn a_refund_is_told_once(payment: &Payment, world: &World) {
    let all = world.gateway.notifications().iter();
    let about = all.filter(|one| one.payment_id.as_ref() == Some(&payment.id));
    let mut told: Vec<_> = about
        .filter_map(|one| match &one.content {
            Content::Refund(facts) => Some((facts.refund_id.to_string(), facts.result, facts.at)),
            _ => None,
        })
        .collect();
    let ended = payment.refunds.iter().filter(|one| {
        let at_once = one.ends_at == Some(one.asked_at);
        one.status() != "PROCESSING" && !at_once
    });
    let mut expected: Vec<_> = ended
        .map(|one| (one.id.to_string(), one.result, one.at()))
        .collect();
    // Those that end later may have been asked for earlier.
    told.sort_by(|one, other| one.0.cmp(&other.0));
    expected.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(told, expected, "{payment:?}");
}

/// The timers of refunds that are still to end.
pub(super) fn timers(number: usize, payment: &Payment) -> Vec<(Timestamp, Timer)> {
    let refunds = payment.refunds.iter().enumerate();
    refunds
        .filter(|(_, refund)| refund.status() == "PROCESSING")
        .filter_map(|(index, refund)| Some((refund.ends_at?, Timer::RefundSettles(number, index))))
        .collect()
}
