//! How cards come into the vault, who finds them there, and how they leave it.

use jiff::Timestamp;

use super::super::cards::card::Card;
use super::super::cards::plan_check::NoPlan;
use super::super::numbers::PaymentNo;
use super::super::payment::{
    CardResult, PayOrder, Payment, PendingCard, PersonName, Recurring, Tokenize,
};
use super::super::vault::{NewCard, StoredCard};
use super::super::{
    CardToken, CheckoutRefusal, CheckoutStep, EventKind, Gateway, Refusal, ResultCode,
};

/// Who pays, as the shop names them.
const BUYER: &str = "order.buyer.referenceBuyerId";

impl PayOrder {
    /// `order.buyer.referenceBuyerId`.
    pub(in crate::gateway) fn buyer(&self) -> Option<&str> {
        self.fields.get(BUYER)
    }
}

impl Gateway {
    /// All stored cards, oldest first, those that were deleted as well.
    #[must_use]
    pub fn stored_cards(&self) -> &[StoredCard] {
        self.vault.cards()
    }

    /// The stored cards that a buyer is offered on the page of a payment: those that the session
    /// names, or else their own, newest first and each number once.
    #[must_use]
    pub fn offered_cards(&self, now: Timestamp, payment: &Payment) -> Vec<&StoredCard> {
        if let Some(session) = &payment.session
            && !session.saved_cards.is_empty()
        {
            let mut named: Vec<&StoredCard> = Vec::new();
            for token in &session.saved_cards {
                let card = self.vault.find(token).filter(|card| card.is_good(now));
                let is_new = |card: &&StoredCard| named.iter().all(|one| one.token != card.token);
                named.extend(card.filter(is_new));
            }
            return named;
        }
        let Some(buyer) = payment.order.buyer() else {
            return Vec::new();
        };
        let mut offered: Vec<&StoredCard> = Vec::new();
        let own = |card: &&StoredCard| card.is_good(now) && card.buyer.as_deref() == Some(buyer);
        for card in self.vault.cards().iter().rev().filter(own) {
            let is_twin =
                |other: &&StoredCard| (&other.masked, other.brand) == (&card.masked, card.brand);
            if !offered.iter().any(is_twin) {
                offered.push(card);
            }
        }
        offered
    }

    /// The card of a stored one's token, to be paid with.
    ///
    /// # Errors
    /// Nobody has this token here, it was deleted, or it has expired. Antom does not publish the
    /// codes, so a rule may choose them.
    pub(in crate::gateway) fn card_of_token(
        &self,
        now: Timestamp,
        token: &str,
    ) -> Result<Card, Refusal> {
        let refuse = |code, what: &str| {
            let why = format!("paymentMethod.paymentMethodId {what}");
            Err(Refusal::new(code, why))
        };
        let Some(stored) = self.vault.find(token) else {
            let what = "is no token of a card that this merchant stored: send a cardToken of an earlier payment, as it came";
            return refuse(ResultCode::ParamIllegal, what);
        };
        match (stored.deleted_at, stored.expires_at) {
            (Some(at), _) => {
                let what = format!(
                    "names the stored card {}, which was deleted at {at}",
                    stored.id
                );
                refuse(ResultCode::ParamIllegal, &what)
            }
            (None, Some(at)) if now >= at => {
                let what = format!("names the stored card {}, which expired at {at}", stored.id);
                refuse(ResultCode::ExpiredToken, &what)
            }
            _ => Ok(stored.card()),
        }
    }

    /// The buyer says on the page whether the card is to be stored. It counts only if the shop
    /// leaves that to the buyer.
    pub fn consent(&mut self, token: &str, saves_card: bool) {
        if let Some(number) = self.by_token.get(token) {
            let payment = &mut self.payments[*number];
            if payment.order.method.tokenize == Tokenize::IfBuyerAgrees {
                payment.saves_card = saves_card;
            }
        }
    }

    /// The buyer chooses a stored card instead of typing one, and perhaps in how many months to
    /// pay it off.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn submit_stored_card(
        &mut self,
        now: Timestamp,
        token: &str,
        id: &str,
        months: &str,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let number = self.open_for_a_card(now, token)?;
        let offered = self.offered_cards(now, &self.payments[number]);
        let mut offered = offered.into_iter();
        let stored = offered.find(|card| card.id.as_str() == id);
        let stored = stored.ok_or(CheckoutRefusal::UnknownCard)?;
        let (card, network) = (stored.card(), stored.brand);
        let decision = self.decide_with_card(now, number, None, Some(card.facts()));
        let brand = decision.brand().unwrap_or(network);
        match self.take_plan(number, &decision, brand, months) {
            Ok(()) => {}
            Err(NoPlan::OfTheBuyer(mistakes)) => return Err(mistakes.into()),
            Err(NoPlan::OfTheShop) => return Ok(self.turn_away_for_plan(now, number, &card)),
        }
        let masked = card.number.masked();
        let text = format!("the buyer chose the stored card {} {masked}", brand.name());
        Ok(self.take_card(now, number, &card, brand, &decision, text))
    }

    /// The token that an approved payment tells: that of the stored card it was paid with, or of
    /// the card that it stores.
    pub(in crate::gateway) fn token_of(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: &PendingCard,
        result: &CardResult,
    ) -> Option<CardToken> {
        if card.stored.is_some() {
            return card.stored.clone();
        }
        let payment = &self.payments[number];
        let remembered = payment.card.clone().filter(|_| payment.saves_card)?;
        let payer = &payment.order.method.payer;
        let new = NewCard {
            masked: card.masked.clone(),
            brand: card.brand,
            buyer: payment.order.buyer().map(str::to_owned),
            network_transaction_id: Some(result.network_transaction_id.clone()),
            issuing_country: result.issuing_country.clone(),
            holder: payer.holder.as_deref().and_then(PersonName::whole),
            email: payer.email.clone(),
            remembered,
        };
        let stored = self.vault.store(&self.chance, now, new);
        let token = stored.token.clone();
        let text = format!(
            "{} {} was stored as {}",
            stored.brand.name(),
            stored.masked,
            stored.id
        );
        self.record(now, EventKind::CardStored, number, text);
        Some(token)
    }
}

/// What a payment without the buyer may not be (file 12 §4).
///
/// # Errors
/// The card is a local one: only global cards can be paid with while the buyer is away. The code
/// is not public.
pub(in crate::gateway) fn check_recurring(
    recurring: Option<Recurring>,
    region: &str,
) -> Result<(), Refusal> {
    if recurring.is_none() || region == "GLOBAL" {
        return Ok(());
    }
    let why = format!(
        "recurringType is for global cards only, and this one is of region {region}: let the buyer pay"
    );
    Err(Refusal::new(ResultCode::CardNotSupported, why))
}
