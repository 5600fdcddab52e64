//! The card of a payment: what was typed, what was decided about it, what is told of it.

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::super::cards::brand::CardBrand;
use super::super::ids::CardToken;
use super::super::result::ResultCode;
use super::super::rules::playbook::{AfterDecline, CardFacts, ThreeDsCourse};
use super::method::CreditPayPlan;

/// What is remembered of a card. Digits that a rule names are no secret; others are there only for
/// rules that are armed later, and are neither shown nor written down.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct RememberedCard {
    digits: Option<String>,
    #[serde(skip)]
    hidden: Option<Hidden>,
    brand: Option<CardBrand>,
}

/// Digits that can be compared and not read.
#[derive(Clone, PartialEq, Eq)]
struct Hidden(String);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("****")
    }
}

impl RememberedCard {
    pub(in crate::gateway) fn new(facts: CardFacts<'_>, named: bool) -> Self {
        let digits = facts.digits.map(str::to_owned);
        let (digits, hidden) = if named {
            (digits, None)
        } else {
            (None, digits.map(Hidden))
        };
        Self {
            digits,
            hidden,
            brand: facts.brand,
        }
    }

    pub(in crate::gateway) fn facts(&self) -> CardFacts<'_> {
        let hidden = self.hidden.as_ref().map(|hidden| hidden.0.as_str());
        CardFacts {
            digits: self.digits.as_deref().or(hidden),
            brand: self.brand,
        }
    }
}

/// A card on its way to the issuer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PendingCard {
    /// The number, masked.
    pub masked: String,
    /// Its brand.
    pub brand: CardBrand,
    /// The token, of a card that comes out of the vault.
    pub(crate) stored: Option<CardToken>,
    /// What is going to happen.
    pub(crate) plan: Box<CardPlan>,
}

/// What was decided about a card when it was typed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct CardPlan {
    /// The course of 3DS; the usual one when no rule says anything.
    pub(in crate::gateway) three_ds: Option<ThreeDsCourse>,
    /// The issuer's answer.
    pub(in crate::gateway) issuer: ResultCode,
    /// How long it takes.
    pub(in crate::gateway) issuer_delay: Option<SignedDuration>,
    /// What a decline means.
    pub(in crate::gateway) after_decline: AfterDecline,
    /// What the issuer knows about the card.
    pub(in crate::gateway) profile: CardProfile,
}

/// Facts about a card that only its issuer knows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct CardProfile {
    pub(in crate::gateway) issuing_country: String,
    pub(in crate::gateway) funding: String,
    pub(in crate::gateway) category: String,
    pub(in crate::gateway) region: String,
    pub(in crate::gateway) avs: String,
    pub(in crate::gateway) cvv: String,
    pub(in crate::gateway) eci: Option<String>,
    pub(in crate::gateway) acquirer_reference_no: Option<String>,
}

/// What the answers tell about the card of a payment (file 03 §3).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CardResult {
    /// Masked number.
    pub card_no: String,
    /// `cardToken`, of a card that was stored by this payment or before; never of a failed one.
    pub token: Option<CardToken>,
    /// Brand.
    pub brand: CardBrand,
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
    /// The scheme's id; empty for a declined payment.
    pub network_transaction_id: String,
    /// The outcome of 3DS, if there was one.
    pub three_ds: Option<ThreeDsResult>,
    /// `acquirerReferenceNo`; not told when absent.
    pub acquirer_reference_no: Option<String>,
    /// `creditPayPlan`: how it is paid off; not told when absent.
    pub plan: Option<CreditPayPlan>,
}

/// The outcome of a 3DS check (file 11 §4). What is `None` is not told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ThreeDsResult {
    /// Version of the protocol.
    pub version: String,
    /// Electronic commerce indicator, two digits that depend on the brand.
    pub eci: String,
    /// Proof of authentication; empty when the buyer was not authenticated.
    pub cavv: String,
    /// Id at the scheme's directory server.
    pub ds_transaction_id: String,
    /// `threeDSOffered`: it was begun here.
    pub offered: Option<bool>,
    /// `challenged`: the bank asked the buyer something.
    pub challenged: Option<bool>,
    /// `exemptionType`: why nothing was asked.
    pub exemption: Option<String>,
    /// `challengeCancel`: `01`, the buyer cancelled; `04`, the bank waited in vain.
    pub cancel: Option<String>,
    /// `threeDStransactionStatusReason`: why it failed, a number of EMV's list.
    pub reason: Option<String>,
}

/// How the buyer's authentication ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ThreeDsOutcome {
    /// There was none.
    NotAsked,
    /// The buyer answered the bank's challenge.
    Authenticated,
    /// The bank was content with looking at the browser.
    Frictionless,
    /// It was tried; the issuer does not take part.
    Attempted,
    /// It was waived.
    Exempted,
    /// The buyer failed it.
    Failed,
    /// The buyer cancelled it.
    Cancelled,
    /// The buyer opened the bank's page and let its time run out.
    TimedOut,
    /// The shop had it done elsewhere: `mpiData`.
    Elsewhere,
}

impl ThreeDsOutcome {
    /// Whether it was the end: the card was never taken to its issuer.
    pub(in crate::gateway) fn stopped_the_payment(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled | Self::TimedOut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_that_no_rule_names_can_be_compared_and_not_read() {
        let facts = CardFacts {
            digits: Some("4054695723100768"),
            brand: None,
        };
        for named in [true, false] {
            let card = RememberedCard::new(facts, named);
            assert_eq!(card.facts().digits, facts.digits);
            assert_eq!(format!("{card:?}").contains("0768"), named);
        }
    }
}
