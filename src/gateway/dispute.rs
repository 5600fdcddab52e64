//! Disputes, and what the shop may do about them: the verbs `acceptDispute`,
//! `supplyDefenseDocument` and `downloadDisputeEvidence` (file 16 of the protocol notes).

mod ending;
mod opening;
mod reasons;
mod record;
mod telling;
mod words;

use std::sync::Arc;

use jiff::Timestamp;

pub use self::record::{Dispute, DisputeStage};
pub use self::telling::DisputeFacts;
pub use self::words::{AcceptReason, DisputeNews, DisputeType, Verdict};
use super::agenda::{DisputeTimer, Timer};
use super::ids::DisputeId;
use super::moment::later;
use super::numbers::DisputePlace;
use super::{Gateway, Payment, Refusal, ResultCode};

/// Why a dispute was not moved on by a tester.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DisputeRefusal {
    /// There is no such payment or dispute; a sentence.
    Unknown(String),
    /// It is not in the state for it; a sentence.
    Impossible(String),
}

/// What the merchant did about a dispute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DisputeAnswered {
    /// `disputeId`.
    pub id: DisputeId,
    /// `disputeResolutionTime`.
    pub at: Timestamp,
}

impl Gateway {
    /// A dispute by its id, with its payment.
    #[must_use]
    pub fn dispute(&self, id: &str) -> Option<(&Dispute, &Payment)> {
        let (number, index) = self.dispute_index.get(id)?;
        let payment = &self.payments[*number];
        Some((&payment.disputes[*index], payment))
    }

    /// Every dispute with its payment, by their beginnings.
    #[must_use]
    pub fn disputes(&self) -> Vec<(&Dispute, &Payment)> {
        let disputes = self.payments.iter().flat_map(|payment| {
            let own = payment.disputes.iter();
            own.map(move |dispute| (dispute, payment))
        });
        let mut all: Vec<_> = disputes.collect();
        all.sort_by_key(|(dispute, _)| dispute.opened_at);
        all
    }

    /// The merchant accepts a dispute: the buyer keeps the money.
    ///
    /// # Errors
    /// A refusal: there is no such dispute, it was answered before, or its time is up.
    pub fn accept_dispute(&mut self, now: Timestamp, id: &str) -> Result<DisputeAnswered, Refusal> {
        let place = self.answerable(id)?;
        let reason = AcceptReason::MerchantAccepted;
        let ended = self.end_dispute(now, place, DisputeStage::Accepted { at: now, reason });
        let id = ended.id.clone();
        Ok(DisputeAnswered { id, at: now })
    }

    /// The merchant defends itself with evidence, in Base64 as it came.
    ///
    /// # Errors
    /// A refusal: there is no such dispute, it cannot be defended, it was answered before, or its
    /// time is up.
    pub fn supply_defense(
        &mut self,
        now: Timestamp,
        id: &str,
        evidence: Arc<str>,
    ) -> Result<DisputeAnswered, Refusal> {
        let (number, index) = self.answerable(id)?;
        let dispute = &mut self.payments[number].disputes[index];
        if !dispute.defendable {
            let why = format!("dispute {id} cannot be defended; accept it");
            return Err(Refusal::new(ResultCode::ParamIllegal, why));
        }
        dispute.evidence = Some(evidence);
        let (id, judgement) = (dispute.id.clone(), dispute.judgement);
        let timer = |what| Timer::Dispute(number, index, what);
        self.agenda.cancel(timer(DisputeTimer::Alert));
        self.agenda.cancel(timer(DisputeTimer::Due));
        if let Some(judgement) = judgement {
            let due = later(now, judgement.after);
            self.agenda.set(timer(DisputeTimer::Judgement), due);
        }
        self.come_to(
            now,
            (number, index),
            DisputeStage::DefenseSupplied { at: now },
        );
        Ok(DisputeAnswered { id, at: now })
    }

    /// The dispute that the shop asks about.
    ///
    /// # Errors
    /// `PARAM_ILLEGAL`: there is none of this id.
    pub fn known_dispute(&self, id: &str) -> Result<&Dispute, Refusal> {
        let found = self.dispute(id).ok_or_else(|| unknown(id));
        found.map(|(dispute, _)| dispute)
    }

    pub(super) fn dispute_place(&self, id: &str) -> Result<DisputePlace, DisputeRefusal> {
        let found = self.dispute_index.get(id).copied();
        found.ok_or_else(|| DisputeRefusal::Unknown(format!("there is no dispute \"{id}\"")))
    }

    /// A dispute that waits for the merchant. Which code tells what is not documented beyond the
    /// texts of file 16 §3.
    fn answerable(&self, id: &str) -> Result<DisputePlace, Refusal> {
        let place = *self.dispute_index.get(id).ok_or_else(|| unknown(id))?;
        let dispute = &self.payments[place.0].disputes[place.1];
        let (code, why) = match &dispute.stage {
            DisputeStage::Created | DisputeStage::DueAlert => return Ok(place),
            DisputeStage::DefenseSupplied { .. }
                if dispute.kind == DisputeType::ComplianceRequest =>
            {
                let why = "a compliance request is defended once";
                (ResultCode::DefenseExceedLimit, why.to_owned())
            }
            DisputeStage::DefenseSupplied { .. }
            | DisputeStage::Judged { .. }
            | DisputeStage::Accepted {
                reason: AcceptReason::MerchantAccepted,
                ..
            } => {
                let why = format!(
                    "dispute {id} was answered before; it is {}",
                    dispute.stage.name()
                );
                (ResultCode::RepeatRequest, why)
            }
            DisputeStage::Accepted { .. }
            | DisputeStage::Cancelled { .. }
            | DisputeStage::RdrResolved { .. } => {
                let why = format!(
                    "dispute {id} is over: {}; it could be answered until {}",
                    dispute.stage.name(),
                    dispute.due_at
                );
                (ResultCode::TimeExceedsLimit, why)
            }
        };
        Err(Refusal::new(code, why))
    }
}

impl Dispute {
    /// The evidence that the merchant supplied, in Base64 as it came.
    ///
    /// # Errors
    /// `PARAM_ILLEGAL`: nothing was supplied.
    pub fn supplied(&self) -> Result<&str, Refusal> {
        self.evidence.as_deref().ok_or_else(|| {
            let why = format!(
                "disputeEvidenceType: nothing was supplied for dispute {} yet; ask for DISPUTE_EVIDENCE_TEMPLATE",
                self.id
            );
            Refusal::new(ResultCode::ParamIllegal, why)
        })
    }
}

fn unknown(id: &str) -> Refusal {
    let why = format!("disputeId: there is no dispute \"{id}\"; take it from notifyDispute");
    Refusal::new(ResultCode::ParamIllegal, why)
}
