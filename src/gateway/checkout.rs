//! The verbs of the buyer: submit a card, answer the bank's challenge, give up.

use jiff::Timestamp;

use super::card::{CardMistakes, TypedCard};
use super::payment::{
    Challenge, Payment, PaymentNo, PendingCard, RememberedCard, Stage, ThreeDsOutcome,
};
use super::playbook::{CardFacts, ThreeDsCourse};
use super::{EventKind, Gateway, ResultCode};

/// The one-time code that every bank of the sandbox accepts. Any other is wrong.
pub const SANDBOX_CODE: &str = "123456";

/// What the buyer sees next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckoutStep {
    /// The bank asks for a one-time code.
    Challenge,
    /// The code was wrong; so many tries are left.
    WrongCode {
        /// How many wrong codes the bank will still take.
        tries_left: u8,
    },
    /// The card was declined; the buyer may try another.
    Declined(ResultCode),
    /// The payment is final: on to the shop.
    Finished,
}

/// Why a buyer's step was not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CheckoutRefusal {
    /// No payment has this link.
    UnknownLink,
    /// The payment is final already, or its time is up.
    Closed,
    /// No bank is asking for a code.
    NotChallenged,
    /// A bank is asking for a code: another card now would be a way around its tries.
    Challenged,
    /// The card form has mistakes.
    Mistakes(CardMistakes),
}

impl Gateway {
    /// The payment behind a `normalUrl`.
    #[must_use]
    pub fn checkout(&self, token: &str) -> Option<&Payment> {
        self.by_token
            .get(token)
            .map(|number| &self.payments[*number])
    }

    /// The buyer submits a card.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn submit_card(
        &mut self,
        now: Timestamp,
        token: &str,
        typed: &TypedCard,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let number = self.open_checkout(now, token)?;
        if let Stage::Challenged(_) = self.payments[number].stage {
            return Err(CheckoutRefusal::Challenged);
        }
        let card = typed.check(now).map_err(CheckoutRefusal::Mistakes)?;
        let facts = CardFacts {
            digits: Some(card.number.digits()),
            brand: card.brand,
        };
        let decision = self.decide_with_card(now, number, None, Some(facts));
        let brand = decision.brand().or(card.brand);
        let Some(brand) = brand.filter(|brand| self.contract().takes_brand(*brand)) else {
            let mistakes = CardMistakes {
                number: Some("Cards of this kind are not accepted here. Try another card."),
                ..CardMistakes::default()
            };
            return Err(CheckoutRefusal::Mistakes(mistakes));
        };
        let card = PendingCard {
            masked: card.number.masked(),
            brand,
            plan: Box::new(decision.card_plan()),
        };
        self.spend(now, &decision);
        let text = format!("the buyer submitted {} {}", card.brand.name(), card.masked);
        self.record(now, EventKind::CardSubmitted, number, text);
        self.payments[number].card = Some(RememberedCard::new(facts, decision.names_a_card()));
        Ok(self.check_buyer(now, number, card))
    }

    /// 3DS, as far as the shop, the card and the rules ask for it.
    fn check_buyer(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: PendingCard,
    ) -> CheckoutStep {
        let wish = &self.payments[number].order.method.three_ds;
        let (asked, upgradable) = (wish.asks, wish.allows_upgrade);
        let outcome = match card.plan.three_ds {
            None | Some(ThreeDsCourse::SoftDecline) if asked => {
                return self.challenge(now, number, card);
            }
            Some(ThreeDsCourse::Challenge) => return self.challenge(now, number, card),
            Some(ThreeDsCourse::SoftDecline) => {
                let text = format!("the issuer of {} demands 3DS", card.masked);
                self.record(now, EventKind::CardDeclined, number, text);
                if upgradable {
                    return self.challenge(now, number, card);
                }
                let code = ResultCode::AuthenticationRequired;
                self.fail(now, number, code, &card, ThreeDsOutcome::NotAsked);
                return CheckoutStep::Finished;
            }
            Some(ThreeDsCourse::Frictionless) => ThreeDsOutcome::Authenticated,
            Some(ThreeDsCourse::Exempted) if asked => ThreeDsOutcome::Exempted,
            _ => ThreeDsOutcome::NotAsked,
        };
        self.ask_issuer(now, number, &card, outcome)
    }

    /// The buyer answers the bank's challenge.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn answer_challenge(
        &mut self,
        now: Timestamp,
        token: &str,
        code: &str,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let (number, challenge) = self.open_challenge(now, token)?;
        if code.trim() == SANDBOX_CODE {
            let text = "the buyer gave the bank the right code".to_owned();
            self.record(now, EventKind::ChallengeAnswered, number, text);
            let outcome = ThreeDsOutcome::Authenticated;
            return Ok(self.ask_issuer(now, number, &challenge.card, outcome));
        }
        let tries_left = challenge.tries_left - 1;
        let text = format!("the buyer gave the bank a wrong code; {tries_left} tries left");
        self.record(now, EventKind::ChallengeAnswered, number, text);
        if tries_left == 0 {
            return Ok(self.fail_challenge(now, number, &challenge.card));
        }
        self.payments[number].stage = Stage::Challenged(Challenge {
            tries_left,
            ..challenge
        });
        Ok(CheckoutStep::WrongCode { tries_left })
    }

    /// The buyer cancels at the bank. A payment that failed at 3DS is final (file 11 §8).
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn cancel_challenge(
        &mut self,
        now: Timestamp,
        token: &str,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let (number, challenge) = self.open_challenge(now, token)?;
        let text = "the buyer cancelled at the bank".to_owned();
        self.record(now, EventKind::ChallengeAnswered, number, text);
        Ok(self.fail_challenge(now, number, &challenge.card))
    }

    /// The buyer walks away. Nothing changes until the payment expires.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn leave(&mut self, now: Timestamp, token: &str) -> Result<(), CheckoutRefusal> {
        let number = self.open_checkout(now, token)?;
        let expires_at = self.payments[number].expires_at;
        let text =
            format!("the buyer left; unless they return, the payment expires at {expires_at}");
        self.record(now, EventKind::BuyerLeft, number, text);
        Ok(())
    }

    fn challenge(&mut self, now: Timestamp, number: PaymentNo, card: PendingCard) -> CheckoutStep {
        let text = format!("the bank of {} asks for a one-time code", card.masked);
        self.payments[number].stage = Stage::Challenged(Challenge {
            card,
            tries_left: Challenge::TRIES,
        });
        self.record(now, EventKind::ChallengeShown, number, text);
        CheckoutStep::Challenge
    }

    fn fail_challenge(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: &PendingCard,
    ) -> CheckoutStep {
        let code = ResultCode::UserPaymentVerificationFailed;
        self.fail(now, number, code, card, ThreeDsOutcome::Failed);
        CheckoutStep::Finished
    }

    fn open_checkout(&self, now: Timestamp, token: &str) -> Result<PaymentNo, CheckoutRefusal> {
        let number = *self
            .by_token
            .get(token)
            .ok_or(CheckoutRefusal::UnknownLink)?;
        let payment = &self.payments[number];
        if payment.is_open() && now < payment.expires_at {
            Ok(number)
        } else {
            Err(CheckoutRefusal::Closed)
        }
    }

    fn open_challenge(
        &self,
        now: Timestamp,
        token: &str,
    ) -> Result<(PaymentNo, Challenge), CheckoutRefusal> {
        let number = self.open_checkout(now, token)?;
        match &self.payments[number].stage {
            Stage::Challenged(challenge) => Ok((number, challenge.clone())),
            _ => Err(CheckoutRefusal::NotChallenged),
        }
    }
}
