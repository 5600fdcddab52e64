//! The shop's orders and what it was told about them.

use serde_json::Value;

/// An order of one thing.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) number: usize,
    pub(super) amount: Value,
    pub(super) amount_text: String,
    pub(super) payment_id: String,
    pub(super) manual_capture: bool,
    /// What Antom told this shop, newest last.
    pub(super) told: Vec<Told>,
}

/// One notification.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) kind: String,
    pub(super) code: String,
    pub(super) at: String,
}

/// All orders, in memory: a demo forgets them when it ends.
#[derive(Default)]
pub(super) struct Orders(Vec<Order>);

impl Orders {
    /// Starts an order; its payment is filled in when Antom has answered.
    pub(super) fn open(&mut self, amount: Value, amount_text: &str, manual_capture: bool) -> usize {
        let number = self.0.len() + 1;
        self.0.push(Order {
            number,
            amount,
            amount_text: amount_text.to_owned(),
            payment_id: String::new(),
            manual_capture,
            told: Vec::new(),
        });
        number
    }

    pub(super) fn get(&self, number: usize) -> Option<&Order> {
        self.0.get(number.checked_sub(1)?)
    }

    pub(super) fn set_payment(&mut self, number: usize, payment_id: &str) {
        if let Some(order) = number
            .checked_sub(1)
            .and_then(|index| self.0.get_mut(index))
        {
            payment_id.clone_into(&mut order.payment_id);
        }
    }

    /// Files a notification with its order. Told twice is told once: Antom repeats itself until
    /// it hears a right answer.
    pub(super) fn tell(&mut self, payment_id: &str, told: Told) -> bool {
        let found = self
            .0
            .iter_mut()
            .find(|order| order.payment_id == payment_id);
        let Some(order) = found else {
            return false;
        };
        let known = |one: &Told| one.kind == told.kind && one.code == told.code;
        if !order.told.iter().any(known) {
            order.told.push(told);
        }
        true
    }
}
