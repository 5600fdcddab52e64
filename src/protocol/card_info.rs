//! `getCardInfo` and `inquireInstallment`: which card is asked about, and what is known of it (file
//! 14 §6 of the protocol notes). What the notes leave open is as the official Java SDK has it.

use serde::Serialize;

use super::fields::{Node, Problems, read_body};
use super::plans::{InstallmentBody, LogoBody, LogoUrl, PlanBody, plans};
use super::{ResultBody, to_bytes};
use crate::gateway::{
    CardBrand, CardInfo, CardQuestion, CountryPlans, Region, ResultCode, Said, Secret,
};

/// Reads which card is asked about.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read(body: &[u8]) -> Result<CardQuestion, Problems> {
    read_body(body, |root| {
        root.field("merchantAccountId").text(32);
        let region = read_region(root.field("paymentMethodRegion"));
        Some(CardQuestion {
            number: root.field("cardNo").text(32).map(Secret::new),
            bin: root.field("cardBin").text(11).map(str::to_owned),
            region,
        })
    })
}

fn read_region(field: Node<'_>) -> Option<Region> {
    let name = field.text(6)?;
    let region = Region::named(name);
    if region.is_none() {
        field.problem(&format!(
            "must be GLOBAL, BR, CL, MX, PE or KR, not \"{name}\""
        ));
    }
    region
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CardAnswer<'a> {
    result: ResultBody,
    card_brand: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    local_card_brand: Option<&'static str>,
    /// The spelling is Antom's.
    #[serde(rename = "coBagedCardBrand", skip_serializing_if = "Option::is_none")]
    second_card_brand: Option<&'static str>,
    issuing_region: &'a str,
    funding: &'a str,
    card_category: &'a str,
    support_installment: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    installment: Option<InstallmentBody>,
}

/// What is known of a card. `logo_url` makes the address of a logo from its name.
#[must_use]
pub fn card_answer(info: &CardInfo, logo_url: &dyn Fn(&str) -> String) -> Vec<u8> {
    let plans = info.plans.as_ref();
    let installment =
        plans.map(|plans| InstallmentBody::of(&plans.installment, plans.currency, logo_url));
    to_bytes(&CardAnswer {
        result: ResultBody::new(ResultCode::Success, Said::ByGetCardInfo),
        card_brand: info.brand.name(),
        local_card_brand: info.local_brand.map(CardBrand::name),
        second_card_brand: info.second_brand.map(CardBrand::name),
        issuing_region: &info.issuing_region,
        funding: &info.funding,
        card_category: &info.category,
        support_installment: installment.is_some(),
        installment,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlansAnswer {
    result: ResultBody,
    /// One bank, although the name is a plural: so the SDK reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    installment_banks: Option<BankBody>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BankBody {
    logo: LogoBody,
    bank_name: String,
    bank_short_name: String,
    plans: Vec<PlanBody>,
}

/// How a card could be paid off; nothing beside `result` when it could not.
#[must_use]
pub fn plans_answer(found: Option<&CountryPlans>, logo_url: LogoUrl<'_>) -> Vec<u8> {
    let bank = found.map(|found| BankBody {
        logo: LogoBody {
            logo_name: "Card",
            logo_url: logo_url("card"),
        },
        bank_name: format!("Banks of {}", found.country.name()),
        bank_short_name: found.country.name().to_owned(),
        plans: plans(&found.installment.terms, found.currency, true),
    });
    to_bytes(&PlansAnswer {
        result: ResultBody::new(ResultCode::Success, Said::ByInquireInstallment),
        installment_banks: bank,
    })
}
