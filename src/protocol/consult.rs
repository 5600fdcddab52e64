//! `consult`: what is asked, and the payment options that answer (file 07 of the protocol notes).

use std::collections::BTreeMap;

use serde::Serialize;

use super::fields::{Node, Problems, read_body};
use super::plans::{BrandBody, InstallmentBody, LogoBody, amount, brands};
use super::{AmountBody, ResultBody, pay, to_bytes};
use crate::gateway::{
    AmountLimit, ConsultOrder, Currency, DisableReason, PaymentOption, ResultCode, Said, Terminal,
};

/// The only method, and its category; samples also leave the category empty or out.
const CARD: &str = "CARD";

/// Reads a `consult` request. `strict` also demands `env.terminalType`, which the page requires
/// and a change note may have taken away.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(body: &[u8], strict: bool) -> Result<ConsultOrder, Problems> {
    read_body(body, |root| read_order(root, strict))
}

fn read_order(root: Node<'_>, strict: bool) -> Option<ConsultOrder> {
    root.field("productCode")
        .required()
        .one_of(&["CASHIER_PAYMENT"]);
    let amount = root.field("paymentAmount").required().amount();
    let settlement = root.field("settlementStrategy").object();
    let settlement_currency = settlement.field("settlementCurrency").text(3);
    let user_region = root.field("userRegion").text(2);
    root.field("merchantRegion").text(2);
    root.field("merchantAccountId").text(32);
    let regions = names(root.field("allowedPaymentMethodRegions"), 6);
    let allowed = names(root.field("allowedPaymentMethods"), 64);
    let blocked = names(root.field("blockedPaymentMethods"), 64);
    let has_card = |names: &[String]| names.iter().any(|name| name == CARD);
    let terminal = read_terminal(root, strict);
    Some(ConsultOrder {
        amount: amount?,
        settlement_currency: settlement_currency.map(str::to_owned),
        user_region: user_region.map(str::to_owned),
        regions,
        wants_cards: (allowed.is_empty() || has_card(&allowed)) && !has_card(&blocked),
        terminal,
    })
}

fn read_terminal(root: Node<'_>, strict: bool) -> Option<Terminal> {
    let mut env = root.field("env");
    if strict {
        env = env.required();
    }
    let env = env.object();
    if strict {
        env.field("terminalType").required();
    }
    pay::read_terminal(env, strict)
}

/// An array of texts.
fn names(list: Node<'_>, max: usize) -> Vec<String> {
    let mut found = Vec::new();
    list.items(100, |item| {
        found.extend(item.required().text(max).map(str::to_owned));
    });
    found
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    result: ResultBody,
    payment_options: Vec<OptionBody>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OptionBody {
    payment_method_type: &'static str,
    payment_method_category: &'static str,
    payment_method_region: [&'static str; 1],
    enabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    disable_reason: Option<&'static str>,
    logo: LogoBody,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_option_detail: Option<DetailBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    installment: Option<InstallmentBody>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    amount_limit_info_map: BTreeMap<String, LimitBody>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DetailBody {
    funding: &'static [&'static str],
    support_card_brands: Vec<BrandBody>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LimitBody {
    single_limit: BoundsBody,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BoundsBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    max_amount: Option<AmountBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_amount: Option<AmountBody>,
}

/// The answer with the options that were found. `logo_url` makes the address of a logo from its
/// name, such as `visa`.
#[must_use]
pub fn answer(
    options: &[PaymentOption],
    currency: Currency,
    logo_url: &dyn Fn(&str) -> String,
) -> Vec<u8> {
    let options = options.iter();
    to_bytes(&Answer {
        result: ResultBody::new(ResultCode::Success, Said::ByConsult),
        payment_options: options
            .map(|option| option_body(option, currency, logo_url))
            .collect(),
    })
}

/// A disabled option says why, and little else (file 07 §4, K5).
fn option_body(
    option: &PaymentOption,
    currency: Currency,
    logo_url: &dyn Fn(&str) -> String,
) -> OptionBody {
    let enabled = option.disabled.is_none();
    let installment = option.installment.as_ref().filter(|_| enabled);
    let limit = option.limit.as_ref();
    OptionBody {
        payment_method_type: CARD,
        payment_method_category: CARD,
        payment_method_region: [option.region.name()],
        enabled,
        disable_reason: option.disabled.map(DisableReason::name),
        logo: LogoBody {
            logo_name: "Card",
            logo_url: logo_url("card"),
        },
        payment_option_detail: enabled.then(|| DetailBody {
            funding: option.region.funding(),
            support_card_brands: brands(&option.brands, logo_url),
        }),
        installment: installment.map(|one| InstallmentBody::of(one, currency, logo_url)),
        amount_limit_info_map: limit
            .map(|(currency, limit)| (currency.to_string(), limit_body(*currency, *limit)))
            .into_iter()
            .collect(),
    }
}

fn limit_body(currency: Currency, limit: AmountLimit) -> LimitBody {
    LimitBody {
        single_limit: BoundsBody {
            max_amount: limit.max_amount.map(|units| amount(currency, units)),
            min_amount: limit.min_amount.map(|units| amount(currency, units)),
        },
    }
}
