//! A dispute as it is kept: what it is about, and where it stands.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::ids::DisputeId;
use super::super::money::amount::Amount;
use super::super::rules::playbook::Judgement;
use super::words::{AcceptReason, DisputeNews, DisputeType, Verdict};

/// A cardholder's complaint about a payment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Dispute {
    /// `disputeId`.
    pub id: DisputeId,
    /// `disputeType`; a retrieval request may become a chargeback.
    pub kind: DisputeType,
    /// `disputeAmount`.
    pub amount: Amount,
    /// `disputeReasonCode`, in the numbers of the card's scheme.
    pub reason_code: Option<String>,
    /// `disputeReasonMsg`.
    pub reason: String,
    /// `disputeTime`.
    pub opened_at: Timestamp,
    /// `defenseDueTime`: until then the merchant may answer.
    pub due_at: Timestamp,
    /// `defendable`.
    pub defendable: bool,
    /// Whether the payment may be refunded all the same.
    pub refundable: bool,
    /// When its money was frozen; never of a mere request for documents.
    pub charged_at: Option<Timestamp>,
    /// What the merchant supplied, in Base64 as it came.
    pub evidence: Option<Arc<str>>,
    /// Where it stands.
    pub stage: DisputeStage,
    /// How it will be judged once it is defended, if a rule says so.
    pub(crate) judgement: Option<Judgement>,
}

/// Where a dispute stands (file 16 §1), with what is known then.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DisputeStage {
    /// The merchant has to answer.
    Created,
    /// The merchant has to answer soon.
    DueAlert,
    /// The merchant answered with evidence, and the judgement is awaited.
    DefenseSupplied {
        /// When.
        at: Timestamp,
    },
    /// It was judged.
    Judged {
        /// `disputeJudgedTime`.
        at: Timestamp,
        /// `disputeJudgedResult`.
        result: Verdict,
        /// `disputeJudgedAmount`.
        amount: Amount,
    },
    /// The merchant has lost without a judgement.
    Accepted {
        /// `disputeAcceptTime`.
        at: Timestamp,
        /// `disputeAcceptReason`.
        reason: AcceptReason,
    },
    /// The cardholder withdrew it.
    Cancelled {
        /// When.
        at: Timestamp,
    },
    /// A rule for automatic refunds settled it: the buyer has the money.
    RdrResolved {
        /// When.
        at: Timestamp,
    },
}

impl DisputeStage {
    /// The stage as the admin API names it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::DueAlert => "DUE_ALERT",
            Self::DefenseSupplied { .. } => "DEFENSE_SUPPLIED",
            Self::Judged { .. } => "JUDGED",
            Self::Accepted { .. } => "ACCEPTED",
            Self::Cancelled { .. } => "CANCELLED",
            Self::RdrResolved { .. } => "RDR_RESOLVED",
        }
    }

    /// What the shop is told when a dispute comes to stand here.
    #[must_use]
    pub fn news(&self) -> DisputeNews {
        match self {
            Self::Created => DisputeNews::Created,
            Self::DueAlert => DisputeNews::DefenseDueAlert,
            Self::DefenseSupplied { .. } => DisputeNews::DefenseSupplied,
            Self::Judged { .. } => DisputeNews::Judged,
            Self::Accepted { .. } => DisputeNews::Accepted,
            Self::Cancelled { .. } => DisputeNews::Cancelled,
            Self::RdrResolved { .. } => DisputeNews::RdrResolved,
        }
    }
}

impl Dispute {
    /// Whether the merchant has still to answer.
    #[must_use]
    pub fn awaits_answer(&self) -> bool {
        matches!(self.stage, DisputeStage::Created | DisputeStage::DueAlert)
    }

    /// Whether nothing more comes of it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        !self.awaits_answer() && !matches!(self.stage, DisputeStage::DefenseSupplied { .. })
    }

    /// When it ended in the merchant's favour, if it did.
    #[must_use]
    pub fn won_at(&self) -> Option<Timestamp> {
        match self.stage {
            DisputeStage::Judged { at, result, .. } if result.is_for_merchant() => Some(at),
            DisputeStage::Cancelled { at } => Some(at),
            _ => None,
        }
    }

    /// How much the cardholder claims, or got, in minor units.
    #[must_use]
    pub fn claimed_value(&self) -> u64 {
        match self.stage {
            _ if self.won_at().is_some() => 0,
            // A request for documents that was answered.
            _ if self.is_over() && self.charged_at.is_none() => 0,
            DisputeStage::Judged { amount, .. } => amount.value,
            _ => self.amount.value,
        }
    }

    /// Whether its money is frozen, or gone for good.
    #[must_use]
    pub fn holds_money(&self) -> bool {
        self.charged_at.is_some() && self.won_at().is_none()
    }
}
