//! The verb `cancel`: stop a payment as a whole (file 06 of the protocol notes).

use jiff::Timestamp;

use super::super::agenda::Timer;
use super::super::numbers::PaymentNo;
use super::super::payment::{Authorization, CaptureMode, Payment, Stage};
use super::super::{Contract, EventKind, Gateway, PaymentId, Refund, Refusal, ResultCode};
use super::inquiry::PaymentKey;

/// The answer to a cancel that succeeded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cancelled {
    /// `paymentId`.
    pub payment_id: PaymentId,
    /// `paymentRequestId`.
    pub request_id: String,
    /// `cancelTime`.
    pub at: Timestamp,
}

impl Gateway {
    /// Cancels a payment. Cancelling again changes nothing and says the same.
    ///
    /// # Errors
    /// A refusal: there is no such payment, or it can no longer be cancelled.
    pub fn cancel(&mut self, now: Timestamp, key: &PaymentKey) -> Result<Cancelled, Refusal> {
        let number = self.find(key)?;
        let decision = self.decide(now, number, None);
        if let Some(code) = decision.ask(|then| then.cancel) {
            self.spend(now, &decision);
            return Err(Refusal::by_rule(code, "the scenario refuses to cancel"));
        }
        let payment = &self.payments[number];
        let at = match &payment.stage {
            Stage::Cancelled { at, .. } => *at,
            Stage::Failed { .. } | Stage::Expired { .. } => {
                self.contract().admit_cancel_of_ended()?;
                now
            }
            Stage::AwaitingBuyer | Stage::Challenged(_) | Stage::AskingIssuer { .. } => {
                self.end(now, number, None);
                now
            }
            Stage::Authorized(authorization) => {
                let paid = releasable(payment, authorization, now, self.contract())?.clone();
                self.contract().admit_giving_back()?;
                if payment.is_captured() {
                    let amount = payment.order.amount;
                    self.contract()
                        .admit_balance(amount, || self.given_back_in(amount.currency))?;
                }
                self.end(now, number, Some(paid));
                now
            }
        };
        let payment = &self.payments[number];
        Ok(Cancelled {
            payment_id: payment.id.clone(),
            request_id: payment.order.request_id.clone(),
            at,
        })
    }

    fn end(&mut self, now: Timestamp, number: PaymentNo, paid: Option<Authorization>) {
        let text = match &paid {
            Some(_) if self.payments[number].is_captured() => {
                "the shop cancelled; the captured money goes back to the buyer"
            }
            Some(_) => "the shop cancelled; the authorised money went back to the buyer",
            None => "the shop cancelled; the buyer can no longer pay",
        };
        self.payments[number].stage = Stage::Cancelled { at: now, paid };
        self.agenda.cancel(Timer::PaymentExpiry(number));
        self.agenda.cancel(Timer::ChallengeEnd(number));
        self.agenda.cancel(Timer::IssuerAnswer(number));
        self.agenda.cancel(Timer::Buyer(number));
        self.agenda.cancel(Timer::Reversal(number));
        self.agenda.cancel(Timer::AuthorizationExpiry(number));
        self.agenda.cancel(Timer::AutomaticCapture(number));
        self.agenda.cancel(Timer::DisputeOpens(number));
        self.record(now, EventKind::PaymentCancelled, number, text.to_owned());
    }
}

/// Whether an authorisation can still be released, or captured money be given back by a cancel.
fn releasable<'a>(
    payment: &Payment,
    authorization: &'a Authorization,
    now: Timestamp,
    contract: &Contract,
) -> Result<&'a Authorization, Refusal> {
    if payment.refunds.iter().any(Refund::holds_money) {
        let why = "the payment was refunded, if only in part; the rest can be refunded too";
        return Err(Refusal::new(ResultCode::ProcessFail, why));
    }
    if payment.capture_in_process().is_some() {
        let why = "a capture of this payment is in process";
        return Err(Refusal::new(ResultCode::OrderStatusInvalid, why));
    }
    let automatic = payment.order.capture_mode == CaptureMode::Automatic;
    if payment.is_captured() || (automatic && payment.captures.is_empty()) {
        contract.admit_cancel_of_captured()?;
    }
    if let Some(dispute) = payment.blocking_dispute() {
        let id = &dispute.id;
        let why = format!("dispute {id} is not won; its money is not given back as well");
        return Err(Refusal::new(ResultCode::OrderStatusInvalid, why));
    }
    if authorization.has_ended(now) {
        let why = "the authorisation is older than 7 days and was released already";
        return Err(Refusal::new(ResultCode::CancelWindowExceed, why));
    }
    Ok(authorization)
}
