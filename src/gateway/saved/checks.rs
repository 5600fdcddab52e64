//! Whether a gateway that was written down can be: everything that points somewhere points at
//! something, what has to be unique is, and no count is beyond belief.

mod kept;
mod payment;
mod vaulting;

use std::collections::HashMap;

use self::payment::{Ids, check_payment};
use super::super::agenda::Timer;
use super::super::notifications::notification::{Notification, State, Subject};
use super::super::payment::Payment;
use super::super::result::ResultCode;
use super::super::vault::StoredCard;
use super::super::{NotificationId, PaymentId};
use super::{Flaw, Saved};

/// No count gets so high, and from here on it can still be counted up.
const COUNT_END: u64 = 1 << 31;

/// Tells what cannot be true, unless it holds.
fn demand<W: Into<String>>(
    holds: bool,
    place: impl FnOnce() -> String,
    what: impl FnOnce() -> W,
) -> Result<(), Flaw> {
    if holds {
        Ok(())
    } else {
        Err(Flaw::at(place(), what()))
    }
}

/// Whether a place in a list is one.
fn within(
    place: impl FnOnce() -> String,
    index: usize,
    count: usize,
    of: &str,
) -> Result<(), Flaw> {
    let what = || format!("there is no {of} {index}; there are {count}, counted from 0");
    demand(index < count, place, what)
}

/// Whether something can be counted on.
fn countable(place: impl FnOnce() -> String, count: u64) -> Result<(), Flaw> {
    let what = || format!("{count} is more than was ever counted");
    demand(count < COUNT_END, place, what)
}

impl Saved {
    /// # Errors
    /// The first thing that cannot be true.
    pub(super) fn check(&self) -> Result<(), Flaw> {
        let books = self.playbooks.len();
        within(|| "playbook".to_owned(), self.playbook, books, "playbook")?;
        self.check_counts()?;
        let mut ids = Ids::default();
        let mut told = self.notifications_of_payments()?;
        for (number, one) in self.payments.iter().enumerate() {
            let place = format!("payments[{number}]");
            within(
                || format!("{place}.playbook"),
                one.playbook,
                books,
                "playbook",
            )?;
            let told = told.remove(&number).unwrap_or_default();
            let payment = ids
                .take(&one.payment)
                .and_then(|()| check_payment(&one.payment, &told));
            payment.map_err(|flaw| flaw.within("payment").within(&place))?;
        }
        for (place, number) in self.inquired.iter().enumerate() {
            let place = || format!("inquired[{place}]");
            within(place, *number, self.payments.len(), "payment")?;
        }
        for (place, card) in self.cards.iter().enumerate() {
            let is_twin = |other: &StoredCard| other.token == card.token;
            let twin = self.cards[..place].iter().any(is_twin);
            let what = || "is no stored card: its id counts up from crd-1, its token is its own, its number is masked";
            demand(
                !twin && card.is_whole(place),
                || format!("cards[{place}]"),
                what,
            )?;
        }
        self.check_vaultings()?;
        self.check_agenda()?;
        self.journal
            .check()
            .map_err(|flaw| flaw.within("journal"))?;
        self.overrides
            .check()
            .map_err(|flaw| flaw.within("overrides"))
    }

    fn check_counts(&self) -> Result<(), Flaw> {
        let own = self.calls.counts().map(|count| ("calls".to_owned(), count));
        let unmade = self.unmade.iter();
        let unmade = unmade.flat_map(|(id, counts)| {
            let counts = counts.counts();
            counts.map(move |count| (format!("unmade.counts.{id}"), count))
        });
        for (place, count) in own.chain(unmade) {
            countable(|| place, count)?;
        }
        let what = || "the ids are those of the counts, each once";
        demand(self.unmade.is_whole(), || "unmade.ids".to_owned(), what)?;
        let payments = self.payments.iter().map(|one| &one.payment);
        let given: usize = payments.map(Payment::ids_taken).sum();
        let place = || "ids_given".to_owned();
        countable(place, self.ids_given)?;
        let what = || {
            format!("{given} payments, captures, refunds and disputes have an id; fewer were given")
        };
        demand(given as u64 <= self.ids_given, place, what)
    }

