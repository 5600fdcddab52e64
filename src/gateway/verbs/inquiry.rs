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
    /// The code of status U for all of it that has not ended.
    pub in_process: ResultCode,
}

impl Inquired<'_> {
    /// A code as the shop is told it: one word for all that has not ended (file 03 §6).
    #[must_use]
    pub fn told(&self, code: ResultCode) -> ResultCode {
        match code.status() {
            ResultStatus::U => self.in_process,
            ResultStatus::S | ResultStatus::F => code,
        }
    }
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
        let in_process = decision.ask(|then| then.in_process);
        self.spend(now, &decision);
        let payment = &self.payments[number];
        Ok(Inquired {
            payment: match (lag, payment.ended_at()) {
                (Some(lag), Some(ended)) if now < later(ended, lag) => {
                    Cow::Owned(payment.before_its_end())
                }
                _ => Cow::Borrowed(payment),
            },
            in_process: in_process.unwrap_or(ResultCode::PaymentInProcess),
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
