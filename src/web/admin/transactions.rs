//! What became of a payment's money: captures and refunds.

use jiff::Timestamp;
use serde::Serialize;

use super::amount::AmountView;
use crate::gateway::{Capture, Payment, Refund};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TransactionView {
    r#type: &'static str,
    status: &'static str,
    id: String,
    request_id: String,
    amount: AmountView,
    amount_text: String,
    time: Timestamp,
    result_code: &'static str,
}

/// Oldest first: nothing is refunded before it was captured.
pub(super) fn transactions(payment: &Payment) -> Vec<TransactionView> {
    let captures = payment.captures.iter().map(of_capture);
    captures
        .chain(payment.refunds.iter().map(of_refund))
        .collect()
}

fn of_capture(capture: &Capture) -> TransactionView {
    TransactionView {
        r#type: "CAPTURE",
        status: capture.status(),
        id: capture.id.to_string(),
        request_id: capture.request_id.clone(),
        amount: capture.amount.into(),
        amount_text: capture.amount.to_string(),
        time: capture.at,
        result_code: capture.result.code(),
    }
}

fn of_refund(refund: &Refund) -> TransactionView {
    TransactionView {
        r#type: "REFUND",
        status: refund.status(),
        id: refund.id.to_string(),
        request_id: refund.request_id.clone(),
        amount: refund.amount.into(),
        amount_text: refund.amount.to_string(),
        time: refund.at(),
        result_code: refund.result.code(),
    }
}
