//! The operations of Antom's payment API that are played here.

use serde::{Deserialize, Serialize};

use super::result::Said;

macro_rules! operations {
    ($($(#[$doc:meta])* $variant:ident $name:literal $said:ident)*) => {
        /// An operation, by the last part of its path.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Operation {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Operation {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The last part of its path, such as `inquiryPayment`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Whose wording its results have.
            #[must_use]
            pub fn said(self) -> Said {
                match self { $(Self::$variant => Said::$said,)* }
            }
        }
    };
}

operations! {
    /// Tells how a buyer could pay.
    Consult "consult" ByConsult
    /// Takes an order for a payment.
    Pay "pay" ByPay
    /// Reads a payment.
    InquiryPayment "inquiryPayment" ByInquiry
    /// Takes the money of an authorised payment.
    Capture "capture" ByCapture
    /// Stops a payment.
    Cancel "cancel" ByCancel
    /// Gives money back to the buyer.
    Refund "refund" ByRefund
    /// Reads a refund.
    InquiryRefund "inquiryRefund" ByInquiryRefund
    /// Gives in to a dispute.
    AcceptDispute "acceptDispute" ByDispute
    /// Defends against a dispute.
    SupplyDefenseDocument "supplyDefenseDocument" ByDispute
    /// Reads the evidence of a dispute.
    DownloadDisputeEvidence "downloadDisputeEvidence" ByDispute
}

impl Operation {
    /// An operation by the last part of its path.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.name() == name)
    }
}
