//! How notifications go out and come back.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::agenda::Timer;
use super::super::moment::later;
use super::super::numbers::NotificationNo;
use super::super::numbers::PaymentNo;
use super::super::rules::decision::Decision;
use super::super::rules::playbook::{NotifyType, Shape, Spoil};
use super::super::{Event, EventKind, Gateway, NotificationId, Payment};
use super::notification::{Attempt, Content, Notification, Outcome, State, Subject};

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
    /// What the rules did to its time: it is late, early, or comes once more.
    pub moved: Option<Spoil>,
    /// How it is written.
    pub shape: Option<Shape>,
    /// Whether the same is to be sent once more right after it.
    pub twice: bool,
    number: NotificationNo,
    scheduled: bool,
}

impl Delivery {
    /// The same once more, beyond the schedule.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self {
            scheduled: false,
            ..self.clone()
        }
    }
}

impl Decision {
    /// The first fault of a kind that is aimed at an attempt of a notification.
    pub(in crate::gateway) fn fault<T>(
        &self,
        notify_type: NotifyType,
        attempt: usize,
        kind: impl Fn(Spoil) -> Option<T>,
    ) -> Option<T> {
        self.ask(|then| {
            let aimed =
                |fault: &&super::super::NotificationFault| fault.is_aimed_at(notify_type, attempt);
            let mut faults = then.notifications.iter().filter(aimed);
            faults.find_map(|fault| kind(fault.spoil))
        })
    }
}

/// What is done to the very message that is sent.
fn spoils_the_message(spoil: Spoil) -> Option<Spoil> {
    let plain = matches!(spoil, Spoil::Drop | Spoil::StaleTime(_) | Spoil::Contradict);
    (plain || spoil.is_forged()).then_some(spoil)
}

pub(in crate::gateway) fn delays(spoil: Spoil) -> Option<SignedDuration> {
    match spoil {
        Spoil::Late(by) => Some(by),
        _ => None,
    }
}

/// True for this fault only.
pub(in crate::gateway) fn only(wanted: Spoil) -> impl Fn(Spoil) -> Option<()> {
    move |spoil| (spoil == wanted).then_some(())
}

