//! Stored cards: a token stands for a card, and a shop pays with it again (file 12 of the protocol
//! notes).
//!
//! A vault belongs to one gateway, so the token of another merchant is as unknown as one that was
//! made up. Every time a card is stored it gets a new token, and the older ones stay good. The
//! number is kept as rules may remember it: what is written down has the digits of the cards that
//! a rule names, which are no secret, and of others the last four. A rule that learns of such a
//! card only after the world was read again no longer fits it.

pub(super) mod storing;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::base64::base64;
use super::cards::brand::{CardBrand, second_brand_of};
use super::cards::card::{Card, CardNumber};
use super::chance::{Chance, Purpose};
use super::ids::{CardId, CardToken};
use super::payment::RememberedCard;
use super::rules::playbook::CardFacts;

/// So many bytes make a token of 122 characters that ends in `==`, as Antom's do.
const TOKEN_BYTES: usize = 85;

/// A card behind a token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredCard {
    /// Our id of it, `crd-1`.
    pub id: CardId,
    /// `cardToken`, and `paymentMethodId` of the payments with it.
    pub token: CardToken,
    /// The number, masked.
    pub masked: String,
    /// The network it was paid with.
    pub brand: CardBrand,
    /// `order.buyer.referenceBuyerId` of the one who stored it.
    pub buyer: Option<String>,
    /// `networkTransactionId` of the payment it was stored with.
    pub network_transaction_id: Option<String>,
    /// The country of its issuer.
    pub issuing_country: String,
    /// `accountHolderName`, as far as the shop told it.
    pub holder: Option<String>,
    /// The holder's email address, as far as the shop told it.
    pub email: Option<String>,
    /// `tokenExpiryTime`, if the shop set one; from then on nobody can pay with it.
    pub expires_at: Option<Timestamp>,
    /// When it was stored.
    pub stored_at: Timestamp,
    /// When it was deleted; from then on nobody can pay with it.
    pub deleted_at: Option<Timestamp>,
    remembered: RememberedCard,
}

impl StoredCard {
    /// Whether it can be paid with.
    #[must_use]
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.deleted_at.is_none() && self.expires_at.is_none_or(|at| now < at)
    }

    /// What rules look at.
    pub(super) fn facts(&self) -> CardFacts<'_> {
        self.remembered.facts()
    }

    /// Whether it can be the card at this place of a vault.
    pub(super) fn is_whole(&self, index: usize) -> bool {
        let last = self.masked.strip_prefix("************").unwrap_or_default();
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let digits = self.remembered.facts().digits;
        let fits = |digits: &str| is_number(digits) && digits.ends_with(last);
        self.id == CardId::numbered(index)
            && last.len() == 4
            && is_number(last)
            && digits.is_none_or(fits)
    }

    /// The card, to be paid with: as it was typed, without a security code.
    pub(super) fn card(&self) -> Card {
        let facts = self.remembered.facts();
        let digits = facts.digits.unwrap_or(&self.masked);
        let other = [facts.brand, second_brand_of(digits)];
        let other = other.into_iter().flatten();
        Card {
            brand: Some(self.brand),
            second_brand: other.into_iter().find(|brand| *brand != self.brand),
            number: CardNumber::remembered(digits),
            has_cvv: false,
            billing_country: None,
            stored: Some(self.token.clone()),
        }
    }
}

/// A card that is to be stored.
pub(super) struct NewCard {
    pub(super) masked: String,
    pub(super) brand: CardBrand,
    pub(super) buyer: Option<String>,
    pub(super) network_transaction_id: Option<String>,
    pub(super) issuing_country: String,
    pub(super) holder: Option<String>,
    pub(super) email: Option<String>,
    pub(super) remembered: RememberedCard,
}

/// The stored cards of a merchant.
#[derive(Clone, Debug, Default)]
pub(super) struct Vault {
    /// Oldest first.
    cards: Vec<StoredCard>,
    by_token: BTreeMap<String, usize>,
}

impl Vault {
    /// The vault that has these cards.
    pub(super) fn of(cards: Vec<StoredCard>) -> Self {
        let token = |(index, card): (usize, &StoredCard)| (card.token.to_string(), index);
        Self {
            by_token: cards.iter().enumerate().map(token).collect(),
            cards,
        }
    }

    /// All cards that ever were stored, oldest first.
    pub(super) fn cards(&self) -> &[StoredCard] {
        &self.cards
    }

    /// The card of a token, also of one that was deleted.
    pub(super) fn find(&self, token: &str) -> Option<&StoredCard> {
        self.by_token.get(token).map(|index| &self.cards[*index])
    }

    pub(super) fn find_mut(&mut self, token: &str) -> Option<&mut StoredCard> {
        let index = *self.by_token.get(token)?;
        self.cards.get_mut(index)
    }

    /// Stores a card under a new token.
    pub(super) fn store(&mut self, chance: &Chance, now: Timestamp, card: NewCard) -> &StoredCard {
        let index = self.cards.len();
        let mut draw = chance.draw(Purpose::Token, index as u64);
        let text = format!("ALIPAY{}", base64(&draw.bytes::<TOKEN_BYTES>()));
        self.by_token.insert(text.clone(), index);
        self.cards.push(StoredCard {
            id: CardId::numbered(index),
            token: CardToken::new(&text),
            masked: card.masked,
            brand: card.brand,
            buyer: card.buyer,
            network_transaction_id: card.network_transaction_id,
            issuing_country: card.issuing_country,
            holder: card.holder,
            email: card.email,
            expires_at: None,
            stored_at: now,
            deleted_at: None,
            remembered: card.remembered,
        });
        &self.cards[index]
    }
}
