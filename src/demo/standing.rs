//! How payments, captures and refunds stand, as far as the shop knows.

/// How a payment stands, as far as the shop knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    /// Nothing is decided.
    Open,
    /// Authorised.
    Paid,
    /// Failed for good, with this result code.
    Failed(String),
    /// Cancelled by the shop.
    Cancelled,
}

impl Standing {
    /// The `paymentStatus` of Antom that it corresponds to.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Open => "PROCESSING",
            Self::Paid => "SUCCESS",
            Self::Failed(_) => "FAIL",
            Self::Cancelled => "CANCELLED",
        }
    }

    /// Whether it ended without money.
    pub(super) fn is_over(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Cancelled)
    }
}

/// Something that is under way, done, or refused with a result code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Progress {
    Waiting,
    Done,
    Refused(String),
}
