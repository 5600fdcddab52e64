//! The words of disputes, as they stand on the wire (file 16 §2 of the protocol notes).

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident $text:literal)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        pub enum $name { $($(#[$each])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word on the wire.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    )*};
}

words! {
    /// `disputeType`.
    DisputeType {
        /// The issuer takes the money back.
        Chargeback "CHARGEBACK"
        /// The issuer asks for documents only; no money moves yet.
        RetrievalRequest "RETRIEVAL_REQUEST"
        /// As some Indian payment methods have it.
        ComplianceRequest "COMPLIANCE_REQUEST"
    }

    /// `disputeNotificationType`: what a notifyDispute tells.
    DisputeNews {
        /// There is a dispute.
        Created "DISPUTE_CREATED"
        /// The merchant's evidence has arrived.
        DefenseSupplied "DEFENSE_SUPPLIED"
        /// The time for an answer is nearly over.
        DefenseDueAlert "DEFENSE_DUE_ALERT"
        /// It was judged.
        Judged "DISPUTE_JUDGED"
        /// It was accepted, by the merchant or because nobody answered.
        Accepted "DISPUTE_ACCEPTED"
        /// The cardholder withdrew it.
        Cancelled "DISPUTE_CANCELLED"
        /// A rule for automatic refunds settled it.
        RdrResolved "RDR_RESOLVED"
    }

    /// `disputeJudgedResult`.
    Verdict {
        /// The merchant's evidence holds: the merchant wins.
        ValidateSuccess "VALIDATE_SUCCESS"
        /// The merchant's evidence does not hold: the buyer wins.
        ValidateFail "VALIDATE_FAIL"
        /// The buyer gives in: the merchant wins.
        AcceptByCustomer "ACCEPT_BY_CUSTOMER"
        /// The merchant gives in: the buyer wins.
        AcceptByMerchant "ACCEPT_BY_MERCHANT"
    }

    /// `disputeAcceptReason`.
    AcceptReason {
        /// The merchant called `acceptDispute`.
        MerchantAccepted "MERCHANT_ACCEPTED"
        /// Nobody answered in time.
        Timeout "TIMEOUT"
        /// Somebody at Antom did it.
        ManualProcessing "MANUAL_PROCESSING_ACCEPTED"
    }
}

impl Verdict {
    /// Whether the merchant keeps the money. The documents do not tell which of the two
    /// validations is the good one; this is the assumption of file 16 §1.
    #[must_use]
    pub fn is_for_merchant(self) -> bool {
        matches!(self, Self::ValidateSuccess | Self::AcceptByCustomer)
    }
}
