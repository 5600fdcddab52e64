//! What may be refunded, and until when (file 13 §2 of the protocol notes).

use jiff::Timestamp;

use super::RefundOrder;
use crate::gateway::dispute::Dispute;
use crate::gateway::moment::later;
use crate::gateway::payment::{Payment, Stage};
use crate::gateway::{Amount, Contract, Refusal, ResultCode};

/// Whether a payment has the money to be given back (file 13 §2).
pub(super) fn refundable(
    now: Timestamp,
    contract: &Contract,
    payment: &Payment,
    order: &RefundOrder,
) -> Result<(), Refusal> {
    let refuse = |code, why: String| Err(Refusal::new(code, why));
    let paid_at = captured_payment(payment)?;
    let currency = payment.order.amount.currency;
    if order.amount.currency != currency {
        let why = format!("refundAmount.currency must be {currency}, as paid");
        return refuse(ResultCode::CurrencyNotSupport, why);
    }
    if let Some(dispute) = payment.blocking_dispute() {
        let (id, amount) = (&dispute.id, dispute.amount);
        let why = format!(
            "dispute {id} over {amount} is not won; the money of a dispute is not refunded as well"
        );
        return refuse(ResultCode::OrderStatusInvalid, why);
    }
    if let Some(wanted) = &order.capture_id {
        let mut captures = payment.captures.iter();
        if !captures.any(|one| one.id.as_str() == wanted && one.result == ResultCode::Success) {
            let why = format!("captureId must name a capture of this payment, not \"{wanted}\"");
            return refuse(ResultCode::ParamIllegal, why);
        }
    }
    let end = later(paid_at, contract.refund_window());
    if now >= end {
        let days = contract.refunds.window_days;
        let why = format!(
            "the payment could be refunded until {end}, {days} days after paying, as contract.refunds.windowDays says"
        );
        return refuse(ResultCode::RefundWindowExceed, why);
    }
    let left = Amount {
        currency,
        value: payment
            .captured_value()
            .saturating_sub(payment.refunded_value()),
    };
    if order.amount.value > left.value {
        let wanted = order.amount;
        let why = format!("{wanted} is more than what is left: {left}, refunds in process counted");
        return refuse(ResultCode::RefundAmountExceed, why);
    }
    contract.admit_refund(payment, order.amount)
}

/// When a payment that was captured was paid.
fn captured_payment(payment: &Payment) -> Result<Timestamp, Refusal> {
    let (code, why) = match &payment.stage {
        Stage::Authorized(paid) if payment.is_captured() => return Ok(paid.at),
        Stage::Authorized(paid) if paid.released => (
            ResultCode::OrderStatusInvalid,
            "the authorisation was released uncaptured; the buyer has the money already",
        ),
        Stage::Authorized(_) => (
            ResultCode::OrderStatusInvalid,
            "the money is not captured yet; cancel the payment, or refund it after notifyCapture",
        ),
        Stage::Cancelled { .. } => (
            ResultCode::OrderIsCanceled,
            "the payment was cancelled; there is nothing to refund",
        ),
        Stage::AwaitingBuyer | Stage::Challenged(_) | Stage::AskingIssuer { .. } => (
            ResultCode::OrderStatusInvalid,
            "the buyer has not paid yet; cancel the payment if it is no longer wanted",
        ),
        Stage::Failed { .. } | Stage::Expired { .. } => (
            ResultCode::OrderStatusInvalid,
            "the payment ended unpaid or was reversed; there is nothing to refund",
        ),
    };
    Err(Refusal::new(code, why))
}

impl Payment {
    /// How much was captured, in minor units.
    pub(in crate::gateway) fn captured_value(&self) -> u64 {
        let captures = self.captures.iter();
        let taken = captures.filter(|capture| capture.result == ResultCode::Success);
        taken.map(|capture| capture.amount.value).sum()
    }

    /// How much was refunded or is on its way back, in minor units.
    pub(in crate::gateway) fn refunded_value(&self) -> u64 {
        let refunds = self.refunds.iter().filter(|refund| refund.holds_money());
        refunds.map(|refund| refund.amount.value).sum()
    }

    /// How much went back to the buyer or is on its way, in minor units, be it by refund or by
    /// cancellation.
    pub(in crate::gateway) fn given_back_value(&self) -> u64 {
        match &self.stage {
            Stage::Cancelled { .. } => self.captured_value(),
            _ => self.refunded_value(),
        }
    }

    /// Whether some of the buyer's money is set aside or taken, and not given back.
    pub(in crate::gateway) fn keeps_money(&self) -> bool {
        match &self.stage {
            Stage::Authorized(_) if self.is_captured() => {
                self.refunded_value() < self.captured_value()
            }
            Stage::Authorized(paid) => !paid.released,
            _ => false,
        }
    }

    /// A dispute that stands in the way of giving money back. The documents say nothing of this;
    /// that it is refused is the assumption of file 16 §3.
    pub(in crate::gateway) fn blocking_dispute(&self) -> Option<&Dispute> {
        let mut disputes = self.disputes.iter();
        disputes.find(|dispute| dispute.holds_money() && !dispute.refundable)
    }
}
