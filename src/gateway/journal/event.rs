//! One thing that happened, and how it is put together.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::ids::{NotificationId, PaymentId};
use super::super::notifications::notification::{Notification, Outcome};
use super::super::operation::Operation;
use super::super::payment::Payment;
use super::super::result::ResultCode;
use super::super::rules::playbook::NotifyType;
use super::super::vaulting::Vaulting;
use super::kind::{EventKind, Finding};

/// One thing that happened. Nothing in it comes from the wall's clock: the same calls at the same
/// virtual times make the same events.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// 1 for the first event of the gateway, then counting up.
    pub sequence: u64,
    /// When, in virtual time.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// The payment it is about.
    pub payment_id: Option<PaymentId>,
    /// The shop's id of that payment, `paymentRequestId`.
    pub payment_request_id: Option<String>,
    /// The order of that payment, `order.referenceOrderId`.
    pub order: Option<String>,
    /// The vaulting it is about, by the shop's `vaultingRequestId`.
    #[serde(default)]
    pub vaulting_request_id: Option<String>,
    /// The notification it is about.
    pub notification_id: Option<NotificationId>,
    /// What the notification tells of.
    pub notify_type: Option<NotifyType>,
    /// The how-manieth attempt to deliver the notification, from 1.
    pub attempt: Option<usize>,
    /// What came of the attempt.
    pub outcome: Option<Outcome>,
    /// The kept call it is about: 7 for `req-7`.
    pub request: Option<u64>,
    /// The operation that was called.
    pub api: Option<Operation>,
    /// `resultCode` of the answer.
    pub result_code: Option<ResultCode>,
    /// What the shop did wrong.
    pub finding: Option<Finding>,
    /// A sentence for people.
    pub text: String,
}

impl Event {
    /// Something that is about nothing in particular, yet. The journal sets sequence and time.
    pub(crate) fn new(kind: EventKind, text: impl Into<String>) -> Self {
        Self {
            sequence: 0,
            at: Timestamp::UNIX_EPOCH,
            kind,
            payment_id: None,
            payment_request_id: None,
            order: None,
            vaulting_request_id: None,
            notification_id: None,
            notify_type: None,
            attempt: None,
            outcome: None,
            request: None,
            api: None,
            result_code: None,
            finding: None,
            text: text.into(),
        }
    }

    /// Something that the shop did wrong.
    pub(crate) fn found(finding: Finding, text: impl Into<String>) -> Self {
        let mut event = Self::new(EventKind::Finding, text);
        event.finding = Some(finding);
        event
    }

    /// The event, about a payment.
    pub(crate) fn about(mut self, payment: &Payment) -> Self {
        self.payment_id = Some(payment.id.clone());
        self.payment_request_id = Some(payment.order.request_id.clone());
        self.order = Some(payment.order.order_reference.clone());
        self
    }

    /// The event, about a vaulting.
    pub(crate) fn about_vaulting(mut self, vaulting: &Vaulting) -> Self {
        self.vaulting_request_id = Some(vaulting.order.request_id.clone());
        self
    }

    /// The event, about a notification; after an attempt, about the newest one.
    pub(crate) fn of_notification(mut self, notification: &Notification) -> Self {
        self.notification_id = Some(notification.id.clone());
        self.notify_type = Some(notification.content.notify_type());
        if matches!(
            self.kind,
            EventKind::NotificationAttempted | EventKind::Finding
        ) {
            self.attempt = Some(notification.attempts.len());
            self.outcome = notification.attempts.last().map(|attempt| attempt.outcome);
        }
        self
    }
}
