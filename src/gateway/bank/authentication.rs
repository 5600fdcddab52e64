//! 3DS: whether there is a check, and how the buyer goes through it (file 11 of the protocol
//! notes).

use jiff::Timestamp;

use super::super::agenda::Timer;
use super::super::numbers::PaymentNo;
use super::super::payment::{Challenge, PendingCard, Stage, ThreeDsOutcome};
use super::super::rules::playbook::ThreeDsCourse;
use super::super::{CheckoutRefusal, CheckoutStep, EventKind, Gateway, ResultCode};
use super::code::BankCode;

/// Where a card goes next.
enum Next {
    /// The bank asks for a code.
    Challenge,
    /// The bank looks at the browser, and is content: this is how it ends.
    Silent(ThreeDsOutcome),
    /// The issuer, who demands 3DS although nobody asked for it.
    SoftDecline,
    /// The issuer.
    Issuer(ThreeDsOutcome),
}

impl Gateway {
    /// 3DS, as far as the shop, the card and the rules ask for it; then the issuer.
    pub(in crate::gateway) fn check_buyer(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: PendingCard,
    ) -> CheckoutStep {
        match self.next_check(number, &card) {
            Next::Challenge => self.challenge(now, number, card),
            Next::Silent(outcome) => self.look_at_browser(now, number, card, outcome),
            Next::Issuer(outcome) => self.ask_issuer(now, number, &card, outcome),
            Next::SoftDecline => {
                let text = format!("the issuer of {} demands 3DS", card.masked);
                self.record(now, EventKind::CardDeclined, number, text);
                let method = &self.payments[number].order.method;
                let buyer_is_there = method.recurring.is_none();
                let upgradable = method.three_ds.allows_upgrade && !card.brand.knows_no_upgrade();
                if upgradable && buyer_is_there {
                    return self.challenge(now, number, card);
                }
                let code = ResultCode::AuthenticationRequired;
                self.fail_check(now, number, code, &card, ThreeDsOutcome::NotAsked)
            }
        }
    }

    fn next_check(&self, number: PaymentNo, card: &PendingCard) -> Next {
        let method = &self.payments[number].order.method;
        let asks = method.three_ds.asks;
        let mpi = method.three_ds.mpi.as_deref();
        let course = if card.brand.is_korean() {
            Some(ThreeDsCourse::Unavailable)
        } else {
            card.plan.three_ds
        };
        if method.recurring.is_some() {
            return match course {
                // The bank wants a buyer, and there is none.
                Some(ThreeDsCourse::Challenge | ThreeDsCourse::SoftDecline) => Next::SoftDecline,
                _ => Next::Issuer(ThreeDsOutcome::NotAsked),
            };
        }
        match (course, mpi) {
            (_, Some(mpi)) if mpi.authenticates() => Next::Issuer(ThreeDsOutcome::Elsewhere),
            (None | Some(ThreeDsCourse::SoftDecline), _) if asks => Next::Challenge,
            (Some(ThreeDsCourse::SoftDecline), _) => Next::SoftDecline,
            (_, Some(_)) => Next::Issuer(ThreeDsOutcome::Elsewhere),
            (Some(ThreeDsCourse::Challenge), _) => Next::Challenge,
            (Some(ThreeDsCourse::Frictionless), _) => Next::Silent(ThreeDsOutcome::Frictionless),
            (Some(ThreeDsCourse::Attempted), _) => Next::Silent(ThreeDsOutcome::Attempted),
            (Some(ThreeDsCourse::Exempted), _) if asks => Next::Issuer(ThreeDsOutcome::Exempted),
            _ => Next::Issuer(ThreeDsOutcome::NotAsked),
        }
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
        let (number, mut challenge) = self.open_challenge(now, token)?;
        let (is_right, text) = challenge.code.take(code);
        self.record(now, EventKind::ChallengeAnswered, number, text);
        if is_right {
            let outcome = ThreeDsOutcome::Authenticated;
            self.agenda.cancel(Timer::ChallengeEnd(number));
            return Ok(self.ask_issuer(now, number, &challenge.card, outcome));
        }
        let tries_left = challenge.code.tries_left;
        if tries_left == 0 {
            let outcome = ThreeDsOutcome::Failed;
            return Ok(self.fail_challenge(now, number, &challenge.card, outcome));
        }
        self.payments[number].stage = Stage::Challenged(challenge);
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
        let outcome = ThreeDsOutcome::Cancelled;
        Ok(self.fail_challenge(now, number, &challenge.card, outcome))
    }

    /// The buyer's browser has told the bank what it wanted to know, without the buyer's doing.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn show_browser(
        &mut self,
        now: Timestamp,
        token: &str,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let number = self.open_checkout(now, token)?;
        match self.payments[number].stage.clone() {
            Stage::Challenged(Challenge {
                card,
                silent: Some(outcome),
                ..
            }) => {
                let text = "the bank looked at the browser and asked nothing".to_owned();
                self.record(now, EventKind::BrowserChecked, number, text);
                Ok(self.ask_issuer(now, number, &card, outcome))
            }
            _ => Err(CheckoutRefusal::NotChallenged),
        }
    }

    /// Goes through 3DS after a card was taken, giving this code if the bank asks for one.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn pass_bank(
        &mut self,
        now: Timestamp,
        token: &str,
        step: CheckoutStep,
        code: &str,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        match step {
            CheckoutStep::Challenge => self.answer_challenge(now, token, code),
            CheckoutStep::BrowserCheck => self.show_browser(now, token),
            step => Ok(step),
        }
    }

    fn challenge(&mut self, now: Timestamp, number: PaymentNo, card: PendingCard) -> CheckoutStep {
        let text = format!("the bank of {} asks for a one-time code", card.masked);
        self.go_to_bank(now, number, card, None, text);
        CheckoutStep::Challenge
    }

    fn look_at_browser(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: PendingCard,
        outcome: ThreeDsOutcome,
    ) -> CheckoutStep {
        let text = format!("the bank of {} looks at the buyer's browser", card.masked);
        self.go_to_bank(now, number, card, Some(outcome), text);
        CheckoutStep::BrowserCheck
    }

    fn go_to_bank(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: PendingCard,
        silent: Option<ThreeDsOutcome>,
        text: String,
    ) {
        let kind = match silent {
            Some(_) => EventKind::BrowserCheckShown,
            None => EventKind::ChallengeShown,
        };
        let payment = &mut self.payments[number];
        payment.stage = Stage::Challenged(Challenge {
            card,
            code: BankCode::asked(),
            silent,
        });
        payment.at_once = false;
        self.record(now, kind, number, text);
    }

    pub(super) fn fail_challenge(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: &PendingCard,
        outcome: ThreeDsOutcome,
    ) -> CheckoutStep {
        let code = ResultCode::UserPaymentVerificationFailed;
        self.agenda.cancel(Timer::ChallengeEnd(number));
        self.fail_check(now, number, code, card, outcome)
    }

    pub(super) fn open_challenge(
        &self,
        now: Timestamp,
        token: &str,
    ) -> Result<(PaymentNo, Challenge), CheckoutRefusal> {
        let number = self.open_checkout(now, token)?;
        match &self.payments[number].stage {
            Stage::Challenged(challenge) if challenge.silent.is_none() => {
                Ok((number, challenge.clone()))
            }
            _ => Err(CheckoutRefusal::NotChallenged),
        }
    }
}
