//! What happens when a rule holds.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::{AnswerFault, BuyerPlan, DisputePlan, NotificationFault, Shape};
use crate::gateway::cards::brand::CardBrand;
use crate::gateway::notifications::notification::RetrySchedule;
use crate::gateway::result::ResultCode;

/// Outcomes; a rule says nothing about those that are absent.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Then {
    /// The call is answered with this code and nothing else happens: Antom's "error scenario
    /// simulation". Needs `when.operation`.
    pub result: Option<ResultCode>,
    /// `pay` answers with this code and makes no payment.
    pub pay: Option<ResultCode>,
    /// The code with which `pay` refuses a token of no stored card; Antom's is not public.
    pub unknown_token: Option<ResultCode>,
    /// How a 3DS check goes.
    pub three_ds: Option<ThreeDsCourse>,
    /// The issuer's answer: `SUCCESS` approves, anything else declines.
    pub issuer: Option<ResultCode>,
    /// How long the issuer takes to answer.
    pub issuer_delay: Option<SignedDuration>,
    /// What a decline means for the payment.
    pub after_decline: Option<AfterDecline>,
    /// What becomes of an authorised payment afterwards.
    pub reversal: Option<Reversal>,
    /// How a capture ends: `SUCCESS` takes the money, anything else fails.
    pub capture: Option<ResultCode>,
    /// From an authorisation to its automatic capture.
    pub capture_delay: Option<Lag>,
    /// How long a capture is in process.
    pub capture_takes: Option<Lag>,
    /// The code with which `cancel` refuses.
    pub cancel: Option<ResultCode>,
    /// How a refund ends.
    pub refund: Option<ResultCode>,
    /// How long a refund is in process.
    pub refund_takes: Option<Lag>,
    /// The dispute that comes after the capture.
    pub dispute: Option<DisputePlan>,
    /// For how long after a payment's end an inquiry still calls it `PROCESSING`.
    pub inquiry_lag: Option<SignedDuration>,
    /// The code of status U with which an inquiry, or a `notifyPayment` that comes too early, tells
    /// of what has not ended; `PAYMENT_IN_PROCESS` unless told.
    pub in_process: Option<ResultCode>,
    /// What the answers say about the card.
    pub card: CardTraits,
    /// How messages are written.
    pub shape: Option<Shape>,
    /// What goes wrong with the answer of a call.
    pub answer: Option<AnswerFault>,
    /// What goes wrong with notifications. An empty list says nothing.
    pub notifications: Vec<NotificationFault>,
    /// When notifications that were not acknowledged are sent again.
    pub retry: Option<RetrySchedule>,
    /// What the buyer does by himself.
    pub buyer: Option<BuyerPlan>,
}

/// How long something takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Lag {
    /// So long.
    After(SignedDuration),
    /// It does not come to an end.
    Never,
}

/// An authorised payment that is reversed after all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reversal {
    /// From the authorisation on.
    pub after: SignedDuration,
    /// Why.
    pub code: ResultCode,
}

/// What happens to a payment whose card was declined.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum AfterDecline {
    /// The buyer stays on the page and may try another card until the payment expires.
    #[default]
    Retry,
    /// The payment has failed.
    Final,
}

/// The course of a 3DS check.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ThreeDsCourse {
    /// The bank asks for a one-time code, whether or not the shop asked for 3DS.
    Challenge,
    /// The bank is content without asking, whether or not the shop asked for 3DS.
    Frictionless,
    /// The issuer does not take part: an attempt is all there is, whether or not the shop asked.
    Attempted,
    /// When the shop asks, the check is waived and the buyer is not authenticated.
    Exempted,
    /// The card knows no 3DS at all.
    Unavailable,
    /// Without 3DS the issuer demands it: the payment is upgraded to a challenge, or fails when
    /// the shop has switched the upgrade off.
    SoftDecline,
}

/// Facts about a card that only its issuer knows; absent ones are left to the next rule.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CardTraits {
    /// Overrules the brand that the number tells.
    pub brand: Option<CardBrand>,
    /// ISO 3166 country of the issuer.
    pub issuing_country: Option<String>,
    /// `CREDIT`, `DEBIT`, …
    pub funding: Option<String>,
    /// `CONSUMER` or `COMMERCIAL`.
    pub category: Option<String>,
    /// `GLOBAL`, or the region of a local card.
    pub region: Option<String>,
    /// Raw AVS code.
    pub avs: Option<String>,
    /// Raw CVV code.
    pub cvv: Option<String>,
    /// The indicator of 3DS, overruling the one that the outcome tells.
    pub eci: Option<String>,
    /// `acquirerReferenceNo`; left out of the messages when absent.
    pub acquirer_reference_no: Option<String>,
}
