//! Whether the contract lets a payment be made.

use super::{Contract, MerchantStatus, Method, Terminal, allows};
use crate::gateway::{Amount, CardBrand, Currency, Fields, Refusal, Region, ResultCode};

/// Where a contract is changed, for the end of a sentence.
const WHERE: &str = "(GET and PUT …/contract)";

impl Contract {
    /// Checks a payment that is asked for, by what its request says.
    ///
    /// # Errors
    /// The first breach of the contract, and how to mend it.
    pub(in crate::gateway) fn admit(&self, amount: Amount, asked: &Fields) -> Result<(), Refusal> {
        self.admits_merchant()?;
        if !self.methods.contains(&Method::Card) {
            let why = format!("contract.methods has no CARD; add it {WHERE}");
            return Err(Refusal::new(ResultCode::NoPayOptions, why));
        }
        self.admits_scheme(asked)?;
        if !self.takes_currency(amount.currency) {
            let why = format!(
                "paymentAmount.currency {} is not in contract.currencies; pay in one of {}, or add it {WHERE}",
                amount.currency,
                listed(self.currencies.as_deref().unwrap_or_default())
            );
            return Err(Refusal::new(ResultCode::CurrencyNotSupport, why));
        }
        self.admits_settlement(asked.get("settlementStrategy.settlementCurrency"))?;
        self.admits_card_wish(asked)?;
        self.admits_amount(amount)
    }

    fn admits_merchant(&self) -> Result<(), Refusal> {
        let (code, status) = match self.status {
            MerchantStatus::Active => return Ok(()),
            MerchantStatus::NotRegistered => (ResultCode::MerchantNotRegistered, "NOT_REGISTERED"),
            MerchantStatus::KybPending => (ResultCode::MerchantKybNotQualified, "KYB_PENDING"),
            MerchantStatus::Suspended => (ResultCode::InvalidMerchantStatus, "SUSPENDED"),
            MerchantStatus::Forbidden => (ResultCode::PaymentNotQualified, "FORBIDDEN"),
        };
        let why = format!("contract.status is {status}; make it ACTIVE {WHERE}");
        Err(Refusal::new(code, why))
    }

    /// Who captures, and where the buyer is.
    fn admits_scheme(&self, asked: &Fields) -> Result<(), Refusal> {
        let breach = |why: String| Err(Refusal::new(ResultCode::InvalidContract, why));
        if !self.manual_capture && asked.get("paymentFactor.captureMode") == Some("MANUAL") {
            return breach(format!(
                "paymentFactor.captureMode is MANUAL, but contract.manualCapture is false; send AUTOMATIC, or make it true {WHERE}"
            ));
        }
        let top = asked.get("env.terminalType");
        let terminal = top.or_else(|| asked.get("order.env.terminalType"));
        match terminal.and_then(|name| Some((name, Terminal::named(name)?))) {
            Some((name, terminal)) if !self.takes_terminal(terminal) => breach(format!(
                "env.terminalType {name} is not in contract.terminals; add it {WHERE}"
            )),
            _ => Ok(()),
        }
    }

    /// Whether buyers may pay there.
    pub(in crate::gateway) fn takes_terminal(&self, terminal: Terminal) -> bool {
        allows(self.terminals.as_ref(), &terminal)
    }

    /// Checks `settlementStrategy.settlementCurrency`: it must be contracted, and named where
    /// several are (file 10 §4, file 14 §2).
    pub(in crate::gateway) fn admits_settlement(
        &self,
        wanted: Option<&str>,
    ) -> Result<(), Refusal> {
        let unknown = wanted.filter(|code| !code.is_empty() && Currency::named(code).is_none());
        if let Some(code) = unknown {
            let why = format!(
                "settlementStrategy.settlementCurrency {code} is not a currency of ISO 4217, such as USD"
            );
            return Err(Refusal::new(ResultCode::SettleContractNotMatch, why));
        }
        let Some(signed) = &self.settlement_currencies else {
            return Ok(());
        };
        let names = listed(signed);
        let why = match wanted.filter(|wanted| !wanted.is_empty()) {
            Some(wanted) if signed.iter().any(|known| known.code() == wanted) => return Ok(()),
            None if signed.len() == 1 => return Ok(()),
            Some(wanted) => format!(
                "settlementStrategy.settlementCurrency {wanted} is not in contract.settlementCurrencies; send one of {names}, or add it {WHERE}"
            ),
            None if signed.is_empty() => {
                format!("contract.settlementCurrencies is empty; add a currency {WHERE}")
            }
            None => format!(
                "several settlement currencies are contracted: send settlementStrategy.settlementCurrency with one of {names}"
            ),
        };
        Err(Refusal::new(ResultCode::SettleContractNotMatch, why))
    }

