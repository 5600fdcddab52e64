//! Disputes as a rule, or a tester, wants them.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::gateway::dispute::{DisputeType, Verdict};

/// A dispute that opens by itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DisputePlan {
    /// From the capture on.
    pub after: SignedDuration,
    /// What it is like.
    pub terms: DisputeTerms,
}

/// What a dispute is like. What is absent is as usual.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DisputeTerms {
    /// `disputeType`.
    pub kind: DisputeType,
    /// How much, in minor units of the payment's currency; all that was captured when absent.
    pub value: Option<u64>,
    /// `disputeReasonCode`; the usual one of the card's scheme when absent.
    pub reason_code: Option<String>,
    /// `disputeReasonMsg`; what goes with the code when absent.
    pub reason: Option<String>,
    /// How long the merchant may take to answer; a week when absent.
    pub due_in: Option<SignedDuration>,
    /// Whether the merchant may defend.
    pub defendable: bool,
    /// Whether the payment may be refunded meanwhile.
    pub refundable: bool,
    /// Whether a rule for automatic refunds settles it at once.
    pub rdr: bool,
    /// How it is judged once it is defended; it waits for a tester when absent.
    pub judgement: Option<Judgement>,
    /// When the cardholder withdraws it, from its beginning on; never when absent.
    pub withdrawn_after: Option<SignedDuration>,
}

/// A judgement to come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Judgement {
    /// `disputeJudgedResult`.
    pub result: Verdict,
    /// From the defence on.
    pub after: SignedDuration,
}

impl Default for DisputeTerms {
    fn default() -> Self {
        Self {
            kind: DisputeType::Chargeback,
            value: None,
            reason_code: None,
            reason: None,
            due_in: None,
            defendable: true,
            refundable: false,
            rdr: false,
            judgement: None,
            withdrawn_after: None,
        }
    }
}
