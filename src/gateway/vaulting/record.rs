//! A vaulting: a card on its way into the vault, and how that ended.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::bank::code::BankCode;
use super::super::cards::brand::CardBrand;
use super::super::ids::{CardToken, CheckoutToken};
use super::super::numbers::VaultingNo;
use super::super::payment::{Payer, RememberedCard};
use super::super::result::ResultCode;
use super::super::rules::playbook::{AfterDecline, BuyerPlan};

/// What a shop asks for with `vaultPaymentMethod` or `createVaultingSession`; the card is apart.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct VaultingOrder {
    /// The shop's id of it, `vaultingRequestId`.
    pub request_id: String,
    /// `vaultingNotificationUrl`.
    pub notify_url: String,
    /// `redirectUrl`: where the buyer's browser goes in the end. A session may have none.
    pub redirect_url: Option<String>,
    /// `is3DSAuthentication`.
    pub asks_3ds: bool,
    /// What the shop says of the cardholder.
    pub payer: Payer,
    /// `selectedCardBrand`.
    pub selected_brand: Option<CardBrand>,
    /// `metadata`, given back as it came.
    pub metadata: Option<String>,
}

/// One vaulting.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Vaulting {
    /// What the shop asked for.
    pub order: VaultingOrder,
    /// The session, if the buyer types the card on a page of Antom's.
    pub session: Option<VaultingSession>,
    /// The secret of its `normalUrl`.
    pub token: CheckoutToken,
    /// `vaultingCreateTime`.
    pub created_at: Timestamp,
    /// From here on the buyer can do nothing more.
    pub expires_at: Timestamp,
    /// Where it stands.
    pub stage: VaultingStage,
    /// The code of the newest decline, while the buyer may still try another card.
    pub declined: Option<ResultCode>,
    /// What its automatic buyer does, and how far that got.
    #[serde(default)]
    pub(crate) buyer: Option<(BuyerPlan, u32)>,
}

/// What `createVaultingSession` gives out beside the link.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VaultingSession {
    /// `vaultingSessionId`.
    pub id: String,
    /// `vaultingSessionData`, which means something to Antom's script only.
    pub data: String,
}

/// The stage of a vaulting, with exactly what is known then.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum VaultingStage {
    /// The buyer has not typed a card yet.
    AwaitingCard,
    /// The cardholder's bank asks for a code.
    Challenged(Box<BoundCard>),
    /// The card is in the vault.
    Stored(VaultedCard),
    /// It is not, and never will be.
    Failed,
}

/// A card that its bank asks about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BoundCard {
    /// The number, masked.
    pub masked: String,
    /// The network.
    pub brand: CardBrand,
    /// How long and how often the bank will still be asked.
    #[serde(flatten)]
    pub code: BankCode,
    /// `accountHolderName` of the token.
    pub(super) holder: Option<String>,
    pub(super) issuing_country: String,
    /// The issuer's answer.
    pub(super) issuer: ResultCode,
    /// What a decline means.
    pub(super) after_decline: AfterDecline,
    pub(super) remembered: RememberedCard,
}

/// What is told of a card in the vault.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VaultedCard {
    /// `cardToken`.
    pub token: CardToken,
    /// `maskedCardNo`.
    pub masked: String,
    /// `brand`.
    pub brand: CardBrand,
}

impl Vaulting {
    /// What `vaultPaymentMethod` answers about it, also when it is asked again (file 12 §5).
    #[must_use]
    pub fn code(&self) -> ResultCode {
        match self.stage {
            VaultingStage::Stored(_) => ResultCode::Success,
            VaultingStage::Failed => ResultCode::VerificationFail,
            VaultingStage::AwaitingCard | VaultingStage::Challenged(_) => {
                ResultCode::VerificationInProcess
            }
        }
    }

    /// `vaultingStatus` of an inquiry.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self.stage {
            VaultingStage::Stored(_) => "SUCCESS",
            VaultingStage::Failed => "FAIL",
            VaultingStage::AwaitingCard | VaultingStage::Challenged(_) => "PROCESSING",
        }
    }

    /// Where it stands, for testers.
    #[must_use]
    pub fn stage_name(&self) -> &'static str {
        match self.stage {
            VaultingStage::AwaitingCard => "AWAITING_CARD",
            VaultingStage::Challenged(_) => "CHALLENGED",
            VaultingStage::Stored(_) => "STORED",
            VaultingStage::Failed => "FAILED",
        }
    }

    /// Whether the buyer may still do something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status() == "PROCESSING"
    }

    /// The card, once it is in the vault.
    #[must_use]
    pub fn card(&self) -> Option<&VaultedCard> {
        match &self.stage {
            VaultingStage::Stored(card) => Some(card),
            _ => None,
        }
    }
}

/// The vaultings of a merchant.
#[derive(Debug, Default)]
pub(in crate::gateway) struct Vaultings {
    /// Oldest first.
    all: Vec<Vaulting>,
    by_request_id: HashMap<String, VaultingNo>,
    by_token: HashMap<CheckoutToken, VaultingNo>,
}

impl Vaultings {
    /// These vaultings, oldest first.
    pub(in crate::gateway) fn of(all: Vec<Vaulting>) -> Self {
        let mut found = Self::default();
        for vaulting in all {
            found.add(vaulting);
        }
        found
    }

    pub(in crate::gateway) fn all(&self) -> &[Vaulting] {
        &self.all
    }

    pub(in crate::gateway) fn get(&self, number: VaultingNo) -> &Vaulting {
        &self.all[number]
    }

    pub(in crate::gateway) fn get_mut(&mut self, number: VaultingNo) -> &mut Vaulting {
        &mut self.all[number]
    }

    pub(super) fn by_request_id(&self, id: &str) -> Option<VaultingNo> {
        self.by_request_id.get(id).copied()
    }

    pub(in crate::gateway) fn by_token(&self, token: &str) -> Option<VaultingNo> {
        self.by_token.get(token).copied()
    }

    pub(super) fn add(&mut self, vaulting: Vaulting) -> VaultingNo {
        let number = self.all.len();
        let request_id = vaulting.order.request_id.clone();
        self.by_request_id.insert(request_id, number);
        self.by_token.insert(vaulting.token.clone(), number);
        self.all.push(vaulting);
        number
    }
}
