//! One movement of money.

use jiff::Timestamp;

use crate::gateway::payment::Payment;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $name:literal)*) => {
        /// `transactionType` and `summaryType` of the reconciliation files.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum MovementKind { $($(#[$doc])* $variant,)* }

        impl MovementKind {
            /// All of them, in the order of Antom's lists.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The kind as it stands in a file.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

kinds! {
    /// Money was set aside.
    Authorization "AUTHORIZATION"
    /// Money was taken, without an authorisation before.
    Payment "PAYMENT"
    /// Authorised money was taken.
    Capture "CAPTURE"
    /// Money went back to the buyer.
    Refund "REFUND"
    /// The shop cancelled what was paid.
    Cancel "CANCEL"
    /// A cardholder's dispute froze money.
    Dispute "DISPUTE"
    /// The merchant won a dispute, or it was withdrawn.
    DisputeReversal "DISPUTE_REVERSAL"
    /// A rule for automatic refunds settled a dispute.
    RapidDisputeResolution "RAPID_DISPUTE_RESOLUTION"
    /// A payment was taken back after all.
    PaymentReversal "PAYMENT_REVERSAL"
}

/// Money that moved. Amounts are in minor units of the payment's currency; what leaves the
/// merchant is negative.
#[derive(Clone, Debug)]
pub struct Movement<'a> {
    /// The payment that it is about.
    pub payment: &'a Payment,
    /// What happened.
    pub kind: MovementKind,
    /// When.
    pub at: Timestamp,
    /// Antom's id of what happened: of the payment, the capture, the refund or the dispute.
    pub id: &'a str,
    /// The shop's id of it; disputes have none.
    pub request_id: Option<&'a str>,
    /// Whether it is about the payment itself, rather than about something done with it.
    pub is_original: bool,
    /// How much is told.
    pub amount: i64,
    /// How much of it is settled with the merchant: nothing of a mere authorisation.
    pub settles: i64,
    /// The acquirer's reference, of what is settled.
    pub arn: Option<String>,
}

impl<'a> Movement<'a> {
    /// Something with a payment as a whole; it brings the merchant this much.
    pub(super) fn of_payment(
        payment: &'a Payment,
        kind: MovementKind,
        at: Timestamp,
        value: u64,
    ) -> Self {
        Self {
            payment,
            kind,
            at,
            id: payment.id.as_str(),
            request_id: Some(&payment.order.request_id),
            is_original: true,
            amount: signed(value),
            settles: signed(value),
            arn: None,
        }
    }

    /// The same, away from the merchant.
    pub(super) fn outwards(self) -> Self {
        Self {
            amount: -self.amount,
            settles: -self.settles,
            ..self
        }
    }
}

/// Amounts have sixteen digits at most.
pub(super) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
