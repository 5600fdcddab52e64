//! Whether a single payment that was written down can be, beside the others.

use std::collections::HashSet;

use super::super::Flaw;
use super::{countable, demand};
use crate::gateway::Amount;
use crate::gateway::bank::code::BankCode;
use crate::gateway::payment::{Payment, Stage};
use crate::gateway::result::ResultCode;

/// The amounts of so many disputes can be added up.
const DISPUTES_MAX: usize = 500;

/// What may stand in one payment only.
#[derive(Default)]
pub(super) struct Ids<'a>(HashSet<(&'static str, &'a str)>);

impl<'a> Ids<'a> {
    pub(super) fn take(&mut self, payment: &'a Payment) -> Result<(), Flaw> {
        self.once("id", "paymentId", payment.id.as_str())?;
        let request_id = &payment.order.request_id;
        self.once("order.request_id", "paymentRequestId", request_id)?;
        self.once("token", "token", payment.token.as_str())?;
        for (index, capture) in payment.captures.iter().enumerate() {
            let place = |field| format!("captures[{index}].{field}");
            self.once(&place("id"), "captureId", capture.id.as_str())?;
            if !payment.is_antoms_capture(index) {
                let id = &capture.request_id;
                self.once(&place("request_id"), "captureRequestId", id)?;
            }
        }
        for (index, refund) in payment.refunds.iter().enumerate() {
            let place = |field| format!("refunds[{index}].{field}");
            self.once(&place("id"), "refundId", refund.id.as_str())?;
            let id = &refund.request_id;
            self.once(&place("request_id"), "refundRequestId", id)?;
        }
        for (index, dispute) in payment.disputes.iter().enumerate() {
            let place = format!("disputes[{index}].id");
            self.once(&place, "disputeId", dispute.id.as_str())?;
        }
        Ok(())
    }

    fn once(&mut self, place: &str, kind: &'static str, id: &'a str) -> Result<(), Flaw> {
        let what = || format!("another one has the {kind} \"{id}\" already");
        demand(self.0.insert((kind, id)), || place.to_owned(), what)
    }
}

/// Whether a payment that was written down can be; `told` are the notifications that say they
/// are about it.
pub(super) fn check_payment(payment: &Payment, told: &[usize]) -> Result<(), Flaw> {
    let own = payment.notifications == told;
    let what = || format!("the notifications of this payment are {told:?}");
    demand(own, || "notifications".to_owned(), what)?;
    for count in payment.calls.counts() {
        countable(|| "calls".to_owned(), count)?;
    }
    let steps = payment.buyer.as_ref().map_or(0, |(_, steps)| *steps);
    countable(|| "buyer".to_owned(), steps.into())?;
    if let Stage::Challenged(challenge) = &payment.stage {
        check_bank(&challenge.code)?;
    }
    let count = payment.disputes.len();
    let what = || format!("{count} are more than one payment has; {DISPUTES_MAX} are possible");
    demand(count <= DISPUTES_MAX, || "disputes".to_owned(), what)?;
    check_money(payment)
}

/// Whether a bank that asks still takes codes.
pub(super) fn check_bank(code: &BankCode) -> Result<(), Flaw> {
    let left = code.tries_left;
    let place = || "stage.Challenged.tries_left".to_owned();
    let what = || format!("a bank takes 1 to {} codes, not {left}", BankCode::TRIES);
    demand((1..=BankCode::TRIES).contains(&left), place, what)
}

impl Payment {
    /// How many ids it has, with all that belongs to it.
    pub(super) fn ids_taken(&self) -> usize {
        1 + self.captures.len() + self.refunds.len() + self.disputes.len()
    }
}

/// Whether no more was taken than asked for, and no more given back than taken.
fn check_money(payment: &Payment) -> Result<(), Flaw> {
    let sum = |amounts: &mut dyn Iterator<Item = Amount>| {
        let values = amounts.map(|amount| u128::from(amount.value));
        values.sum::<u128>()
    };
    let captures = payment.captures.iter();
    let taken = captures.filter(|one| one.result == ResultCode::Success);
    let taken = sum(&mut taken.map(|one| one.amount));
    let refunds = payment.refunds.iter().filter(|one| one.holds_money());
    let refunded = sum(&mut refunds.map(|one| one.amount));
    let asked = payment.order.amount;
    let what = || format!("more was captured than {asked}");
    demand(taken <= asked.value.into(), || "captures".to_owned(), what)?;
    let what = || "more is refunded than was captured";
    demand(refunded <= taken, || "refunds".to_owned(), what)
}
