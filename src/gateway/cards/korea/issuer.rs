//! What the buyer does at a South Korean issuer: on the page of its brand, without a card form.

use jiff::Timestamp;

use crate::gateway::chance::Purpose;
use crate::gateway::numbers::PaymentNo;
use crate::gateway::payment::{PendingCard, RememberedCard, ThreeDsOutcome};
use crate::gateway::rules::decision::TakenCard;
use crate::gateway::rules::playbook::{AfterDecline, CardFacts};
use crate::gateway::{
    CardBrand, CheckoutRefusal, CheckoutStep, EventKind, Gateway, Payment, ResultCode,
};

/// What the buyer does at the issuer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IssuerAnswer {
    /// Confirms the payment; the issuer may decline it all the same.
    Approve,
    /// Is not let through: the issuer declines.
    Reject,
    /// Gives up.
    Cancel,
}

impl Gateway {
    /// The brands at whose issuers the buyer may confirm a payment: the one that the shop chose, or
    /// all that are contracted. None of a payment with a card form.
    #[must_use]
    pub fn issuers(&self, payment: &Payment) -> Vec<CardBrand> {
        let method = &payment.order.method;
        match method.selected_brand {
            _ if !method.requires_issuer_authentication => Vec::new(),
            Some(chosen) => vec![chosen],
            None => self.contract().korean_brands().collect(),
        }
    }

    /// Takes down that the buyer opened an issuer's page.
    ///
    /// # Errors
    /// The payment is not confirmed there, see [`CheckoutRefusal`].
    pub fn open_issuer(
        &mut self,
        now: Timestamp,
        token: &str,
        brand: CardBrand,
    ) -> Result<(), CheckoutRefusal> {
        let number = self.at_issuer(now, token, brand)?;
        let text = format!("{} asks the buyer to confirm the payment", brand.name());
        self.record(now, EventKind::ChallengeShown, number, text);
        Ok(())
    }

    /// The buyer confirms a payment at the issuer, or does not. Unless a rule says otherwise a
    /// payment that was not confirmed has failed for good: there is no other card to try.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn answer_issuer(
        &mut self,
        now: Timestamp,
        token: &str,
        brand: CardBrand,
        answer: IssuerAnswer,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let number = self.at_issuer(now, token, brand)?;
        let did = match answer {
            IssuerAnswer::Approve => "confirmed the payment",
            IssuerAnswer::Reject => "was not let through",
            IssuerAnswer::Cancel => "cancelled",
        };
        let text = format!("the buyer {did} at {}", brand.name());
        let mut card = self.card_at_issuer(now, number, brand);
        self.record(now, EventKind::ChallengeAnswered, number, text);
        let outcome = ThreeDsOutcome::NotAsked;
        match answer {
            IssuerAnswer::Approve => {}
            IssuerAnswer::Reject => {
                card.plan.issuer_delay = None;
                if card.plan.issuer == ResultCode::Success {
                    card.plan.issuer = ResultCode::DoNotHonor;
                }
            }
            IssuerAnswer::Cancel => {
                let code = ResultCode::UserPaymentVerificationFailed;
                self.fail(now, number, code, &card, outcome);
                return Ok(CheckoutStep::Finished);
            }
        }
        Ok(self.ask_issuer(now, number, &card, outcome))
    }

    fn at_issuer(
        &self,
        now: Timestamp,
        token: &str,
        brand: CardBrand,
    ) -> Result<PaymentNo, CheckoutRefusal> {
        let number = self.open_checkout(now, token)?;
        if self.issuers(&self.payments[number]).contains(&brand) {
            Ok(number)
        } else {
            Err(CheckoutRefusal::NotAtIssuer)
        }
    }

    /// The card that the buyer has at the issuer. Nobody types it, so its last digits are drawn.
    fn card_at_issuer(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        brand: CardBrand,
    ) -> PendingCard {
        let facts = CardFacts {
            digits: None,
            brand: Some(brand),
        };
        let decision = self.decide_with_card(now, number, None, Some(facts));
        let payer = &self.payments[number].order.method.payer;
        let address = payer.billing_address.as_deref();
        let mut plan = decision.card_plan(&TakenCard {
            brand,
            billing_region: address.map(|address| address.region.as_str()),
            has_cvv: false,
        });
        let after_decline = decision.ask(|then| then.after_decline);
        plan.after_decline = after_decline.unwrap_or(AfterDecline::Final);
        self.spend(now, &decision);
        self.begin_payment(now, number);
        self.payments[number].card = Some(RememberedCard::new(facts, false));
        let mut draw = self.chance.draw(Purpose::CardAtIssuer, number as u64);
        PendingCard {
            masked: format!("************{}", draw.digits(4)),
            brand,
            plan: Box::new(plan),
            stored: None,
        }
    }
}
