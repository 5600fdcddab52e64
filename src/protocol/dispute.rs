//! `acceptDispute`, `supplyDefenseDocument`, `downloadDisputeEvidence` and notifyDispute (file 16
//! of the protocol notes).

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::fields::{Node, Problems, read_body};
use super::{AmountBody, ResultBody, evidence, to_bytes};
use crate::gateway::{
    CaptureId, Dispute, DisputeAnswered, DisputeFacts, DisputeNews, DisputeStage, ResultCode, Said,
    Verdict, antom_time,
};

/// The most characters of `disputeEvidence`.
const EVIDENCE_MAX: usize = 1_000_000;

/// A request of `supplyDefenseDocument`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Defense {
    /// `disputeId`.
    pub id: String,
    /// `disputeEvidence`, in Base64 as it came.
    pub evidence: Arc<str>,
}

/// A request of `downloadDisputeEvidence`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Download {
    /// `disputeId`.
    pub id: String,
    /// `disputeEvidenceType`.
    pub wanted: Wanted,
}

/// `disputeEvidenceType`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// `DISPUTE_EVIDENCE_TEMPLATE`: a form to fill in.
    Template,
    /// `DISPUTE_EVIDENCE_FILE`: what the merchant supplied.
    File,
}

/// Reads which dispute is accepted.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read_accept(body: &[u8]) -> Result<String, Problems> {
    read_body(body, dispute_id)
}

/// Reads a defence.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read_supply(body: &[u8]) -> Result<Defense, Problems> {
    read_body(body, |root| {
        let id = dispute_id(root);
        let evidence = root.field("disputeEvidence").required();
        let text = evidence.text(EVIDENCE_MAX)?;
        if !is_document(text) {
            evidence.problem("must be the document in Base64, with its padding");
            return None;
        }
        Some(Defense {
            id: id?,
            evidence: text.into(),
        })
    })
}

/// Reads which evidence is wanted.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read_download(body: &[u8]) -> Result<Download, Problems> {
    read_body(body, |root| {
        let id = dispute_id(root);
        let wanted = root.field("disputeEvidenceType").required();
        let wanted = wanted.one_of(&["DISPUTE_EVIDENCE_TEMPLATE", "DISPUTE_EVIDENCE_FILE"])?;
        let wanted = match wanted {
            "DISPUTE_EVIDENCE_FILE" => Wanted::File,
            _ => Wanted::Template,
        };
        Some(Download { id: id?, wanted })
    })
}

fn dispute_id(root: Node<'_>) -> Option<String> {
    let id = root.field("disputeId").required().text(64);
    id.map(str::to_owned)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    result: ResultBody,
    dispute_id: &'a str,
    dispute_resolution_time: String,
}

