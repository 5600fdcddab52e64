//! The verb `capture`, and the capture Antom makes by itself (file 04 of the protocol notes).

use jiff::Timestamp;

use super::super::agenda::Timer;
use super::super::notifications::notification::{CaptureFacts, Content};
use super::super::numbers::PaymentNo;
use super::super::payment::{Authorization, Capture, CaptureMode, Stage};
use super::super::{Amount, EventKind, Gateway, PaymentId, Refusal, ResultCode};
use super::repetition::Asked;

/// What a shop asks for with `capture`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaptureOrder {
    /// `captureRequestId`.
    pub request_id: String,
    /// `paymentId`.
    pub payment_id: String,
    /// `captureAmount`.
    pub amount: Amount,
}

/// A capture that succeeded, with the payment it belongs to.
#[derive(Clone, Debug)]
pub struct Captured {
    /// The capture.
    pub capture: Capture,
    /// `paymentId`.
    pub payment_id: PaymentId,
    /// `acquirerReferenceNo`; not told when absent.
    pub acquirer_reference_no: Option<String>,
}

impl Gateway {
    /// Takes the money of an authorised payment. The same request again gets the same answer.
    ///
    /// # Errors
    /// A refusal: the payment is not in the state for it, or the capture failed.
    pub fn capture(&mut self, now: Timestamp, order: CaptureOrder) -> Result<Captured, Refusal> {
        if let Some((number, index)) = self.by_capture_request.get(&order.request_id) {
            return self.repeat_capture(*number, *index, &order);
        }
        let number = *self
            .by_payment_id
            .get(order.payment_id.as_str())
            .ok_or_else(|| {
                let why = format!("no payment has paymentId \"{}\"", order.payment_id);
                Refusal::new(ResultCode::AuthNotFound, why)
            })?;
        self.capturable(now, number, order.amount)?;
        self.contract().admit_capture()?;
        let index = self.payments[number].captures.len();
        self.by_capture_request
            .insert(order.request_id.clone(), (number, index));
        self.make_capture(now, number, order.request_id, order.amount);
        self.captured(number, index)
    }

    /// The capture that Antom makes shortly after an authorisation.
    pub(in crate::gateway) fn capture_automatically(&mut self, now: Timestamp, number: PaymentNo) {
        let payment = &self.payments[number];
        if let Stage::Authorized(_) = &payment.stage {
            let amount = payment.order.amount;
            // The field is required but the shop gave none; the documents leave the value open.
            let request_id = payment.id.to_string();
            self.make_capture(now, number, request_id, amount);
        }
    }

    /// Makes a capture, which comes to its end at once, later or never, as the rules say.
    fn make_capture(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        request_id: String,
        amount: Amount,
    ) {
        let decision = self.decide(now, number, None);
        let end = decision.ask(|then| then.capture);
        let end = end.unwrap_or(ResultCode::Success);
        let takes = decision.ask(|then| then.capture_takes);
        let dispute = decision.ask(|then| then.dispute.clone());
        self.spend(now, &decision);
        let capture = Capture {
            id: self.ids.capture(now),
            request_id,
            amount,
            at: now,
            result: ResultCode::CaptureInProcess,
            end,
        };
        let payment = &mut self.payments[number];
        payment.captures.push(capture);
        payment.dispute_plan = dispute.map(Box::new);
        match takes {
            None => self.end_capture(now, number),
            Some(lag) => {
                self.agenda.set_after(Timer::CaptureEnd(number), now, lag);
                let text = format!("the capture of {amount} is in process");
                self.record(now, EventKind::CaptureStarted, number, text);
            }
        }
    }

    /// Brings the capture that is in process to its end.
    pub(in crate::gateway) fn end_capture(&mut self, now: Timestamp, number: PaymentNo) {
        let payment = &mut self.payments[number];
        let Some(index) = payment.capture_in_process() else {
            return;
        };
        let payment_id = payment.id.clone();
        let capture = &mut payment.captures[index];
        let (amount, result) = (capture.amount, capture.end);
        capture.result = result;
        capture.at = now;
        let facts = CaptureFacts {
            result,
            request_id: capture.request_id.clone(),
            capture_id: capture.id.clone(),
            payment_id,
            amount,
            at: now,
            acquirer_reference_no: payment.acquirer_reference_no(),
        };
        let (kind, text) = if result == ResultCode::Success {
            self.agenda.cancel(Timer::AuthorizationExpiry(number));
            self.expect_dispute(now, number);
            (EventKind::PaymentCaptured, format!("{amount} was captured"))
        } else {
            let text = format!("the capture of {amount} failed: {}", result.code());
            (EventKind::CaptureFailed, text)
        };
        self.record(now, kind, number, text);
        self.notify(now, number, Content::Capture(facts));
        let payment = &self.payments[number];
        let ended = payment
            .authorization()
            .is_some_and(|paid| paid.has_ended(now));
        if ended && !payment.is_captured() {
            self.release(now, number);
        }
    }

