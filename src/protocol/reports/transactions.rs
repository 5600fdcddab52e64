//! Transaction details: every movement of the day that succeeded.

use super::columns::{CARD, IDENTITY, MONEY, OfMovement};
use super::{Day, Lines, table};
use crate::gateway::Movement;

/// What only this report says.
const MORE: &[OfMovement] = &[
    ("status", |_, _| "SUCCESS".to_owned()),
    ("cardNumber(Last 4 digits)", |_, row| {
        let masked = row.payment.card_used().map(|card| card.card_no.as_str());
        let digits = masked.unwrap_or_default().chars().rev().take(4);
        digits.collect::<Vec<_>>().into_iter().rev().collect()
    }),
    ("3DOffered", |_, row| {
        let card = row.payment.card_used();
        let is_offered = card.is_some_and(|card| card.three_ds.is_some());
        if is_offered { "Y" } else { "N" }.to_owned()
    }),
];

pub(super) fn lines(day: &Day<'_>, movements: &[Movement<'_>]) -> Lines {
    let columns = [IDENTITY, CARD, MONEY, MORE].concat();
    table(&columns, day, movements)
}