/// The answer to an acceptance or a defence.
#[must_use]
pub fn answer(done: &DisputeAnswered) -> Vec<u8> {
    to_bytes(&Answer {
        result: ResultBody::new(ResultCode::Success, Said::ByDispute),
        dispute_id: done.id.as_str(),
        dispute_resolution_time: antom_time(done.at),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Downloaded<'a> {
    result: ResultBody,
    dispute_evidence: &'a str,
    dispute_evidence_format: &'static str,
}

/// The answer with the form for a defence.
#[must_use]
pub fn template(dispute: &Dispute) -> Vec<u8> {
    downloaded(&filled_form(dispute))
}

/// The form for a defence, in Base64.
#[must_use]
pub fn filled_form(dispute: &Dispute) -> String {
    STANDARD.encode(evidence::template(dispute))
}

/// Whether this can be `disputeEvidence`: Base64 of something, and not too long.
#[must_use]
pub fn is_document(evidence: &str) -> bool {
    let fits = (1..=EVIDENCE_MAX).contains(&evidence.chars().count());
    fits && STANDARD.decode(evidence).is_ok()
}

/// The answer with what was supplied, in Base64.
#[must_use]
pub fn file(supplied: &str) -> Vec<u8> {
    downloaded(supplied)
}

fn downloaded(base64: &str) -> Vec<u8> {
    let document = STANDARD.decode(base64).unwrap_or_default();
    to_bytes(&Downloaded {
        result: ResultBody::new(ResultCode::Success, Said::ByDispute),
        dispute_evidence: base64,
        dispute_evidence_format: evidence::format_of(&document),
    })
}

/// Without `notifyType` and `result`: what it tells is `disputeNotificationType` (file 16 §2).
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Notification<'a> {
    payment_request_id: &'a str,
    payment_id: &'a str,
    dispute_id: &'a str,
    dispute_notification_type: &'static str,
    dispute_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute_amount: Option<AmountBody>,
    dispute_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute_reason_code: Option<&'a str>,
    dispute_reason_msg: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute_source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    defense_due_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    defendable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute_judged_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute_judged_amount: Option<AmountBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute_judged_result: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute_accept_reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dispute_accept_time: Option<String>,
    arn: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    capture_id: Option<&'a str>,
}

/// The body of a notifyDispute.
pub(super) fn notification(facts: &DisputeFacts) -> Vec<u8> {
    let dispute = &facts.dispute;
    // One that a refund rule settled was never to be answered.
    let is_asked = !matches!(dispute.stage, DisputeStage::RdrResolved { .. });
    let mut body = Notification {
        payment_request_id: &facts.request_id,
        payment_id: facts.payment_id.as_str(),
        dispute_id: dispute.id.as_str(),
        dispute_notification_type: facts.news.name(),
        dispute_time: antom_time(dispute.opened_at),
        dispute_amount: Some(dispute.amount.into()),
        dispute_type: dispute.kind.name(),
        dispute_reason_code: dispute.reason_code.as_deref(),
        dispute_reason_msg: &dispute.reason,
        dispute_source: facts.source.as_deref(),
        defense_due_time: is_asked.then(|| antom_time(dispute.due_at)),
        defendable: is_asked.then_some(dispute.defendable),
        arn: &facts.arn,
        capture_id: facts.capture_id.as_ref().map(CaptureId::as_str),
        ..Notification::default()
    };
    match &dispute.stage {
        DisputeStage::Judged { at, result, amount } => {
            body.dispute_judged_time = Some(antom_time(*at));
            body.dispute_judged_amount = Some((*amount).into());
            body.dispute_judged_result = Some(result.name());
        }
        DisputeStage::Accepted { at, reason } => {
            body.dispute_accept_reason = Some(reason.name());
            body.dispute_accept_time = Some(antom_time(*at));
        }
        _ => {}
    }
    to_bytes(&body)
}

/// The contrary of what a notifyDispute tells: the other side wins, an open dispute is over, and
/// one that is over has just begun.
pub(super) fn turn_around(message: &mut Map<String, Value>) {
    if let Some(result) = message.get_mut("disputeJudgedResult") {
        let was_lost = [Verdict::ValidateFail, Verdict::AcceptByMerchant];
        let was_lost = was_lost.iter().any(|verdict| *result == verdict.name());
        let contrary = if was_lost {
            Verdict::ValidateSuccess
        } else {
            Verdict::ValidateFail
        };
        *result = json!(contrary.name());
    } else if let Some(news) = message.get_mut("disputeNotificationType") {
        let is_over = [
            DisputeNews::Accepted,
            DisputeNews::Cancelled,
            DisputeNews::RdrResolved,
        ];
        let is_over = is_over.iter().any(|over| *news == over.name());
        let contrary = if is_over {
            DisputeNews::Created
        } else {
            DisputeNews::Cancelled
        };
        *news = json!(contrary.name());
        message.retain(|name, _| !name.starts_with("disputeAccept"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contrary_of_each_news_is_told() {
        for (message, contrary) in [
            (
                json!({"disputeNotificationType": "DISPUTE_JUDGED", "disputeJudgedResult": "VALIDATE_FAIL"}),
                json!({"disputeNotificationType": "DISPUTE_JUDGED", "disputeJudgedResult": "VALIDATE_SUCCESS"}),
            ),
            (
                json!({"disputeNotificationType": "DISPUTE_JUDGED", "disputeJudgedResult": "ACCEPT_BY_CUSTOMER"}),
                json!({"disputeNotificationType": "DISPUTE_JUDGED", "disputeJudgedResult": "VALIDATE_FAIL"}),
            ),
            (
                json!({"disputeNotificationType": "DISPUTE_ACCEPTED", "disputeAcceptReason": "TIMEOUT"}),
                json!({"disputeNotificationType": "DISPUTE_CREATED"}),
            ),
            (
                json!({"disputeNotificationType": "DISPUTE_CREATED"}),
                json!({"disputeNotificationType": "DISPUTE_CANCELLED"}),
            ),
        ] {
            let mut message = message.as_object().expect("an object").clone();
            turn_around(&mut message);
            assert_eq!(Value::from(message), contrary);
        }
    }
}
