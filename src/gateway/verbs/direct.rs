//! Payments whose request has the card: Antom's "API mode". There is no card form; the answer of
//! `pay` tells the end, unless the buyer's bank or a slow issuer comes between (file 02 of the
//! protocol notes).

use jiff::Timestamp;

use super::super::cards::card::Card;
use super::super::cards::network::{self, NoNetwork};
use super::super::cards::regional::Needs;
use super::super::numbers::PaymentNo;
use super::super::payment::PayOrder;
use super::super::rules::decision::Decision;
use super::super::rules::playbook::CardFacts;
use super::super::vault::storing::check_recurring;
use super::super::{CardBrand, Contract, Gateway, Refusal, ResultCode};

/// Where a request has its card.
pub(in crate::gateway) const METADATA: &str = "paymentMethod.paymentMethodMetaData";

impl Card {
    /// What rules look at.
    pub(in crate::gateway) fn facts(&self) -> CardFacts<'_> {
        CardFacts {
            digits: Some(self.number.digits()),
            brand: self.brand,
        }
    }
}

/// The network that a card of a request is paid with, if it has all that its region needs.
///
/// # Errors
/// Nobody knows cards of this kind, they are not of the chosen brand, or something is missing.
fn network_of(
    card: &Card,
    order: &PayOrder,
    decision: &Decision,
    contract: &Contract,
) -> Result<CardBrand, Refusal> {
    let chosen = order.method.selected_brand;
    let brand = network::of(card, decision, contract, chosen).map_err(|none| match none {
        NoNetwork::Unknown => Refusal::new(
            ResultCode::CardNotSupported,
            "cards with this number are not accepted: its first digits are of no known brand, or of one that contract.cardBrands does not have",
        ),
        NoNetwork::NotOfThatBrand => Refusal::new(
            ResultCode::SelectedCardBrandNotAvailable,
            "paymentMethod.paymentMethodMetaData.selectedCardBrand is no brand of this card: leave it out, or send one that the card shows",
        ),
    })?;
    let region = decision.region(brand);
    // Nobody is asked for more about a card that cannot be paid with.
    check_recurring(order.method.recurring, &region)?;
    // What a stored card needs was told when it was stored.
    if card.stored.is_none() {
        Needs::of(&region).check_given(&order.method.payer, &region)?;
    }
    match &order.credit_pay_plan {
        Some(plan) if !contract.takes_plan(order, decision, brand, plan.installment_num) => {
            let why =
                "this card cannot be paid off as creditPayPlan says: getCardInfo tells how it can";
            Err(Refusal::new(ResultCode::CardNotSupported, why))
        }
        _ => Ok(brand),
    }
}

impl Gateway {
    /// The card of a request, its own or one out of the vault; `None` when the buyer is to type
    /// one.
    ///
    /// # Errors
    /// What is wrong with it, by its own code.
    pub(in crate::gateway) fn card_of(
        &self,
        now: Timestamp,
        order: &PayOrder,
    ) -> Result<Option<Card>, Refusal> {
        let method = &order.method;
        if let Some(token) = &method.token {
            return self.card_of_token(now, token).map(Some);
        }
        let check = |card: &super::super::GivenCard| card.check(now, method.is_card_on_file);
        method.card.as_deref().map(check).transpose()
    }

    /// The card to pay with at once and its network, of what [`Self::card_of`] found.
    ///
    /// # Errors
    /// What is wrong with it, by its own code, or by that of a rule if the token is unknown.
    pub(in crate::gateway) fn admit_card(
        &mut self,
        now: Timestamp,
        order: &PayOrder,
        found: Result<Option<Card>, Refusal>,
        decision: &Decision,
    ) -> Result<Option<(Card, CardBrand)>, Refusal> {
        match found {
            Ok(None) => Ok(None),
            Ok(Some(card)) => {
                let brand = network_of(&card, order, decision, self.contract())?;
                Ok(Some((card, brand)))
            }
            Err(refusal) => {
                let code = decision.ask(|then| then.unknown_token);
                self.spend(now, decision);
                Err(code.map_or(refusal.clone(), |code| Refusal::by_rule(code, refusal.why)))
            }
        }
    }

    /// Pays with the card of the request; how it ends, or goes on, is in the payment itself.
    pub(in crate::gateway) fn pay_directly(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: &Card,
        brand: CardBrand,
    ) {
        let decision = self.decide_with_card(now, number, None, Some(card.facts()));
        let from = if card.stored.is_some() {
            "the shop pays with the stored card"
        } else {
            "the shop sent"
        };
        let text = format!("{from} {} {}", brand.name(), card.number.masked());
        self.take_card(now, number, card, brand, &decision, text);
        if let Some(given) = &mut self.payments[number].order.method.card {
            given.forget();
        }
    }
}
