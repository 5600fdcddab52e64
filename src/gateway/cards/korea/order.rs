//! Whether a payment that is confirmed at its issuer may be made.

use crate::gateway::contract::Contract;
use crate::gateway::payment::{CaptureMode, PayOrder, Tokenize};
use crate::gateway::{CardBrand, Refusal, Region, ResultCode};

const METADATA: &str = "paymentMethod.paymentMethodMetaData";

/// What requires it, for the beginning of a sentence.
const REQUIRED: &str = "requireIssuerAuthentication";

/// Checks what a request for such a payment says; others pass. Without card data, stored cards and
/// manual capture: file 15 §7. That these are `PARAM_ILLEGAL` is assumed (file 02 §12).
///
/// # Errors
/// The field that does not go with it.
pub(in crate::gateway) fn check(order: &PayOrder) -> Result<(), Refusal> {
    let method = &order.method;
    if !method.requires_issuer_authentication {
        return Ok(());
    }
    if let Some(brand) = method.selected_brand.filter(|brand| !brand.is_korean()) {
        let why = format!(
            "{METADATA}.selectedCardBrand {} has no South Korean issuer: with {REQUIRED} send one that has, such as SHINHAN, or leave it out",
            brand.name()
        );
        return Err(Refusal::new(ResultCode::SelectedCardBrandNotAvailable, why));
    }
    let refuse = |field: &str, what: &str| {
        let why = format!("{field} {what}, with {REQUIRED} it cannot be");
        Err(Refusal::new(ResultCode::ParamIllegal, why))
    };
    let of_metadata = |field: &str| format!("{METADATA}.{field}");
    if order.capture_mode == CaptureMode::Manual {
        let what = "is MANUAL: send AUTOMATIC or leave it out";
        return refuse("paymentFactor.captureMode", what);
    }
    if method.card.is_some() {
        let what = "is sent: leave the card out, the buyer has it at the issuer";
        return refuse(&of_metadata("cardNo"), what);
    }
    if method.token.is_some() {
        let what = "names a stored card: leave it out";
        return refuse("paymentMethod.paymentMethodId", what);
    }
    let stored = [
        ("tokenize", method.tokenize != Tokenize::No),
        ("isCardOnFile", method.is_card_on_file),
        ("recurringType", method.recurring.is_some()),
    ];
    if let Some((field, _)) = stored.into_iter().find(|(_, wanted)| *wanted) {
        let what = "is for stored cards: leave it out";
        return refuse(&of_metadata(field), what);
    }
    match method.region.as_deref() {
        Some("KR") | None => {}
        Some(_) => {
            let what = "must be KR or left out: another region";
            return refuse(&of_metadata("paymentMethodRegion"), what);
        }
    }
    let currency = order.amount.currency;
    if Region::Kr.currency() == Some(currency.code()) {
        return Ok(());
    }
    let why = format!(
        "paymentAmount.currency must be KRW with {REQUIRED}, not {currency}: South Korean issuers know no other"
    );
    Err(Refusal::new(ResultCode::CurrencyNotSupport, why))
}

impl Contract {
    /// The South Korean brands that buyers may choose from.
    pub(in crate::gateway) fn korean_brands(&self) -> impl Iterator<Item = CardBrand> {
        CardBrand::all().filter(|brand| brand.is_korean() && self.takes_brand(*brand))
    }

    /// Whether it has what a payment that is confirmed at its issuer needs; others pass.
    ///
    /// # Errors
    /// What the contract lacks.
    pub(in crate::gateway) fn admits_issuers(&self, order: &PayOrder) -> Result<(), Refusal> {
        if !order.method.requires_issuer_authentication {
            return Ok(());
        }
        let lacks = |what: &str| {
            let why = format!("{REQUIRED} needs South Korean cards, and {what}");
            Err(Refusal::new(ResultCode::NoPayOptions, why))
        };
        let regions = self.regions.as_ref();
        if regions.is_some_and(|regions| !regions.contains(&Region::Kr)) {
            return lacks("contract.regions has no KR; add it (GET and PUT …/contract)");
        }
        if self.disabled_regions.contains_key(&Region::Kr) {
            return lacks("contract.disabledRegions has KR; take it out (GET and PUT …/contract)");
        }
        if self.korean_brands().next().is_none() {
            return lacks(
                "contract.cardBrands has none of theirs; add one (GET and PUT …/contract)",
            );
        }
        Ok(())
    }
}
