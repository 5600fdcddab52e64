//! Brands with their logos, and instalment plans, as `consult`, `getCardInfo` and
//! `inquireInstallment` write them (file 07 §2.1 and file 14 §6 of the protocol notes).

use serde::Serialize;

use super::AmountBody;
use crate::gateway::{Amount, CardBrand, Currency, Installment, MinorUnits, PlanTerms};

/// Makes the address of a logo from its name, such as `visa`.
pub(super) type LogoUrl<'a> = &'a dyn Fn(&str) -> String;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogoBody {
    pub(super) logo_name: &'static str,
    pub(super) logo_url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BrandBody {
    card_brand: &'static str,
    logo: LogoBody,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InstallmentBody {
    support_card_brands: Vec<BrandBody>,
    plans: Vec<PlanBody>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlanBody {
    installment_num: String,
    interval: &'static str,
    interest_rate: String,
    enabled: bool,
    min_installment_amount: AmountBody,
    max_installment_amount: AmountBody,
}

/// Brands as a list to show.
pub(super) fn brands(brands: &[CardBrand], logo_url: LogoUrl<'_>) -> Vec<BrandBody> {
    let bodies = brands.iter().map(|brand| BrandBody {
        card_brand: brand.name(),
        logo: LogoBody {
            logo_name: brand.name(),
            logo_url: logo_url(&brand.name().to_lowercase()),
        },
    });
    bodies.collect()
}

impl InstallmentBody {
    /// How amounts in a currency can be paid off.
    pub(super) fn of(installment: &Installment, currency: Currency, logo_url: LogoUrl<'_>) -> Self {
        Self {
            support_card_brands: brands(&installment.brands, logo_url),
            plans: plans(&installment.terms, currency, installment.fits),
        }
    }
}

/// One plan for each number of months.
pub(super) fn plans(terms: &PlanTerms, currency: Currency, enabled: bool) -> Vec<PlanBody> {
    let plans = terms.months.iter().map(|months| PlanBody {
        installment_num: months.to_string(),
        interval: "MONTH",
        interest_rate: terms.interest_rate.clone(),
        enabled,
        min_installment_amount: amount(currency, terms.min_amount),
        max_installment_amount: amount(currency, terms.max_amount),
    });
    plans.collect()
}

/// A count of minor units in a currency.
pub(super) fn amount(currency: Currency, units: MinorUnits) -> AmountBody {
    let value = units.0;
    Amount { currency, value }.into()
}
