//! Cards and buyers whose payments take their time: what the rules say of them, and what a walk
//! may therefore expect.

use jiff::SignedDuration;

use super::super::{
    BuyerBehaviour, BuyerPlan, Lag, Payment, ResultCode, Reversal, Rule, Then, TypedCard,
};
use super::cast::{number, of_amount, of_card};
use super::steps::Card;

/// Orders of these amounts are paid by robots: 40 by the first of them, and so on.
pub(super) const ROBOTS: [(BuyerBehaviour, Card); 10] = [
    (BuyerBehaviour::Pays, Card::SlowCapture),
    (BuyerBehaviour::PaysTwice, Card::SlowIssuer),
    (BuyerBehaviour::PaysTwice, Card::Approved),
    (BuyerBehaviour::RetriesAfterDecline, Card::Reversed),
    (BuyerBehaviour::Declined, Card::Declined),
    (BuyerBehaviour::FailsChallenge, Card::Approved),
    (BuyerBehaviour::PaysLastSecond, Card::SlowIssuer),
    (BuyerBehaviour::LeavesChallenge, Card::Approved),
    (BuyerBehaviour::NeverComes, Card::Approved),
    (BuyerBehaviour::IgnoresChallenge, Card::Approved),
];

pub(super) const FIRST_ROBOT: u64 = 40;

/// How long things take that are usually over at once.
#[derive(Clone, Copy)]
pub(super) struct Course {
    pub(super) issuer: Option<SignedDuration>,
    pub(super) capture_delay: Lag,
    pub(super) capture_takes: Option<Lag>,
    pub(super) reversal: Option<SignedDuration>,
    pub(super) inquiry_lag: Option<SignedDuration>,
}

impl Course {
    fn of(card: Card) -> Self {
        let hours = SignedDuration::from_hours;
        let mut course = Self {
            issuer: None,
            capture_delay: Lag::After(SignedDuration::from_secs(3)),
            capture_takes: None,
            reversal: None,
            inquiry_lag: None,
        };
        match card {
            Card::SlowIssuer | Card::SlowDecline => course.issuer = Some(hours(1)),
            // Longer than an authorisation holds.
            Card::LateCapture => course.capture_delay = Lag::After(hours(8 * 24)),
            Card::SlowCapture | Card::SlowCaptureFails => {
                course.capture_takes = Some(Lag::After(hours(30)));
            }
            Card::EndlessCapture => course.capture_takes = Some(Lag::Never),
            Card::Reversed => {
                course.reversal = Some(hours(20));
                course.capture_takes = Some(Lag::After(hours(30)));
            }
            Card::Lagging => course.inquiry_lag = Some(hours(2)),
            _ => {}
        }
        course
    }

    /// The course of a payment with the card that was typed last.
    pub(super) fn of_payment(payment: &Payment) -> Self {
        let typed = payment.card.as_ref().and_then(|card| card.facts().digits);
        let mut cards = Card::ALL.into_iter();
        let card = cards.find(|card| typed == Some(number(*card)));
        Self::of(card.unwrap_or(Card::Approved))
    }

    fn then(self, card: Card) -> Then {
        let slow = self.issuer.is_some() || self.inquiry_lag.is_some();
        Then {
            issuer: (card == Card::SlowDecline).then_some(ResultCode::DoNotHonor),
            issuer_delay: self.issuer,
            capture: (card == Card::SlowCaptureFails).then_some(ResultCode::ProcessFail),
            capture_delay: Some(self.capture_delay),
            capture_takes: self.capture_takes,
            reversal: self.reversal.map(|after| Reversal {
                after,
                code: ResultCode::SuspectedRisk,
            }),
            inquiry_lag: self.inquiry_lag,
            refund_takes: slow.then_some(Lag::After(SignedDuration::from_hours(5))),
            ..Then::default()
        }
    }
}

/// The rules of these cards and robots.
pub(super) fn rules() -> impl Iterator<Item = Rule> {
    let slow = Card::ALL.into_iter().filter(|card| card.is_slow());
    let cards = slow.map(|card| of_card(card, Course::of(card).then(card)));
    let robots = ROBOTS.into_iter().zip(FIRST_ROBOT..);
    let robots = robots.map(|((behaviour, card), value)| {
        let plan = BuyerPlan {
            behaviour,
            after: SignedDuration::from_secs(10),
            card: Some(number(card).into()),
        };
        let then = Then {
            buyer: Some(plan),
            ..Then::default()
        };
        of_amount(&value.to_string(), then)
    });
    cards.chain(robots)
}

/// A card as a person types it.
pub(super) fn typed(card: Card) -> TypedCard {
    TypedCard {
        number: number(card).into(),
        expiry: "12/29".into(),
        cvv: "123".into(),
        holder: "A Buyer".into(),
        ..TypedCard::default()
    }
}
