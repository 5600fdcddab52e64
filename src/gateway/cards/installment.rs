//! Payment in instalments: who offers how many months (file 15 §6 of the protocol notes).

use serde::{Deserialize, Serialize};

use super::super::contract::MinorUnits;
use super::super::{Amount, CardBrand, Contract, Region};

/// A country whose issuers pay in instalments.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "codes of ISO 3166")]
pub enum PlanCountry {
    Br,
    Cl,
    Jp,
    Kr,
    Mx,
    Us,
}

/// What a country's plans are like.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct PlanTerms {
    /// How many months a buyer may choose from.
    pub months: Vec<u8>,
    /// The smallest amount that is split, in minor units.
    pub min_amount: MinorUnits,
    /// The largest amount that is split, in minor units.
    pub max_amount: MinorUnits,
    /// Percent, as it stands on the wire.
    pub interest_rate: String,
}

impl Default for PlanTerms {
    /// 2 to 12 months without interest. The limits are those of Brazil's sample (file 07 §4, K4);
    /// the two guides differ, and say nothing of other countries.
    fn default() -> Self {
        Self {
            months: (2..=12).collect(),
            min_amount: MinorUnits(500),
            max_amount: MinorUnits(6_000_000),
            interest_rate: "0.00".to_owned(),
        }
    }
}

/// What a buyer may choose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Installment {
    /// The brands whose cards can be paid off.
    pub brands: Vec<CardBrand>,
    /// The plans' terms.
    pub terms: PlanTerms,
    /// Whether the amount that was asked about is within their limits.
    pub fits: bool,
}

impl PlanCountry {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Br, Self::Cl, Self::Jp, Self::Kr, Self::Mx, Self::Us];

    /// Whose plans cards of a region have for an amount. American and Japanese cards are global
    /// ones: there the currency tells.
    pub(in crate::gateway) fn of(region: Region, amount: Amount) -> Option<Self> {
        match region {
            Region::Global => match amount.currency.code() {
                "USD" => Some(Self::Us),
                "JPY" => Some(Self::Jp),
                _ => None,
            },
            Region::Br => Some(Self::Br),
            Region::Cl => Some(Self::Cl),
            Region::Mx => Some(Self::Mx),
            Region::Kr => Some(Self::Kr),
            Region::Pe => None,
        }
    }

    /// The same for a card, by where it comes from.
    pub(in crate::gateway) fn of_card(region: Region, issuing_country: &str) -> Option<Self> {
        match (region, issuing_country) {
            (Region::Br, _) => Some(Self::Br),
            (Region::Cl, _) => Some(Self::Cl),
            (Region::Mx, _) => Some(Self::Mx),
            (Region::Kr, _) => Some(Self::Kr),
            (Region::Global, "US") => Some(Self::Us),
            (Region::Global, "JP") => Some(Self::Jp),
            _ => None,
        }
    }

    /// `paymentMethodRegion` of its cards.
    pub(in crate::gateway) fn region(self) -> Region {
        match self {
            Self::Br => Region::Br,
            Self::Cl => Region::Cl,
            Self::Kr => Region::Kr,
            Self::Mx => Region::Mx,
            Self::Jp | Self::Us => Region::Global,
        }
    }

    /// What its buyers pay off in.
    pub(in crate::gateway) fn currency(self) -> &'static str {
        match self {
            Self::Jp => "JPY",
            Self::Us => "USD",
            local => local.region().currency().unwrap_or("USD"),
        }
    }

    /// Two letters of ISO 3166.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jp => "JP",
            Self::Us => "US",
            local => local.region().name(),
        }
    }

    /// Whether a brand's cards of this country are paid off.
    pub(in crate::gateway) fn takes(self, brand: CardBrand) -> bool {
        match self {
            Self::Us => matches!(brand.name(), "VISA" | "MASTERCARD" | "DISCOVER"),
            Self::Jp => matches!(brand.name(), "VISA" | "MASTERCARD" | "AMEX" | "JCB"),
            Self::Br | Self::Cl | Self::Kr | Self::Mx => true,
        }
    }
}

impl Contract {
    /// What a country's plans are like, if its cards may be paid off.
    pub(in crate::gateway) fn plan_terms(&self, country: PlanCountry) -> Option<PlanTerms> {
        match &self.installments {
            None => Some(PlanTerms::default()),
            Some(signed) => signed.get(&country).cloned(),
        }
    }

    /// How an amount can be paid off with cards of a region.
    pub(in crate::gateway) fn installment(
        &self,
        region: Region,
        amount: Amount,
        brands: &[CardBrand],
    ) -> Option<Installment> {
        let country = PlanCountry::of(region, amount)?;
        let terms = self.plan_terms(country)?;
        let brands = brands.iter().copied();
        let brands: Vec<_> = brands.filter(|brand| country.takes(*brand)).collect();
        let within = terms.min_amount.0..=terms.max_amount.0;
        let fits = within.contains(&amount.value);
        (!brands.is_empty() && !terms.months.is_empty()).then_some(Installment {
            brands,
            terms,
            fits,
        })
    }
}
