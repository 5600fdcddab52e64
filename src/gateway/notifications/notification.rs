//! Notifications: what a shop is told, every attempt to tell it, and when the next one comes.
//!
//! Facts: file 05 of the protocol notes.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::super::dispute::DisputeFacts;
use super::super::ids::{CaptureId, NotificationId, PaymentId, RefundId};
use super::super::money::amount::Amount;
use super::super::numbers::PaymentNo;
use super::super::numbers::VaultingNo;
use super::super::payment::CardResult;
use super::super::result::ResultCode;
use super::super::rules::playbook::{NotifyType, Spoil};
use super::super::vaulting::VaultedCard;

/// A message to the shop and its fate.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notification {
    /// Our id, `ntf-1`.
    pub id: NotificationId,
    /// The payment it is about; that of a vaulting is about none.
    pub payment_id: Option<PaymentId>,
    pub(crate) subject: Subject,
    /// Where it goes; `None` when neither the request nor the merchant named a URL.
    pub url: Option<Arc<str>>,
    /// What it says: frozen when it was written.
    pub content: Content,
    /// How it stands.
    pub state: State,
    /// Every attempt, oldest first.
    pub attempts: Vec<Attempt>,
    /// How many attempts of the schedule were made; attempts on demand do not count.
    pub(crate) scheduled_attempts: usize,
    /// What the rules did to the time of its next attempt.
    pub(crate) moved: Option<Spoil>,
    /// When it is sent again; the merchant's usual schedule when absent.
    pub(crate) retry: Option<RetrySchedule>,
}

/// What a notification is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Subject {
    /// A payment, be it one of its captures, refunds or disputes.
    Payment(PaymentNo),
    /// A card that was to be stored without a payment.
    Vaulting(VaultingNo),
}

/// The facts a notification carries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Content {
    /// notifyPayment, `PAYMENT_RESULT`.
    Payment(PaymentFacts),
    /// notifyPayment, `PAYMENT_PENDING`: it is not over yet.
    Pending(PaymentFacts),
    /// notifyCapture, `CAPTURE_RESULT`.
    Capture(CaptureFacts),
    /// notifyRefund, `REFUND_RESULT`.
    Refund(RefundFacts),
    /// notifyDispute, which names no `notifyType`.
    Dispute(Box<DisputeFacts>),
    /// notifyVaulting.
    Vaulting(Box<VaultingFacts>),
}

impl Content {
    /// `notifyType`, or what stands for it here.
    #[must_use]
    pub fn notify_type(&self) -> NotifyType {
        match self {
            Self::Payment(_) => NotifyType::PaymentResult,
            Self::Pending(_) => NotifyType::PaymentPending,
            Self::Capture(_) => NotifyType::CaptureResult,
            Self::Refund(_) => NotifyType::RefundResult,
            Self::Dispute(_) => NotifyType::Dispute,
            Self::Vaulting(_) => NotifyType::VaultingResult,
        }
    }

    /// Where it goes, given the URL of the request that it is about and that of the merchant. A
    /// dispute knows the merchant's only (file 16 §2).
    pub(in crate::gateway) fn destination<'a>(
        &'a self,
        of_request: Option<&'a String>,
        of_merchant: Option<&'a String>,
    ) -> Option<&'a String> {
        match self {
            Self::Dispute(_) => of_merchant,
            Self::Refund(facts) => facts.notify_url.as_ref().or(of_request).or(of_merchant),
            Self::Payment(_) | Self::Pending(_) | Self::Capture(_) | Self::Vaulting(_) => {
                of_request.or(of_merchant)
            }
        }
    }
}

/// The facts of a notifyPayment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PaymentFacts {
    /// `SUCCESS`, or why the payment failed.
    pub result: ResultCode,
    /// `paymentRequestId`.
    pub request_id: String,
    /// `paymentId`.
    pub payment_id: PaymentId,
    /// `paymentAmount`.
    pub amount: Amount,
    /// `paymentCreateTime`.
    pub created_at: Timestamp,
    /// `paymentTime`, when paid.
    pub paid_at: Option<Timestamp>,
    /// The card, when one was used.
    pub card: Option<Arc<CardResult>>,
}

/// The facts of a notifyCapture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CaptureFacts {
    /// `SUCCESS`, or why the capture failed.
    pub result: ResultCode,
    /// `captureRequestId`.
    pub request_id: String,
    /// `captureId`.
    pub capture_id: CaptureId,
    /// `paymentId`.
    pub payment_id: PaymentId,
    /// `captureAmount`.
    pub amount: Amount,
    /// `captureTime`.
    pub at: Timestamp,
    /// `acquirerReferenceNo`; not told when absent.
    pub acquirer_reference_no: Option<String>,
}

/// The facts of a notifyRefund. It names no payment (file 13 §5 of the protocol notes).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RefundFacts {
    /// `SUCCESS`, or why the refund failed.
    pub result: ResultCode,
    /// `refundRequestId`.
    pub request_id: String,
    /// `refundId`.
    pub refund_id: RefundId,
    /// `refundAmount`.
    pub amount: Amount,
    /// When it ended; `refundTime` if it succeeded.
    pub at: Timestamp,
    /// `arn`, if it succeeded.
    #[serde(default)]
    pub arn: Option<String>,
    /// `metadata` of the request.
    pub metadata: Option<String>,
    /// `refundNotifyUrl`, if the request had one.
    pub notify_url: Option<String>,
}

