//! A payment and the stages it goes through.
//!
//! What the wire calls `paymentStatus` and `transactions` is computed from this; it is stored
//! nowhere. States: file 02 §10, file 03 §5 of the protocol notes.

mod card;
mod method;
mod order;

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::bank::code::BankCode;
use super::dispute::Dispute;
use super::ids::{CaptureId, CheckoutToken, PaymentId};
use super::money::amount::Amount;
use super::numbers::NotificationNo;
use super::result::{ResultCode, ResultStatus};
use super::rules::calling::CallCounts;
use super::rules::playbook::{BuyerPlan, DisputePlan, Playbook, Rule, StageName};
use super::verbs::refund::Refund;
use super::verbs::session::Session;

pub(crate) use self::card::{CardPlan, CardProfile, RememberedCard};
pub use self::card::{CardResult, PendingCard, ThreeDsOutcome, ThreeDsResult};
pub use self::method::{
    Address, CreditPayPlan, GivenCard, MpiData, Payer, PaymentMethod, PersonName, Recurring,
    ThreeDsWish, Tokenize,
};
pub use self::order::{CaptureMode, PayOrder};

/// One payment, from `pay` on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Payment {
    /// `paymentId`.
    pub id: PaymentId,
    /// What the shop asked for.
    pub order: PayOrder,
    /// The secret of its `normalUrl`.
    pub token: CheckoutToken,
    /// `paymentCreateTime`.
    pub created_at: Timestamp,
    /// From here on the buyer can no longer pay.
    pub expires_at: Timestamp,
    /// Where it stands.
    pub stage: Stage,
    /// The code of the newest decline, while the buyer may still try another card.
    pub declined: Option<ResultCode>,
    /// What was captured, oldest first.
    pub captures: Vec<Capture>,
    /// What goes back to the buyer, oldest first.
    pub refunds: Vec<Refund>,
    /// The disputes about it, oldest first.
    pub disputes: Vec<Dispute>,
    /// The how-manieth payment of its order, from 1.
    pub attempt: u64,
    /// What the shop is told of it, oldest first.
    pub(crate) notifications: Vec<NotificationNo>,
    /// How often the shop called about it.
    pub(crate) calls: CallCounts,
    /// What its automatic buyer does, and how far that got.
    pub(crate) buyer: Option<(BuyerPlan, u32)>,
    /// The dispute that its rules plan for it, once it is captured.
    pub(crate) dispute_plan: Option<Box<DisputePlan>>,
    /// The newest card, as far as rules may remember it.
    pub(crate) card: Option<RememberedCard>,
    /// Whether `pay` itself tells how it ends: the request had the card, and nobody is waited for.
    pub(crate) at_once: bool,
    /// Whether the card is stored once it was approved: the shop wants it, or the buyer.
    pub(crate) saves_card: bool,
    /// How the buyer chose to pay it off, with the newest card.
    pub(crate) chosen_plan: Option<CreditPayPlan>,
    /// The session that it belongs to, unless `pay` made it.
    pub session: Option<Box<Session>>,
    /// The rules in force when the payment was made; they stay with it for life. Many payments
    /// share them: written down they stand in one place, see `saved.rs`.
    #[serde(skip)]
    pub(crate) playbook: Arc<Playbook>,
}

/// The stage of a payment, with exactly what is known then.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Stage {
    /// The buyer has not paid yet.
    AwaitingBuyer,
    /// The buyer's bank asks for a code.
    Challenged(Challenge),
    /// The buyer is gone, and the issuer has not answered yet.
    AskingIssuer {
        /// The card in question.
        card: PendingCard,
        /// How the buyer's authentication ended.
        outcome: ThreeDsOutcome,
    },
    /// The issuer has set the money aside.
    Authorized(Authorization),
    /// Failed for good.
    Failed {
        /// Why.
        code: ResultCode,
        /// When.
        at: Timestamp,
        /// The card that failed.
        card: Arc<CardResult>,
        /// When the money had been set aside, of a payment that was taken back after all.
        #[serde(default)]
        paid_at: Option<Timestamp>,
    },
    /// Nobody paid in time.
    Expired {
        /// When.
        at: Timestamp,
    },
    /// Cancelled by the shop.
    Cancelled {
        /// When.
        at: Timestamp,
        /// What was released, if the buyer had paid already.
        paid: Option<Authorization>,
    },
}

