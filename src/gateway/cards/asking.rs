//! What a card form asks for before it is sent: the further fields of a card, as soon as its
//! number tells where it comes from.

use jiff::Timestamp;

use super::super::Gateway;
use super::super::payment::Payer;
use super::super::rules::playbook::CardFacts;
use super::card::{CardMistakes, CardNumber, TypedExtras};
use super::regional::Needs;

impl Payer {
    /// What an empty form lacks for a card of this `paymentMethodRegion`: all that such a card
    /// needs and the shop has not told.
    #[must_use]
    pub fn lacks(&self, region: &str) -> CardMistakes {
        let checked = Needs::of(region).check_typed(self, &TypedExtras::default());
        checked.err().map(|mistakes| *mistakes).unwrap_or_default()
    }
}

impl Gateway {
    /// What an empty form of this link lacks for a card with these digits; nothing for digits that
    /// are no card number.
    #[must_use]
    pub fn lacks_for_card(&self, now: Timestamp, token: &str, digits: &str) -> CardMistakes {
        let Ok(number) = CardNumber::parse(digits) else {
            return CardMistakes::default();
        };
        let facts = CardFacts {
            digits: Some(digits),
            brand: number.brand(),
        };
        let (decision, payer) = if let Some(place) = self.by_token.get(token).copied() {
            let decision = self.decide_with_card(now, place, None, Some(facts));
            (decision, &self.payments[place].order.method.payer)
        } else if let Some(vaulting) = self.vaulting(token) {
            let id = &vaulting.order.request_id;
            let decision = self.decide_vaulting(now, id, Some(facts));
            (decision, &vaulting.order.payer)
        } else {
            return CardMistakes::default();
        };
        let brand = decision.brand().or(number.brand());
        brand.map_or_else(CardMistakes::default, |brand| {
            payer.lacks(&decision.region(brand))
        })
    }
}
