//! The verbs of the buyer on the pages of a vaulting.

use jiff::Timestamp;

use super::super::cards::brand::CardBrand;
use super::super::cards::card::TypedCard;
use super::super::cards::network;
use super::super::cards::regional::Needs;
use super::super::numbers::VaultingNo;
use super::super::payment::PersonName;
use super::super::{CheckoutRefusal, CheckoutStep, EventKind, Gateway};
use super::{BoundCard, Vaulting, VaultingStage};

impl Gateway {
    /// The vaulting behind a `normalUrl`.
    #[must_use]
    pub fn vaulting(&self, token: &str) -> Option<&Vaulting> {
        let number = self.vaultings.by_token(token)?;
        Some(self.vaultings.get(number))
    }

    /// The buyer types the card that is to be stored.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn bind_card(
        &mut self,
        now: Timestamp,
        token: &str,
        typed: &TypedCard,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let number = self.open_binding(now, token)?;
        let vaulting = self.vaultings.get(number);
        if let VaultingStage::Challenged(_) = vaulting.stage {
            return Err(CheckoutRefusal::Challenged);
        }
        let card = typed.check(now)?;
        let order = &vaulting.order;
        let decision = self.decide_vaulting(now, &order.request_id, Some(card.facts()));
        let chosen = CardBrand::named(typed.extras.network.trim());
        let brand = network::of(&card, &decision, self.contract(), chosen)?;
        let needs = Needs::of(&decision.region(brand));
        needs.check_typed(&order.payer, &typed.extras)?;
        // The token tells what was typed, as it tells what a request had.
        let payer = &mut self.vaultings.get_mut(number).order.payer;
        payer.holder = Some(Box::new(PersonName {
            full: Some(typed.holder.trim().to_owned()),
            ..PersonName::default()
        }));
        let email = typed.extras.email.trim();
        payer.email = Some(email.to_owned()).filter(|email| !email.is_empty());
        Ok(self.take_for_vault(now, number, &card, brand, &decision))
    }

    /// The cardholder answers the bank.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn answer_binding(
        &mut self,
        now: Timestamp,
        token: &str,
        code: &str,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let (number, mut card) = self.challenged_binding(now, token)?;
        let (is_right, text) = card.code.take(code);
        self.tell_vaulting(now, EventKind::ChallengeAnswered, number, text);
        if is_right {
            return Ok(self.verify(now, number, &card));
        }
        let tries_left = card.code.tries_left;
        if tries_left == 0 {
            self.fail_vaulting(now, number, "the bank was given too many wrong codes");
            self.notify_vaulting(now, number);
            return Ok(CheckoutStep::Finished);
        }
        self.vaultings.get_mut(number).stage = VaultingStage::Challenged(card);
        Ok(CheckoutStep::WrongCode { tries_left })
    }

    /// The cardholder cancels at the bank.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn cancel_binding(
        &mut self,
        now: Timestamp,
        token: &str,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let (number, _) = self.challenged_binding(now, token)?;
        self.fail_vaulting(now, number, "the buyer cancelled at the bank");
        self.notify_vaulting(now, number);
        Ok(CheckoutStep::Finished)
    }

    pub(super) fn open_binding(
        &self,
        now: Timestamp,
        token: &str,
    ) -> Result<VaultingNo, CheckoutRefusal> {
        let number = self.vaultings.by_token(token);
        let number = number.ok_or(CheckoutRefusal::UnknownLink)?;
        let vaulting = self.vaultings.get(number);
        if vaulting.is_open() && now < vaulting.expires_at {
            Ok(number)
        } else {
            Err(CheckoutRefusal::Closed)
        }
    }

    pub(in crate::gateway) fn challenged_binding(
        &self,
        now: Timestamp,
        token: &str,
    ) -> Result<(VaultingNo, Box<BoundCard>), CheckoutRefusal> {
        let number = self.open_binding(now, token)?;
        match &self.vaultings.get(number).stage {
            VaultingStage::Challenged(card) => Ok((number, card.clone())),
            _ => Err(CheckoutRefusal::NotChallenged),
        }
    }
}
