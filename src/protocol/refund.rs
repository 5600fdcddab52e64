//! `refund` and notifyRefund: request, answer and notification (file 13 of the protocol notes).

use serde::Serialize;

use super::fields::{Node, Problems, read_body};
use super::{AmountBody, ResultBody, to_bytes};
use crate::gateway::{Refund, RefundFacts, RefundOrder, Refunded, ResultCode, Said, antom_time};

/// Reads a `refund` request.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(body: &[u8]) -> Result<RefundOrder, Problems> {
    read_body(body, read_order)
}

fn read_order(root: Node<'_>) -> Option<RefundOrder> {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let request_id = root.field("refundRequestId").required().text(64);
    let payment_id = root.field("paymentId").required().text(64);
    let amount = root.field("refundAmount").required().amount();
    let capture_id = root.field("captureId").text(64);
    let notify_url = root.field("refundNotifyUrl").url();
    let metadata = root.field("metadata").text(2048);
    root.field("referenceRefundId").text(64);
    root.field("refundReason").text(256);
    root.field("isAsyncRefund").boolean();
    root.field("extendInfo").text(2048);
    Some(RefundOrder {
        request_id: owned(request_id)?,
        payment_id: owned(payment_id)?,
        amount: amount?,
        capture_id: owned(capture_id),
        notify_url: owned(notify_url),
        metadata: owned(metadata),
    })
}

/// What only an answer with status S tells.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    result: ResultBody,
    #[serde(flatten)]
    done: Option<Done<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Done<'a> {
    refund_request_id: &'a str,
    refund_id: &'a str,
    payment_id: &'a str,
    refund_amount: AmountBody,
    refund_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    acquirer_reference_no: Option<&'a str>,
}

/// The answer for a refund that succeeded or is in process. While it is, there is nothing but the
/// result: the shop has its own id to ask by.
#[must_use]
pub fn answer(refunded: &Refunded) -> Vec<u8> {
    let refund = &refunded.refund;
    to_bytes(&Answer {
        result: ResultBody::new(refund.result, Said::ByRefund),
        done: refund.refunded_at().map(|at| Done {
            refund_request_id: &refund.request_id,
            refund_id: refund.id.as_str(),
            payment_id: refunded.payment_id.as_str(),
            refund_amount: refund.amount.into(),
            refund_time: antom_time(at),
            acquirer_reference_no: refunded.acquirer_reference_no.as_deref(),
        }),
    })
}

/// There is no `paymentId`, neither in the documents nor in the official clients.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notification<'a> {
    notify_type: &'static str,
    result: ResultBody,
    refund_status: &'static str,
    refund_request_id: &'a str,
    refund_id: &'a str,
    refund_amount: AmountBody,
    #[serde(skip_serializing_if = "Option::is_none")]
    refund_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a str>,
}

/// The body of a notifyRefund.
pub(super) fn notification(notify_type: &'static str, facts: &RefundFacts) -> Vec<u8> {
    let succeeded = facts.result == ResultCode::Success;
    to_bytes(&Notification {
        notify_type,
        result: ResultBody::new(facts.result, Said::InNotifyRefund),
        refund_status: Refund::status_of(facts.result),
        refund_request_id: &facts.request_id,
        refund_id: facts.refund_id.as_str(),
        refund_amount: facts.amount.into(),
        refund_time: succeeded.then(|| antom_time(facts.at)),
        arn: facts.arn.as_deref(),
        metadata: facts.metadata.as_deref(),
    })
}
