//! What a merchant has signed: which payments it may take, and on what terms.
//!
//! A field that is `None` sets no bound. The default contract allows everything, so that a shop
//! can begin; whoever wants to see a refusal signs less. Which code stands for which breach follows
//! the tables of pay, consult, capture, cancel and refund (files 02 §9, 07 §3, 04 §4, 06 §4, 13 §3).

mod admit;
mod afterwards;
mod giving_back;

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use self::giving_back::CancelEnded;
pub use self::giving_back::{CancelTerms, RefundTerms};
use super::chance::Draw;
use super::{CardBrand, Currency, DisableReason, PlanCountry, PlanTerms, Region};

/// A merchant's contract.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Contract {
    /// Whether the merchant may trade at all.
    pub status: MerchantStatus,
    /// The payment methods.
    pub methods: Vec<Method>,
    /// What buyers may pay in; any currency when absent.
    pub currencies: Option<Vec<Currency>>,
    /// What the merchant is settled in; any when absent. With several, every request has to name one.
    pub settlement_currencies: Option<Vec<Currency>>,
    /// Whose cards are taken; those of every region when absent.
    pub regions: Option<Vec<Region>>,
    /// Regions that are out of service, and why `consult` says so.
    pub disabled_regions: BTreeMap<Region, DisableReason>,
    /// The card brands; all when absent.
    pub card_brands: Option<Vec<CardBrand>>,
    /// Where buyers may pay; everywhere when absent.
    pub terminals: Option<Vec<Terminal>>,
    /// Whether the shop may capture by itself.
    pub manual_capture: bool,
    /// An acquirer that tells its own reference, `acquirerReferenceNo`.
    pub acquirer: Option<Acquirer>,
    /// How exact requests must be; as the program was started when absent.
    pub field_rules: Option<FieldRules>,
    /// The smallest and the largest payment, by currency.
    pub amount_limits: BTreeMap<Currency, AmountLimit>,
    /// How many payments may be made on one day of Antom's.
    pub payments_per_day: Option<u64>,
    /// Who may pay in instalments, and how; every country that knows them when absent.
    pub installments: Option<BTreeMap<PlanCountry, PlanTerms>>,
    /// Whether the Checkout Page ends with a page of its own, before the shop's (file 14 §4).
    pub result_page: bool,
    /// Giving money back.
    pub refunds: RefundTerms,
    /// Cancelling what is no longer open.
    pub cancellations: CancelTerms,
}

impl Default for Contract {
    fn default() -> Self {
        Self {
            status: MerchantStatus::Active,
            methods: vec![Method::Card],
            currencies: None,
            settlement_currencies: None,
            regions: None,
            disabled_regions: BTreeMap::new(),
            card_brands: None,
            terminals: None,
            manual_capture: true,
            acquirer: None,
            field_rules: None,
            amount_limits: BTreeMap::new(),
            payments_per_day: None,
            installments: None,
            result_page: true,
            refunds: RefundTerms::default(),
            cancellations: CancelTerms::default(),
        }
    }
}

/// How a merchant stands with Antom.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MerchantStatus {
    /// It may trade.
    Active,
    /// Antom does not know it: `MERCHANT_NOT_REGISTERED`.
    NotRegistered,
    /// Its papers are not checked yet: `MERCHANT_KYB_NOT_QUALIFIED`.
    KybPending,
    /// It is restricted: `INVALID_MERCHANT_STATUS`.
    Suspended,
    /// It is forbidden to take payments: `PAYMENT_NOT_QUALIFIED`.
    Forbidden,
}

/// A payment method that is played here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Method {
    /// Cards.
    #[serde(rename = "CARD")]
    Card,
}

/// `env.terminalType`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the values of file 02 §1.3")]
pub enum Terminal {
    Web,
    Wap,
    App,
    MiniApp,
}

