//! The network that a card is paid with, of those it belongs to (file 15 §8 of the protocol
//! notes).

use super::super::rules::decision::Decision;
use super::super::{CardBrand, CheckoutRefusal, Contract};
use super::card::{Card, CardMistakes, Mistake};

/// Why a card has no network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::gateway) enum NoNetwork {
    /// Its first digits are of no known brand and no rule gives it one, or the contract has none
    /// of its brands.
    Unknown,
    /// It is of other brands than the one chosen.
    NotOfThatBrand,
}

/// To the buyer who typed the card.
impl From<NoNetwork> for CheckoutRefusal {
    fn from(none: NoNetwork) -> Self {
        let mut mistakes = CardMistakes::default();
        match none {
            NoNetwork::Unknown => mistakes.number = Some(Mistake::NumberNotAccepted),
            NoNetwork::NotOfThatBrand => mistakes.network = Some(Mistake::Network),
        }
        Self::Mistakes(Box::new(mistakes))
    }
}

/// The network of a card: the one chosen, or the first of its own when nobody chose.
///
/// # Errors
/// There is none.
pub(in crate::gateway) fn of(
    card: &Card,
    decision: &Decision,
    contract: &Contract,
    chosen: Option<CardBrand>,
) -> Result<CardBrand, NoNetwork> {
    let first = decision.brand().or(card.brand).ok_or(NoNetwork::Unknown)?;
    let own = [Some(first), card.second_brand].into_iter().flatten();
    let mut taken = own.filter(|brand| contract.takes_brand(*brand));
    let Some(chosen) = chosen else {
        return taken.next().ok_or(NoNetwork::Unknown);
    };
    // Which South Korean number is of which bank is not known here.
    let fits = taken.any(|brand| brand == chosen || (brand.is_korean() && chosen.is_korean()));
    if fits {
        Ok(chosen)
    } else {
        Err(NoNetwork::NotOfThatBrand)
    }
}
