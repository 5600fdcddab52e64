//! Which operation a path names (file 01 §1 of the protocol notes).

use crate::gateway::Said;

/// The part of a path that says production or sandbox. Both behave alike here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Surface {
    /// `/ams/api/…`
    Production,
    /// `/ams/sandbox/api/…`
    Sandbox,
}

/// An operation of the payment API that this sandbox plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operation {
    /// `/v1/payments/pay`
    Pay,
    /// `/v1/payments/inquiryPayment`
    InquiryPayment,
    /// `/v1/payments/capture`
    Capture,
    /// `/v1/payments/cancel`
    Cancel,
}

impl Operation {
    /// What a path asks for; `None` when Antom has no such path, or we do not play it.
    #[must_use]
    pub fn at(path: &str) -> Option<(Surface, Self)> {
        let (surface, rest) = match path.strip_prefix("/ams/sandbox/api/") {
            Some(rest) => (Surface::Sandbox, rest),
            None => (Surface::Production, path.strip_prefix("/ams/api/")?),
        };
        let operation = match rest.strip_prefix("v1/payments/")? {
            "pay" => Self::Pay,
            "inquiryPayment" => Self::InquiryPayment,
            "capture" => Self::Capture,
            "cancel" => Self::Cancel,
            _ => return None,
        };
        Some((surface, operation))
    }

    /// Whose wording its results have.
    #[must_use]
    pub fn said(self) -> Said {
        match self {
            Self::Pay => Said::ByPay,
            Self::InquiryPayment => Said::ByInquiry,
            Self::Capture => Said::ByCapture,
            Self::Cancel => Said::ByCancel,
        }
    }
}
