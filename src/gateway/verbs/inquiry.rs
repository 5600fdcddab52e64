//! The verb `inquiryPayment`: find a payment. What to say of it is a view, made by the protocol.

use std::borrow::Cow;

use jiff::Timestamp;

use super::super::moment::later;
use super::super::numbers::PaymentNo;
use super::super::payment::Payment;
use super::super::{Gateway, Refusal, ResultCode, ResultStatus};

/// How a shop names a payment; Antom's id wins when both are given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PaymentKey {
    /// By `paymentId`.
    Id(String),
    /// By `paymentRequestId`.
    RequestId(String),
}

/// What a shop that asks is told.
#[derive(Debug)]
pub struct Inquired<'a> {
    /// The payment, as the shop gets to see it.
    pub payment: Cow<'a, Payment>,
    /// The code for all of it that has not ended, if the rules name one.
    in_process: Option<ResultCode>,
}

impl Inquired<'_> {
    /// `paymentResultCode` (file 03 §5).
    #[must_use]
    pub fn payment_code(&self) -> ResultCode {
        match self.payment.result_code() {
            ResultCode::PaymentInProcess => code_of_open_payment(self.in_process),
            code => code,
        }
    }

    /// The code of a capture or a refund: one for all that has not ended (file 03 §6).
    #[must_use]
    pub fn transaction_code(&self, result: ResultCode) -> ResultCode {
        match result.status() {
            ResultStatus::U => self.in_process.unwrap_or(ResultCode::PaymentInProcess),
            ResultStatus::S | ResultStatus::F => result,
        }
    }
}

/// The code of a payment that has not ended, where the rules name one. The table of payments has
/// none for too much traffic, that of captures and refunds has.
pub(in crate::gateway) fn code_of_open_payment(named: Option<ResultCode>) -> ResultCode {
    named
        .filter(|code| *code != ResultCode::RequestTrafficExceedLimit)
        .unwrap_or(ResultCode::PaymentInProcess)
}

impl Gateway {
    /// A payment as it stands, also that of a session which has not begun.
    ///
    /// # Errors
    /// `ORDER_NOT_EXIST`.
    pub fn payment(&self, key: &PaymentKey) -> Result<&Payment, Refusal> {
        self.find_any(key).map(|number| &self.payments[number])
    }

    /// A payment as the shop gets to see it. Where the rules let inquiries lag behind, that is how
    /// it looked before its end.
    ///
    /// # Errors
    /// `ORDER_NOT_EXIST`.
    pub fn inquire(&mut self, now: Timestamp, key: &PaymentKey) -> Result<Inquired<'_>, Refusal> {
        let number = self.find(key)?;
        let decision = self.decide(now, number, None);
        let lag = decision.ask(|then| then.inquiry_lag);
        let payment = &self.payments[number];
        let lags = lag
            .zip(payment.ended_at())
            .is_some_and(|(lag, ended)| now < later(ended, lag));
        // A rule that may be used so many times is kept for what has not ended.
        let in_process = if lags || payment.has_open_parts() {
            decision.ask(|then| then.in_process)
        } else {
            None
        };
        self.spend(now, &decision);
        let payment = &self.payments[number];
        Ok(Inquired {
            payment: if lags {
                Cow::Owned(payment.before_its_end())
            } else {
                Cow::Borrowed(payment)
            },
            in_process,
        })
    }

    /// A payment that the shop may know of.
    pub(in crate::gateway) fn find(&self, key: &PaymentKey) -> Result<PaymentNo, Refusal> {
        let number = self.find_any(key)?;
        if self.payments[number].exists() {
            return Ok(number);
        }
        let why =
            "the session is made, but its buyer has not submitted a card: there is no payment yet";
        Err(Refusal::new(ResultCode::OrderNotExist, why))
    }

    fn find_any(&self, key: &PaymentKey) -> Result<PaymentNo, Refusal> {
        let (found, why) = match key {
            PaymentKey::Id(id) => {
                let found = self.by_payment_id.get(id.as_str());
                (found, format!("no payment has paymentId \"{id}\""))
            }
            PaymentKey::RequestId(id) => {
                let found = self.by_request_id.get(id);
                (found, format!("no payment has paymentRequestId \"{id}\""))
            }
        };
        let refusal = || Refusal::new(ResultCode::OrderNotExist, why);
        found.copied().ok_or_else(refusal)
    }
}
