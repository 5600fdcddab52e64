//! A request id that comes again, for the verbs about the money of a payment.

use super::payment::Payment;
use super::{Amount, Refusal, ResultCode};

/// A request about the money of a payment.
pub(super) struct Asked<'a> {
    /// The name of the field with its id, such as `captureRequestId`.
    pub(super) id_field: &'static str,
    /// That id.
    pub(super) id: &'a str,
    /// `paymentId`.
    pub(super) payment_id: &'a str,
    /// How much.
    pub(super) amount: Amount,
}

impl Asked<'_> {
    /// Whether it asks for the same as the request that used its id first.
    ///
    /// # Errors
    /// `REPEAT_REQ_INCONSISTENT`.
    pub(super) fn repeats(&self, payment: &Payment, amount: Amount) -> Result<(), Refusal> {
        if amount == self.amount && payment.id.as_str() == self.payment_id {
            return Ok(());
        }
        let (field, id, first) = (self.id_field, self.id, &payment.id);
        let why = format!(
            "{field} \"{id}\" was first used for {amount} of payment {first}; use a new one for anything else"
        );
        Err(Refusal::new(ResultCode::RepeatReqInconsistent, why))
    }
}
