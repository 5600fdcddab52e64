//! The issuer's answer: at once, late, or a decline.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::agenda::Timer;
use super::super::moment::later;
use super::super::numbers::PaymentNo;
use super::super::payment::{PendingCard, Stage, ThreeDsOutcome};
use super::super::rules::playbook::AfterDecline;
use super::super::{CheckoutStep, EventKind, Gateway, ResultCode};

impl Gateway {
    /// The card goes to its issuer.
    pub(in crate::gateway) fn ask_issuer(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: &PendingCard,
        outcome: ThreeDsOutcome,
    ) -> CheckoutStep {
        if let Some(delay) = card.plan.issuer_delay.filter(SignedDuration::is_positive) {
            return self.wait_for_issuer(now, number, card.clone(), outcome, delay);
        }
        let answer = card.plan.issuer;
        if answer == ResultCode::Success {
            self.authorize(now, number, card, outcome);
            return CheckoutStep::Finished;
        }
        let text = format!("the issuer declined {}: {}", card.masked, answer.code());
        self.record(now, EventKind::CardDeclined, number, text);
        // Who never had the card form cannot try another card.
        let hosted = self.payments[number].order.method.is_hosted();
        if card.plan.after_decline == AfterDecline::Final || !hosted {
            self.fail(now, number, answer, card, outcome);
            return CheckoutStep::Finished;
        }
        self.decline(number, answer, card, outcome)
    }

    /// A card was refused; the buyer may try another.
    fn decline(
        &mut self,
        number: PaymentNo,
        code: ResultCode,
        card: &PendingCard,
        outcome: ThreeDsOutcome,
    ) -> CheckoutStep {
        if self.payments[number].session.is_some() {
            let told = Arc::new(self.card_result(number, card, outcome, false));
            if let Some(session) = &mut self.payments[number].session {
                session.last_try = Some((code, told));
            }
        }
        let payment = &mut self.payments[number];
        payment.declined = Some(code);
        payment.stage = Stage::AwaitingBuyer;
        CheckoutStep::Declined(code)
    }

    /// The buyer was not authenticated. That is final (file 11 §8), but within a session another
    /// card may be tried (file 14 §5).
    pub(in crate::gateway) fn fail_check(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        code: ResultCode,
        card: &PendingCard,
        outcome: ThreeDsOutcome,
    ) -> CheckoutStep {
        let goes_on = self.payments[number].session.is_some()
            && card.plan.after_decline == AfterDecline::Retry;
        if goes_on {
            let text = format!("{} was not authenticated: {}", card.masked, code.code());
            self.record(now, EventKind::CardDeclined, number, text);
            return self.decline(number, code, card, outcome);
        }
        self.fail(now, number, code, card, outcome);
        CheckoutStep::Finished
    }

    /// The issuer takes its time. The buyer goes back to the shop, which learns the rest later.
    fn wait_for_issuer(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: PendingCard,
        outcome: ThreeDsOutcome,
        delay: SignedDuration,
    ) -> CheckoutStep {
        let due = later(now, delay);
        let text = format!("the issuer of {} answers at {due}", card.masked);
        self.payments[number].stage = Stage::AskingIssuer { card, outcome };
        self.payments[number].at_once = false;
        self.agenda.cancel(Timer::PaymentExpiry(number));
        self.agenda.set(Timer::IssuerAnswer(number), due);
        self.record(now, EventKind::IssuerAsked, number, text);
        CheckoutStep::Finished
    }

    /// The slow issuer answers. The buyer is gone, so a decline is the end.
    pub(in crate::gateway) fn hear_issuer(&mut self, now: Timestamp, number: PaymentNo) {
        let Stage::AskingIssuer { card, outcome } = &self.payments[number].stage else {
            return;
        };
        let (card, outcome) = (card.clone(), *outcome);
        match card.plan.issuer {
            ResultCode::Success => self.authorize(now, number, &card, outcome),
            code => self.fail(now, number, code, &card, outcome),
        }
    }

    /// Ends a payment as failed, with the card that failed it. What `pay` answers itself is not
    /// told again (file 02 §10).
    pub(in crate::gateway) fn fail(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        code: ResultCode,
        card: &PendingCard,
        outcome: ThreeDsOutcome,
    ) {
        let card = Arc::new(self.card_result(number, card, outcome, false));
        let text = format!("the payment failed for good: {}", code.code());
        self.payments[number].stage = Stage::Failed {
            code,
            at: now,
            card,
            paid_at: None,
        };
        self.agenda.cancel(Timer::PaymentExpiry(number));
        self.record(now, EventKind::PaymentFailed, number, text);
        if !self.payments[number].at_once {
            self.notify_payment(now, number, code);
        }
    }
}
