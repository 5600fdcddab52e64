//! The automatic buyer: does what a person would do on the pages, when its time comes.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::super::agenda::Timer;
use super::super::cards::card::{CardNumber, TypedCard, TypedExtras};
use super::super::moment::later;
use super::super::numbers::PaymentNo;
use super::super::payment::{CreditPayPlan, Payment, Stage};
use super::super::{CardBrand, CheckoutRefusal, CheckoutStep, EventKind, Gateway, ResultCode};
use super::super::{CheckoutToken, SANDBOX_CODE};
use super::playbook::{BuyerBehaviour, BuyerPlan, CardFacts, Playbook, Spoil};

/// What a buyer types when no rule names a fitting card.
const USUAL_CARDS: [&str; 3] = ["4111111111111111", "5555555555554444", "4242424242424242"];

/// A code that no bank of the sandbox accepts.
pub(in crate::gateway) const WRONG_CODE: &str = "000000";

/// From a declined card to the next one.
pub(in crate::gateway) const SECOND_THOUGHT: SignedDuration = SignedDuration::from_secs(30);

/// Things that happen one after the other are so far apart.
const MOMENT: SignedDuration = SignedDuration::from_secs(1);

/// How long before its expiry a payment is paid at the last moment.
pub(in crate::gateway) const LAST_MOMENT: SignedDuration = SignedDuration::from_secs(1);

impl Gateway {
    /// A card that this payment's rules approve, or one they decline, as a buyer would type it;
    /// `None` when there is no declined one.
    #[must_use]
    pub fn fitting_card(
        &self,
        now: Timestamp,
        payment: &Payment,
        approved: bool,
    ) -> Option<TypedCard> {
        let number = *self.by_payment_id.get(payment.id.as_str())?;
        let approves = |digits: &str| self.approves(now, number, digits);
        fitting(&payment.playbook, now, approved, approves)
    }

    /// Whether a card would be approved; `None` for one that nobody can type.
    fn approves(&self, now: Timestamp, number: PaymentNo, digits: &str) -> Option<bool> {
        let card = CardNumber::parse(digits).ok()?;
        let facts = CardFacts {
            digits: Some(digits),
            brand: card.brand(),
        };
        let decision = self.decide_with_card(now, number, None, Some(facts));
        let brand = decision.brand().or(card.brand())?;
        let order = &self.payments[number].order;
        let plan = order.credit_pay_plan.as_ref();
        let fits = |plan: &CreditPayPlan| {
            let months = plan.installment_num;
            self.contract().takes_plan(order, &decision, brand, months)
        };
        if !plan.is_none_or(fits) {
            return Some(false);
        }
        let answer = decision.ask(|then| then.issuer);
        Some(answer.unwrap_or(ResultCode::Success) == ResultCode::Success)
    }

    /// Puts the buyer's first step on the agenda, if the rules have one.
    pub(in crate::gateway) fn expect_buyer(&mut self, now: Timestamp, number: PaymentNo) {
        let decision = self.decide(now, number, None);
        let plan = decision.ask(|then| then.buyer.clone());
        self.spend(now, &decision);
        let Some(plan) = plan else {
            return;
        };
        let expires_at = self.payments[number].expires_at;
        let first = match plan.behaviour {
            BuyerBehaviour::PaysLastSecond => {
                let last = expires_at.checked_sub(LAST_MOMENT).unwrap_or(now);
                Some(last.max(now))
            }
            BuyerBehaviour::NeverComes => None,
            _ => Some(later(now, plan.after)),
        };
        if let Some(first) = first {
            self.agenda.set(Timer::Buyer(number), first);
        }
        self.payments[number].buyer = Some((plan, 0));
    }

    /// The buyer does everything now instead of later.
    pub(in crate::gateway) fn act_at_once(&mut self, now: Timestamp, number: PaymentNo) {
        if !self.payments[number].is_open() {
            return;
        }
        if self.payments[number].buyer.is_none() {
            let plan = BuyerPlan {
                behaviour: BuyerBehaviour::Pays,
                after: SignedDuration::ZERO,
                card: None,
            };
            self.payments[number].buyer = Some((plan, 0));
            self.agenda.set(Timer::Buyer(number), now);
        }
        while self.agenda.due(Timer::Buyer(number)).is_some() {
            self.agenda.cancel(Timer::Buyer(number));
            self.act_as_buyer(now, number);
        }
    }

