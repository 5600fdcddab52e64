//! The verbs about tokens: read, change, delete, and store a card without a payment (file 12 §5 of
//! the protocol notes).

use jiff::Timestamp;

use super::super::cards::network;
use super::super::payment::{GivenCard, RememberedCard};
use super::super::rules::decision::TakenCard;
use super::super::vault::{NewCard, StoredCard};
use super::super::{Event, EventKind, Gateway, Moment, Refusal, ResultCode};
use super::direct::METADATA;

/// What `updateToken` changes; what is `None` stays.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TokenUpdate {
    /// `accountHolderName`.
    pub holder: Option<String>,
    /// `email`.
    pub email: Option<String>,
    /// `tokenExpiryTime`: nobody can pay with the token from then on.
    pub expires_at: Option<Timestamp>,
}

impl Gateway {
    /// Reads a stored card.
    ///
    /// # Errors
    /// There is none of this token, or it was deleted.
    pub fn inquire_token(&self, token: &str) -> Result<&StoredCard, Refusal> {
        let stored = self.vault.find(token);
        stored
            .filter(|card| card.deleted_at.is_none())
            .ok_or_else(no_such_token)
    }

    /// Changes what is known of a stored card.
    ///
    /// # Errors
    /// There is none of this token, or it was deleted.
    pub fn update_token(
        &mut self,
        now: Timestamp,
        token: &str,
        update: TokenUpdate,
    ) -> Result<(), Refusal> {
        let stored = self.vault.find_mut(token);
        let card = stored
            .filter(|card| card.deleted_at.is_none())
            .ok_or_else(no_such_token)?;
        card.holder = update.holder.or_else(|| card.holder.take());
        card.email = update.email.or_else(|| card.email.take());
        card.expires_at = update.expires_at.or(card.expires_at);
        let text = format!("the stored card {} {} was updated", card.id, card.masked);
        let event = Event::new(EventKind::CardUpdated, text);
        self.journal.record(now, event);
        Ok(())
    }

    /// Deletes a stored card, by its token or by our id of it. A second time changes nothing.
    ///
    /// # Errors
    /// There is no such card.
    pub fn delete_card(&mut self, now: Timestamp, key: &str) -> Result<&StoredCard, Refusal> {
        let by_id = |card: &&StoredCard| card.id.as_str() == key;
        let by_id = self.vault.cards().iter().find(by_id);
        let token = by_id.map_or_else(|| key.to_owned(), |card| card.token.to_string());
        let card = self.vault.find_mut(&token).ok_or_else(no_such_token)?;
        if card.deleted_at.is_none() {
            card.deleted_at = Some(now);
            let text = format!("the stored card {} {} was deleted", card.id, card.masked);
            self.journal
                .record(now, Event::new(EventKind::CardDeleted, text));
        }
        Ok(card)
    }

    /// Stores a card without paying: `fetchNonce`. Nobody asks its issuer.
    ///
    /// # Errors
    /// What is wrong with the card, by its own code.
    pub fn store_card(
        &mut self,
        now: Timestamp,
        given: &GivenCard,
        holder: Option<String>,
    ) -> Result<&StoredCard, Refusal> {
        let named_here = |refusal: Refusal| Refusal {
            why: refusal.why.replace(METADATA, "card"),
            ..refusal
        };
        let card = given.check(now, false).map_err(named_here)?;
        let moment = Moment {
            card: Some(card.facts()),
            ..Moment::default()
        };
        let decision = self.rules_at(now, &moment, &self.playbook, &[]);
        let brand = network::of(&card, &decision, self.contract(), None).map_err(|_| {
            let why = "card.cardNo is of no known brand, or of one that contract.cardBrands does not have";
            Refusal::new(ResultCode::CardNotSupported, why)
        })?;
        let plan = decision.card_plan(&TakenCard {
            brand,
            billing_region: None,
            has_cvv: card.has_cvv,
        });
        let new = NewCard {
            masked: card.number.masked(),
            brand,
            buyer: None,
            network_transaction_id: None,
            issuing_country: plan.profile.issuing_country,
            holder,
            email: None,
            remembered: RememberedCard::new(card.facts(), decision.names_a_card()),
        };
        let stored = self.vault.store(&self.chance, now, new);
        let text = format!(
            "{} {} was stored as {}",
            brand.name(),
            stored.masked,
            stored.id
        );
        self.journal
            .record(now, Event::new(EventKind::CardStored, text));
        Ok(stored)
    }
}

fn no_such_token() -> Refusal {
    let why = "token is of no stored card of this merchant, or of one that was deleted";
    Refusal::new(ResultCode::ParamIllegal, why)
}
