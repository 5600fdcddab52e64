//! The verb `consult`: how a buyer could pay (file 07 of the protocol notes). It changes nothing.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::super::cards::installment::Installment;
use super::super::contract::{AmountLimit, Contract, MerchantStatus, Method, Terminal};
use super::super::moment::antom_day;
use super::super::{Amount, CardBrand, Currency, Gateway, Refusal, Region, ResultCode};

/// What a shop asks with `consult`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsultOrder {
    /// `paymentAmount`.
    pub amount: Amount,
    /// `settlementStrategy.settlementCurrency`, if the request had one.
    pub settlement_currency: Option<String>,
    /// `userRegion`, if the request had one: its cards come first.
    pub user_region: Option<String>,
    /// `allowedPaymentMethodRegions`; all when empty.
    pub regions: Vec<String>,
    /// Whether `allowedPaymentMethods` and `blockedPaymentMethods` leave cards.
    pub wants_cards: bool,
    /// `env.terminalType`, if the request had one.
    pub terminal: Option<Terminal>,
}

/// A way to pay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentOption {
    /// Whose cards.
    pub region: Region,
    /// Why it cannot be used now, if it cannot.
    pub disabled: Option<DisableReason>,
    /// The brands that are taken.
    pub brands: Vec<CardBrand>,
    /// What can be paid off month by month.
    pub installment: Option<Installment>,
    /// The bounds of an amount, by currency.
    pub limit: Option<(Currency, AmountLimit)>,
}

macro_rules! disable_reasons {
    ($($variant:ident $name:literal)*) => {
        /// Why a payment option cannot be used (file 07 §2.1).
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "Antom documents the names only")]
        pub enum DisableReason { $(#[serde(rename = $name)] $variant,)* }

        impl DisableReason {
            /// Its name on the wire.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

disable_reasons! {
    PaymentAccountNotAvailable "PAYMENT_ACCOUNT_NOT_AVAILABLE"
    ExceedChannelLimitRule "EXCEED_CHANNEL_LIMIT_RULE"
    ServiceDegrade "SERVICE_DEGRADE"
    ChannelNotSupportCurrency "CHANNEL_NOT_SUPPORT_CURRENCY"
    ChannelDisable "CHANNEL_DISABLE"
    ChannelNotInServiceTime "CHANNEL_NOT_IN_SERVICE_TIME"
    QueryIppInfoFailed "QUERY_IPP_INFO_FAILED"
    LimitCenterAccessFail "LIMIT_CENTER_ACCESS_FAIL"
    CurrentChannelNotExist "CURRENT_CHANNEL_NOT_EXIST"
}

impl Gateway {
    /// Tells how a buyer could pay an amount.
    ///
    /// # Errors
    /// `MERCHANT_NOT_REGISTERED`, `SETTLE_CONTRACT_NOT_MATCH` or `NO_PAY_OPTIONS`.
    pub fn consult(
        &self,
        now: Timestamp,
        order: &ConsultOrder,
    ) -> Result<Vec<PaymentOption>, Refusal> {
        let contract = self.contract();
        if contract.status == MerchantStatus::NotRegistered {
            let why = "contract.status is NOT_REGISTERED; make it ACTIVE (PUT …/contract)";
            return Err(Refusal::new(ResultCode::MerchantNotRegistered, why));
        }
        contract.admits_settlement(order.settlement_currency.as_deref())?;
        let another = contract
            .admits_another(|| self.made_on_the_day_of(now))
            .is_ok();
        let mut options: Vec<_> = offered(contract, order)
            .map(|region| contract.option(region, order, another))
            .filter(|option| !option.brands.is_empty())
            .collect();
        if options.is_empty() {
            let why = no_options(contract, order);
            return Err(Refusal::new(ResultCode::NoPayOptions, why));
        }
        let foreign =
            |option: &PaymentOption| Some(option.region.name()) != order.user_region.as_deref();
        options.sort_by_key(foreign);
        Ok(options)
    }

    /// How many payments were made on a day of Antom's.
    pub(in crate::gateway) fn made_on_the_day_of(&self, now: Timestamp) -> u64 {
        let today = antom_day(now);
        // The payment of a session may be some younger than its place says.
        let long_ago = now.checked_sub(SignedDuration::from_hours(26));
        let long_ago = long_ago.unwrap_or(Timestamp::MIN);
        let newest = self.payments.iter().rev();
        newest
            .take_while(|payment| payment.created_at > long_ago)
            .filter(|payment| payment.exists() && antom_day(payment.created_at) == today)
            .count() as u64
    }
}

/// The contracted regions that the shop wants to hear of.
fn offered(contract: &Contract, order: &ConsultOrder) -> impl Iterator<Item = Region> {
    let by_card = order.wants_cards && contract.methods.contains(&Method::Card);
    let wanted = |region: &Region| {
        order.regions.is_empty() || order.regions.iter().any(|name| name == region.name())
    };
    let signed = contract.regions.as_deref().unwrap_or(Region::ALL);
    let regions = Region::ALL.iter().filter(|region| signed.contains(region));
    regions
        .filter(move |region| by_card && wanted(region))
        .copied()
}

/// Why nothing is left to pay with.
fn no_options(contract: &Contract, order: &ConsultOrder) -> String {
    if !order.wants_cards {
        return "allowedPaymentMethods and blockedPaymentMethods leave no CARD, the only method of this sandbox".to_owned();
    }
    if !contract.methods.contains(&Method::Card) {
        return "contract.methods has no CARD; add it (PUT …/contract)".to_owned();
    }
    let signed = contract.regions.as_deref().unwrap_or(Region::ALL);
    let names: Vec<_> = signed.iter().map(|region| region.name()).collect();
    format!(
        "none of allowedPaymentMethodRegions [{}] is contracted with a card brand; contract.regions is [{}] (PUT …/contract)",
        order.regions.join(", "),
        names.join(", ")
    )
}

impl Contract {
    fn option(&self, region: Region, order: &ConsultOrder, another: bool) -> PaymentOption {
        let amount = order.amount;
        let brands: Vec<_> = region
            .brands()
            .filter(|brand| self.takes_brand(*brand))
            .collect();
        let limit = self.amount_limits.get(&amount.currency);
        PaymentOption {
            region,
            disabled: self.why_disabled(region, order, another),
            installment: self.installment(region, amount, &brands),
            brands,
            limit: limit.map(|limit| (amount.currency, *limit)),
        }
    }

    fn why_disabled(
        &self,
        region: Region,
        order: &ConsultOrder,
        another: bool,
    ) -> Option<DisableReason> {
        if let Some(reason) = self.disabled_regions.get(&region) {
            return Some(*reason);
        }
        if self.status != MerchantStatus::Active {
            return Some(DisableReason::PaymentAccountNotAvailable);
        }
        if order
            .terminal
            .is_some_and(|terminal| !self.takes_terminal(terminal))
        {
            return Some(DisableReason::ChannelDisable);
        }
        let currency = order.amount.currency;
        let local = region
            .currency()
            .is_none_or(|local| local == currency.code());
        if !local || !self.takes_currency(currency) {
            return Some(DisableReason::ChannelNotSupportCurrency);
        }
        if !another || self.admits_amount(order.amount).is_err() {
            return Some(DisableReason::ExceedChannelLimitRule);
        }
        None
    }
}
