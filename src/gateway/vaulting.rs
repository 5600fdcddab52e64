//! Vaulting: a card gets into the vault without a payment, with the card in the request or typed
//! on a page of Antom's (file 12 §5 of the protocol notes).
//!
//! The rules of the merchant's scenario are asked as it is at the moment: a vaulting has none of
//! its own, and is about no payment that a rule could look at.

mod binding;
mod outcome;
mod record;
mod robot;
mod telling;

use jiff::{SignedDuration, Timestamp};

pub(in crate::gateway) use self::record::Vaultings;
pub use self::record::{
    BoundCard, VaultedCard, Vaulting, VaultingOrder, VaultingSession, VaultingStage,
};
use super::agenda::Timer;
use super::base64::base64;
use super::cards::network::{self, NoNetwork};
use super::cards::regional::Needs;
use super::chance::Purpose;
use super::moment::later;
use super::numbers::VaultingNo;
use super::payment::GivenCard;
use super::rules::decision::Decision;
use super::rules::playbook::CardFacts;
use super::verbs::direct::METADATA;
use super::{CheckoutToken, Event, EventKind, Gateway, Moment, Refusal, ResultCode};

/// Where `vaultPaymentMethod` has its card.
const CARD: &str = "paymentMethodDetail.card";

/// How long a link is good. The documents name no span; a payment session has an hour as well.
const LIFETIME: SignedDuration = SignedDuration::from_hours(1);

impl Gateway {
    /// Stores the card of a request. It is stored at once, declined at once, or its bank asks the
    /// buyer first. The same `vaultingRequestId` again gets the same vaulting again.
    ///
    /// # Errors
    /// What is wrong with the card or what goes with it. Nothing was made then: the table of codes
    /// has `PARAM_ILLEGAL` for all of it.
    pub fn vault_card(
        &mut self,
        now: Timestamp,
        order: VaultingOrder,
        given: &GivenCard,
    ) -> Result<&Vaulting, Refusal> {
        if let Some(number) = self.vaultings.by_request_id(&order.request_id) {
            return self.repeated(number, false);
        }
        let card = given.check(now, true).map_err(named_here)?;
        let decision = self.decide_vaulting(now, &order.request_id, Some(card.facts()));
        let chosen = order.selected_brand;
        let brand = network::of(&card, &decision, self.contract(), chosen).map_err(|none| {
            let why = match none {
                NoNetwork::Unknown => "cardNo is of no known brand, or of one that contract.cardBrands does not have",
                NoNetwork::NotOfThatBrand => "selectedCardBrand is no brand of this card: leave it out, or send one that the card shows",
            };
            Refusal::new(ResultCode::ParamIllegal, format!("{CARD}.{why}"))
        })?;
        let region = decision.region(brand);
        let needs = Needs::of(&region).check_given(&order.payer, &region);
        needs.map_err(named_here)?;
        let number = self.open_vaulting(now, order, None);
        self.take_for_vault(now, number, &card, brand, &decision);
        if self.vaultings.get(number).is_open() {
            self.expect_binder(now, number);
        }
        Ok(self.vaultings.get(number))
    }

    /// Makes a page on which the buyer types the card. The same `vaultingRequestId` again gets the
    /// same session again.
    ///
    /// # Errors
    /// `PARAM_ILLEGAL`, if the id was used for a card already.
    pub fn create_vaulting_session(
        &mut self,
        now: Timestamp,
        order: VaultingOrder,
    ) -> Result<&Vaulting, Refusal> {
        if let Some(number) = self.vaultings.by_request_id(&order.request_id) {
            return self.repeated(number, true);
        }
        let place = self.vaultings.all().len() as u64;
        let mut draw = self.chance.draw(Purpose::VaultingSession, place);
        let session = VaultingSession {
            id: uuid::Uuid::from_bytes(draw.bytes()).simple().to_string(),
            data: base64(&draw.bytes::<96>()),
        };
        let number = self.open_vaulting(now, order, Some(session));
        let due = self.vaultings.get(number).expires_at;
        self.agenda.set(Timer::VaultingExpiry(number), due);
        self.expect_binder(now, number);
        Ok(self.vaultings.get(number))
    }

    /// Reads a vaulting.
    ///
    /// # Errors
    /// `VAULTING_NOT_EXIST`.
    pub fn inquire_vaulting(&self, request_id: &str) -> Result<&Vaulting, Refusal> {
        let number = self.vaultings.by_request_id(request_id);
        let number = number.ok_or_else(|| {
            let why = format!("no vaulting was made with vaultingRequestId \"{request_id}\"");
            Refusal::new(ResultCode::VaultingNotExist, why)
        })?;
        Ok(self.vaultings.get(number))
    }

    /// All vaultings, oldest first.
    #[must_use]
    pub fn vaultings(&self) -> &[Vaulting] {
        self.vaultings.all()
    }

    fn repeated(&self, number: VaultingNo, as_session: bool) -> Result<&Vaulting, Refusal> {
        let found = self.vaultings.get(number);
        if found.session.is_some() == as_session {
            return Ok(found);
        }
        let id = &found.order.request_id;
        let why = format!(
            "vaultingRequestId \"{id}\" was used for the other kind of vaulting already: use a new one"
        );
        Err(Refusal::new(ResultCode::ParamIllegal, why))
    }

    fn open_vaulting(
        &mut self,
        now: Timestamp,
        order: VaultingOrder,
        session: Option<VaultingSession>,
    ) -> VaultingNo {
        let place = self.vaultings.all().len();
        let text = match session {
            Some(_) => "a card is to be stored; the buyer has yet to type it".to_owned(),
            None => "a card is to be stored; the request has it".to_owned(),
        };
        let number = self.vaultings.add(Vaulting {
            order,
            session,
            token: CheckoutToken::of_vaulting(&self.chance, place),
            created_at: now,
            expires_at: later(now, LIFETIME),
            stage: VaultingStage::AwaitingCard,
            declined: None,
            buyer: None,
        });
        self.tell_vaulting(now, EventKind::VaultingCreated, number, text);
        number
    }

    /// What the rules say about a vaulting.
    pub(super) fn decide_vaulting(
        &self,
        now: Timestamp,
        request_id: &str,
        card: Option<CardFacts<'_>>,
    ) -> Decision {
        let moment = Moment {
            card,
            ..Moment::default()
        };
        self.rules_at(now, &moment, &self.playbook, &[request_id])
    }

    /// Writes what happened to a vaulting into the journal.
    pub(super) fn tell_vaulting(
        &mut self,
        now: Timestamp,
        kind: EventKind,
        number: VaultingNo,
        text: String,
    ) {
        let event = Event::new(kind, text).about_vaulting(self.vaultings.get(number));
        self.journal.record(now, event);
    }
}

/// The refusal of a card, as this API words it.
fn named_here(mut refusal: Refusal) -> Refusal {
    refusal.code = ResultCode::ParamIllegal;
    refusal.why = refusal.why.replace(METADATA, CARD);
    refusal
}
