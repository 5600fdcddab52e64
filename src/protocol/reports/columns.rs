//! The columns that both detailed reports have.

use super::{Day, PSP, major};
use crate::gateway::{Currency, Movement, antom_time};

/// The name of a column, and what stands in it for a movement.
pub(super) type OfMovement = (&'static str, fn(&Day<'_>, &Movement<'_>) -> String);

pub(super) fn currency(movement: &Movement<'_>) -> Currency {
    movement.payment.order.amount.currency
}

fn text(movement: &Movement<'_>, path: &str) -> String {
    let found = movement.payment.order.fields.get(path);
    found.unwrap_or_default().to_owned()
}

/// What both detailed reports say of a movement: which one it is.
pub(super) const IDENTITY: &[OfMovement] = &[
    ("customerId", |day, _| day.customer.to_owned()),
    ("PSP", |_, _| PSP.to_owned()),
    ("ARN", |_, row| row.arn.clone().unwrap_or_default()),
    ("referenceMerchantId", |_, row| {
        text(row, "order.merchant.referenceMerchantId")
    }),
    ("referenceStoreId", |_, row| {
        text(row, "order.merchant.store.referenceStoreId")
    }),
    ("transactionId", |_, row| row.id.to_owned()),
    ("originalTransactionId", |_, row| {
        let id = (!row.is_original).then(|| row.payment.id.to_string());
        id.unwrap_or_default()
    }),
    ("transactionRequestId", |_, row| {
        row.request_id.unwrap_or_default().to_owned()
    }),
    ("originalTransactionRequestId", |_, row| {
        let id = (!row.is_original).then(|| row.payment.order.request_id.clone());
        id.unwrap_or_default()
    }),
    ("referenceTransactionId", |_, row| {
        row.payment.order.order_reference.clone()
    }),
    ("transactionType", |_, row| row.kind.name().to_owned()),
    ("paymentMethodType", |_, _| "CARD".to_owned()),
];

/// What both say of the card.
pub(super) const CARD: &[OfMovement] = &[
    ("cardBrand", |_, row| {
        let card = row.payment.card_used();
        card.map_or("", |card| card.brand.name()).to_owned()
    }),
    ("funding", |_, row| {
        let card = row.payment.card_used();
        card.map_or(String::new(), |card| card.funding.clone())
    }),
    ("cardCountry", |_, row| {
        let card = row.payment.card_used();
        card.map_or(String::new(), |card| card.issuing_country.clone())
    }),
];

/// What both say of time and money.
pub(super) const MONEY: &[OfMovement] = &[
    ("paymentTime", |_, row| antom_time(row.at)),
    ("transactionAmountValue", |_, row| {
        major(row.amount.into(), currency(row))
    }),
    ("transactionCurrency", |_, row| currency(row).to_string()),
];
