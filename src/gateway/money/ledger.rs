//! The movements of money: a view of the payments, from which the reconciliation files are made
//! (file 17 §2 of the protocol notes). It is computed when asked, and stored nowhere.

mod movement;

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;

pub use self::movement::{Movement, MovementKind};
use super::super::chance::Purpose;
use super::super::moment::antom_span;
use super::super::payment::{Payment, Stage};
use super::super::{Capture, Dispute, DisputeStage, Gateway};

/// How many digits follow the day in the id of a settlement batch.
const BATCH_DIGITS: usize = 10;

impl Gateway {
    /// What moved on a day, earliest first. Days are Antom's: at UTC+8.
    #[must_use]
    pub fn movements(&self, day: Date) -> Vec<Movement<'_>> {
        let day = antom_span(day);
        let mut found = Vec::new();
        for (number, payment) in self.payments.iter().enumerate() {
            for mut movement in movements_of(payment, &day) {
                // The acquirer numbers what it clears; an authorisation is not cleared.
                if movement.settles != 0 && movement.arn.is_none() {
                    movement.arn = Some(self.arn(number));
                }
                found.push(movement);
            }
        }
        found.sort_by_key(|movement| movement.at);
        found
    }

    /// How often something moved on a day. Nothing is numbered for that, which of a hundred
    /// thousand movements would take longer than all else.
    #[must_use]
    pub fn movement_count(&self, day: Date) -> usize {
        let day = antom_span(day);
        let payments = self.payments.iter();
        payments
            .map(|payment| movements_of(payment, &day).count())
            .sum()
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
}

/// What moved on a day of one payment, in the order of its life. No number of an acquirer is there
/// yet, but that of a refund.
fn movements_of<'a>(
    payment: &'a Payment,
    day: &Range<Timestamp>,
) -> impl Iterator<Item = Movement<'a>> {
    let authorized = payment.set_aside_at().filter(|at| day.contains(at));
    let taken = payment.taken().filter(|taken| day.contains(&taken.at));
    // Searching the request takes longer than all else here: once, if it matters on the day.
    let is_searched = authorized.is_some() || taken.is_some();
    let two_steps = is_searched && has_two_steps(payment);
    let authorized = authorized.filter(|_| two_steps);
    let authorized = authorized.map(|at| of_authorization(payment, at));
    let taken = taken.map(|capture| of_capture(payment, capture, two_steps));
    let disputes = payment.disputes.iter();
    let later = given_back(payment)
        .chain(disputes.flat_map(|dispute| disputed(payment, dispute)))
        .chain(ended(payment));
    let day = day.clone();
    let later = later.filter(move |movement| day.contains(&movement.at));
    authorized.into_iter().chain(taken).chain(later)
}

/// Whether the shop asked for an authorisation and a capture, or for a payment in one.
fn has_two_steps(payment: &Payment) -> bool {
    let asked = payment.order.fields.get("paymentFactor.isAuthorization");
    asked == Some("true")
}

fn of_authorization(payment: &Payment, at: Timestamp) -> Movement<'_> {
    let value = payment.order.amount.value;
    Movement {
        settles: 0,
        ..Movement::of_payment(payment, MovementKind::Authorization, at, value)
    }
}

/// The capture that took the money; a payment in one step counts as such from then on.
fn of_capture<'a>(payment: &'a Payment, capture: &'a Capture, two_steps: bool) -> Movement<'a> {
    let value = capture.amount.value;
    if !two_steps {
        let kind = MovementKind::Payment;
        return Movement::of_payment(payment, kind, capture.at, value);
    }
    Movement {
        id: capture.id.as_str(),
        request_id: Some(&capture.request_id),
        is_original: false,
        ..Movement::of_payment(payment, MovementKind::Capture, capture.at, value)
    }
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
