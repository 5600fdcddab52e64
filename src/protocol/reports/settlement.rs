//! Settlement details: every movement that is settled with the merchant.

use super::columns::{CARD, IDENTITY, MONEY, OfMovement, currency};
use super::{Day, Lines, major, table};
use crate::gateway::Movement;

/// Antom's formula is: settlement amount = transaction amount + fees.
const SETTLED: &[OfMovement] = &[
    ("paymentMethodFeeAmountValue", |_, row| {
        major(0, currency(row))
    }),
    ("paymentMethodFeeCurrency", |_, row| {
        currency(row).to_string()
    }),
    ("settlementAmountValue", |_, row| {
        major(row.settles.into(), currency(row))
    }),
    ("settlementCurrency", |_, row| currency(row).to_string()),
    ("settlementInitiatedDate", |day, _| day.made_at.clone()),
];

pub(super) fn lines(day: &Day<'_>, movements: &[Movement<'_>]) -> Lines {
    let batch: &[OfMovement] = &[("settlementBatchId", |day, _| day.batch.clone())];
    let columns = [batch, IDENTITY, CARD, MONEY, SETTLED].concat();
    let settled: Vec<_> = movements
        .iter()
        .filter(|movement| movement.settles != 0)
        .map(|movement| Movement {
            // A cancelled payment settles what was taken of it.
            amount: movement.settles,
            ..movement.clone()
        })
        .collect();
    table(&columns, day, &settled)
}
