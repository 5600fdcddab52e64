//! `inquiryRefund`: what is asked, and the view of a refund that answers (file 13 §4 of the
//! protocol notes).

use serde::Serialize;

use super::fields::{Node, Problems, read_body};
use super::{AmountBody, ResultBody, to_bytes};
use crate::gateway::{Refund, RefundKey, ResultCode, Said, antom_time};

/// Reads which refund is meant; `refundId` wins.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read(body: &[u8]) -> Result<RefundKey, Problems> {
    read_body(body, read_key)
}

fn read_key(root: Node<'_>) -> Option<RefundKey> {
    let id = root.field("refundId");
    let request_id = root.field("refundRequestId");
    let (id_text, request_text) = (id.text(64), request_id.text(64));
    root.field("merchantAccountId").text(32);
    match (id_text, request_text) {
        (Some(id), _) => Some(RefundKey::Id(id.to_owned())),
        (None, Some(id)) => Some(RefundKey::RequestId(id.to_owned())),
        (None, None) => {
            id.problem("or refundRequestId is required");
            None
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    result: ResultBody,
    refund_id: &'a str,
    refund_request_id: &'a str,
    refund_amount: AmountBody,
    refund_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    refund_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rrn: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a str>,
}

/// The answer about a refund that was found. Its `result` only says that the question was
/// answered; the refund's own state is `refundStatus`.
#[must_use]
pub fn answer(refund: &Refund) -> Vec<u8> {
    let references = refund.references.as_ref();
    to_bytes(&Answer {
        result: ResultBody::new(ResultCode::Success, Said::ByInquiryRefund),
        refund_id: refund.id.as_str(),
        refund_request_id: &refund.request_id,
        refund_amount: refund.amount.into(),
        refund_status: refund.status(),
        refund_time: refund.refunded_at().map(antom_time),
        arn: references.map(|one| one.arn.as_str()),
        rrn: references.map(|one| one.rrn.as_str()),
        metadata: refund.metadata.as_deref(),
    })
}
