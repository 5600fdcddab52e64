//! A gateway written down, and read back: all that it knows, and nothing that can be computed
//! from the rest.
//!
//! A gateway that was read back goes on as the first one would have: the same calls get the same
//! bytes. What is read may come from anywhere, so every number that points somewhere is looked at
//! before there is a gateway.

mod checks;
mod flaw;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::flaw::Flaw;
use super::agenda::{Agenda, Timer};
use super::chance::Chance;
use super::ids::IdMaker;
use super::notifications::notification::{Notification, State};
use super::numbers::PaymentNo;
use super::payment::Payment;
use super::rules::calling::CallCounts;
use super::rules::overrides::Overrides;
use super::rules::playbook::Playbook;
use super::vault::{StoredCard, Vault};
use super::vaulting::{Vaulting, Vaultings};
use super::verbs::unmade::Unmade;
use super::{Gateway, Journal, Terms};

/// A gateway written down.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    terms: Terms,
    chance: Chance,
    /// How many ids were given out.
    ids_given: u64,
    /// Every playbook in use, each once.
    playbooks: Vec<Arc<Playbook>>,
    /// The playbook that new payments get, by its place among them.
    playbook: usize,
    overrides: Overrides,
    calls: CallCounts,
    unmade: Unmade,
    payments: Vec<SavedPayment>,
    inquired: BTreeSet<PaymentNo>,
    cards: Vec<StoredCard>,
    vaultings: Vec<Vaulting>,
    notifications: Vec<Notification>,
    /// The timers, in the order in which they will fire.
    agenda: Vec<(Timestamp, Timer)>,
    journal: Journal,
}

/// A payment, and the place of its playbook.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedPayment {
    playbook: usize,
    payment: Payment,
}

impl Gateway {
    /// Writes the gateway down. An attempt to notify that is under way cannot be taken along: it
    /// counts as not made, and is due at once.
    #[must_use]
    pub fn save(&self, now: Timestamp) -> Saved {
        let mut playbooks = Playbooks::default();
        let playbook = playbooks.place_of(&self.playbook);
        let payments = self.payments.iter().map(|payment| SavedPayment {
            playbook: playbooks.place_of(&payment.playbook),
            payment: payment.clone(),
        });
        let payments = payments.collect();
        let mut notifications = self.notifications.clone();
        let mut agenda = self.agenda.clone();
        for (number, notification) in notifications.iter_mut().enumerate() {
            if notification.take_back(now) {
                agenda.set(Timer::Delivery(number), now);
            }
        }
        Saved {
            terms: self.terms.clone(),
            chance: self.chance.clone(),
            ids_given: self.ids.given(),
            playbooks: playbooks.all,
            playbook,
            overrides: self.overrides.clone(),
            calls: self.calls.clone(),
            unmade: self.unmade.clone(),
            payments,
            inquired: self.inquired.iter().copied().collect(),
            cards: self.vault.cards().to_vec(),
            vaultings: self.vaultings.all().to_vec(),
            notifications,
            agenda: agenda.upcoming().collect(),
            journal: self.journal.clone(),
        }
    }

    /// The gateway that was written down.
    ///
    /// # Errors
    /// The first thing in it that cannot be true.
    pub fn restored(saved: Saved) -> Result<Self, Flaw> {
        saved.check()?;
        let ids = IdMaker::new(&saved.chance).after(saved.ids_given);
        let playbooks = &saved.playbooks;
        let payments = saved.payments.into_iter().map(|one| Payment {
            playbook: Arc::clone(&playbooks[one.playbook]),
            ..one.payment
        });
        let mut agenda = Agenda::default();
        for (due, timer) in saved.agenda {
            agenda.set(timer, due);
        }
        let mut gateway = Self {
            terms: saved.terms,
            playbook: Arc::clone(&playbooks[saved.playbook]),
            overrides: saved.overrides,
            calls: saved.calls,
            unmade: saved.unmade,
            ids,
            chance: saved.chance,
            payments: payments.collect(),
            by_payment_id: HashMap::new(),
            by_request_id: HashMap::new(),
            by_token: HashMap::new(),
            by_order: HashMap::new(),
            by_capture_request: HashMap::new(),
            inquired: saved.inquired.into_iter().collect(),
            refund_index: super::RefundIndex::default(),
            dispute_index: HashMap::new(),
            vault: Vault::of(saved.cards),
            vaultings: Vaultings::of(saved.vaultings),
            notifications: saved.notifications,
            agenda,
            journal: saved.journal,
        };
        gateway.find_again();
        Ok(gateway)
    }

    /// Makes every index anew.
    fn find_again(&mut self) {
        for (number, payment) in self.payments.iter().enumerate() {
            let order = &payment.order;
            self.by_payment_id.insert(payment.id.clone(), number);
            self.by_request_id.insert(order.request_id.clone(), number);
            self.by_token.insert(payment.token.clone(), number);
            let of_order = self.by_order.entry(order.order_reference.clone());
            of_order.or_default().push(number);
            for (index, capture) in payment.captures.iter().enumerate() {
                if !payment.is_antoms_capture(index) {
                    let id = capture.request_id.clone();
                    self.by_capture_request.insert(id, (number, index));
                }
            }
            for (index, refund) in payment.refunds.iter().enumerate() {
                self.refund_index.add(refund, (number, index));
            }
            for (index, dispute) in payment.disputes.iter().enumerate() {
                self.dispute_index
                    .insert(dispute.id.clone(), (number, index));
            }
        }
    }
}

/// Playbooks by the place they are written at. Payments share them, so they are told apart by
/// where they are in memory.
#[derive(Default)]
struct Playbooks {
    all: Vec<Arc<Playbook>>,
    places: HashMap<*const Playbook, usize>,
}

impl Playbooks {
    fn place_of(&mut self, playbook: &Arc<Playbook>) -> usize {
        let next = self.all.len();
        let place = *self.places.entry(Arc::as_ptr(playbook)).or_insert(next);
        if place == next {
            self.all.push(Arc::clone(playbook));
        }
        place
    }
}

impl Notification {
    /// Takes back an attempt of the schedule that is under way; whether there was one.
    fn take_back(&mut self, now: Timestamp) -> bool {
        let under_way = State::Pending {
            next_attempt_at: None,
        };
        let is_under_way = self.state == under_way;
        if is_under_way {
            self.scheduled_attempts = self.scheduled_attempts.saturating_sub(1);
            self.state = State::Pending {
                next_attempt_at: Some(now),
            };
        }
        is_under_way
    }
}
