//! `capture`: request and answer (file 04 of the protocol notes).

use serde::Serialize;

use super::fields::{Node, Problems, read_body};
use super::{AmountBody, ResultBody, to_bytes};
use crate::gateway::{CaptureFacts, CaptureOrder, Captured, ResultCode, Said, antom_time};

/// Reads a `capture` request.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(body: &[u8]) -> Result<CaptureOrder, Problems> {
    read_body(body, read_order)
}

fn read_order(root: Node<'_>) -> Option<CaptureOrder> {
    let request_id = root.field("captureRequestId").required().text(64);
    let payment_id = root.field("paymentId").required().text(64);
    let amount = root.field("captureAmount").required().amount();
    Some(CaptureOrder {
        request_id: request_id?.to_owned(),
        payment_id: payment_id?.to_owned(),
        amount: amount?,
    })
}

/// An answer, or what the shop is told later: that alone has a `notifyType`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    notify_type: Option<&'static str>,
    result: ResultBody,
    capture_request_id: &'a str,
    capture_id: &'a str,
    payment_id: &'a str,
    capture_amount: AmountBody,
    capture_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    acquirer_reference_no: Option<&'a str>,
}

/// The answer for a capture that succeeded.
#[must_use]
pub fn answer(captured: &Captured) -> Vec<u8> {
    let capture = &captured.capture;
    to_bytes(&Body {
        notify_type: None,
        result: ResultBody::new(ResultCode::Success, Said::ByCapture),
        capture_request_id: &capture.request_id,
        capture_id: capture.id.as_str(),
        payment_id: captured.payment_id.as_str(),
        capture_amount: capture.amount.into(),
        capture_time: antom_time(capture.at),
        acquirer_reference_no: captured.acquirer_reference_no.as_deref(),
    })
}

/// The body of the notification about a capture.
pub(super) fn notification(notify_type: &'static str, facts: &CaptureFacts) -> Vec<u8> {
    to_bytes(&Body {
        notify_type: Some(notify_type),
        result: ResultBody::new(facts.result, Said::InNotifyCapture),
        capture_request_id: &facts.request_id,
        capture_id: facts.capture_id.as_str(),
        payment_id: facts.payment_id.as_str(),
        capture_amount: facts.amount.into(),
        capture_time: antom_time(facts.at),
        acquirer_reference_no: facts.acquirer_reference_no.as_deref(),
    })
}
