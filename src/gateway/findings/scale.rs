//! Amounts that are ten, a hundred or a thousand times what was meant (file 17, M27, of the
//! protocol notes).
//!
//! What proves it are the other amounts of the request: nobody's order costs exactly a hundredth of
//! its payment. Without them only an amount that hardly anyone pays by card is told, in the
//! currencies where the mistake is usual.

use crate::gateway::{Amount, Fields, PayOrder};

/// Currencies without a smaller unit, of those that Antom names, and about ten thousand US dollars
/// in each: an amount from there on that ends in 00 looks like one that was multiplied by 100.
const LOOKS_SCALED: [(&str, u64); 4] = [
    ("CLP", 10_000_000),
    ("JPY", 1_500_000),
    ("KRW", 14_000_000),
    ("VND", 250_000_000),
];

/// What is wrong with the scale of an amount, if anything is.
pub(super) fn wrong_scale(order: &PayOrder) -> Option<String> {
    let paid = order.amount;
    let ordered = amount_at(&order.fields, "order.orderAmount", paid);
    let goods = goods(&order.fields, paid);
    for (name, other) in [
        ("order.orderAmount", ordered),
        ("the sum of order.goods", goods),
    ] {
        let Some(other) = other else {
            continue;
        };
        let differs = |by: u64| {
            let scaled = |small: u64, large: u64| small.checked_mul(by) == Some(large);
            scaled(other, paid.value) || scaled(paid.value, other)
        };
        if let Some(by) = factors(paid).iter().find(|by| differs(**by)) {
            let other = Amount {
                value: other,
                ..paid
            };
            return Some(format!(
                "paymentAmount is {paid} and {name} is {other}: they differ by a factor of {by}"
            ));
        }
    }
    let code = paid.currency.code();
    let (_, usual) = LOOKS_SCALED.iter().find(|(known, _)| *known == code)?;
    (paid.value >= *usual && paid.value.is_multiple_of(100)).then(|| {
        let value = paid.value;
        format!("paymentAmount.value \"{value}\" is {paid}: {code} has no hundredths, and this looks as if it was multiplied by 100")
    })
}

/// How far a wrong number of decimals leads astray. A tenth of an order is a usual deposit, so only
/// thousandths are suspected of it.
fn factors(paid: Amount) -> &'static [u64] {
    if paid.currency.digits() == 3 {
        &[10, 100, 1000]
    } else {
        &[100]
    }
}

/// The value of another amount, if it is in the same currency.
fn amount_at(fields: &Fields, path: &str, paid: Amount) -> Option<u64> {
    let text = |name: &str| fields.get(&format!("{path}.{name}"));
    let same = text("currency")? == paid.currency.code();
    text("value")?
        .parse()
        .ok()
        .filter(|value| same && *value > 0)
}

/// What all goods cost together, if each of them has a price.
fn goods(fields: &Fields, paid: Amount) -> Option<u64> {
    let mut sum = 0_u64;
    for index in 0_usize.. {
        let path = format!("order.goods[{index}]");
        if fields.get(&format!("{path}.referenceGoodsId")).is_none() {
            break;
        }
        let quantity = fields.get(&format!("{path}.goodsQuantity"));
        let quantity = quantity.map_or(Ok(1), str::parse::<u64>).ok()?;
        let price = amount_at(fields, &format!("{path}.goodsUnitAmount"), paid)?;
        sum = sum.checked_add(price.checked_mul(quantity)?)?;
    }
    Some(sum).filter(|sum| *sum > 0)
}
