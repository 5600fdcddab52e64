//! What the gateway does when its time comes: timers fire, notifications go out and come back.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::agenda::Timer;
use super::chance::Purpose;
use super::moment::later;
use super::notification::{
    Attempt, Content, Notification, NotificationNo, Outcome, PaymentFacts, State,
};
use super::payment::{PaymentNo, Stage};
use super::{EventKind, Gateway, NotificationId, ResultCode, Shape, Spoil};

/// A notification comes three to five seconds after what it tells (file 05 §1).
const NOTIFY_SECONDS: (u64, u64) = (3, 5);

/// What came of firing a timer.
#[derive(Clone, Debug)]
pub enum Fired {
    /// All was done within the gateway.
    Done,
    /// A notification has to be sent; the answer is handed to [`Gateway::settle`].
    Send(Delivery),
}

/// One attempt to be made.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The notification.
    pub id: NotificationId,
    /// Where it goes.
    pub url: Arc<str>,
    /// What it says.
    pub content: Content,
    /// When it is made, in virtual time.
    pub at: Timestamp,
    /// What goes wrong with it.
    pub spoil: Option<Spoil>,
    /// How it is written.
    pub shape: Option<Shape>,
    number: NotificationNo,
    scheduled: bool,
}

impl Gateway {
    /// Fires the earliest timer that is due by `until`; `None` when nothing is.
    pub fn fire_next(&mut self, until: Timestamp) -> Option<Fired> {
        let (due, timer) = self.agenda.pop_due(until)?;
        Some(self.fire(due, timer))
    }

    /// Fires what is due by `now` and needs nobody else, so that a verb never meets a payment
    /// whose time is up. Notifications stay on the agenda.
    pub fn catch_up(&mut self, now: Timestamp) {
        while let Some((due, timer)) = self.agenda.pop_due_transition(now) {
            self.fire(due, timer);
        }
    }

    /// Fires the earliest delivery that is due by `until`; `None` when none is.
    pub fn fire_next_delivery(&mut self, until: Timestamp) -> Option<Fired> {
        let (due, timer) = self.agenda.pop_due_delivery(until)?;
        Some(self.fire(due, timer))
    }

    /// Takes in what came of an attempt: the notification is closed, or comes again later. The
    /// next gap counts from the attempt, however long the shop took to answer it.
    pub fn settle(&mut self, now: Timestamp, delivery: &Delivery, attempt: Attempt) {
        let number = delivery.number;
        let (outcome, reason) = (attempt.outcome, attempt.reason.clone());
        let notification = &mut self.notifications[number];
        notification.attempts.push(attempt);
        let made = notification.attempts.len();
        let accepted_before = notification.state == State::Accepted;
        let text = format!("attempt {made}: {reason}");
        self.tell(now, EventKind::NotificationAttempted, number, text);
        match outcome {
            // Sent once more on demand, or while another attempt was under way.
            _ if accepted_before => {}
            Outcome::Accepted => {
                self.notifications[number].state = State::Accepted;
                self.agenda.cancel(Timer::Delivery(number));
            }
            Outcome::Blocked => self.block(now, number, reason),
            _ if delivery.scheduled => self.schedule_next(now, delivery.at, number),
            _ => {}
        }
    }

