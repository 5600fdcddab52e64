//! The shop's orders.

use super::attempt::Attempt;
use super::goods::Good;
use super::money::Amount;

/// How the buyer wants to pay.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Wish {
    /// The bank shall ask for a code.
    pub(super) three_ds: bool,
    /// The shop captures by hand.
    pub(super) by_hand: bool,
    /// The card shall be stored.
    pub(super) store: bool,
    /// The token of a stored card.
    pub(super) token: Option<String>,
}

/// An order of one kind of good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Order {
    /// From 1.
    pub(super) number: usize,
    pub(super) good: &'static Good,
    pub(super) quantity: u64,
    pub(super) amount: Amount,
    pub(super) wish: Wish,
    /// Its payments, oldest first.
    pub(super) attempts: Vec<Attempt>,
    /// How often the goods were sent.
    pub(super) parcels: u32,
    /// What the shop's people have to be told; empty when all is well.
    pub(super) problem: String,
    /// What the shop did and learnt, oldest first.
    pub(super) diary: Vec<Entry>,
}

/// A line of the diary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    pub(super) text: String,
    /// How often in a row.
    pub(super) times: u32,
}

impl Order {
    /// Writes into the diary. The same again is counted.
    pub(super) fn note(&mut self, text: String) {
        match self.diary.last_mut() {
            Some(last) if last.text == text => last.times += 1,
            _ => self.diary.push(Entry { text, times: 1 }),
        }
    }

    /// Whether one more payment for it is in order: nothing is open, nothing is paid.
    pub(super) fn may_try_again(&self) -> bool {
        self.attempts.iter().all(|one| one.standing.is_over())
    }

    /// How many of its payments have the buyer's money, or will.
    pub(super) fn paid_and_kept(&self) -> usize {
        let is_kept = |one: &&Attempt| one.is_paid() && one.given_back(false) < self.amount.value;
        self.attempts.iter().filter(is_kept).count()
    }

    /// Whether every payment has come to its end.
    pub(super) fn is_settled(&self) -> bool {
        let is_settled = |one: &Attempt| one.is_settled(self.wish.by_hand);
        self.attempts.iter().all(is_settled)
    }

    /// The payment that tells how the order stands: one that is paid, or else the newest.
    pub(super) fn leading(&self) -> Option<&Attempt> {
        let kept = |one: &&Attempt| one.is_paid() && one.given_back(false) < self.amount.value;
        let paid = |one: &&Attempt| one.is_paid();
        let all = &self.attempts;
        let found = all.iter().find(kept).or_else(|| all.iter().find(paid));
        found.or(all.last())
    }
}

/// All orders, in memory: a demo forgets them when it ends.
#[derive(Default)]
pub(super) struct Orders(Vec<Order>);

impl Orders {
    /// Opens an order and gives its number. It is there before Antom is asked, so that a
    /// notification that overtakes the answer finds it.
    pub(super) fn open(&mut self, good: &'static Good, quantity: u64, wish: Wish) -> usize {
        let number = self.0.len() + 1;
        self.0.push(Order {
            number,
            good,
            quantity,
            amount: good.price.of(good.price.value * quantity),
            wish,
            attempts: Vec::new(),
            parcels: 0,
            problem: String::new(),
            diary: Vec::new(),
        });
        number
    }

    pub(super) fn get(&self, number: usize) -> Option<&Order> {
        self.0.get(number.checked_sub(1)?)
    }

    pub(super) fn get_mut(&mut self, number: usize) -> Option<&mut Order> {
        self.0.get_mut(number.checked_sub(1)?)
    }

    /// Oldest first.
    pub(super) fn all(&self) -> &[Order] {
        &self.0
    }

    /// The order and the place of its payment that something is known about.
    pub(super) fn find(&self, is_meant: impl Fn(&Attempt) -> bool) -> Option<(usize, usize)> {
        self.0.iter().find_map(|order| {
            let place = order.attempts.iter().position(&is_meant)?;
            Some((order.number, place))
        })
    }
}
