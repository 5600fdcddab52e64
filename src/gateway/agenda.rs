//! Everything that a gateway will do later, ordered by when.
//!
//! A timer exists once: setting it again moves it. Timers due at the same instant fire in the
//! order in which they were set.

use std::collections::{BTreeMap, HashMap};
use std::iter;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::moment::later;
use super::numbers::NotificationNo;
use super::numbers::PaymentNo;
use super::numbers::VaultingNo;
use super::rules::playbook::Lag;

/// One thing to be done later.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub(crate) enum Timer {
    /// Close a payment that nobody paid.
    PaymentExpiry(PaymentNo),
    /// Give up on a buyer who does not give the bank its code.
    ChallengeEnd(PaymentNo),
    /// Capture an authorised payment automatically.
    AutomaticCapture(PaymentNo),
    /// Release an authorisation that was not captured.
    AuthorizationExpiry(PaymentNo),
    /// Let a slow issuer answer.
    IssuerAnswer(PaymentNo),
    /// Bring a capture to its end.
    CaptureEnd(PaymentNo),
    /// Take an authorised payment back.
    Reversal(PaymentNo),
    /// Let the automatic buyer act.
    Buyer(PaymentNo),
    /// Let the automatic buyer go back to the shop.
    Visit(PaymentNo),
    /// End a refund that is in process, by its place among those of its payment.
    RefundSettles(PaymentNo, usize),
    /// Let the cardholder dispute a payment, as its rules plan it.
    DisputeOpens(PaymentNo),
    /// Move a dispute on, by its place among those of its payment.
    Dispute(PaymentNo, usize, DisputeTimer),
    /// Close the link of a vaulting that nobody finished.
    VaultingExpiry(VaultingNo),
    /// Let the automatic buyer of a vaulting act.
    VaultingBuyer(VaultingNo),
    /// Let the automatic buyer of a vaulting go back to the shop.
    VaultingVisit(VaultingNo),
    /// Make the next attempt of a notification's schedule.
    Delivery(NotificationNo),
}

/// What a dispute has on the agenda.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub(crate) enum DisputeTimer {
    /// Remind the merchant.
    Alert,
    /// The merchant's time is up.
    Due,
    /// Judge the defence.
    Judgement,
    /// Let the cardholder withdraw.
    Withdrawal,
}

impl DisputeTimer {
    pub(super) const ALL: [Self; 4] = [Self::Alert, Self::Due, Self::Judgement, Self::Withdrawal];

    /// What happens then, for people.
    pub(crate) fn told(self) -> &'static str {
        match self {
            Self::Alert => "has to be answered within a day",
            Self::Due => "runs out of time",
            Self::Judgement => "is judged",
            Self::Withdrawal => "is withdrawn",
        }
    }
}

impl Timer {
    fn is_delivery(self) -> bool {
        matches!(
            self,
            Self::Delivery(_) | Self::Visit(_) | Self::VaultingVisit(_)
        )
    }
}

/// When, and the how-manieth timer ever set.
type Key = (Timestamp, u64);

/// The timers of a gateway. Deliveries are kept apart from what changes a payment, because only
/// deliveries need the outside world.
#[derive(Clone, Debug, Default)]
pub(crate) struct Agenda {
    transitions: BTreeMap<Key, Timer>,
    deliveries: BTreeMap<Key, Timer>,
    keys: HashMap<Timer, Key>,
    set_so_far: u64,
}

impl Agenda {
    /// Sets a timer, or moves it.
    pub(crate) fn set(&mut self, timer: Timer, due: Timestamp) {
        self.cancel(timer);
        let key = (due, self.set_so_far);
        self.set_so_far += 1;
        self.keys.insert(timer, key);
        self.queue(timer).insert(key, timer);
    }

    /// Sets a timer so long after an instant, unless it is never to fire.
    pub(crate) fn set_after(&mut self, timer: Timer, at: Timestamp, lag: Lag) {
        if let Lag::After(span) = lag {
            self.set(timer, later(at, span));
        }
    }

    /// When a timer is due, if it is set.
    pub(crate) fn due(&self, timer: Timer) -> Option<Timestamp> {
        self.keys.get(&timer).map(|key| key.0)
    }

    /// Takes a timer off; nothing happens if it is not set.
    pub(crate) fn cancel(&mut self, timer: Timer) {
        if let Some(key) = self.keys.remove(&timer) {
            self.queue(timer).remove(&key);
        }
    }

    /// When the next timer is due.
    pub(crate) fn next_due(&self) -> Option<Timestamp> {
        self.first().map(|(due, _)| due.0)
    }

    /// When the next timer is due that needs nothing but the gateway itself.
    pub(crate) fn next_transition_due(&self) -> Option<Timestamp> {
        self.transitions.first_key_value().map(|(key, _)| key.0)
    }