/// A bank waiting for its one-time code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Challenge {
    /// The card being checked.
    pub card: PendingCard,
    /// How long and how often the bank will still be asked.
    #[serde(flatten)]
    pub code: BankCode,
    /// How it ends, when the bank only looks at the buyer's browser and asks for no code.
    pub silent: Option<ThreeDsOutcome>,
}

/// Money set aside by the issuer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Authorization {
    /// `paymentTime`.
    pub at: Timestamp,
    /// `authExpiryTime`: a capture must come before.
    pub expires_at: Timestamp,
    /// Released uncaptured, after `expires_at`.
    pub released: bool,
    /// What the issuer said about the card.
    pub card: Arc<CardResult>,
    /// Why the payment is going to be reversed, if it is.
    pub(crate) reversal: Option<ResultCode>,
}

/// One capture of an authorised payment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Capture {
    /// `captureId`.
    pub id: CaptureId,
    /// `captureRequestId`; our own when Antom captures automatically.
    pub request_id: String,
    /// `captureAmount`.
    pub amount: Amount,
    /// `captureTime`.
    pub at: Timestamp,
    /// `SUCCESS`, why it failed, or that it is still in process.
    pub result: ResultCode,
    /// How it ends once it is no longer in process.
    pub(crate) end: ResultCode,
}

/// `paymentStatus` of an inquiry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(
    missing_docs,
    reason = "the names are Antom's, explained in file 03 §5"
)]
pub enum PaymentStatus {
    Processing,
    Success,
    Fail,
    Cancelled,
}

impl PaymentStatus {
    /// The status as it stands on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Processing => "PROCESSING",
            Self::Success => "SUCCESS",
            Self::Fail => "FAIL",
            Self::Cancelled => "CANCELLED",
        }
    }
}

impl Stage {
    /// Whether the buyer may still do something.
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::AwaitingBuyer | Self::Challenged(_))
    }
}

impl Authorization {
    /// Whether it is too late to capture or to cancel.
    pub(super) fn has_ended(&self, now: Timestamp) -> bool {
        self.released || now >= self.expires_at
    }
}

impl Capture {
    /// `transactionStatus` of an inquiry (file 03 §4).
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self.result.status() {
            ResultStatus::S => "SUCCESS",
            ResultStatus::F => "FAIL",
            ResultStatus::U => "PROCESSING",
        }
    }
}

impl Payment {
    /// `paymentStatus`.
    #[must_use]
    pub fn status(&self) -> PaymentStatus {
        match self.stage {
            Stage::AwaitingBuyer | Stage::Challenged(_) | Stage::AskingIssuer { .. } => {
                PaymentStatus::Processing
            }
            Stage::Authorized(_) => PaymentStatus::Success,
            Stage::Failed { .. } | Stage::Expired { .. } => PaymentStatus::Fail,
            Stage::Cancelled { .. } => PaymentStatus::Cancelled,
        }
    }

    /// Where the payment stands, in more detail than `paymentStatus` has.
    #[must_use]
    pub fn stage_name(&self) -> StageName {
        match &self.stage {
            Stage::AwaitingBuyer => StageName::AwaitingBuyer,
            Stage::Challenged(_) => StageName::Challenged,
            Stage::AskingIssuer { .. } => StageName::AskingIssuer,
            Stage::Authorized(_) if self.is_captured() => StageName::Captured,
            Stage::Authorized(paid) if paid.released => StageName::Released,
            Stage::Authorized(_) => StageName::Authorized,
            Stage::Failed { .. } => StageName::Failed,
            Stage::Expired { .. } => StageName::Expired,
            Stage::Cancelled { .. } => StageName::Cancelled,
        }
    }

    /// `paymentResultCode` of an inquiry (file 03 §5).
    #[must_use]
    pub fn result_code(&self) -> ResultCode {
        match &self.stage {
            Stage::AwaitingBuyer | Stage::Challenged(_) | Stage::AskingIssuer { .. } => {
                ResultCode::PaymentInProcess
            }
            Stage::Authorized(_) | Stage::Cancelled { .. } => ResultCode::Success,
            Stage::Failed { code, .. } => *code,
            Stage::Expired { .. } => ResultCode::ProcessFail,
        }
    }

