//! What the shop does in an act, as its visitors and its own people would have it do.

use super::{Manner, Part, Run};
use crate::demo::Shop;
use crate::demo::attempt::Attempt;
use crate::demo::books::Place;
use crate::demo::goods::find;
use crate::demo::orders::Wish;

/// The shop makes an order and asks for its payment.
pub(super) async fn order(
    shop: &Shop,
    run: &mut Run,
    key: &str,
    manner: Manner,
) -> Result<String, String> {
    let good = find(key).ok_or_else(|| format!("the shop does not sell {key}"))?;
    let (number, amount) = {
        let mut books = shop.books();
        let stored = books.cards.last().and_then(|card| card.token.clone());
        let wish = Wish {
            three_ds: false,
            by_hand: manner == Manner::ByHand,
            store: manner == Manner::Storing,
            token: stored.filter(|_| manner == Manner::Stored),
        };
        let number = books.orders.open(good, 1, wish);
        (number, good.price)
    };
    run.orders.push(number);
    shop.pay(number).await;
    let how = match manner {
        Manner::Plain => "",
        Manner::ByHand => ", to be captured by hand",
        Manner::Storing => ", and stores the card",
        Manner::Stored => ", paid with the stored card",
    };
    let name = good.name;
    Ok(format!(
        "The shop makes order {number}: {name}, {amount}{how}."
    ))
}

/// The shop gives money of the newest captured payment back.
pub(super) async fn refund(shop: &Shop, run: &Run, part: Part) -> Result<String, String> {
    let (place, attempt) = payment(shop, run, Attempt::is_captured)?;
    let amount = {
        let books = shop.books();
        books.orders.get(place.0).map(|order| order.amount)
    };
    let amount = amount.ok_or("there is no such order")?;
    let left = amount.value.saturating_sub(attempt.given_back(false));
    let value = match part {
        Part::Half => left / 2,
        Part::Rest => left,
    };
    shop.refund(place, value).await;
    Ok(format!("The shop gives {} back.", amount.of(value)))
}

/// The number of the newest order.
pub(super) fn newest(run: &Run) -> Result<usize, String> {
    let newest = run.orders.last().copied();
    newest.ok_or_else(|| "this demonstration has no order yet".to_owned())
}

/// The newest payment of the newest order that is as wanted.
pub(super) fn payment(
    shop: &Shop,
    run: &Run,
    is_wanted: impl Fn(&Attempt) -> bool,
) -> Result<(Place, Attempt), String> {
    let number = newest(run)?;
    let books = shop.books();
    let order = books.orders.get(number).ok_or("there is no such order")?;
    let mut all = order.attempts.iter().enumerate().rev();
    let found = all.find(|(_, one)| is_wanted(one));
    let (place, attempt) = found.ok_or("the order has no such payment")?;
    Ok(((number, place), attempt.clone()))
}
