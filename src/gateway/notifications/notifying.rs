//! How notifications are written and find their place on the agenda.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::agenda::Timer;
use super::super::chance::Purpose;
use super::super::moment::later;
use super::super::numbers::PaymentNo;
use super::super::payment::Stage;
use super::super::rules::decision::Decision;
use super::super::rules::playbook::{NotifyType, Spoil};
use super::super::verbs::inquiry::code_of_open_payment;
use super::super::{Event, EventKind, Gateway, NotificationId, ResultCode};
use super::delivering::{delays, only};
use super::notification::{Content, Notification, PaymentFacts, State, Subject};

/// A notification comes three to five seconds after what it tells (file 05 §1).
const NOTIFY_SECONDS: (u64, u64) = (3, 5);

/// How long a payment's notification waits for that of the capture it changes places with. A
/// capture that takes longer comes second after all.
const SWAP_PATIENCE: SignedDuration = SignedDuration::from_mins(10);

impl Gateway {
    /// Writes the notification of a payment's end and puts it on the agenda.
    pub(in crate::gateway) fn notify_payment(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        code: ResultCode,
    ) {
        let payment = &self.payments[number];
        let (paid_at, card) = match &payment.stage {
            Stage::Authorized(paid) => (Some(paid.at), Some(Arc::clone(&paid.card))),
            Stage::Failed { card, .. } => (None, Some(Arc::clone(card))),
            _ => (None, None),
        };
        let facts = PaymentFacts {
            result: code,
            request_id: payment.order.request_id.clone(),
            payment_id: payment.id.clone(),
            amount: payment.order.amount,
            created_at: payment.created_at,
            paid_at,
            card,
        };
        let decision = self.decide(now, number, None);
        let pending_first = only(Spoil::PendingFirst);
        if decision
            .fault(NotifyType::PaymentResult, 1, pending_first)
            .is_some()
        {
            let in_process = decision.ask(|then| then.in_process);
            self.spend(now, &decision);
            let pending = PaymentFacts {
                result: code_of_open_payment(in_process),
                paid_at: None,
                card: None,
                ..facts.clone()
            };
            let subject = Subject::Payment(number);
            self.write(now, now, subject, Content::Pending(pending));
        }
        self.notify(now, number, Content::Payment(facts));
    }

    /// Puts a notification on the agenda, three to five seconds from now.
    pub(in crate::gateway) fn notify(
        &mut self,
        now: Timestamp,
        payment: PaymentNo,
        content: Content,
    ) {
        self.notify_about(now, Subject::Payment(payment), content);
    }

    /// As [`Self::notify`], of whatever it is about.
    pub(in crate::gateway) fn notify_about(
        &mut self,
        now: Timestamp,
        subject: Subject,
        content: Content,
    ) {
        let (low, high) = NOTIFY_SECONDS;
        let index = self.notifications.len();
        let mut draw = self.chance.draw(Purpose::Notification, index as u64);
        // Whole seconds, as in Antom's times; what is due together can be sent together.
        let delay = draw.between(low, high);
        let delay = SignedDuration::from_secs(i64::try_from(delay).unwrap_or_default());
        let due = later(now, delay);
        self.write(now, due, subject, content);
    }

    /// Writes a notification whose first attempt is due then, unless the rules have it otherwise.
    fn write(&mut self, now: Timestamp, due: Timestamp, subject: Subject, content: Content) {
        let number = self.notifications.len();
        let notify_type = content.notify_type();
        let decision = self.decide_about(now, subject);
        let retry = decision.ask(|then| then.retry.clone());
        let late = decision.fault(notify_type, 1, delays);
        // The payment's waits; the capture's, which it waits for, must not wait for itself.
        let swapped = notify_type == NotifyType::PaymentResult
            && decision.fault(notify_type, 1, only(Spoil::Swap)).is_some();
        self.spend(now, &decision);
        let due = late.map_or(due, |by| later(due, by));
        let (due, moved) = match late {
            _ if swapped => (later(due, SWAP_PATIENCE), Some(Spoil::Swap)),
            None if notify_type == NotifyType::PaymentPending => (due, Some(Spoil::PendingFirst)),
            late => (due, late.map(Spoil::Late)),
        };
        let url = self.destination(subject, &content);
        let text = match &url {
            Some(url) => format!("{} goes to {url} at {due}", notify_type.name()),
            None => format!("{} has nowhere to go", notify_type.name()),
        };
        let nowhere = url.is_none();
        self.notifications.push(Notification {
            id: NotificationId::numbered(number),
            payment_id: match subject {
                Subject::Payment(payment) => Some(self.payments[payment].id.clone()),
                Subject::Vaulting(_) => None,
            },
            subject,
            url,
            content,
            state: State::Pending {
                next_attempt_at: Some(due),
            },
            attempts: Vec::new(),
            scheduled_attempts: 0,
            moved,
            retry,
        });
        if let Subject::Payment(payment) = subject {
            self.payments[payment].notifications.push(number);
        }
        self.tell(now, EventKind::NotificationScheduled, number, text);
        if nowhere {
            let why = if notify_type == NotifyType::Dispute {
                "no URL: disputes are told to the merchant's own notifyUrl only; give it one, or start with --notify-url"
            } else {
                "no URL: send paymentNotifyUrl with pay, give the merchant a notifyUrl, or start with --notify-url"
            };
            self.block(now, number, why.to_owned());
            return;
        }
        self.agenda.set(Timer::Delivery(number), due);
        match subject {
            Subject::Payment(payment) if notify_type == NotifyType::CaptureResult => {
                self.let_swapped_follow(payment, due);
            }
            _ => {}
        }
    }

    /// Where a message goes; `None` when nobody named a URL.
    fn destination(&self, subject: Subject, content: &Content) -> Option<Arc<str>> {
        let own = match subject {
            Subject::Payment(payment) => self.payments[payment].order.notify_url.as_ref(),
            Subject::Vaulting(vaulting) => Some(&self.vaultings.get(vaulting).order.notify_url),
        };
        let url = content.destination(own, self.terms.notify_url.as_ref());
        url.map(|url| url.as_str().into())
    }

    /// What the rules say about the subject of a notification.
    pub(in crate::gateway) fn decide_about(&self, now: Timestamp, subject: Subject) -> Decision {
        match subject {
            Subject::Payment(payment) => self.decide(now, payment, None),
            Subject::Vaulting(number) => {
                let vaulting = self.vaultings.get(number);
                let card = vaulting.card();
                let stored = card.and_then(|card| self.vault.find(card.token.as_str()));
                let facts = stored.map(super::super::StoredCard::facts);
                self.decide_vaulting(now, &vaulting.order.request_id, facts)
            }
        }
    }

    /// An event, about the subject of a notification.
    pub(in crate::gateway) fn event_about(&self, event: Event, subject: Subject) -> Event {
        match subject {
            Subject::Payment(payment) => event.about(&self.payments[payment]),
            Subject::Vaulting(number) => event.about_vaulting(self.vaultings.get(number)),
        }
    }

    /// The payment's notification that waited for the capture's comes right after it.
    fn let_swapped_follow(&mut self, payment: PaymentNo, first: Timestamp) {
        let due = later(first, SignedDuration::from_secs(1));
        for number in self.payments[payment].notifications.clone() {
            let notification = &mut self.notifications[number];
            let waits = notification.moved == Some(Spoil::Swap) && notification.attempts.is_empty();
            if waits && self.agenda.due(Timer::Delivery(number)).is_some() {
                notification.state = State::Pending {
                    next_attempt_at: Some(due),
                };
                self.agenda.set(Timer::Delivery(number), due);
            }
        }
    }
}