    /// The notifications of each payment, as they say it themselves.
    fn notifications_of_payments(&self) -> Result<HashMap<usize, Vec<usize>>, Flaw> {
        let mut told = HashMap::<_, Vec<_>>::new();
        for (number, notification) in self.notifications.iter().enumerate() {
            let place = format!("notifications[{number}]");
            let subject = || format!("{place}.subject");
            let of_payment = match notification.subject {
                Subject::Payment(payment) => {
                    within(subject, payment, self.payments.len(), "payment")?;
                    told.entry(payment).or_default().push(number);
                    Some(&self.payments[payment].payment.id)
                }
                Subject::Vaulting(vaulting) => {
                    within(subject, vaulting, self.vaultings.len(), "vaulting")?;
                    None
                }
            };
            notification
                .check(number, of_payment)
                .map_err(|flaw| flaw.within(&place))?;
        }
        Ok(told)
    }

    fn check_agenda(&self) -> Result<(), Flaw> {
        let mut set = HashMap::new();
        for (place, (due, timer)) in self.agenda.iter().enumerate() {
            let place = || format!("agenda[{place}]");
            self.check_timer(place, *timer)?;
            let twice = set.insert(*timer, *due).is_some();
            demand(
                !twice,
                place,
                || "this timer is set twice; keep one of them",
            )?;
        }
        for (number, notification) in self.notifications.iter().enumerate() {
            if let State::Pending { next_attempt_at } = notification.state {
                let place = || format!("notifications[{number}].state");
                let due = set.get(&Timer::Delivery(number)).copied();
                let what = || "its next attempt is not on the agenda at that time";
                demand(due.is_some() && due == next_attempt_at, place, what)?;
            }
        }
        Ok(())
    }

    fn check_timer(&self, place: impl Fn() -> String, timer: Timer) -> Result<(), Flaw> {
        let payments = self.payments.len();
        match timer {
            Timer::Delivery(number) => {
                let notifications = self.notifications.len();
                within(place, number, notifications, "notification")
            }
            Timer::RefundSettles(number, index) => {
                within(&place, number, payments, "payment")?;
                let refunds = &self.payments[number].payment.refunds;
                within(&place, index, refunds.len(), "refund of that payment")?;
                let open = refunds[index].result == ResultCode::RefundInProcess;
                demand(open, place, || "that refund has ended already")
            }
            Timer::Dispute(number, index, _) => {
                within(&place, number, payments, "payment")?;
                let disputes = &self.payments[number].payment.disputes;
                within(&place, index, disputes.len(), "dispute of that payment")
            }
            Timer::VaultingExpiry(number)
            | Timer::VaultingBuyer(number)
            | Timer::VaultingVisit(number) => {
                within(place, number, self.vaultings.len(), "vaulting")
            }
            Timer::DisputeOpens(number)
            | Timer::PaymentExpiry(number)
            | Timer::ChallengeEnd(number)
            | Timer::AutomaticCapture(number)
            | Timer::AuthorizationExpiry(number)
            | Timer::IssuerAnswer(number)
            | Timer::CaptureEnd(number)
            | Timer::Reversal(number)
            | Timer::Buyer(number)
            | Timer::Visit(number) => within(place, number, payments, "payment"),
        }
    }
}

impl Notification {
    fn check(&self, number: usize, payment_id: Option<&PaymentId>) -> Result<(), Flaw> {
        let id = NotificationId::numbered(number);
        let what = || format!("the notification at this place is {id}");
        demand(self.id == id, || "id".to_owned(), what)?;
        let what = || match payment_id {
            Some(id) => format!("its payment has the paymentId {id}"),
            None => "it is about a vaulting, and so about no payment".to_owned(),
        };
        let same = self.payment_id.as_ref() == payment_id;
        demand(same, || "payment_id".to_owned(), what)?;
        let attempts = self.scheduled_attempts as u64;
        countable(|| "scheduled_attempts".to_owned(), attempts)
    }
}
