//! `cancel`: request and answer (file 06 of the protocol notes).

use serde::Serialize;

use super::fields::{Problems, read_body};
use super::inquiry::read_key;
use super::{ResultBody, to_bytes};
use crate::gateway::{Cancelled, PaymentKey, ResultCode, Said, antom_time};

/// Reads which payment is to be cancelled; `paymentId` wins.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read(body: &[u8]) -> Result<PaymentKey, Problems> {
    read_body(body, read_key)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    result: ResultBody,
    payment_id: &'a str,
    payment_request_id: &'a str,
    cancel_time: String,
}

/// The answer for a payment that is cancelled.
#[must_use]
pub fn answer(cancelled: &Cancelled) -> Vec<u8> {
    to_bytes(&Answer {
        result: ResultBody::new(ResultCode::Success, Said::ByCancel),
        payment_id: cancelled.payment_id.as_str(),
        payment_request_id: &cancelled.request_id,
        cancel_time: antom_time(cancelled.at),
    })
}
