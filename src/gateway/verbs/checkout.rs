//! The verbs of the buyer: submit a card, walk away. What happens at the bank is in
//! `authentication.rs`.

use jiff::Timestamp;

use super::super::cards::card::{Card, CardMistakes, TypedCard};
use super::super::cards::network::{self, NoNetwork};
use super::super::cards::plan_check::NoPlan;
use super::super::cards::regional::Needs;
use super::super::numbers::PaymentNo;
use super::super::payment::{Payment, PendingCard, RememberedCard, Stage};
use super::super::rules::decision::{Decision, TakenCard};
use super::super::{CardBrand, EventKind, Gateway, ResultCode};

/// What the buyer sees next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CheckoutStep {
    /// The bank asks for a one-time code.
    Challenge,
    /// The bank looks at the browser and asks nothing.
    BrowserCheck,
    /// The code was wrong; so many tries are left.
    WrongCode {
        /// How many wrong codes the bank will still take.
        tries_left: u8,
    },
    /// The bank has sent its code again.
    CodeSentAgain,
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
    /// The buyer has no stored card of that name.
    UnknownCard,
    /// No bank is asking for a code.
    NotChallenged,
    /// The bank has sent its code again as often as it does.
    NoMoreCodes,
    /// A bank is asking for a code: another card now would be a way around its tries.
    Challenged,
    /// The payment is confirmed at its South Korean issuer: there is no card form.
    AtIssuer,
    /// The payment is not confirmed at this issuer, or at none.
    NotAtIssuer,
    /// The card form has mistakes.
    Mistakes(Box<CardMistakes>),
}

impl From<Box<CardMistakes>> for CheckoutRefusal {
    fn from(mistakes: Box<CardMistakes>) -> Self {
        Self::Mistakes(mistakes)
    }
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
        let number = self.open_for_a_card(now, token)?;
        let card = typed.check(now)?;
        let decision = self.decide_with_card(now, number, None, Some(card.facts()));
        let method = &self.payments[number].order.method;
        let extras = &typed.extras;
        let brand = match network::of(&card, &decision, self.contract(), method.selected_brand) {
            Err(NoNetwork::NotOfThatBrand) if method.selected_brand.is_some() => {
                let why = "is not of the brand chosen in the shop";
                let code = ResultCode::SelectedCardBrandNotAvailable;
                return Ok(self.turn_away(now, number, &card, code, why));
            }
            // The shop's choice comes before the buyer's.
            _ => {
                let buyers = CardBrand::named(extras.network.trim());
                let chosen = method.selected_brand.or(buyers);
                network::of(&card, &decision, self.contract(), chosen)?
            }
        };
        let needs = Needs::of(&decision.region(brand));
        needs.check_typed(&method.payer, extras)?;
        match self.take_plan(number, &decision, brand, &extras.months) {
            Ok(()) => {}
            Err(NoPlan::OfTheBuyer(mistakes)) => return Err(mistakes.into()),
            Err(NoPlan::OfTheShop) => return Ok(self.turn_away_for_plan(now, number, &card)),
        }
        let masked = card.number.masked();
        let text = format!("the buyer submitted {} {masked}", brand.name());
        Ok(self.take_card(now, number, &card, brand, &decision, text))
    }

    /// The card is not one that the shop wants; another may be.
    pub(in crate::gateway) fn turn_away(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: &Card,
        code: ResultCode,
        why: &str,
    ) -> CheckoutStep {
        let masked = card.number.masked();
        let text = format!("{masked} {why}: {}", code.code());
        self.begin_payment(now, number);
        self.record(now, EventKind::CardDeclined, number, text);
        self.payments[number].declined = Some(code);
        CheckoutStep::Declined(code)
    }

    /// A card is taken, typed or sent by the shop: 3DS is next, or the issuer.
    pub(in crate::gateway) fn take_card(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: &Card,
        brand: CardBrand,
        decision: &Decision,
        text: String,
    ) -> CheckoutStep {
        let payer = &self.payments[number].order.method.payer;
        let told = payer.billing_address.as_deref();
        let told = told.map(|address| address.region.as_str());
        let plan = decision.card_plan(&TakenCard {
            brand,
            billing_region: told.or(card.billing_country.as_deref()),
            has_cvv: card.has_cvv,
        });
        let pending = PendingCard {
            masked: card.number.masked(),
            brand,
            stored: card.stored.clone(),
            plan: Box::new(plan),
        };
        self.spend(now, decision);
        self.begin_payment(now, number);
        self.record(now, EventKind::CardSubmitted, number, text);
        let remembered = RememberedCard::new(card.facts(), decision.names_a_card());
        self.payments[number].card = Some(remembered);
        self.check_buyer(now, number, pending)
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

    /// The payment of a link, if the buyer may give it a card now.
    pub(in crate::gateway) fn open_for_a_card(
        &self,
        now: Timestamp,
        token: &str,
    ) -> Result<PaymentNo, CheckoutRefusal> {
        let number = self.open_checkout(now, token)?;
        let payment = &self.payments[number];
        if let Stage::Challenged(_) = payment.stage {
            Err(CheckoutRefusal::Challenged)
        } else if payment.order.method.requires_issuer_authentication {
            Err(CheckoutRefusal::AtIssuer)
        } else {
            Ok(number)
        }
    }

    pub(in crate::gateway) fn open_checkout(
        &self,
        now: Timestamp,
        token: &str,
    ) -> Result<PaymentNo, CheckoutRefusal> {
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
}
