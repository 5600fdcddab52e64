//! All that the shop has written down: orders, letters from Antom, stored cards.

use super::attempt::Attempt;
use super::letters::Letters;
use super::news::{Card, News};
use super::orders::{Order, Orders};
use super::standing::{Progress, Standing};

/// The shop's memory, behind one lock.
#[derive(Default)]
pub(super) struct Books {
    pub(super) orders: Orders,
    pub(super) letters: Letters,
    /// Stored cards, oldest first; each has a token.
    pub(super) cards: Vec<Card>,
}

/// Which payment: the number of its order, and its place there.
pub(super) type Place = (usize, usize);

impl Books {
    /// One payment with its order.
    pub(super) fn payment(&self, (number, place): Place) -> Option<(&Order, &Attempt)> {
        let order = self.orders.get(number)?;
        Some((order, order.attempts.get(place)?))
    }

    pub(super) fn payment_mut(&mut self, (number, place): Place) -> Option<&mut Attempt> {
        self.orders.get_mut(number)?.attempts.get_mut(place)
    }

    /// Writes into the diary of an order.
    pub(super) fn note(&mut self, number: usize, text: String) {
        if let Some(order) = self.orders.get_mut(number) {
            order.note(text);
        }
    }

    /// Takes in what was learnt about a payment, and does what follows from it. A trusting shop
    /// sends the goods at the first good news, another one when the money was taken.
    pub(super) fn learn(&mut self, (number, place): Place, news: &News, is_trusting: bool) {
        let Some(order) = self.orders.get_mut(number) else {
            return;
        };
        let Some(attempt) = order.attempts.get_mut(place) else {
            return;
        };
        let before = attempt.clone();
        attempt.learn(news);
        let after = attempt.clone();
        let which = match order.attempts.len() {
            0 | 1 => "The payment: ".to_owned(),
            _ => format!("Payment {}: ", place + 1),
        };
        for change in changes(&before, &after) {
            order.note(format!("{which}{change}"));
        }
        if order.parcels == 0 && (after.is_captured() || (is_trusting && after.is_paid())) {
            order.parcels = 1;
            order.note("The goods are sent.".to_owned());
        }
        if order.wish.store
            && let Some(card) = after.card.filter(|card| card.token.is_some())
            && !self.cards.contains(&card)
        {
            self.cards.push(card);
        }
    }
}

/// What is new, in words.
fn changes(before: &Attempt, after: &Attempt) -> Vec<String> {
    let mut changes = Vec::new();
    if before.standing != after.standing {
        changes.push(match &after.standing {
            Standing::Open => "open again.".to_owned(),
            Standing::Paid => "authorised.".to_owned(),
            Standing::Failed(code) => format!("failed: {code}."),
            Standing::Cancelled => "cancelled.".to_owned(),
        });
    }
    if before.capture != after.capture {
        changes.push(match &after.capture {
            Progress::Waiting => "the capture is under way.".to_owned(),
            Progress::Done => "the money was captured.".to_owned(),
            Progress::Refused(code) => format!("the capture failed: {code}."),
        });
    }
    for (old, new) in before.refunds.iter().zip(&after.refunds) {
        if old.progress != new.progress {
            changes.push(match &new.progress {
                Progress::Waiting => "a refund is under way.".to_owned(),
                Progress::Done => "a refund has arrived.".to_owned(),
                Progress::Refused(code) => format!("a refund has failed: {code}."),
            });
        }
    }
    changes
}
