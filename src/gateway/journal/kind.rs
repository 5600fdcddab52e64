//! What can happen, and what a shop can do wrong.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($variant:ident $name:literal)*) => {
        /// The kinds of event.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "each event explains itself in its text")]
        pub enum EventKind { $(#[serde(rename = $name)] $variant,)* }

        impl EventKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The kind as the admin API names it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

kinds! {
    ApiCall "API_CALL"
    PaymentCreated "PAYMENT_CREATED"
    SessionCreated "SESSION_CREATED"
    SessionExpired "SESSION_EXPIRED"
    PageOpened "PAGE_OPENED"
    CardSubmitted "CARD_SUBMITTED"
    ChallengeShown "CHALLENGE_SHOWN"
    BankPageOpened "BANK_PAGE_OPENED"
    CodeSentAgain "CODE_SENT_AGAIN"
    ChallengeAnswered "CHALLENGE_ANSWERED"
    ChallengeTimedOut "CHALLENGE_TIMED_OUT"
    BrowserCheckShown "BROWSER_CHECK_SHOWN"
    BrowserChecked "BROWSER_CHECKED"
    CardDeclined "CARD_DECLINED"
    PaymentAuthorized "PAYMENT_AUTHORIZED"
    PaymentFailed "PAYMENT_FAILED"
    PaymentExpired "PAYMENT_EXPIRED"
    PaymentCancelled "PAYMENT_CANCELLED"
    PaymentReversed "PAYMENT_REVERSED"
    IssuerAsked "ISSUER_ASKED"
    CardStored "CARD_STORED"
    CardUpdated "CARD_UPDATED"
    CardDeleted "CARD_DELETED"
    VaultingCreated "VAULTING_CREATED"
    VaultingFailed "VAULTING_FAILED"
    BuyerLeft "BUYER_LEFT"
    BuyerReturned "BUYER_RETURNED"
    CaptureStarted "CAPTURE_STARTED"
    PaymentCaptured "PAYMENT_CAPTURED"
    CaptureFailed "CAPTURE_FAILED"
    AuthorizationReleased "AUTHORIZATION_RELEASED"
    RefundStarted "REFUND_STARTED"
    PaymentRefunded "PAYMENT_REFUNDED"
    RefundFailed "REFUND_FAILED"
    DisputeOpened "DISPUTE_OPENED"
    DisputeDueAlert "DISPUTE_DUE_ALERT"
    DisputeDefended "DISPUTE_DEFENDED"
    DisputeJudged "DISPUTE_JUDGED"
    DisputeAccepted "DISPUTE_ACCEPTED"
    DisputeCancelled "DISPUTE_CANCELLED"
    DisputeRdrResolved "DISPUTE_RDR_RESOLVED"
    NotificationScheduled "NOTIFICATION_SCHEDULED"
    NotificationAttempted "NOTIFICATION_ATTEMPTED"
    NotificationExhausted "NOTIFICATION_EXHAUSTED"
    NotificationBlocked "NOTIFICATION_BLOCKED"
    OverrideArmed "OVERRIDE_ARMED"
    OverrideUsed "OVERRIDE_USED"
    OverrideTakenBack "OVERRIDE_TAKEN_BACK"
    ScenarioChanged "SCENARIO_CHANGED"
    ContractChanged "CONTRACT_CHANGED"
    ClockAdvanced "CLOCK_ADVANCED"
    ClockChanged "CLOCK_CHANGED"
    Finding "FINDING"
}

impl EventKind {
    /// Whether only the clock was moved.
    #[must_use]
    pub fn is_of_clock(self) -> bool {
        matches!(self, Self::ClockAdvanced | Self::ClockChanged)
    }
}

macro_rules! findings {
    ($($(#[$doc:meta])* $variant:ident $name:literal $instead:literal)*) => {
        /// Something that the shop did wrong.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        pub enum Finding { $($(#[$doc])* #[serde(rename = $name)] $variant,)* }

        impl Finding {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The finding as the admin API names it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What the shop should do instead.
            #[must_use]
            pub fn instead(self) -> &'static str {
                match self { $(Self::$variant => $instead,)* }
            }
        }
    };
}

findings! {
    /// A call was refused because of its signature.
    SignatureRefused "SIGNATURE_REFUSED" "sign the bytes that are sent, with the merchant's private key; the diagnosis of the request tells what differs"
    /// A call was refused with `PARAM_ILLEGAL`.
    RequestRefused "REQUEST_REFUSED" "mend the fields that the request's `why` names; the same call again is refused again"
    /// A genuine notification was answered in another than the documented form (file 05 §4).
    NotAcknowledged "NOT_ACKNOWLEDGED" "answer HTTP 200 with {\"result\":{\"resultCode\":\"SUCCESS\",\"resultStatus\":\"S\",\"resultMessage\":\"success\"}}, also to a notification that was seen before"
    /// A second payment of one order was authorised.
    PaidTwice "PAID_TWICE" "cancel the payment that is not wanted, or refund it once it is captured, and let an order have one open payment at a time"
    /// An order got a new payment before the fate of the one before was known.
    RetriedWithoutInquiry "RETRIED_WITHOUT_INQUIRY" "ask with inquiryPayment how the payment before stands, and cancel it if it is open, before another paymentRequestId is used"
    /// An amount is a power of ten away from what was meant (file 17, M27).
    WrongScale "WRONG_SCALE" "send every amount in the smallest unit of its currency: \"2590\" is SGD 25.90 and JPY 2,590 and KWD 2.590; take the number of decimals from ISO 4217, not 2 for all"
    /// A notification under a bad signature was acknowledged.
    ForgeryAcknowledged "FORGERY_ACKNOWLEDGED" "verify the signature of every notification with Antom's public key before it is believed or acknowledged"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_the_one_that_is_serialised_and_has_no_twin() {
        let mut names: Vec<_> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), EventKind::ALL.len());
        for finding in Finding::ALL {
            assert!(!finding.instead().ends_with('.'), "{}", finding.name());
        }
    }
}