    /// The region and the brand that the shop names, for a payment or for a session.
    fn admits_card_wish(&self, asked: &Fields) -> Result<(), Refusal> {
        for metadata in [
            "paymentMethod.paymentMethodMetaData",
            "availablePaymentMethod.paymentMethodMetaData",
        ] {
            self.admits_metadata(metadata, asked)?;
        }
        Ok(())
    }

    fn admits_metadata(&self, metadata: &str, asked: &Fields) -> Result<(), Refusal> {
        let wish = |name: &str| asked.get(&format!("{metadata}.{name}"));
        if let Some(region) = wish("paymentMethodRegion").and_then(Region::named) {
            let name = region.name();
            if !allows(self.regions.as_ref(), &region) {
                let why = format!(
                    "{metadata}.paymentMethodRegion {name} is not in contract.regions; add it {WHERE}"
                );
                return Err(Refusal::new(ResultCode::NoPayOptions, why));
            }
            if let Some(reason) = self.disabled_regions.get(&region) {
                let why = format!(
                    "cards of {name} are out of service ({}); take {name} out of contract.disabledRegions {WHERE}",
                    reason.name()
                );
                return Err(Refusal::new(ResultCode::NoPayOptions, why));
            }
        }
        match wish("selectedCardBrand").and_then(CardBrand::named) {
            Some(brand) if !self.takes_brand(brand) => {
                let why = format!(
                    "{metadata}.selectedCardBrand {} is not in contract.cardBrands; add it {WHERE}",
                    brand.name()
                );
                Err(Refusal::new(ResultCode::SelectedCardBrandNotAvailable, why))
            }
            _ => Ok(()),
        }
    }

    /// The documents have one code for amounts beyond what the contract allows, and name no other
    /// for those below it.
    pub(in crate::gateway) fn admits_amount(&self, amount: Amount) -> Result<(), Refusal> {
        let Some(limit) = self.amount_limits.get(&amount.currency) else {
            return Ok(());
        };
        let of = |value| Amount { value, ..amount };
        let currency = amount.currency;
        let breach = |name: &str, than: &str, bound: u64| {
            let why = format!(
                "paymentAmount {amount} is {than} than contract.amountLimits.{currency}.{name}, {}; change the amount, or the limit {WHERE}",
                of(bound)
            );
            Err(Refusal::new(ResultCode::PaymentAmountExceedLimit, why))
        };
        match (limit.min_amount, limit.max_amount) {
            (_, Some(most)) if amount.value > most.0 => breach("maxAmount", "more", most.0),
            (Some(least), _) if amount.value < least.0 => breach("minAmount", "less", least.0),
            _ => Ok(()),
        }
    }

    /// Checks how many payments were made today; they are counted only if that matters.
    ///
    /// # Errors
    /// `PAYMENT_COUNT_EXCEED_LIMIT`.
    pub(in crate::gateway) fn admits_another(
        &self,
        made_today: impl FnOnce() -> u64,
    ) -> Result<(), Refusal> {
        match self.payments_per_day {
            Some(most) if made_today() >= most => {
                let why = format!(
                    "{most} payments were made on this day of Antom's (UTC+8), as many as contract.paymentsPerDay allows; let a day pass, or raise it {WHERE}"
                );
                Err(Refusal::new(ResultCode::PaymentCountExceedLimit, why))
            }
            _ => Ok(()),
        }
    }
}

/// `SGD, USD`.
fn listed(currencies: &[Currency]) -> String {
    let codes: Vec<_> = currencies.iter().map(Currency::code).collect();
    codes.join(", ")
}
