//! How a shop wants to be paid: what `paymentMethod` and its metadata say (file 02 §2 of the
//! protocol notes).
//!
//! All of it is here as the shop said it, checked for type and length only. What it leads to is
//! decided where it is used.

use serde::{Deserialize, Serialize};

use super::super::cards::brand::CardBrand;
use super::super::secret::Secret;

/// What `paymentMethod` says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PaymentMethod {
    /// What the shop wants of 3DS.
    pub three_ds: ThreeDsWish,
    /// `cardNo` and what goes with it: the shop sends the card itself.
    pub card: Option<Box<GivenCard>>,
    /// `paymentMethodId`: a stored card.
    pub token: Option<String>,
    /// `tokenize` and `tokenizeMode`: whether the card is to be stored.
    pub tokenize: Tokenize,
    /// `isCardOnFile`: the card was stored before, here or by the shop.
    pub is_card_on_file: bool,
    /// `recurringType`: the shop pays without the buyer.
    pub recurring: Option<Recurring>,
    /// `networkTransactionId` of the first payment with the card.
    pub network_transaction_id: Option<String>,
    /// `selectedCardBrand`: the network to use, of a card that has several.
    pub selected_brand: Option<CardBrand>,
    /// `paymentMethodRegion`: a country, or `GLOBAL`.
    pub region: Option<String>,
    /// `requireIssuerAuthentication`: a South Korean card, authenticated at its issuer.
    pub requires_issuer_authentication: bool,
    /// What the shop knows of the one who pays.
    pub payer: Payer,
}

impl Default for PaymentMethod {
    /// Hosted, nothing asked for, nothing known.
    fn default() -> Self {
        Self {
            three_ds: ThreeDsWish::default(),
            card: None,
            token: None,
            tokenize: Tokenize::No,
            is_card_on_file: false,
            recurring: None,
            network_transaction_id: None,
            selected_brand: None,
            region: None,
            requires_issuer_authentication: false,
            payer: Payer::default(),
        }
    }
}

impl PaymentMethod {
    /// Whether the buyer is to type the card on Antom's page. Otherwise the request has the card,
    /// or a token of one: "API mode".
    #[must_use]
    pub fn is_hosted(&self) -> bool {
        self.card.is_none() && self.token.is_none()
    }
}

/// Whether the shop wants the card stored (file 12 §1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Tokenize {
    /// It does not.
    No,
    /// It does; the buyer agreed in the shop.
    Yes,
    /// `ASKFORCONSENT`: if the buyer wants it, who is asked on the page.
    IfBuyerAgrees,
}

/// What the shop wants of 3DS (file 11 §1).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ThreeDsWish {
    /// `is3DSAuthentication`: the shop insists on it.
    pub asks: bool,
    /// `enableAuthenticationUpgrade`: a soft decline may lead to it; true when missing.
    pub allows_upgrade: bool,
    /// `mpiData`: the shop had it done by somebody else.
    pub mpi: Option<Box<MpiData>>,
}

impl Default for ThreeDsWish {
    fn default() -> Self {
        Self {
            asks: false,
            allows_upgrade: true,
            mpi: None,
        }
    }
}

/// A card that the shop sent. None of its data can be read off.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GivenCard {
    /// `cardNo`.
    pub number: Secret,
    /// `expiryYear`, two digits when it is right.
    pub expiry_year: Option<Secret>,
    /// `expiryMonth`, two digits when it is right.
    pub expiry_month: Option<Secret>,
    /// `cvv`.
    pub cvv: Option<Secret>,
}

impl GivenCard {
    /// Forgets what is secret; that there was a card stays known.
    pub(in crate::gateway) fn forget(&mut self) {
        *self = Self {
            number: Secret::new(""),
            expiry_year: None,
            expiry_month: None,
            cvv: None,
        };
    }
}

/// `recurringType`: a payment that the merchant starts (file 12 §4).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Recurring {
    /// At fixed times, such as a subscription.
    Scheduled,
    /// When it is needed, such as a top-up.
    Unscheduled,
}

/// `mpiData`: the outcome of a 3DS check made elsewhere (file 11 §7).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MpiData {
    /// `threeDSVersion`: `1.0.2`, `2.1.0` or `2.2.0`.
    pub version: String,
    /// `eci`: `00`, `01`, `02`, `05`, `06` or `07`.
    pub eci: String,
    /// `cavv`.
    pub cavv: Option<String>,
    /// `dsTransactionId`.
    pub ds_transaction_id: Option<String>,
}

/// What the shop says of the one who pays; each may be missing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Payer {
    /// `cardholderName`.
    pub holder: Option<Box<PersonName>>,
    /// `billingAddress`.
    pub billing_address: Option<Box<Address>>,
    /// `payerEmail`: cards of Brazil, Chile, Mexico and Peru.
    pub email: Option<String>,
    /// `cpf`, the Brazilian tax number: cards of Brazil.
    pub cpf: Option<String>,
    /// `dateOfBirth`: personal cards of South Korea.
    pub date_of_birth: Option<String>,
    /// `businessNo`: corporate cards of South Korea.
    pub business_no: Option<String>,
    /// `cardPasswordDigest`, the first two digits of the password: cards of South Korea.
    pub card_password_digest: Option<Secret>,
}

/// A name as Antom takes it, `UserName`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PersonName {
    /// `firstName`.
    pub first: Option<String>,
    /// `middleName`.
    pub middle: Option<String>,
    /// `lastName`.
    pub last: Option<String>,
    /// `fullName`.
    pub full: Option<String>,
}

impl PersonName {
    /// The whole name in one line; `None` when nothing of it is there.
    #[must_use]
    pub fn whole(&self) -> Option<String> {
        let parts = [&self.first, &self.middle, &self.last];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let joined = Some(parts.join(" ")).filter(|name| !name.is_empty());
        self.full.clone().or(joined)
    }
}

/// An address as Antom takes it. Only its region is always there.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Address {
    /// `region`, a country of ISO 3166.
    pub region: String,
    /// `state`.
    pub state: Option<String>,
    /// `city`.
    pub city: Option<String>,
    /// `address1`.
    pub line1: Option<String>,
    /// `address2`.
    pub line2: Option<String>,
    /// `zipCode`.
    pub zip_code: Option<String>,
}

/// `creditPayPlan`: the buyer pays his bank in instalments (file 02 §4).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CreditPayPlan {
    /// `installmentNum`, 2 to 36.
    pub installment_num: u8,
    /// `interval`, such as `MONTH`.
    pub interval: Option<String>,
    /// `creditPayFeeType`: only `PERCENTAGE` is known.
    pub fee_type: Option<String>,
    /// `feePercentage`, 0 to 100.
    pub fee_percentage: Option<u8>,
}
