//! A request id that comes again, for the verbs about the money of a payment.

use super::super::payment::Payment;
use super::super::{Amount, Refusal, ResultCode};

/// A request about the money of a payment.
pub(in crate::gateway) struct Asked<'a> {
    /// The name of the field with its id, such as `captureRequestId`.
    pub(in crate::gateway) id_field: &'static str,
    /// That id.
    pub(in crate::gateway) id: &'a str,
    /// `paymentId`.
    pub(in crate::gateway) payment_id: &'a str,
    /// How much.
    pub(in crate::gateway) amount: Amount,
}

impl Asked<'_> {
    /// Whether it asks for the same as the request that used its id first.
    ///
    /// # Errors
    /// `REPEAT_REQ_INCONSISTENT`.
    pub(in crate::gateway) fn repeats(
        &self,
        payment: &Payment,
        amount: Amount,
    ) -> Result<(), Refusal> {
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
