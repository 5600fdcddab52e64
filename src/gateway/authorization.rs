//! The issuer's approval: what it says about the card, and how long it holds.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::agenda::Timer;
use super::chance::Purpose;
use super::moment::later;
use super::payment::{
    Authorization, CaptureMode, CardResult, PaymentNo, PendingCard, Stage, ThreeDsOutcome,
    ThreeDsResult,
};
use super::{CardBrand, EventKind, Gateway, Lag, ResultCode};

/// A capture must come within seven days (file 04 §3).
const AUTHORIZATION_LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);

/// An automatic capture comes "right after" the authorisation; samples show three seconds.
const AUTOMATIC_CAPTURE_DELAY: SignedDuration = SignedDuration::from_secs(3);

impl Gateway {
    /// The issuer approves: the money is set aside.
    pub(super) fn authorize(
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
        let authorization = Authorization {
            at: now,
            expires_at,
            released: false,
            card: Arc::new(self.card_result(number, card, outcome, true)),
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
    pub(super) fn release(&mut self, now: Timestamp, number: PaymentNo) {
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
    pub(super) fn reverse(&mut self, now: Timestamp, number: PaymentNo) {
        let Stage::Authorized(authorization) = &self.payments[number].stage else {
            return;
        };
        let Some(code) = authorization.reversal else {
            return;
        };
        let card = Arc::clone(&authorization.card);
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

    /// What answers and notifications will say about the card.
    pub(super) fn card_result(
        &self,
        number: PaymentNo,
        card: &PendingCard,
        outcome: ThreeDsOutcome,
        approved: bool,
    ) -> CardResult {
        let mut draw = self.chance.draw(Purpose::Card, number as u64);
        let network_transaction_id = format!("58{}", draw.digits(13));
        let ds_transaction_id = uuid::Builder::from_random_bytes(draw.bytes()).into_uuid();
        let cavv = cavv(draw.bytes());
        let acquirer = self.contract().acquirer;
        let by_acquirer = acquirer.map(|acquirer| acquirer.reference(&mut draw));
        let profile = &card.plan.profile;
        CardResult {
            card_no: card.masked.clone(),
            brand: card.brand,
            issuing_country: profile.issuing_country.clone(),
            funding: profile.funding.clone(),
            category: profile.category.clone(),
            region: profile.region.clone(),
            avs: if approved {
                profile.avs.clone()
            } else {
                String::new()
            },
            // A buyer who failed 3DS was never taken to the issuer.
            cvv: if outcome == ThreeDsOutcome::Failed {
                String::new()
            } else {
                profile.cvv.clone()
            },
            network_transaction_id: if approved {
                network_transaction_id
            } else {
                String::new()
            },
            three_ds: (outcome != ThreeDsOutcome::NotAsked).then(|| ThreeDsResult {
                version: "2.2.0".to_owned(),
                eci: match &profile.eci {
                    Some(eci) => eci.clone(),
                    None => eci(outcome, card.brand).to_owned(),
                },
                cavv: match outcome {
                    ThreeDsOutcome::Authenticated => cavv,
                    _ => String::new(),
                },
                ds_transaction_id: ds_transaction_id.to_string(),
            }),
            acquirer_reference_no: profile.acquirer_reference_no.clone().or(by_acquirer),
        }
    }
}

/// The indicator each scheme gives an outcome (file 11 §5).
fn eci(outcome: ThreeDsOutcome, brand: CardBrand) -> &'static str {
    match (outcome, brand.has_mastercard_eci()) {
        (ThreeDsOutcome::Authenticated, false) => "05",
        (ThreeDsOutcome::Authenticated, true) => "02",
        (_, false) => "07",
        (_, true) => "00",
    }
}

/// Twenty bytes in Base64, the form of a CAVV.
fn cavv(bytes: [u8; 20]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(28);
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        // A last group of two bytes makes three characters and one of padding.
        let word = word << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(char::from(ALPHABET[word >> (18 - 6 * place) & 63]));
        }
    }
    text.push('=');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cavv_is_twenty_bytes_in_base64() {
        let counting = std::array::from_fn(|place| u8::try_from(place).expect("20 is small"));
        assert_eq!(cavv(counting), "AAECAwQFBgcICQoLDA0ODxAREhM=");
        assert_eq!(cavv([0xff; 20]), "//////////////////////////8=");
    }

    #[test]
    fn every_scheme_has_its_own_indicators() {
        let brand = |name| CardBrand::named(name).expect("a brand");
        for (outcome, visa, mastercard) in [
            (ThreeDsOutcome::Authenticated, "05", "02"),
            (ThreeDsOutcome::Exempted, "07", "00"),
            (ThreeDsOutcome::Failed, "07", "00"),
        ] {
            assert_eq!(eci(outcome, brand("VISA")), visa);
            assert_eq!(eci(outcome, brand("AMEX")), visa);
            assert_eq!(eci(outcome, brand("MASTERCARD")), mastercard);
            assert_eq!(eci(outcome, brand("MAESTRO")), mastercard);
        }
    }
}