    /// An attempt beyond the schedule, whatever the notification's state. The schedule stays as it
    /// is; what comes of the attempt is handed to [`Gateway::settle`] as ever.
    ///
    /// # Errors
    /// A sentence, when there is no such notification or it has nowhere to go.
    pub fn resend(&self, now: Timestamp, id: &str) -> Result<Delivery, &'static str> {
        let missing = "there is no such notification";
        let number = NotificationId::index(id).ok_or(missing)?;
        self.notifications.get(number).ok_or(missing)?;
        self.delivery(now, number, false)
            .ok_or("it has no URL: neither the pay request nor the merchant names one")
    }

    /// Writes the notification of a payment's end and puts it on the agenda.
    pub(super) fn notify_payment(&mut self, now: Timestamp, number: PaymentNo, code: ResultCode) {
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
        self.notify(now, number, Content::Payment(facts));
    }

    /// Puts a notification on the agenda, three to five seconds from now.
    pub(super) fn notify(&mut self, now: Timestamp, payment: PaymentNo, content: Content) {
        let number = self.notifications.len();
        let order = &self.payments[payment].order;
        let url = order.notify_url.as_ref().or(self.terms.notify_url.as_ref());
        let url: Option<Arc<str>> = url.map(|url| url.as_str().into());
        let (low, high) = NOTIFY_SECONDS;
        let mut draw = self.chance.draw(Purpose::Notification, number as u64);
        // Whole seconds, as in Antom's times; what is due together can be sent together.
        let delay = draw.between(low, high);
        let delay = SignedDuration::from_secs(i64::try_from(delay).unwrap_or_default());
        let due = later(now, delay);
        let text = match &url {
            Some(url) => format!("{} goes to {url} at {due}", content.notify_type()),
            None => format!("{} has nowhere to go", content.notify_type()),
        };
        let nowhere = url.is_none();
        self.notifications.push(Notification {
            id: NotificationId::numbered(number),
            payment_id: self.payments[payment].id.clone(),
            url,
            content,
            state: State::Pending {
                next_attempt_at: Some(due),
            },
            attempts: Vec::new(),
            scheduled_attempts: 0,
        });
        self.tell(now, EventKind::NotificationScheduled, number, text);
        if nowhere {
            let why = "no URL: send paymentNotifyUrl with pay, give the merchant a notifyUrl, or start with --notify-url";
            self.block(now, number, why.to_owned());
        } else {
            self.agenda.set(Timer::Delivery(number), due);
        }
    }

    fn fire(&mut self, due: Timestamp, timer: Timer) -> Fired {
        match timer {
            Timer::PaymentExpiry(number) => self.expire(due, number),
            Timer::AutomaticCapture(number) => self.capture_automatically(due, number),
            Timer::AuthorizationExpiry(number) => self.release(due, number),
            Timer::Delivery(number) => {
                let notification = &mut self.notifications[number];
                notification.scheduled_attempts += 1;
                notification.state = State::Pending {
                    next_attempt_at: None,
                };
                // Nothing is scheduled for a notification that has nowhere to go.
                let delivery = self.delivery(due, number, true);
                return delivery.map_or(Fired::Done, Fired::Send);
            }
        }
        Fired::Done
    }

    fn expire(&mut self, now: Timestamp, number: PaymentNo) {
        let payment = &mut self.payments[number];
        if payment.is_open() {
            payment.stage = Stage::Expired { at: now };
            let text = "nobody paid in time; the payment is closed".to_owned();
            self.record(now, EventKind::PaymentExpired, number, text);
            self.notify_payment(now, number, ResultCode::OrderIsClosed);
        }
    }

    fn delivery(&self, at: Timestamp, number: NotificationNo, scheduled: bool) -> Option<Delivery> {
        let notification = &self.notifications[number];
        Some(Delivery {
            id: notification.id.clone(),
            url: Arc::clone(notification.url.as_ref()?),
            content: notification.content.clone(),
            at,
            spoil: None,
            shape: None,
            number,
            scheduled,
        })
    }

    fn schedule_next(&mut self, now: Timestamp, attempted_at: Timestamp, number: NotificationNo) {
        let notification = &mut self.notifications[number];
        if let Some(gap) = self.terms.retry.gap_after(notification.scheduled_attempts) {
            let due = later(attempted_at, gap);
            notification.state = State::Pending {
                next_attempt_at: Some(due),
            };
            self.agenda.set(Timer::Delivery(number), due);
        } else {
            let made = notification.attempts.len();
            notification.state = State::Exhausted;
            let text = format!("given up after {made} attempts; the shop never acknowledged");
            self.tell(now, EventKind::NotificationExhausted, number, text);
        }
    }

    fn block(&mut self, now: Timestamp, number: NotificationNo, why: String) {
        self.tell(now, EventKind::NotificationBlocked, number, why.clone());
        self.notifications[number].state = State::Blocked { why };
        self.agenda.cancel(Timer::Delivery(number));
    }

    /// Writes what happened to a notification into the journal.
    fn tell(&mut self, now: Timestamp, kind: EventKind, number: NotificationNo, text: String) {
        let notification = &self.notifications[number];
        let (payment_id, id) = (&notification.payment_id, &notification.id);
        self.journal
            .record(now, kind, Some(payment_id), Some(id), text);
    }
}
