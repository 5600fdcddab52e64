//! What a shop asks for: the order of a payment.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::money::amount::Amount;
use super::super::rules::fields::Fields;
use super::method::{CreditPayPlan, PaymentMethod};

/// What a shop asks for with `pay`, checked field by field.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PayOrder {
    /// The shop's id of this attempt, `paymentRequestId`.
    pub request_id: String,
    /// `paymentAmount`.
    pub amount: Amount,
    /// `order.referenceOrderId`.
    pub order_reference: String,
    /// `order.orderDescription`.
    pub order_description: String,
    /// Who captures.
    pub capture_mode: CaptureMode,
    /// `paymentMethod`: how it is to be paid.
    pub method: PaymentMethod,
    /// `creditPayPlan`: in instalments.
    pub credit_pay_plan: Option<CreditPayPlan>,
    /// Where the buyer's browser goes in the end.
    pub redirect_url: String,
    /// `paymentNotifyUrl`, if the request had one.
    pub notify_url: Option<String>,
    /// `paymentExpiryTime`, if the request had one.
    pub expires_at: Option<Timestamp>,
    /// `enableInstallmentCollection`: the page asks how the buyer wants to pay it off.
    pub asks_for_plan: bool,
    /// Every field of the request, for the rules.
    pub fields: Fields,
}

/// `paymentFactor.captureMode`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CaptureMode {
    /// Antom captures right after the authorisation.
    Automatic,
    /// The shop calls `capture` within seven days.
    Manual,
}