/// The facts of a notifyVaulting. It names no payment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VaultingFacts {
    /// `SUCCESS`, or that the card could not be verified.
    pub result: ResultCode,
    /// `vaultingRequestId`.
    pub request_id: String,
    /// The card, if it was stored.
    pub card: Option<VaultedCard>,
    /// `vaultingCreateTime`.
    pub created_at: Timestamp,
    /// `metadata` of the request.
    pub metadata: Option<String>,
}

impl Notification {
    /// The id of what it is about: `paymentId`, or the shop's `vaultingRequestId`.
    #[must_use]
    pub fn subject_id(&self) -> &str {
        let payment = self.payment_id.as_ref().map(PaymentId::as_str);
        payment
            .or_else(|| self.vaulting_request_id())
            .unwrap_or_default()
    }

    /// The vaulting it is about, by the shop's id.
    #[must_use]
    pub fn vaulting_request_id(&self) -> Option<&str> {
        match &self.content {
            Content::Vaulting(facts) => Some(&facts.request_id),
            _ => None,
        }
    }
}

/// How a notification stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum State {
    /// An attempt is to come, or under way.
    Pending {
        /// When the next attempt is due; `None` while one is under way.
        next_attempt_at: Option<Timestamp>,
    },
    /// The shop acknowledged it.
    Accepted,
    /// The schedule is used up and the shop never acknowledged it.
    Exhausted,
    /// It may not be sent to where it was to go.
    Blocked {
        /// Why not, and what to do.
        why: String,
    },
}

impl State {
    /// The state as the admin API names it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Pending { .. } => "PENDING",
            Self::Accepted => "ACCEPTED",
            Self::Exhausted => "EXHAUSTED",
            Self::Blocked { .. } => "BLOCKED",
        }
    }
}

/// One attempt to deliver a notification.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attempt {
    /// When it was made, in virtual time.
    pub at: Timestamp,
    /// The headers that were sent.
    pub request_headers: Vec<(String, String)>,
    /// The very bytes that were sent and signed.
    pub request_body: Arc<str>,
    /// What came of it.
    pub outcome: Outcome,
    /// The verdict in words.
    pub reason: String,
    /// What went wrong with it on purpose, in words.
    pub fault: Option<Cow<'static, str>>,
    /// The status of the shop's answer, if there was one.
    pub http_status: Option<u16>,
    /// The head of the shop's answer.
    pub response_body: String,
    /// How long the shop took, in wall time.
    pub duration: SignedDuration,
}

/// What came of an attempt.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    /// The shop acknowledged in the documented form.
    Accepted,
    /// The shop answered something else.
    Refused,
    /// The shop did not answer in time.
    TimedOut,
    /// No connection, or it broke.
    Unreachable,
    /// Not sent: the address is not one this sandbox may call.
    Blocked,
    /// Not sent: a scenario lets it get lost on the way.
    Lost,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Accepted,
        Self::Refused,
        Self::TimedOut,
        Self::Unreachable,
        Self::Blocked,
        Self::Lost,
    ];

    /// The outcome as the admin API names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "ACCEPTED",
            Self::Refused => "REFUSED",
            Self::TimedOut => "TIMED_OUT",
            Self::Unreachable => "UNREACHABLE",
            Self::Blocked => "BLOCKED",
            Self::Lost => "LOST",
        }
    }
}

/// When a notification that was not acknowledged is sent again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RetrySchedule {
    /// From each attempt to the next; the first attempt needs no gap.
    gaps: Vec<SignedDuration>,
}

impl RetrySchedule {
    /// Antom's documented schedule: eight attempts. The documents give intervals and a window of
    /// 24 hours that they slightly exceed; we count each from the attempt before (file 05 §5).
    #[must_use]
    pub fn documented() -> Self {
        let gaps = [2, 10, 10, 60, 120, 360, 900];
        Self {
            gaps: gaps.map(SignedDuration::from_mins).to_vec(),
        }
    }

    /// A schedule of one's own: the gaps between the attempts.
    #[must_use]
    pub fn of(gaps: Vec<SignedDuration>) -> Self {
        Self { gaps }
    }

    /// Antom's own sandbox never sends again.
    #[must_use]
    pub fn never() -> Self {
        Self { gaps: Vec::new() }
    }

    /// The gap after so many attempts; `None` when that was the last.
    #[must_use]
    pub fn gap_after(&self, attempts: usize) -> Option<SignedDuration> {
        self.gaps.get(attempts.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_schedule_has_eight_attempts_over_24_hours_and_22_minutes() {
        let schedule = RetrySchedule::documented();
        let mut offset = SignedDuration::ZERO;
        let mut offsets = vec![offset];
        for attempts in 1.. {
            let Some(gap) = schedule.gap_after(attempts) else {
                break;
            };
            offset += gap;
            offsets.push(offset);
        }
        let minutes: Vec<_> = offsets.iter().map(SignedDuration::as_mins).collect();
        assert_eq!(minutes, [0, 2, 12, 22, 82, 202, 562, 1462]);
    }
}
