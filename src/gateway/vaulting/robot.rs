//! The automatic buyer on the pages of a vaulting: does what its plan says of a payment's, as far
//! as a card that is only stored has it.

use jiff::Timestamp;

use super::super::agenda::Timer;
use super::super::bank::code::SANDBOX_CODE;
use super::super::cards::card::{CardNumber, TypedCard};
use super::super::moment::later;
use super::super::numbers::VaultingNo;
use super::super::rules::playbook::{BuyerBehaviour, BuyerPlan, CardFacts};
use super::super::rules::robot::{LAST_MOMENT, SECOND_THOUGHT, WRONG_CODE, fitting, typed};
use super::super::{CheckoutRefusal, CheckoutStep, EventKind, Gateway, ResultCode};
use super::{Vaulting, VaultingStage};

impl Gateway {
    /// A card that the rules let into the vault, or one they decline, as a buyer would type it;
    /// `None` when there is no declined one.
    #[must_use]
    pub fn fitting_card_to_store(
        &self,
        now: Timestamp,
        vaulting: &Vaulting,
        approved: bool,
    ) -> Option<TypedCard> {
        let verifies = |digits: &str| self.verifies(now, &vaulting.order.request_id, digits);
        fitting(&self.playbook, now, approved, verifies)
    }

    /// Whether a card would be stored; `None` for one that nobody can type.
    fn verifies(&self, now: Timestamp, request_id: &str, digits: &str) -> Option<bool> {
        let card = CardNumber::parse(digits).ok()?;
        let facts = CardFacts {
            digits: Some(digits),
            brand: card.brand(),
        };
        let decision = self.decide_vaulting(now, request_id, Some(facts));
        decision.brand().or(card.brand())?;
        let answer = decision.ask(|then| then.issuer);
        Some(answer.unwrap_or(ResultCode::Success) == ResultCode::Success)
    }

    /// Puts the buyer's first step on the agenda, if the rules have one.
    pub(super) fn expect_binder(&mut self, now: Timestamp, number: VaultingNo) {
        let vaulting = self.vaultings.get(number);
        let expires_at = vaulting.expires_at;
        let decision = self.decide_vaulting(now, &vaulting.order.request_id, None);
        let plan = decision.ask(|then| then.buyer.clone());
        self.spend(now, &decision);
        let Some(plan) = plan else {
            return;
        };
        let first = match plan.behaviour {
            BuyerBehaviour::PaysLastSecond => {
                Some(expires_at.checked_sub(LAST_MOMENT).unwrap_or(now).max(now))
            }
            BuyerBehaviour::NeverComes => None,
            _ => Some(later(now, plan.after)),
        };
        if let Some(first) = first {
            self.agenda.set(Timer::VaultingBuyer(number), first);
        }
        self.vaultings.get_mut(number).buyer = Some((plan, 0));
    }

    /// The buyer's next step.
    pub(in crate::gateway) fn act_as_binder(&mut self, now: Timestamp, number: VaultingNo) {
        let Some((plan, step)) = self.vaultings.get(number).buyer.clone() else {
            return;
        };
        self.vaultings.get_mut(number).buyer = Some((plan.clone(), step + 1));
        let token = self.vaultings.get(number).token.clone();
        let token = token.as_str();
        match plan.behaviour {
            BuyerBehaviour::NeverComes => return,
            BuyerBehaviour::LeavesCardPage => return self.leave_binding(now, number),
            BuyerBehaviour::ReturnsUnpaid => {}
            BuyerBehaviour::ClosesTab => {
                self.bind_as_buyer(now, number, &plan, true);
                let text = "the buyer closed the tab and does not come back to the shop";
                return self.tell_vaulting(now, EventKind::BuyerLeft, number, text.to_owned());
            }
            BuyerBehaviour::Declined => {
                self.bind_as_buyer(now, number, &plan, false);
                return self.leave_binding(now, number);
            }
            BuyerBehaviour::RetriesAfterDecline if step == 0 => {
                let declined = BuyerPlan { card: None, ..plan };
                self.bind_as_buyer(now, number, &declined, false);
                let next = later(now, SECOND_THOUGHT);
                return self.agenda.set(Timer::VaultingBuyer(number), next);
            }
            BuyerBehaviour::Pays
            | BuyerBehaviour::PaysTwice
            | BuyerBehaviour::PaysLastSecond
            | BuyerBehaviour::RetriesAfterDecline => self.bind_as_buyer(now, number, &plan, true),
            BuyerBehaviour::LeavesChallenge | BuyerBehaviour::IgnoresChallenge => {
                let _ = self.submit_to_vault(now, number, &plan, true);
                if plan.behaviour == BuyerBehaviour::IgnoresChallenge {
                    self.open_bank_page(now, token);
                }
                return self.leave_binding(now, number);
            }
            BuyerBehaviour::CancelsChallenge => {
                let _ = self.submit_to_vault(now, number, &plan, true);
                let _ = self.cancel_binding(now, token);
            }
            BuyerBehaviour::FailsChallenge => {
                let _ = self.submit_to_vault(now, number, &plan, true);
                // The bank gives up after a few; then nobody asks for a code any more.
                while self.answer_binding(now, token, WRONG_CODE).is_ok() {}
            }
        }
        if self.vaultings.get(number).order.redirect_url.is_some() {
            self.agenda.set(Timer::VaultingVisit(number), now);
        }
    }

    /// The buyer leaves the pages of a vaulting; the link stays good until it expires.
    ///
    /// # Errors
    /// [`CheckoutRefusal::Closed`], or that there is no such link.
    pub fn leave_link(&mut self, now: Timestamp, token: &str) -> Result<(), CheckoutRefusal> {
        let number = self.open_binding(now, token)?;
        self.leave_binding(now, number);
        Ok(())
    }

    fn leave_binding(&mut self, now: Timestamp, number: VaultingNo) {
        if self.vaultings.get(number).is_open() {
            let text = "the buyer left without storing a card".to_owned();
            self.tell_vaulting(now, EventKind::BuyerLeft, number, text);
        }
    }

    /// Types a card, and the bank's code if it asks.
    fn bind_as_buyer(
        &mut self,
        now: Timestamp,
        number: VaultingNo,
        plan: &BuyerPlan,
        approved: bool,
    ) {
        let token = self.vaultings.get(number).token.clone();
        if let Ok(CheckoutStep::Challenge) = self.submit_to_vault(now, number, plan, approved) {
            let _ = self.answer_binding(now, token.as_str(), SANDBOX_CODE);
        }
    }

    fn submit_to_vault(
        &mut self,
        now: Timestamp,
        number: VaultingNo,
        plan: &BuyerPlan,
        approved: bool,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let vaulting = self.vaultings.get(number);
        if let VaultingStage::Challenged(_) = vaulting.stage {
            // The shop sent the card: the buyer comes for the bank only.
            return Ok(CheckoutStep::Challenge);
        }
        let token = vaulting.token.clone();
        let wished = plan.card.as_deref().map(|digits| typed(digits, now));
        let usual = || self.fitting_card_to_store(now, vaulting, approved);
        let card = wished.or_else(usual).unwrap_or_default();
        self.bind_card(now, token.as_str(), &card)
    }
}