    /// The buyer's next step.
    pub(in crate::gateway) fn act_as_buyer(&mut self, now: Timestamp, number: PaymentNo) {
        let Some((plan, step)) = self.payments[number].buyer.clone() else {
            return;
        };
        self.payments[number].buyer = Some((plan.clone(), step + 1));
        let method = &self.payments[number].order.method;
        if method.requires_issuer_authentication {
            return self.act_at_issuer(now, number, &plan, step);
        }
        let token = self.payments[number].token.clone();
        match plan.behaviour {
            BuyerBehaviour::NeverComes => return,
            BuyerBehaviour::LeavesCardPage => return self.walk_away(now, &token),
            BuyerBehaviour::ReturnsUnpaid => {}
            BuyerBehaviour::ClosesTab => {
                self.pay_as_buyer(now, number, &plan, true);
                let text = "the buyer closed the tab and does not come back to the shop";
                return self.record(now, EventKind::BuyerLeft, number, text.to_owned());
            }
            BuyerBehaviour::PaysTwice => {
                self.pay_as_buyer(now, number, &plan, true);
                self.pay_as_buyer(now, number, &plan, true);
            }
            BuyerBehaviour::Declined => {
                self.pay_as_buyer(now, number, &plan, false);
                return self.walk_away(now, &token);
            }
            BuyerBehaviour::RetriesAfterDecline if step == 0 => {
                let declined = BuyerPlan { card: None, ..plan };
                self.pay_as_buyer(now, number, &declined, false);
                let next = later(now, SECOND_THOUGHT);
                return self.agenda.set(Timer::Buyer(number), next);
            }
            BuyerBehaviour::Pays
            | BuyerBehaviour::PaysLastSecond
            | BuyerBehaviour::RetriesAfterDecline => {
                self.pay_as_buyer(now, number, &plan, true);
            }
            BuyerBehaviour::LeavesChallenge | BuyerBehaviour::IgnoresChallenge => {
                let _ = self.submit_as_buyer(now, number, &plan, true);
                if plan.behaviour == BuyerBehaviour::IgnoresChallenge {
                    self.open_bank_page(now, token.as_str());
                }
                return self.walk_away(now, &token);
            }
            BuyerBehaviour::CancelsChallenge => {
                let _ = self.submit_as_buyer(now, number, &plan, true);
                let _ = self.cancel_challenge(now, token.as_str());
            }
            BuyerBehaviour::FailsChallenge => {
                let _ = self.submit_as_buyer(now, number, &plan, true);
                // The bank gives up after a few; then nobody asks for a code any more.
                while self
                    .answer_challenge(now, token.as_str(), WRONG_CODE)
                    .is_ok()
                {}
            }
        }
        self.go_back(now, number);
    }

    /// The buyer's browser goes back to the shop, behind what the shop has to hear before.
    pub(in crate::gateway) fn go_back(&mut self, now: Timestamp, number: PaymentNo) {
        let early = self.bring_forward(now, number, Spoil::BeforeRedirect);
        let at = if early { later(now, MOMENT) } else { now };
        self.agenda.set(Timer::Visit(number), at);
    }

    /// Types a card, and the bank's code if it asks.
    fn pay_as_buyer(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        plan: &BuyerPlan,
        approved: bool,
    ) {
        let token = self.payments[number].token.clone();
        let step = self.submit_as_buyer(now, number, plan, approved);
        let step = step.and_then(|step| self.pass_bank(now, token.as_str(), step, SANDBOX_CODE));
        if let Err(CheckoutRefusal::Closed) = step {
            let text = "the buyer tried to pay once more; the payment is over already";
            self.record(now, EventKind::BuyerLeft, number, text.to_owned());
        }
    }

    fn submit_as_buyer(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        plan: &BuyerPlan,
        approved: bool,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        let payment = &self.payments[number];
        if let (Stage::Challenged(bank), false) = (&payment.stage, payment.order.method.is_hosted())
        {
            // The shop sent the card: the buyer comes for the bank only.
            return Ok(match bank.silent {
                Some(_) => CheckoutStep::BrowserCheck,
                None => CheckoutStep::Challenge,
            });
        }
        let token = payment.token.clone();
        let wished = plan.card.as_deref().map(|digits| typed(digits, now));
        let usual = || self.fitting_card(now, payment, approved);
        let card = wished.or_else(usual).unwrap_or_default();
        self.submit_card(now, token.as_str(), &card)
    }

    pub(in crate::gateway) fn walk_away(&mut self, now: Timestamp, token: &CheckoutToken) {
        // Nobody walks away from a payment that is over.
        let _ = self.leave(now, token.as_str());
    }
}

/// A card that these rules name, or a usual one, that is approved, or is not; as a buyer types it.
pub(in crate::gateway) fn fitting(
    playbook: &Playbook,
    now: Timestamp,
    approved: bool,
    approves: impl Fn(&str) -> Option<bool>,
) -> Option<TypedCard> {
    let rules = playbook.rules.iter();
    let named = rules.flat_map(|rule| rule.when.card.iter().map(String::as_str));
    let found = named
        .chain(USUAL_CARDS)
        .find(|digits| approves(digits) == Some(approved));
    found
        .or(USUAL_CARDS.first().copied().filter(|_| approved))
        .map(|digits| typed(digits, now))
}

/// A card as a buyer types it, with details that fit it.
#[must_use]
pub fn typed(digits: &str, now: Timestamp) -> TypedCard {
    let brand = CardNumber::parse(digits)
        .ok()
        .and_then(|number| number.brand());
    let length = brand.map_or(Some(3), CardBrand::cvv_length);
    let year = now.to_zoned(TimeZone::UTC).date().year();
    TypedCard {
        number: digits.to_owned(),
        expiry: format!("12/{}", year.saturating_add(2)),
        cvv: "1234"[..length.unwrap_or(0)].to_owned(),
        holder: "Robot Buyer".to_owned(),
        extras: TypedExtras {
            email: "robot@example.com".to_owned(),
            cpf: "11144477735".to_owned(),
            holder_id: "1990-01-31".to_owned(),
            password: "12".to_owned(),
            ..TypedExtras::default()
        },
    }
}
