//! What the contract says of giving money back: refunds, and cancelling what was paid.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::MinorUnits;
use crate::gateway::{Currency, ResultCode};

/// What may be given back, and until when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a term of its own, and any of them goes with any other"
)]
pub struct RefundTerms {
    /// Whether a paid payment can be refunded or cancelled at all.
    pub supported: bool,
    /// Whether less than the whole can be refunded.
    pub partial: bool,
    /// Whether a payment can be refunded more than once.
    pub multiple: bool,
    /// How many days after paying, 365 unless agreed otherwise (file 13 §2).
    pub window_days: u16,
    /// All that can be refunded in a currency; without end in those that are not named.
    pub balance: BTreeMap<Currency, MinorUnits>,
    /// Whether a refund is in process first and told of later. Some acquirers of cards answer with
    /// its end (file 13 §2). A scenario's `refund_takes` says more.
    pub asynchronous: bool,
    /// What `inquiryRefund` answers to a refund that does not exist.
    pub unknown: UnknownRefund,
}

impl Default for RefundTerms {
    fn default() -> Self {
        Self {
            supported: true,
            partial: true,
            multiple: true,
            window_days: 365,
            balance: BTreeMap::new(),
            asynchronous: true,
            unknown: UnknownRefund::OrderNotExist,
        }
    }
}

/// The code for an unknown refund. The merchants' table could not be read (file 13 §4).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UnknownRefund {
    /// As sibling products answer.
    OrderNotExist,
    /// The code that refunds have for it.
    RefundNotExist,
}

impl UnknownRefund {
    /// What is answered.
    pub(in crate::gateway) fn code(self) -> ResultCode {
        match self {
            Self::OrderNotExist => ResultCode::OrderNotExist,
            Self::RefundNotExist => ResultCode::RefundNotExist,
        }
    }
}

/// How `cancel` takes payments that are no longer open (file 06 §3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct CancelTerms {
    /// Payments whose money was taken.
    pub captured: CancelCaptured,
    /// Payments that failed or expired.
    pub ended: CancelEnded,
}

impl Default for CancelTerms {
    fn default() -> Self {
        Self {
            captured: CancelCaptured::OrderStatusInvalid,
            ended: CancelEnded::Success,
        }
    }
}

/// What becomes of a cancel of captured money. That cards refuse it is documented, their code is
/// not; and one guide tells shops to call it all the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CancelCaptured {
    /// Refused: the state of the payment forbids it.
    OrderStatusInvalid,
    /// Refused: the payment method forbids it.
    PaymentMethodNotSupported,
    /// The money goes back, as with wallets.
    Refund,
}

impl CancelCaptured {
    /// The code of the refusal; none where the money goes back.
    pub(in crate::gateway) fn refusal(self) -> Option<ResultCode> {
        match self {
            Self::OrderStatusInvalid => Some(ResultCode::OrderStatusInvalid),
            Self::PaymentMethodNotSupported => Some(ResultCode::PaymentMethodNotSupported),
            Self::Refund => None,
        }
    }
}

/// What `cancel` answers to a payment that ended unpaid; the documents leave it open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CancelEnded {
    /// Closing what is closed succeeds, and changes nothing.
    Success,
    /// There is nothing left to cancel.
    OrderStatusInvalid,
}
