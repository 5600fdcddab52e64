//! What becomes of a card that is to be stored: its bank, its issuer, the vault.

use jiff::Timestamp;

use super::super::agenda::Timer;
use super::super::bank::code::BankCode;
use super::super::cards::brand::CardBrand;
use super::super::cards::card::Card;
use super::super::numbers::VaultingNo;
use super::super::payment::{PersonName, RememberedCard};
use super::super::rules::decision::{Decision, TakenCard};
use super::super::rules::playbook::{AfterDecline, ThreeDsCourse};
use super::super::vault::NewCard;
use super::super::{CheckoutStep, EventKind, Gateway, ResultCode};
use super::{BoundCard, VaultedCard, VaultingStage};

impl Gateway {
    /// A card is taken, typed or sent by the shop: its bank is next, or its issuer. What an issuer
    /// takes long for is decided at once here: an answer in process must have a link.
    pub(super) fn take_for_vault(
        &mut self,
        now: Timestamp,
        number: VaultingNo,
        card: &Card,
        brand: CardBrand,
        decision: &Decision,
    ) -> CheckoutStep {
        let order = &self.vaultings.get(number).order;
        let told = order.payer.billing_address.as_deref();
        let told = told.map(|address| address.region.as_str());
        let plan = decision.card_plan(&TakenCard {
            brand,
            billing_region: told.or(card.billing_country.as_deref()),
            has_cvv: card.has_cvv,
        });
        let masked = card.number.masked();
        let text = format!("{} {masked} is to be stored", brand.name());
        let card = BoundCard {
            masked,
            brand,
            code: BankCode::asked(),
            holder: order.payer.holder.as_deref().and_then(PersonName::whole),
            issuing_country: plan.profile.issuing_country,
            issuer: plan.issuer,
            after_decline: plan.after_decline,
            remembered: RememberedCard::new(card.facts(), decision.names_a_card()),
        };
        let asks = is_challenged(plan.three_ds, brand, order.asks_3ds);
        self.spend(now, decision);
        self.tell_vaulting(now, EventKind::CardSubmitted, number, text);
        if !asks {
            return self.verify(now, number, &card);
        }
        let vaulting = self.vaultings.get_mut(number);
        let due = vaulting.expires_at;
        let text = "the bank asks for a one-time code".to_owned();
        vaulting.stage = VaultingStage::Challenged(Box::new(card));
        self.agenda.set(Timer::VaultingExpiry(number), due);
        self.tell_vaulting(now, EventKind::ChallengeShown, number, text);
        CheckoutStep::Challenge
    }

    /// The issuer says whether the card is good.
    pub(super) fn verify(
        &mut self,
        now: Timestamp,
        number: VaultingNo,
        card: &BoundCard,
    ) -> CheckoutStep {
        if card.issuer == ResultCode::Success {
            self.store_bound(now, number, card);
            return CheckoutStep::Finished;
        }
        let vaulting = self.vaultings.get_mut(number);
        let code = card.issuer;
        let text = format!("the issuer declined {}: {}", card.masked, code.code());
        // A failure that the answer of the call tells is not told again.
        let is_page = vaulting.session.is_some();
        let is_told = is_page || matches!(vaulting.stage, VaultingStage::Challenged(_));
        let tries_another = is_page && card.after_decline == AfterDecline::Retry;
        if tries_another {
            vaulting.declined = Some(code);
            vaulting.stage = VaultingStage::AwaitingCard;
            let due = vaulting.expires_at;
            self.agenda.set(Timer::VaultingExpiry(number), due);
        }
        self.tell_vaulting(now, EventKind::CardDeclined, number, text);
        if tries_another {
            return CheckoutStep::Declined(code);
        }
        self.fail_vaulting(now, number, "the issuer declined the card");
        if is_told {
            self.notify_vaulting(now, number);
        }
        CheckoutStep::Finished
    }

    fn store_bound(&mut self, now: Timestamp, number: VaultingNo, card: &BoundCard) {
        let email = self.vaultings.get(number).order.payer.email.clone();
        let new = NewCard {
            masked: card.masked.clone(),
            brand: card.brand,
            buyer: None,
            network_transaction_id: None,
            issuing_country: card.issuing_country.clone(),
            holder: card.holder.clone(),
            email,
            remembered: card.remembered.clone(),
        };
        let stored = self.vault.store(&self.chance, now, new);
        let vaulted = VaultedCard {
            token: stored.token.clone(),
            masked: card.masked.clone(),
            brand: card.brand,
        };
        let (brand, masked, crd) = (card.brand.name(), &card.masked, stored.id.clone());
        let vaulting = self.vaultings.get_mut(number);
        vaulting.stage = VaultingStage::Stored(vaulted);
        vaulting.declined = None;
        let text = format!("{brand} {masked} was stored as {crd}");
        self.agenda.cancel(Timer::VaultingExpiry(number));
        self.tell_vaulting(now, EventKind::CardStored, number, text);
        self.notify_vaulting(now, number);
    }

    pub(super) fn fail_vaulting(&mut self, now: Timestamp, number: VaultingNo, why: &str) {
        let vaulting = self.vaultings.get_mut(number);
        vaulting.stage = VaultingStage::Failed;
        let text = format!("the card was not stored: {why}");
        self.agenda.cancel(Timer::VaultingExpiry(number));
        self.tell_vaulting(now, EventKind::VaultingFailed, number, text);
    }

    /// Time is up for the link. Of a page on which nobody typed a card nothing is told.
    pub(in crate::gateway) fn expire_vaulting(&mut self, now: Timestamp, number: VaultingNo) {
        let vaulting = self.vaultings.get(number);
        if !vaulting.is_open() {
            return;
        }
        let is_told = matches!(vaulting.stage, VaultingStage::Challenged(_));
        let why = if now < vaulting.expires_at {
            "the bank waited for the code in vain"
        } else {
            "the time for its link is over"
        };
        self.fail_vaulting(now, number, why);
        if is_told {
            self.notify_vaulting(now, number);
        }
    }
}

/// Whether the bank asks for a code. One that only looks at the browser, or waives 3DS, asks
/// nothing here; one that insists on 3DS gets it, for the buyer can be sent there.
fn is_challenged(course: Option<ThreeDsCourse>, brand: CardBrand, asks: bool) -> bool {
    match course {
        _ if brand.is_korean() => false,
        Some(ThreeDsCourse::Challenge | ThreeDsCourse::SoftDecline) => true,
        None => asks,
        Some(_) => false,
    }
}
