//! The movements of money: a view of the payments, from which the reconciliation files are made
//! (file 17 §2 of the protocol notes). It is computed when asked, and stored nowhere.

mod movement;

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;

pub use self::movement::{Movement, MovementKind};
use super::super::chance::Purpose;
use super::super::moment::antom_span;
use super::super::numbers::PaymentNo;
use super::super::payment::{Payment, Stage};
use super::super::{Dispute, DisputeStage, Gateway};

/// How many digits follow the day in the id of a settlement batch.
const BATCH_DIGITS: usize = 10;

impl Gateway {
    /// What moved on a day, earliest first. Days are Antom's: at UTC+8.
    #[must_use]
    pub fn movements(&self, day: Date) -> Vec<Movement<'_>> {
        let numbers = 0..self.payments.len();
        // Of a hundred thousand payments, few moved on the day: only those are looked at closely.
        let day = antom_span(day);
        let all = numbers.flat_map(|number| self.movements_of(number, &day));
        let mut found: Vec<_> = all.collect();
        found.sort_by_key(|movement| movement.at);
        found
    }

    /// The id of the settlement batch of a day. Its form is that in file names of real reports:
    /// the day, then ten digits.
    #[must_use]
    pub fn settlement_batch(&self, day: Date) -> String {
        let date = day.strftime("%Y%m%d").to_string();
        let number = date.parse().unwrap_or_default();
        let mut draw = self.chance.draw(Purpose::Settlement, number);
        format!("{date}{}", draw.digits(BATCH_DIGITS))
    }

    fn movements_of(&self, number: PaymentNo, day: &Range<Timestamp>) -> Vec<Movement<'_>> {
        let payment = &self.payments[number];
        let mut found: Vec<_> = authorized(payment).into_iter().collect();
        found.extend(taken(payment));
        found.extend(given_back(payment));
        let disputes = payment.disputes.iter();
        found.extend(disputes.flat_map(|dispute| disputed(payment, dispute)));
        found.extend(ended(payment));
        found.retain(|movement| day.contains(&movement.at));
        // The acquirer numbers what it clears; an authorisation is not cleared.
        for movement in found.iter_mut().filter(|movement| movement.settles != 0) {
            movement.arn.get_or_insert_with(|| self.arn(number));
        }
        found
    }
}

/// Whether the shop asked for an authorisation and a capture, or for a payment in one.
fn has_two_steps(payment: &Payment) -> bool {
    let asked = payment.order.fields.get("paymentFactor.isAuthorization");
    asked == Some("true")
}

fn authorized(payment: &Payment) -> Option<Movement<'_>> {
    let at = payment.set_aside_at()?;
    let amount = payment.order.amount.value;
    has_two_steps(payment).then(|| {
        let kind = MovementKind::Authorization;
        Movement {
            settles: 0,
            ..Movement::of_payment(payment, kind, at, amount)
        }
    })
}

/// The capture that took the money; a payment in one step counts as such from then on.
fn taken(payment: &Payment) -> Option<Movement<'_>> {
    let capture = payment.taken()?;
    let value = capture.amount.value;
    if !has_two_steps(payment) {
        let kind = MovementKind::Payment;
        return Some(Movement::of_payment(payment, kind, capture.at, value));
    }
    Some(Movement {
        id: capture.id.as_str(),
        request_id: Some(&capture.request_id),
        is_original: false,
        ..Movement::of_payment(payment, MovementKind::Capture, capture.at, value)
    })
}

fn given_back(payment: &Payment) -> impl Iterator<Item = Movement<'_>> {
    let refunds = payment.refunds.iter();
    refunds.filter_map(|refund| {
        let at = refund.refunded_at()?;
        let movement = Movement::of_payment(payment, MovementKind::Refund, at, refund.amount.value);
        Some(Movement {
            id: refund.id.as_str(),
            request_id: Some(&refund.request_id),
            is_original: false,
            arn: refund.references.as_ref().map(|one| one.arn.clone()),
            ..movement.outwards()
        })
    })
}

/// The money is frozen when the dispute begins; what the merchant wins comes back.
fn disputed<'a>(payment: &'a Payment, dispute: &'a Dispute) -> Vec<Movement<'a>> {
    let Some(at) = dispute.charged_at else {
        return Vec::new();
    };
    let movement = |kind, at, value| Movement {
        id: dispute.id.as_str(),
        request_id: None,
        is_original: false,
        ..Movement::of_payment(payment, kind, at, value)
    };
    let whole = dispute.amount.value;
    let kind = match dispute.stage {
        DisputeStage::RdrResolved { at: settled } if settled == at => {
            MovementKind::RapidDisputeResolution
        }
        _ => MovementKind::Dispute,
    };
    let mut found = vec![movement(kind, at, whole).outwards()];
    let back = whole - dispute.claimed_value();
    let (DisputeStage::Judged { at, .. } | DisputeStage::Cancelled { at }) = dispute.stage else {
        return found;
    };
    if back > 0 {
        found.push(movement(MovementKind::DisputeReversal, at, back));
    }
    found
}

/// A cancelled payment gives up what was set aside, a reversed one what was taken.
fn ended(payment: &Payment) -> Option<Movement<'_>> {
    let taken = payment.captured_value();
    match &payment.stage {
        Stage::Cancelled { at, paid: Some(_) } => {
            let value = payment.order.amount.value;
            let movement = Movement::of_payment(payment, MovementKind::Cancel, *at, value);
            Some(Movement {
                settles: -movement::signed(taken),
                ..movement.outwards()
            })
        }
        Stage::Failed {
            at,
            paid_at: Some(_),
            ..
        } if taken == 0 => {
            let value = payment.order.amount.value;
            let kind = MovementKind::PaymentReversal;
            Some(Movement {
                settles: 0,
                ..Movement::of_payment(payment, kind, *at, value).outwards()
            })
        }
        Stage::Failed { at, .. } if taken > 0 => {
            let kind = MovementKind::PaymentReversal;
            let back = payment.refunds.iter().filter(|refund| {
                let done = refund.refunded_at();
                done.is_some_and(|done| done <= *at)
            });
            let back: u64 = back.map(|refund| refund.amount.value).sum();
            let left = taken.saturating_sub(back);
            (left > 0).then(|| Movement::of_payment(payment, kind, *at, left).outwards())
        }
        _ => None,
    }
}
