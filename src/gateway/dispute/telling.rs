//! What the shop is told of a dispute, and what the journal says.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::chance::Purpose;
use super::super::ids::{CaptureId, PaymentId};
use super::super::notifications::notification::Content;
use super::super::numbers::DisputePlace;
use super::super::numbers::PaymentNo;
use super::super::payment::Payment;
use super::super::{EventKind, Gateway, ResultCode};
use super::reasons;
use super::record::{Dispute, DisputeStage};
use super::words::DisputeNews;

/// The facts of a notifyDispute.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DisputeFacts {
    /// `disputeNotificationType`.
    pub news: DisputeNews,
    /// `paymentRequestId`.
    pub request_id: String,
    /// `paymentId`.
    pub payment_id: PaymentId,
    /// `captureId` of the money in question.
    pub capture_id: Option<CaptureId>,
    /// `disputeSource`: the card's scheme.
    pub source: Option<String>,
    /// `arn`.
    pub arn: String,
    /// The dispute, as it stood.
    pub dispute: Dispute,
}

impl Gateway {
    /// Moves a dispute on, writes it down, and tells the shop.
    pub(super) fn come_to(&mut self, now: Timestamp, place: DisputePlace, stage: DisputeStage) {
        let (number, index) = place;
        let dispute = &mut self.payments[number].disputes[index];
        dispute.stage = stage;
        let (kind, text) = what_happened(dispute);
        self.record(now, kind, number, text);
        self.tell_dispute(now, place);
    }

    fn tell_dispute(&mut self, now: Timestamp, (number, index): DisputePlace) {
        let payment = &self.payments[number];
        let dispute = payment.disputes[index].clone();
        let facts = DisputeFacts {
            news: dispute.stage.news(),
            request_id: payment.order.request_id.clone(),
            payment_id: payment.id.clone(),
            capture_id: payment.taken().map(|capture| capture.id.clone()),
            source: payment.scheme(),
            arn: self.arn(number),
            dispute,
        };
        self.notify(now, number, Content::Dispute(Box::new(facts)));
    }

    /// The acquirer reference number of a payment: what a rule gives its card, or 23 digits of
    /// its own, as the schemes have them.
    pub(in super::super) fn arn(&self, number: PaymentNo) -> String {
        let told = self.payments[number].acquirer_reference_no();
        told.unwrap_or_else(|| {
            let mut draw = self.chance.draw(Purpose::Arn, number as u64);
            format!("7{}", draw.digits(22))
        })
    }
}

impl Payment {
    /// The capture that took its money.
    pub(in super::super) fn taken(&self) -> Option<&super::super::Capture> {
        let mut captures = self.captures.iter();
        captures.find(|capture| capture.result == ResultCode::Success)
    }

    fn scheme(&self) -> Option<String> {
        let card = &self.authorization()?.card;
        Some(reasons::source(card.brand).to_owned())
    }
}

fn what_happened(dispute: &Dispute) -> (EventKind, String) {
    let (id, amount, kind) = (&dispute.id, dispute.amount, dispute.kind.name());
    match &dispute.stage {
        DisputeStage::Created => {
            let due = dispute.due_at;
            let reason = match &dispute.reason_code {
                Some(code) => format!("{code}, {}", dispute.reason),
                None => dispute.reason.clone(),
            };
            let text = format!("dispute {id}: {kind} of {amount} ({reason}), due by {due}");
            (EventKind::DisputeOpened, text)
        }
        DisputeStage::DueAlert => {
            let text = format!("dispute {id} has to be answered by {}", dispute.due_at);
            (EventKind::DisputeDueAlert, text)
        }
        DisputeStage::DefenseSupplied { .. } => {
            let text = format!("the shop defends itself in dispute {id}");
            (EventKind::DisputeDefended, text)
        }
        DisputeStage::Judged { result, amount, .. } => {
            let whose = if result.is_for_merchant() {
                "the shop keeps the money"
            } else {
                "the buyer keeps the money"
            };
            let result = result.name();
            let text = format!("dispute {id} was judged {result} over {amount}: {whose}");
            (EventKind::DisputeJudged, text)
        }
        DisputeStage::Accepted { reason, .. } => {
            let text = format!("dispute {id} over {amount} was accepted: {}", reason.name());
            (EventKind::DisputeAccepted, text)
        }
        DisputeStage::Cancelled { .. } => {
            let text = format!("the cardholder withdrew dispute {id}; {amount} is free again");
            (EventKind::DisputeCancelled, text)
        }
        DisputeStage::RdrResolved { .. } => {
            let text = format!("dispute {id} was settled by a refund rule: {amount} went back");
            (EventKind::DisputeRdrResolved, text)
        }
    }
}
