//! What goes wrong with answers and notifications on their way.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// What goes wrong with the answer of a call.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AnswerFault {
    /// How long the answer is held back: in real time, or until the merchant's clock was advanced
    /// so far, whichever comes first.
    pub delay: Option<SignedDuration>,
    /// Whether the call is carried out all the same.
    pub performed: bool,
    /// What becomes of the answer; only late when absent.
    pub spoiled: Option<SpoiledAnswer>,
}

/// What becomes of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpoiledAnswer {
    /// There is none: the connection stays open and silent.
    Never,
    /// The connection is reset.
    Reset,
    /// Half of the body, then the connection ends.
    CutBody,
    /// The headers and half of the body at once, the rest after the delay.
    SlowBody,
    /// A signed answer without a body.
    EmptyBody,
    /// A page of a proxy, HTTP 200.
    Html,
    /// Text that is no JSON.
    NotJson,
    /// JSON without `result`.
    NoResult,
    /// HTTP 500, with an error page.
    Http500,
    /// HTTP 502, with an error page.
    Http502,
    /// HTTP 429, with an error page.
    Http429,
    /// The right answer without a signature.
    Unsigned,
    /// The right answer under a signature of another text.
    WrongSignature,
    /// The right answer, signed with a key that is not Antom's.
    WrongKey,
    /// `UNKNOWN_EXCEPTION`, status U.
    Unknown,
    /// `PAYMENT_IN_PROCESS`, status U, without the URL to send the buyer to.
    NoUrl,
    /// `REQUEST_TRAFFIC_EXCEED_LIMIT`, status U.
    TrafficLimit,
}

/// What goes wrong with a notification.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NotificationFault {
    /// The notifications that are meant; all types when absent.
    pub notify_type: Option<NotifyType>,
    /// Which of its attempts.
    pub attempts: Attempts,
    /// What goes wrong.
    pub spoil: Spoil,
}

/// Which attempts to deliver a notification, by the number they have in its schedule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Attempts {
    /// Every attempt.
    All,
    /// These, from 1.
    These(Vec<usize>),
}

/// `notifyType`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NotifyType {
    /// The end of a payment.
    PaymentResult,
    /// A payment that is still in process.
    PaymentPending,
    /// The end of a capture.
    CaptureResult,
    /// The end of a refund.
    RefundResult,
    /// The end of a vaulting. The value is not public (file 12 §5 of the protocol notes).
    VaultingResult,
    /// Whatever happens to a dispute; its message has no `notifyType`.
    Dispute,
}

impl NotifyType {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::PaymentResult,
        Self::PaymentPending,
        Self::CaptureResult,
        Self::RefundResult,
        Self::VaultingResult,
        Self::Dispute,
    ];

    /// The type as it stands on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PaymentResult => "PAYMENT_RESULT",
            Self::PaymentPending => "PAYMENT_PENDING",
            Self::CaptureResult => "CAPTURE_RESULT",
            Self::RefundResult => "REFUND_RESULT",
            Self::VaultingResult => "VAULTING_RESULT",
            Self::Dispute => "DISPUTE",
        }
    }
}

/// What goes wrong with an attempt, or with the order of attempts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spoil {
    /// Lost on the way: the shop never sees it, the schedule goes on.
    Drop,
    /// So much later than due.
    Late(SignedDuration),
    /// Sent twice, one right after the other.
    Duplicate,
    /// Changes places with the capture's notification: the payment's comes after it.
    Swap,
    /// Sent before `pay` is answered. The automatic buyer acts at once.
    BeforeAnswer,
    /// Sent before the buyer's browser goes back to the shop.
    BeforeRedirect,
    /// Its `request-time` lies so far in the past, and is signed.
    StaleTime(SignedDuration),
    /// Forged: without a signature.
    Unsigned,
    /// Forged: signed with a key that is not Antom's.
    WrongKey,
    /// Forged: under a signature of another text.
    WrongSignature,
    /// Forged: one byte changed after signing.
    ChangedBody,
    /// Forged: another amount, properly signed.
    ChangedAmount,
    /// Forged: about a payment that is not this shop's, properly signed.
    OtherPayment,
    /// Says the contrary of what an inquiry says.
    Contradict,
    /// A `PAYMENT_PENDING` comes before it.
    PendingFirst,
    /// Sent once more, so long after it was acknowledged.
    Again(SignedDuration),
}

impl Spoil {
    /// Whether the attempt is a forger's. An acknowledgement of it counts for nothing.
    #[must_use]
    pub fn is_forged(self) -> bool {
        self.has_bad_signature() || matches!(self, Self::ChangedAmount | Self::OtherPayment)
    }

    /// Whether a shop that verifies signatures cannot but refuse it.
    #[must_use]
    pub fn has_bad_signature(self) -> bool {
        matches!(
            self,
            Self::Unsigned | Self::WrongKey | Self::WrongSignature | Self::ChangedBody
        )
    }
}

impl NotificationFault {
    /// Whether it is aimed at this attempt, by its number from 1, of a notification.
    #[must_use]
    pub fn is_aimed_at(&self, notify_type: NotifyType, attempt: usize) -> bool {
        let this_attempt = match &self.attempts {
            Attempts::All => true,
            Attempts::These(numbers) => numbers.contains(&attempt),
        };
        this_attempt && self.notify_type.is_none_or(|wanted| wanted == notify_type)
    }
}