impl Terminal {
    /// The names on the wire.
    pub const NAMES: [&'static str; 4] = ["WEB", "WAP", "APP", "MINI_APP"];

    /// A terminal by its name on the wire.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::Web, Self::Wap, Self::App, Self::MiniApp];
        let place = Self::NAMES.iter().position(|known| *known == name)?;
        all.get(place).copied()
    }
}

/// The acquirers that tell a reference of their own (file 03 §3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Acquirer {
    /// Of Singapore.
    Sg,
    /// Of Hong Kong.
    Hk,
}

impl Acquirer {
    /// A reference of a payment: 23 digits, as card acquirers have them. What those behind Antom
    /// look like is not published.
    pub(super) fn reference(self, draw: &mut Draw) -> String {
        let prefix = match self {
            Self::Sg => "7702",
            Self::Hk => "7344",
        };
        format!("{prefix}{}", draw.digits(19))
    }
}

/// How exact requests must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum FieldRules {
    /// As the gateway is known to be.
    Lenient,
    /// Also what the documents want but the gateway is not known to insist on.
    Strict,
}

/// The smallest and the largest payment in a currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AmountLimit {
    /// In minor units.
    pub min_amount: Option<MinorUnits>,
    /// In minor units.
    pub max_amount: Option<MinorUnits>,
}

/// A count of the smallest unit of a currency, written `2590` or `"2590"`, as Antom writes it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct MinorUnits(pub u64);

impl Serialize for MinorUnits {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0.to_string())
    }
}

impl<'de> Deserialize<'de> for MinorUnits {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "a count of minor units must be written as 2590 or \"2590\""
        )]
        enum Written {
            Number(u64),
            Text(String),
        }
        match Written::deserialize(from)? {
            Written::Number(units) => Ok(Self(units)),
            Written::Text(text) => text.parse().map(Self).map_err(|_| {
                let wrong =
                    format!("\"{text}\" is no count of minor units; write 2590 or \"2590\"");
                serde::de::Error::custom(wrong)
            }),
        }
    }
}

impl Contract {
    /// Whether a payment may be made in a currency.
    #[must_use]
    pub fn takes_currency(&self, currency: Currency) -> bool {
        allows(self.currencies.as_ref(), &currency)
    }

    /// Whether cards of a brand are taken.
    #[must_use]
    pub fn takes_brand(&self, brand: CardBrand) -> bool {
        allows(self.card_brands.as_ref(), &brand)
    }

    /// The names of the fields in which two contracts differ, as the admin API names them.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<&'static str> {
        let pairs = [
            ("status", self.status == other.status),
            ("methods", self.methods == other.methods),
            ("currencies", self.currencies == other.currencies),
            (
                "settlementCurrencies",
                self.settlement_currencies == other.settlement_currencies,
            ),
            ("regions", self.regions == other.regions),
            (
                "disabledRegions",
                self.disabled_regions == other.disabled_regions,
            ),
            ("cardBrands", self.card_brands == other.card_brands),
            ("terminals", self.terminals == other.terminals),
            ("manualCapture", self.manual_capture == other.manual_capture),
            ("acquirer", self.acquirer == other.acquirer),
            ("fieldRules", self.field_rules == other.field_rules),
            ("amountLimits", self.amount_limits == other.amount_limits),
            (
                "paymentsPerDay",
                self.payments_per_day == other.payments_per_day,
            ),
            ("resultPage", self.result_page == other.result_page),
            ("installments", self.installments == other.installments),
            ("refunds", self.refunds == other.refunds),
            ("cancellations", self.cancellations == other.cancellations),
        ];
        let differing = pairs.into_iter().filter(|(_, same)| !same);
        differing.map(|(name, _)| name).collect()
    }
}

/// Whether a list holds something; an absent one holds everything.
fn allows<T: PartialEq>(list: Option<&Vec<T>>, one: &T) -> bool {
    list.is_none_or(|list| list.contains(one))
}
