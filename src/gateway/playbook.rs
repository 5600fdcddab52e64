//! The playbook: what will happen to which payment. Data only; files are read elsewhere.

use super::amount::Amount;
use super::brand::CardBrand;
use super::card::Card;
use super::result::ResultCode;

/// Rules, tried in order; the first that matches decides.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Playbook {
    /// What the playbook shows.
    pub title: String,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// One rule: when it applies, and what happens then.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Rule {
    /// What the rule shows, for people.
    pub about: String,
    /// All of these must hold.
    pub when: When,
    /// What happens.
    pub then: Then,
}

/// Conditions; an absent one always holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct When {
    /// The card typed, as plain digits. Before a card is typed such a rule matches nothing.
    pub card: Option<String>,
    /// `paymentAmount.value`, in minor units of any currency.
    pub amount_value: Option<u64>,
}

/// Outcomes; an absent one is the usual course.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Then {
    /// The answer of `pay`, when it is to refuse.
    pub pay: Option<ResultCode>,
    /// The issuer's answer: `SUCCESS` approves, anything else declines.
    pub issuer: Option<ResultCode>,
    /// What a decline means for the payment.
    pub after_decline: AfterDecline,
    /// How a 3DS check goes when the shop asks for one.
    pub three_ds: ThreeDsCourse,
    /// The answer to a capture: `SUCCESS` takes the money, anything else fails.
    pub capture: Option<ResultCode>,
    /// What the answers say about the card.
    pub card: CardProfile,
}

/// What happens to a payment whose card was declined.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum AfterDecline {
    /// The buyer stays on the page and may try another card until the payment expires.
    #[default]
    Retry,
    /// The payment has failed.
    Final,
}

/// The course of a 3DS check.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ThreeDsCourse {
    /// The bank asks for a one-time code.
    #[default]
    Challenge,
    /// The bank is content without asking.
    Frictionless,
    /// The check is waived and the buyer is not authenticated.
    Exempted,
    /// The card knows no 3DS at all.
    Unavailable,
}

/// Facts about a card that only its issuer knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardProfile {
    /// Overrules the brand that the number tells.
    pub brand: Option<CardBrand>,
    /// ISO 3166 country of the issuer.
    pub issuing_country: String,
    /// `CREDIT`, `DEBIT`, …
    pub funding: String,
    /// `CONSUMER` or `COMMERCIAL`.
    pub category: String,
    /// `GLOBAL`, or the region of a local card.
    pub region: String,
    /// Raw AVS code.
    pub avs: String,
    /// Raw CVV code.
    pub cvv: String,
}

impl Default for CardProfile {
    /// An American consumer credit card; address not checked (`U`), security code right (`Y`).
    fn default() -> Self {
        Self {
            brand: None,
            issuing_country: "US".into(),
            funding: "CREDIT".into(),
            category: "CONSUMER".into(),
            region: "GLOBAL".into(),
            avs: "U".into(),
            cvv: "Y".into(),
        }
    }
}

impl Playbook {
    /// What happens to a payment of this amount, before or after a card was typed.
    pub(crate) fn decide(&self, amount: Amount, card: Option<&Card>) -> Then {
        let rule = self.rules.iter().find(|rule| rule.when.holds(amount, card));
        rule.map(|rule| rule.then.clone()).unwrap_or_default()
    }
}

impl When {
    fn holds(&self, amount: Amount, card: Option<&Card>) -> bool {
        let card_fits = self
            .card
            .as_ref()
            .is_none_or(|digits| card.is_some_and(|card| card.number.is(digits)));
        let amount_fits = self.amount_value.is_none_or(|value| value == amount.value);
        card_fits && amount_fits
    }
}
