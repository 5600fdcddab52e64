//! The operations of Antom's payment API that are played here.

use serde::{Deserialize, Serialize};

use super::result::Said;

macro_rules! operations {
    ($($(#[$doc:meta])* $variant:ident $group:literal $name:literal $said:ident)*) => {
        /// An operation, by the last part of its path. No two have the same.
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

            /// The part of its path before that: `payments` or `vaults`.
            #[must_use]
            pub fn group(self) -> &'static str {
                match self { $(Self::$variant => $group,)* }
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
    Consult "payments" "consult" ByConsult
    /// Takes an order for a payment.
    Pay "payments" "pay" ByPay
    /// Makes a page, or data for the browser SDK, where a buyer may pay.
    CreatePaymentSession "payments" "createPaymentSession" ByCreatePaymentSession
    /// Reads what a session was made of.
    RetrievePaymentSession "payments" "retrievePaymentSession" ByRetrievePaymentSession
    /// Tells what is known of a card.
    GetCardInfo "payments" "getCardInfo" ByGetCardInfo
    /// Tells how a card could be paid off.
    InquireInstallment "payments" "inquireInstallment" ByInquireInstallment
    /// Reads a payment.
    InquiryPayment "payments" "inquiryPayment" ByInquiry
    /// Takes the money of an authorised payment.
    Capture "payments" "capture" ByCapture
    /// Stops a payment.
    Cancel "payments" "cancel" ByCancel
    /// Gives money back to the buyer.
    Refund "payments" "refund" ByRefund
    /// Reads a refund.
    InquiryRefund "payments" "inquiryRefund" ByInquiryRefund
    /// Gives in to a dispute.
    AcceptDispute "payments" "acceptDispute" ByDispute
    /// Defends against a dispute.
    SupplyDefenseDocument "payments" "supplyDefenseDocument" ByDispute
    /// Reads the evidence of a dispute.
    DownloadDisputeEvidence "payments" "downloadDisputeEvidence" ByDispute
    /// Stores the card of the request, after its bank was asked.
    VaultPaymentMethod "vaults" "vaultPaymentMethod" ByVault
    /// Makes a page on which the buyer types a card that is stored.
    CreateVaultingSession "vaults" "createVaultingSession" ByVault
    /// Reads how the storing of a card ended.
    InquireVaulting "vaults" "inquireVaulting" ByVault
    /// Stores a card for a token.
    FetchNonce "vaults" "fetchNonce" ByVault
    /// Reads a stored card.
    InquireToken "vaults" "inquireToken" ByVault
    /// Changes what is known of a stored card.
    UpdateToken "vaults" "updateToken" ByVault
    /// Deletes a stored card.
    DeleteToken "vaults" "deleteToken" ByVault
}

impl Operation {
    /// Whether it takes an order, and has a `paymentRequestId` of its own.
    #[must_use]
    pub fn takes_order(self) -> bool {
        matches!(self, Self::Pay | Self::CreatePaymentSession)
    }

    /// An operation by the last part of its path.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.name() == name)
    }

    /// Whether it may be called under a group of paths. Of `fetchNonce` the documents and the
    /// official clients disagree (file 12 §5), so both are right.
    #[must_use]
    pub fn is_under(self, group: &str) -> bool {
        self.group() == group || (self == Self::FetchNonce && group == "payments")
    }
}