    /// When the next delivery is due.
    pub(crate) fn next_delivery_due(&self) -> Option<Timestamp> {
        self.deliveries.first_key_value().map(|(key, _)| key.0)
    }

    /// The timers that are set, earliest first. Only those that are taken are looked at.
    pub(crate) fn upcoming(&self) -> impl Iterator<Item = (Timestamp, Timer)> {
        let mut transitions = self.transitions.iter().peekable();
        let mut deliveries = self.deliveries.iter().peekable();
        iter::from_fn(move || {
            let next = match (transitions.peek(), deliveries.peek()) {
                (Some((one, _)), Some((other, _))) if other < one => deliveries.next(),
                (Some(_), _) => transitions.next(),
                (None, _) => deliveries.next(),
            };
            next.map(|((due, _), timer)| (*due, *timer))
        })
    }

    /// How many timers are set.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Takes off the earliest timer that is due by `until`.
    pub(crate) fn pop_due(&mut self, until: Timestamp) -> Option<(Timestamp, Timer)> {
        let (key, timer) = self.first()?;
        self.pop(key, timer, until)
    }

    /// Takes off the earliest timer due by `until` that needs nothing but the gateway itself.
    pub(crate) fn pop_due_transition(&mut self, until: Timestamp) -> Option<(Timestamp, Timer)> {
        let (key, timer) = self.transitions.first_key_value()?;
        self.pop(*key, *timer, until)
    }

    /// Takes off the earliest delivery due by `until`.
    pub(crate) fn pop_due_delivery(&mut self, until: Timestamp) -> Option<(Timestamp, Timer)> {
        let (key, timer) = self.deliveries.first_key_value()?;
        self.pop(*key, *timer, until)
    }

    fn first(&self) -> Option<(Key, Timer)> {
        let heads = [
            self.transitions.first_key_value(),
            self.deliveries.first_key_value(),
        ];
        let earliest = heads.into_iter().flatten().min_by_key(|(key, _)| **key);
        earliest.map(|(key, timer)| (*key, *timer))
    }

    fn pop(&mut self, key: Key, timer: Timer, until: Timestamp) -> Option<(Timestamp, Timer)> {
        (key.0 <= until).then(|| {
            self.cancel(timer);
            (key.0, timer)
        })
    }

    fn queue(&mut self, timer: Timer) -> &mut BTreeMap<Key, Timer> {
        if timer.is_delivery() {
            &mut self.deliveries
        } else {
            &mut self.transitions
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("an instant")
    }

    #[test]
    fn timers_fire_by_time_and_then_in_the_order_they_were_set() {
        let mut agenda = Agenda::default();
        agenda.set(Timer::Delivery(1), at(20));
        agenda.set(Timer::PaymentExpiry(1), at(10));
        agenda.set(Timer::AutomaticCapture(2), at(20));
        agenda.set(Timer::Delivery(3), at(15));
        assert_eq!(agenda.next_due(), Some(at(10)));
        assert_eq!(agenda.len(), 4);
        let upcoming: Vec<_> = agenda.upcoming().collect();
        let mut fired = Vec::new();
        while let Some(due) = agenda.pop_due(at(20)) {
            fired.push(due);
        }
        assert_eq!(
            fired,
            [
                (at(10), Timer::PaymentExpiry(1)),
                (at(15), Timer::Delivery(3)),
                (at(20), Timer::Delivery(1)),
                (at(20), Timer::AutomaticCapture(2)),
            ]
        );
        assert_eq!(upcoming, fired);
        assert_eq!((agenda.len(), agenda.upcoming().next()), (0, None));
    }

    #[test]
    fn a_cancelled_or_moved_timer_does_not_fire_where_it_was() {
        let mut agenda = Agenda::default();
        agenda.set(Timer::PaymentExpiry(1), at(10));
        agenda.set(Timer::PaymentExpiry(1), at(30));
        agenda.set(Timer::PaymentExpiry(2), at(10));
        agenda.cancel(Timer::PaymentExpiry(2));
        assert_eq!(agenda.pop_due(at(29)), None);
        assert_eq!(
            agenda.pop_due(at(30)),
            Some((at(30), Timer::PaymentExpiry(1)))
        );
        assert_eq!(agenda.next_due(), None);
    }

    #[test]
    fn transitions_can_be_fired_past_a_waiting_delivery() {
        let mut agenda = Agenda::default();
        agenda.set(Timer::Delivery(1), at(5));
        agenda.set(Timer::PaymentExpiry(1), at(10));
        assert_eq!(
            agenda.pop_due_transition(at(10)),
            Some((at(10), Timer::PaymentExpiry(1)))
        );
        assert_eq!(agenda.next_due(), Some(at(5)));
    }
}