    /// Whether a payment can be captured now (file 04 §3.2).
    fn capturable(
        &self,
        now: Timestamp,
        number: PaymentNo,
        amount: Amount,
    ) -> Result<&Authorization, Refusal> {
        let payment = &self.payments[number];
        let refuse = |code, why: &str| Err(Refusal::new(code, why));
        let authorization = match &payment.stage {
            Stage::Authorized(authorization) => authorization,
            Stage::Cancelled { paid: Some(_), .. } => {
                return refuse(ResultCode::AuthCancelled, "the payment was cancelled");
            }
            Stage::AwaitingBuyer | Stage::Challenged(_) | Stage::AskingIssuer { .. } => {
                let why = "the buyer has not paid yet; wait for notifyPayment";
                return refuse(ResultCode::OrderStatusInvalid, why);
            }
            Stage::Cancelled { paid: None, .. } => {
                let why = "the payment was cancelled before it was paid";
                return refuse(ResultCode::OrderIsCanceled, why);
            }
            Stage::Failed { .. } | Stage::Expired { .. } => {
                let why = "the payment ended unpaid, there is nothing to capture";
                return refuse(ResultCode::OrderStatusInvalid, why);
            }
        };
        if payment.capture_in_process().is_some() {
            let why = "a capture of this payment is in process; wait for notifyCapture";
            return refuse(ResultCode::MultiCaptureNotSupported, why);
        }
        if payment.is_captured() {
            let why = "the payment was captured before";
            return refuse(ResultCode::MultiCaptureNotSupported, why);
        }
        if payment.order.capture_mode == CaptureMode::Automatic && payment.captures.is_empty() {
            let why =
                "Antom captures this payment itself; send captureMode MANUAL to do it yourself";
            return refuse(ResultCode::MultiCaptureNotSupported, why);
        }
        if authorization.has_ended(now) {
            let end = authorization.expires_at;
            let why = format!("the authorisation ended at {end}, 7 days after paying");
            return refuse(ResultCode::AuthExpired, &why);
        }
        whole_amount(payment.order.amount, amount).map(|()| authorization)
    }

    fn repeat_capture(
        &self,
        number: PaymentNo,
        index: usize,
        order: &CaptureOrder,
    ) -> Result<Captured, Refusal> {
        let payment = &self.payments[number];
        let asked = Asked {
            id_field: "captureRequestId",
            id: &order.request_id,
            payment_id: &order.payment_id,
            amount: order.amount,
        };
        asked.repeats(payment, payment.captures[index].amount)?;
        self.captured(number, index)
    }

    fn captured(&self, number: PaymentNo, index: usize) -> Result<Captured, Refusal> {
        let payment = &self.payments[number];
        let capture = &payment.captures[index];
        match capture.result {
            ResultCode::Success => Ok(Captured {
                capture: capture.clone(),
                payment_id: payment.id.clone(),
                acquirer_reference_no: payment.acquirer_reference_no(),
            }),
            ResultCode::CaptureInProcess => {
                let why = "the capture takes its time; wait for notifyCapture";
                Err(Refusal::new(capture.result, why))
            }
            code => Err(Refusal::by_rule(
                code,
                "the scenario lets this capture fail",
            )),
        }
    }
}

/// The whole authorised amount is captured, or nothing: the newest guides allow no part.
fn whole_amount(authorized: Amount, amount: Amount) -> Result<(), Refusal> {
    let refuse = |code, why: String| Err(Refusal::new(code, why));
    if amount.currency != authorized.currency {
        let wanted = authorized.currency;
        let why = format!("captureAmount.currency must be {wanted}, as authorised");
        return refuse(ResultCode::CurrencyNotSupport, why);
    }
    if amount.value > authorized.value {
        let why = format!("{amount} is more than the authorised {authorized}");
        return refuse(ResultCode::CaptureAmountExceedAuthLimit, why);
    }
    if amount.value < authorized.value {
        let wanted = authorized.value;
        let why = format!("captureAmount.value must be the whole authorised amount, \"{wanted}\"");
        return refuse(ResultCode::ParamIllegal, why);
    }
    Ok(())
}
