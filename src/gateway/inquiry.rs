//! The verb `inquiryPayment`: find a payment. What to say of it is a view, made by the protocol.

use super::payment::{Payment, PaymentNo};
use super::{Gateway, Refusal, ResultCode};

/// How a shop names a payment; Antom's id wins when both are given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PaymentKey {
    /// By `paymentId`.
    Id(String),
    /// By `paymentRequestId`.
    RequestId(String),
}

impl Gateway {
    /// Reads a payment.
    ///
    /// # Errors
    /// `ORDER_NOT_EXIST`.
    pub fn inquire(&self, key: &PaymentKey) -> Result<&Payment, Refusal> {
        self.find(key).map(|number| &self.payments[number])
    }

    pub(super) fn find(&self, key: &PaymentKey) -> Result<PaymentNo, Refusal> {
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
