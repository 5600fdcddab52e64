//! A refund as it is kept, and how it is found again.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::gateway::chance::Draw;
use crate::gateway::ids::RefundId;
use crate::gateway::money::amount::Amount;
use crate::gateway::numbers::PaymentNo;
use crate::gateway::result::{ResultCode, ResultStatus};
use crate::gateway::rules::fields::Fields;

/// Money on its way back to the buyer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refund {
    /// `refundId`.
    pub id: RefundId,
    /// `refundRequestId`.
    pub request_id: String,
    /// `refundAmount`.
    pub amount: Amount,
    /// `metadata` of the request, told again by inquiry and notification.
    pub metadata: Option<String>,
    /// `refundNotifyUrl`, if the request had one.
    pub notify_url: Option<String>,
    /// When the shop asked for it.
    pub asked_at: Timestamp,
    /// When it ends, or ended; never when absent.
    pub ends_at: Option<Timestamp>,
    /// `REFUND_IN_PROCESS`, then `SUCCESS` or why it failed.
    pub result: ResultCode,
    /// What banks find it by, once it succeeded.
    #[serde(default)]
    pub references: Option<References>,
    /// How it ends: decided when it was asked for.
    pub(crate) end: ResultCode,
}

/// The numbers by which banks find a refund (file 13 §4 of the protocol notes, which names the
/// fields only).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct References {
    /// `arn`, the acquirer reference number: 23 digits, as the schemes have them.
    pub arn: String,
    /// `rrn`, the retrieval reference number: 12 digits, as ISO 8583 has them.
    pub rrn: String,
}

impl References {
    pub(super) fn new(draw: &mut Draw) -> Self {
        Self {
            arn: format!("7{}", draw.digits(22)),
            rrn: draw.digits(12),
        }
    }
}

impl Refund {
    /// `refundStatus` of an inquiry and `transactionStatus` of the payment's (file 13 §4).
    #[must_use]
    pub fn status(&self) -> &'static str {
        Self::status_of(self.result)
    }

    /// The status that goes with a refund's result.
    #[must_use]
    pub fn status_of(result: ResultCode) -> &'static str {
        match result.status() {
            ResultStatus::S => "SUCCESS",
            ResultStatus::F => "FAIL",
            ResultStatus::U => "PROCESSING",
        }
    }

    /// Whether its money is back with the buyer, or on the way there.
    #[must_use]
    pub fn holds_money(&self) -> bool {
        self.result.status() != ResultStatus::F
    }

    /// `refundTime`, told only once it succeeded.
    #[must_use]
    pub fn refunded_at(&self) -> Option<Timestamp> {
        self.ends_at.filter(|_| self.result == ResultCode::Success)
    }

    /// When it ended, or was asked for while it is in process.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        let ended = self.result.status() != ResultStatus::U;
        self.ends_at.filter(|_| ended).unwrap_or(self.asked_at)
    }
}

/// How a shop names a refund; Antom's id wins when both are given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RefundKey {
    /// By `refundId`.
    Id(String),
    /// By `refundRequestId`.
    RequestId(String),
}

/// Where each refund stands: its payment, and its place among the refunds of that.
#[derive(Debug, Default)]
pub(crate) struct RefundIndex {
    by_id: HashMap<RefundId, (PaymentNo, usize)>,
    by_request_id: HashMap<String, (PaymentNo, usize)>,
}

impl RefundIndex {
    pub(in crate::gateway) fn add(&mut self, refund: &Refund, place: (PaymentNo, usize)) {
        self.by_id.insert(refund.id.clone(), place);
        self.by_request_id.insert(refund.request_id.clone(), place);
    }

    pub(super) fn find(&self, key: &RefundKey) -> Option<(PaymentNo, usize)> {
        let found = match key {
            RefundKey::Id(id) => self.by_id.get(id.as_str()),
            RefundKey::RequestId(id) => self.by_request_id.get(id),
        };
        found.copied()
    }

    /// The payment of the refund that a request names.
    pub(in crate::gateway) fn payment_of(&self, request: &Fields) -> Option<PaymentNo> {
        let by_id = || self.by_id.get(request.get("refundId")?);
        let by_request_id = || self.by_request_id.get(request.get("refundRequestId")?);
        let place = by_id().or_else(by_request_id)?;
        Some(place.0)
    }
}
