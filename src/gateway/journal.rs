//! What happened, in order.

use std::collections::VecDeque;

use jiff::Timestamp;

use super::ids::{NotificationId, PaymentId};

/// How many events are kept. An event takes a few hundred bytes; beyond this the oldest go.
const CAPACITY: usize = 10_000;

/// One thing that happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// 1 for the first event of the gateway, then counting up.
    pub sequence: u64,
    /// When, in virtual time.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// The payment it is about.
    pub payment_id: Option<PaymentId>,
    /// The notification it is about.
    pub notification_id: Option<NotificationId>,
    /// A sentence for people.
    pub text: String,
}

/// The kinds of event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "each event explains itself in its text")]
pub enum EventKind {
    PaymentCreated,
    ChallengeShown,
    ChallengeAnswered,
    CardDeclined,
    PaymentAuthorized,
    PaymentFailed,
    PaymentExpired,
    PaymentCancelled,
    PaymentReversed,
    IssuerAsked,
    BuyerLeft,
    BuyerReturned,
    CaptureStarted,
    PaymentCaptured,
    CaptureFailed,
    AuthorizationReleased,
    RefundStarted,
    PaymentRefunded,
    RefundFailed,
    NotificationScheduled,
    NotificationAttempted,
    NotificationExhausted,
    NotificationBlocked,
    OverrideArmed,
    OverrideUsed,
    OverrideTakenBack,
    ScenarioChanged,
}

impl EventKind {
    /// The kind as the admin API names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PaymentCreated => "PAYMENT_CREATED",
            Self::ChallengeShown => "CHALLENGE_SHOWN",
            Self::ChallengeAnswered => "CHALLENGE_ANSWERED",
            Self::CardDeclined => "CARD_DECLINED",
            Self::PaymentAuthorized => "PAYMENT_AUTHORIZED",
            Self::PaymentFailed => "PAYMENT_FAILED",
            Self::PaymentExpired => "PAYMENT_EXPIRED",
            Self::PaymentCancelled => "PAYMENT_CANCELLED",
            Self::PaymentReversed => "PAYMENT_REVERSED",
            Self::IssuerAsked => "ISSUER_ASKED",
            Self::BuyerLeft => "BUYER_LEFT",
            Self::BuyerReturned => "BUYER_RETURNED",
            Self::CaptureStarted => "CAPTURE_STARTED",
            Self::PaymentCaptured => "PAYMENT_CAPTURED",
            Self::CaptureFailed => "CAPTURE_FAILED",
            Self::AuthorizationReleased => "AUTHORIZATION_RELEASED",
            Self::RefundStarted => "REFUND_STARTED",
            Self::PaymentRefunded => "PAYMENT_REFUNDED",
            Self::RefundFailed => "REFUND_FAILED",
            Self::NotificationScheduled => "NOTIFICATION_SCHEDULED",
            Self::NotificationAttempted => "NOTIFICATION_ATTEMPTED",
            Self::NotificationExhausted => "NOTIFICATION_EXHAUSTED",
            Self::NotificationBlocked => "NOTIFICATION_BLOCKED",
            Self::OverrideArmed => "OVERRIDE_ARMED",
            Self::OverrideUsed => "OVERRIDE_USED",
            Self::OverrideTakenBack => "OVERRIDE_TAKEN_BACK",
            Self::ScenarioChanged => "SCENARIO_CHANGED",
        }
    }
}

/// The newest events; the oldest make room.
#[derive(Debug, Default)]
pub struct Journal {
    events: VecDeque<Event>,
    recorded: u64,
}

impl Journal {
    pub(crate) fn record(
        &mut self,
        at: Timestamp,
        kind: EventKind,
        payment_id: Option<&PaymentId>,
        notification_id: Option<&NotificationId>,
        text: String,
    ) {
        if self.events.len() == CAPACITY {
            self.events.pop_front();
        }
        self.recorded += 1;
        self.events.push_back(Event {
            sequence: self.recorded,
            at,
            kind,
            payment_id: payment_id.cloned(),
            notification_id: notification_id.cloned(),
            text,
        });
    }

    /// How many events ever happened; the newest has this sequence number.
    #[must_use]
    pub fn recorded(&self) -> u64 {
        self.recorded
    }

    /// How many of them are no longer here.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.recorded - self.events.len() as u64
    }

    /// The events still here whose sequence number is above `sequence`, oldest first.
    pub fn since(&self, sequence: u64) -> impl Iterator<Item = &Event> {
        let skip = sequence.saturating_sub(self.dropped());
        let skip = usize::try_from(skip).unwrap_or(usize::MAX);
        self.events.iter().skip(skip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_journal_says_what_it_dropped() {
        let mut journal = Journal::default();
        for _ in 0..CAPACITY + 5 {
            let kind = EventKind::BuyerLeft;
            journal.record(Timestamp::UNIX_EPOCH, kind, None, None, String::new());
        }
        assert_eq!(journal.dropped(), 5);
        assert_eq!(journal.since(0).count(), CAPACITY);
        let last = journal.recorded();
        assert_eq!(journal.since(last - 1).count(), 1);
        assert_eq!(journal.since(last).count(), 0);
    }
}