impl Gateway {
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
        self.find_in_delivery(now, number, delivery, outcome);
        let forged = delivery.spoil.is_some_and(Spoil::is_forged);
        match outcome {
            // Sent once more on demand, or while another attempt was under way.
            _ if accepted_before => {}
            Outcome::Accepted if !forged => self.close(now, number),
            Outcome::Blocked => self.block(now, number, reason),
            _ if delivery.scheduled => self.schedule_next(now, delivery.at, number),
            _ => {}
        }
    }

    /// An attempt beyond the schedule, whatever the notification's state; spoiled on purpose, if
    /// somebody wants to see that. The schedule stays as it is; what comes of the attempt is handed
    /// to [`Gateway::settle`] as ever.
    ///
    /// # Errors
    /// A sentence, when there is no such notification, it has nowhere to go, or the fault is one of
    /// the schedule.
    pub fn resend(
        &mut self,
        now: Timestamp,
        id: &str,
        fault: Option<Spoil>,
    ) -> Result<Delivery, &'static str> {
        let twice = fault == Some(Spoil::Duplicate);
        let spoil = fault.and_then(spoils_the_message);
        if fault.is_some() && spoil.is_none() && !twice {
            return Err("this fault is one of the schedule, and nothing is scheduled here");
        }
        let missing = "there is no such notification";
        let number = NotificationId::index(id).ok_or(missing)?;
        let notification = self.notifications.get(number).ok_or(missing)?;
        let url = notification
            .url
            .clone()
            .ok_or("it has no URL: neither the pay request nor the merchant names one")?;
        let decision = self.decide_about(now, notification.subject);
        Ok(Delivery {
            scheduled: false,
            spoil,
            twice,
            ..self.delivery(now, number, url, None, &decision)
        })
    }

    /// The payment that a notification is about; none of a vaulting's.
    #[must_use]
    pub fn payment_told_of(&self, notification: &Notification) -> Option<&Payment> {
        match notification.subject {
            Subject::Payment(number) => self.payments.get(number),
            Subject::Vaulting(_) => None,
        }
    }

    /// The first attempts of a payment's notifications that the rules want out before something
    /// else happens: the answer of `pay`, or the buyer's way back to the shop.
    pub fn take_early(&mut self, now: Timestamp, payment: &str, before: Spoil) -> Vec<Delivery> {
        let Some(payment) = self.by_payment_id.get(payment).copied() else {
            return Vec::new();
        };
        let early = self.waiting_early(now, payment, before);
        let early = early.into_iter().filter_map(|number| {
            self.agenda.cancel(Timer::Delivery(number));
            self.notifications[number].moved = Some(before);
            self.next_attempt_of(now, number)
        });
        early.collect()
    }

    /// Makes those notifications of a payment due at once; whether there are any.
    pub(in crate::gateway) fn bring_forward(
        &mut self,
        now: Timestamp,
        payment: PaymentNo,
        before: Spoil,
    ) -> bool {
        let early = self.waiting_early(now, payment, before);
        for number in &early {
            let notification = &mut self.notifications[*number];
            notification.moved = Some(before);
            notification.state = State::Pending {
                next_attempt_at: Some(now),
            };
            self.agenda.set(Timer::Delivery(*number), now);
        }
        !early.is_empty()
    }

    /// The notifications of a payment that wait for their first attempt, and that the rules want
    /// out before something else happens.
    fn waiting_early(
        &mut self,
        now: Timestamp,
        payment: PaymentNo,
        before: Spoil,
    ) -> Vec<NotificationNo> {
        let decision = self.decide(now, payment, None);
        let waiting = self.payments[payment]
            .notifications
            .iter()
            .copied()
            .filter(|number| {
                let notification = &self.notifications[*number];
                notification.attempts.is_empty()
                    && self.agenda.due(Timer::Delivery(*number)).is_some()
                    && decision
                        .fault(notification.content.notify_type(), 1, only(before))
                        .is_some()
            })
            .collect();
        self.spend(now, &decision);
        waiting
    }

    /// Whether the rules want a payment settled before its `pay` is answered; then the automatic
    /// buyer has done everything when this returns.
    pub fn hurry(&mut self, now: Timestamp, payment: &str) -> bool {
        let Some(number) = self.by_payment_id.get(payment).copied() else {
            return false;
        };
        let decision = self.decide(now, number, None);
        let kind = only(Spoil::BeforeAnswer);
        let wanted = decision.fault(NotifyType::PaymentResult, 1, kind).is_some();
        if wanted {
            self.act_at_once(now, number);
        }
        wanted
    }

    /// The next attempt of a notification's schedule.
    pub(in crate::gateway) fn next_attempt_of(
        &mut self,
        at: Timestamp,
        number: NotificationNo,
    ) -> Option<Delivery> {
        let notification = &mut self.notifications[number];
        let url = notification.url.clone()?;
        notification.scheduled_attempts += 1;
        if notification.state != State::Accepted {
            notification.state = State::Pending {
                next_attempt_at: None,
            };
        }
        let attempt = notification.scheduled_attempts;
        let moved = notification.moved.take();
        let subject = notification.subject;
        // An attempt may be overdue, and more may have happened since it was due.
        let now = self.journal.not_before(at);
        let decision = self.decide_about(now, subject);
        let delivery = Delivery {
            moved,
            ..self.delivery(at, number, url, Some(attempt), &decision)
        };
        self.spend(now, &decision);
        Some(delivery)
    }

    fn delivery(
        &self,
        at: Timestamp,
        number: NotificationNo,
        url: Arc<str>,
        attempt: Option<usize>,
        decision: &Decision,
    ) -> Delivery {
        let notification = &self.notifications[number];
        let notify_type = notification.content.notify_type();
        let fault = |attempt| decision.fault(notify_type, attempt, spoils_the_message);
        let twice = |attempt| decision.fault(notify_type, attempt, only(Spoil::Duplicate));
        Delivery {
            id: notification.id.clone(),
            url,
            content: notification.content.clone(),
            at,
            spoil: attempt.and_then(fault),
            moved: None,
            shape: decision.ask(|then| then.shape.clone()),
            twice: attempt.and_then(twice).is_some(),
            number,
            scheduled: true,
        }
    }

    fn schedule_next(&mut self, now: Timestamp, attempted_at: Timestamp, number: NotificationNo) {
        let notification = &self.notifications[number];
        let schedule = notification.retry.as_ref().unwrap_or(&self.terms.retry);
        let Some(gap) = schedule.gap_after(notification.scheduled_attempts) else {
            let made = notification.attempts.len();
            self.notifications[number].state = State::Exhausted;
            let text = format!("given up after {made} attempts; the shop never acknowledged");
            return self.tell(now, EventKind::NotificationExhausted, number, text);
        };
        let (subject, next) = (notification.subject, notification.scheduled_attempts + 1);
        let notify_type = notification.content.notify_type();
        let decision = self.decide_about(now, subject);
        let late = decision.fault(notify_type, next, delays);
        self.spend(now, &decision);
        let due = later(later(attempted_at, gap), late.unwrap_or_default());
        self.notifications[number].moved = late.map(Spoil::Late);
        self.notifications[number].state = State::Pending {
            next_attempt_at: Some(due),
        };
        self.agenda.set(Timer::Delivery(number), due);
    }

    /// The shop acknowledged. The rules may have the same sent once more all the same.
    fn close(&mut self, now: Timestamp, number: NotificationNo) {
        self.notifications[number].state = State::Accepted;
        self.agenda.cancel(Timer::Delivery(number));
        let notification = &self.notifications[number];
        let (notify_type, made) = (
            notification.content.notify_type(),
            notification.scheduled_attempts,
        );
        let decision = self.decide_about(now, notification.subject);
        let again = decision.fault(notify_type, made, |spoil| match spoil {
            Spoil::Again(by) => Some(by),
            _ => None,
        });
        self.spend(now, &decision);
        if let Some(by) = again {
            self.notifications[number].moved = Some(Spoil::Again(by));
            self.agenda.set(Timer::Delivery(number), later(now, by));
        }
    }

    pub(in crate::gateway) fn block(
        &mut self,
        now: Timestamp,
        number: NotificationNo,
        why: String,
    ) {
        self.tell(now, EventKind::NotificationBlocked, number, why.clone());
        self.notifications[number].state = State::Blocked { why };
        self.agenda.cancel(Timer::Delivery(number));
    }

    /// Writes what happened to a notification into the journal.
    pub(in crate::gateway) fn tell(
        &mut self,
        now: Timestamp,
        kind: EventKind,
        number: NotificationNo,
        text: String,
    ) {
        let notification = &self.notifications[number];
        let event = Event::new(kind, text).of_notification(notification);
        let event = self.event_about(event, notification.subject);
        self.journal.record(now, event);
    }
}
