//! Settlement summary: what is settled of each kind, and in all, for each currency.

use std::collections::BTreeMap;

use super::columns::currency;
use super::{Column, Day, Lines, PSP, major, table};
use crate::gateway::{Currency, Movement, MovementKind};

/// A line of the summary.
struct Sum {
    kind: &'static str,
    currency: Currency,
    count: u64,
    value: i128,
}

pub(super) fn lines(day: &Day<'_>, movements: &[Movement<'_>]) -> Lines {
    let columns: &[Column<Sum>] = &[
        ("settlementBatchId", |day, _| day.batch.clone()),
        ("customerId", |day, _| day.customer.to_owned()),
        ("PSP", |_, _| PSP.to_owned()),
        ("summaryType", |_, sum| sum.kind.to_owned()),
        ("settlementInitiatedDate", |day, _| day.made_at.clone()),
        ("count", |_, sum| sum.count.to_string()),
        ("settlementAmountValue", |_, sum| {
            major(sum.value, sum.currency)
        }),
        ("settlementCurrency", |_, sum| sum.currency.to_string()),
    ];
    table(columns, day, &sums(movements))
}

fn sums(movements: &[Movement<'_>]) -> Vec<Sum> {
    let settled = || movements.iter().filter(|movement| movement.settles != 0);
    let codes = settled().map(|movement| (currency(movement).to_string(), currency(movement)));
    let currencies: BTreeMap<_, _> = codes.collect();
    let mut found = Vec::new();
    for currency_of_sum in currencies.into_values() {
        let of = |wanted: Option<MovementKind>| {
            let mut sum = Sum {
                kind: wanted.map_or("TOTAL", MovementKind::name),
                currency: currency_of_sum,
                count: 0,
                value: 0,
            };
            for movement in settled() {
                let is_meant = wanted.is_none_or(|kind| kind == movement.kind);
                if is_meant && currency(movement) == currency_of_sum {
                    sum.count += 1;
                    sum.value += i128::from(movement.settles);
                }
            }
            sum
        };
        let kinds = MovementKind::ALL.iter().map(|kind| of(Some(*kind)));
        found.extend(kinds.filter(|sum| sum.count > 0));
        found.push(of(None));
    }
    found
}
