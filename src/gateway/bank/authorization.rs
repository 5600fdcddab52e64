//! The issuer's approval: what it says about the card, and how long it holds.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::agenda::Timer;
use super::super::moment::later;
use super::super::numbers::PaymentNo;
use super::super::payment::{Authorization, CaptureMode, PendingCard, Stage, ThreeDsOutcome};
use super::super::{EventKind, Gateway, Lag, ResultCode};

/// A capture must come within seven days (file 04 §3).
const AUTHORIZATION_LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);

/// An automatic capture comes "right after" the authorisation; samples show three seconds.
const AUTOMATIC_CAPTURE_DELAY: SignedDuration = SignedDuration::from_secs(3);

impl Gateway {
    /// The issuer approves: the money is set aside.
    pub(in crate::gateway) fn authorize(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: &PendingCard,
        outcome: ThreeDsOutcome,
    ) {
        let expires_at = later(now, AUTHORIZATION_LIFETIME);
        let decision = self.decide(now, number, None);
        let reversal = decision.ask(|then| then.reversal);
        let capture_delay = decision.ask(|then| then.capture_delay);
        self.spend(now, &decision);
        let text = format!(
            "the issuer approved {} ({})",
            card.masked,
            card.brand.name()
        );
        let mut result = self.card_result(number, card, outcome, true);
        result.token = self.token_of(now, number, card, &result);
        let authorization = Authorization {
            at: now,
            expires_at,
            released: false,
            card: Arc::new(result),
            reversal: reversal.map(|reversal| reversal.code),
        };
        let payment = &mut self.payments[number];
        payment.stage = Stage::Authorized(authorization);
        payment.declined = None;
        if payment.order.capture_mode == CaptureMode::Automatic {
            let delay = capture_delay.unwrap_or(Lag::After(AUTOMATIC_CAPTURE_DELAY));
            self.agenda
                .set_after(Timer::AutomaticCapture(number), now, delay);
        }
        if let Some(reversal) = reversal {
            let at = later(now, reversal.after);
            self.agenda.set(Timer::Reversal(number), at);
        }
        self.agenda.cancel(Timer::PaymentExpiry(number));
        self.agenda
            .set(Timer::AuthorizationExpiry(number), expires_at);
        self.record(now, EventKind::PaymentAuthorized, number, text);
        self.notify_payment(now, number, ResultCode::Success);
    }

    /// Seven days are over: what was not captured goes back to the buyer. What a capture in process
    /// holds does so once that has failed.
    pub(in crate::gateway) fn release(&mut self, now: Timestamp, number: PaymentNo) {
        if self.payments[number].capture_in_process().is_some() {
            return;
        }
        if let Stage::Authorized(authorization) = &mut self.payments[number].stage {
            authorization.released = true;
            // The rules may have wanted to capture later than that.
            self.agenda.cancel(Timer::AutomaticCapture(number));
            let text = "nobody captured within 7 days; the money went back to the buyer".to_owned();
            self.record(now, EventKind::AuthorizationReleased, number, text);
        }
    }

    /// The payment is taken back after all: risk control, usually, once the money was there.
    pub(in crate::gateway) fn reverse(&mut self, now: Timestamp, number: PaymentNo) {
        let Stage::Authorized(authorization) = &self.payments[number].stage else {
            return;
        };
        let Some(code) = authorization.reversal else {
            return;
        };
        let paid_at = Some(authorization.at);
        let mut card = Arc::clone(&authorization.card);
        // A failed payment tells no token (file 12 §2).
        if card.token.is_some() {
            Arc::make_mut(&mut card).token = None;
        }
        // There is nothing left that a capture in process could take.
        if let Some(index) = self.payments[number].capture_in_process() {
            self.payments[number].captures[index].end = code;
            self.agenda.cancel(Timer::CaptureEnd(number));
            self.end_capture(now, number);
        }
        self.payments[number].stage = Stage::Failed {
            code,
            at: now,
            card,
            paid_at,
        };
        self.agenda.cancel(Timer::AutomaticCapture(number));
        self.agenda.cancel(Timer::AuthorizationExpiry(number));
        let text = format!(
            "the payment was reversed: {}; the money goes back",
            code.code()
        );
        self.record(now, EventKind::PaymentReversed, number, text);
        self.notify_payment(now, number, code);
    }
}