    /// Whether it, a capture or a refund of it has not ended.
    pub(super) fn has_open_parts(&self) -> bool {
        let captures = self.captures.iter().map(|capture| capture.result);
        let refunds = self.refunds.iter().map(|refund| refund.result);
        let mut codes = captures.chain(refunds).chain([self.result_code()]);
        codes.any(|code| code.status() == ResultStatus::U)
    }

    /// The authorisation, also of a payment that was cancelled after it was paid.
    #[must_use]
    pub fn authorization(&self) -> Option<&Authorization> {
        match &self.stage {
            Stage::Authorized(authorization) => Some(authorization),
            Stage::Cancelled { paid, .. } => paid.as_ref(),
            _ => None,
        }
    }

    /// When the money was set aside, also of a payment that was cancelled or taken back since.
    pub(super) fn set_aside_at(&self) -> Option<Timestamp> {
        match &self.stage {
            Stage::Failed { paid_at, .. } => *paid_at,
            _ => self.authorization().map(|paid| paid.at),
        }
    }

    /// Whether the buyer may still do something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.stage.is_open()
    }

    /// What `pay` answers about it, also when it is asked again: how the payment ended, if that
    /// was known at once, and that it is in process otherwise (file 02 §6).
    #[must_use]
    pub fn pay_code(&self) -> ResultCode {
        match &self.stage {
            Stage::Failed { code, .. } if self.at_once => *code,
            _ if self.at_once => ResultCode::Success,
            _ => ResultCode::PaymentInProcess,
        }
    }

    /// The card of a paid or a failed payment.
    #[must_use]
    pub fn shown_card(&self) -> Option<&CardResult> {
        match &self.stage {
            Stage::Authorized(paid) => Some(&paid.card),
            Stage::Failed { card, .. } => Some(card),
            _ => None,
        }
    }

    /// How it is paid off, by the shop's wish or the buyer's.
    #[must_use]
    pub fn plan(&self) -> Option<&CreditPayPlan> {
        let of_shop = self.order.credit_pay_plan.as_ref();
        of_shop.or(self.chosen_plan.as_ref())
    }

    /// When it came to an end, as far as the buyer is concerned.
    #[must_use]
    pub fn ended_at(&self) -> Option<Timestamp> {
        match &self.stage {
            Stage::AwaitingBuyer | Stage::Challenged(_) | Stage::AskingIssuer { .. } => None,
            Stage::Authorized(paid) => Some(paid.at),
            Stage::Failed { at, .. } | Stage::Expired { at } | Stage::Cancelled { at, .. } => {
                Some(*at)
            }
        }
    }

    /// The rules that it lives by.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.playbook.rules.iter().map(AsRef::as_ref)
    }

    /// Whether it is going to be taken back, unless the shop cancels it first.
    #[must_use]
    pub fn may_be_reversed(&self) -> bool {
        matches!(&self.stage, Stage::Authorized(paid) if paid.reversal.is_some())
    }

    /// The payment as it looked before it came to an end.
    pub(super) fn before_its_end(&self) -> Self {
        Self {
            stage: Stage::AwaitingBuyer,
            captures: Vec::new(),
            refunds: Vec::new(),
            ..self.clone()
        }
    }

    /// The capture that has not come to its end.
    #[must_use]
    pub fn capture_in_process(&self) -> Option<usize> {
        let open = |capture: &Capture| capture.result == ResultCode::CaptureInProcess;
        self.captures.iter().position(open)
    }

    /// `acquirerReferenceNo`, when the card's issuer has one.
    pub(super) fn acquirer_reference_no(&self) -> Option<String> {
        self.authorization()?.card.acquirer_reference_no.clone()
    }

    /// Whether a capture, by its place, is the one that Antom made by itself. It has no
    /// `captureRequestId` of the shop.
    pub(super) fn is_antoms_capture(&self, index: usize) -> bool {
        index == 0 && self.order.capture_mode == CaptureMode::Automatic
    }

    /// The card that it was paid with, also of a payment that failed afterwards.
    #[must_use]
    pub fn card_used(&self) -> Option<&CardResult> {
        match &self.stage {
            Stage::Failed { card, .. } => Some(card),
            _ => self.authorization().map(|paid| paid.card.as_ref()),
        }
    }

    /// Whether the money was taken.
    #[must_use]
    pub fn is_captured(&self) -> bool {
        let taken = |capture: &Capture| capture.result == ResultCode::Success;
        self.captures.iter().any(taken)
    }
}
