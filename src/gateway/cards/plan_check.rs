//! Whether a payment can be paid off month by month: by what the shop asked for, by what the buyer
//! chose, and by the card (file 15 §6 of the protocol notes).

use jiff::Timestamp;

use super::super::contract::MinorUnits;
use super::super::numbers::PaymentNo;
use super::super::payment::{CaptureMode, CreditPayPlan, PayOrder, Payment};
use super::super::rules::decision::Decision;
use super::super::{
    CardBrand, CheckoutStep, Contract, Gateway, PlanCountry, PlanTerms, Refusal, Region, ResultCode,
};
use super::card::{Card, CardMistakes, Mistake};

/// Where a contract is changed, for the end of a sentence.
const WHERE: &str = "(GET and PUT …/contract)";

/// Why there is no such plan for a card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::gateway) enum NoPlan {
    /// The shop's plan is not one of this card; another card may have it.
    OfTheShop,
    /// The buyer's choice is not.
    OfTheBuyer(Box<CardMistakes>),
}

impl Contract {
    /// Checks the plan that a shop asks for, before anybody knows the card.
    ///
    /// # Errors
    /// Nobody's cards have such a plan for this payment.
    pub(in crate::gateway) fn admits_plan(&self, order: &PayOrder) -> Result<(), Refusal> {
        let Some(plan) = &order.credit_pay_plan else {
            return Ok(());
        };
        let months = plan.installment_num;
        let currency = order.amount.currency;
        let refuse = |code, why: String| Err(Refusal::new(code, why));
        let mut plans = self.plans_of(order);
        plans.retain(|(_, terms)| terms.months.contains(&months));
        if plans.is_empty() {
            return refuse(
                ResultCode::InvalidContract,
                format!(
                    "creditPayPlan.installmentNum {months}: no contracted cards that pay in {currency} are paid off in so many months; send one that consult offers, or add it to contract.installments {WHERE}"
                ),
            );
        }
        plans.retain(|(_, terms)| fits(terms, order));
        if plans.is_empty() {
            return refuse(
                ResultCode::PaymentAmountExceedLimit,
                format!(
                    "paymentAmount {} is not within the limits of a plan of {months} months; see minInstallmentAmount and maxInstallmentAmount of consult, or contract.installments {WHERE}",
                    order.amount
                ),
            );
        }
        if plans.iter().all(|(country, _)| !captures(*country, order)) {
            return refuse(
                ResultCode::ParamIllegal,
                "paymentFactor.captureMode must be AUTOMATIC with creditPayPlan: American cards are paid off only so".to_owned(),
            );
        }
        Ok(())
    }

    /// In how many months a buyer may choose to pay off, whatever the card; nothing when the page
    /// is not to ask.
    fn months_to_choose(&self, order: &PayOrder) -> Vec<u8> {
        if !order.asks_for_plan || order.credit_pay_plan.is_some() {
            return Vec::new();
        }
        let mut plans = self.plans_of(order);
        plans.retain(|(country, terms)| fits(terms, order) && captures(*country, order));
        let mut months: Vec<u8> = plans
            .into_iter()
            .flat_map(|(_, terms)| terms.months)
            .collect();
        months.sort_unstable();
        months.dedup();
        months
    }

    /// The plan that a typed card is paid with: the shop's, or the buyer's choice if it asked for
    /// one.
    ///
    /// # Errors
    /// The card has no such plan.
    fn plan_of_card(
        &self,
        order: &PayOrder,
        decision: &Decision,
        brand: CardBrand,
        chosen: &str,
    ) -> Result<Option<CreditPayPlan>, NoPlan> {
        if let Some(plan) = &order.credit_pay_plan {
            let taken = self.takes_plan(order, decision, brand, plan.installment_num);
            return if taken {
                Ok(None)
            } else {
                Err(NoPlan::OfTheShop)
            };
        }
        let chosen = chosen.trim();
        if !order.asks_for_plan || chosen.is_empty() {
            return Ok(None);
        }
        let months = chosen.parse().ok();
        let months = months.filter(|months| self.takes_plan(order, decision, brand, *months));
        let Some(installment_num) = months else {
            return Err(NoPlan::OfTheBuyer(Box::new(CardMistakes {
                months: Some(Mistake::Months),
                ..CardMistakes::default()
            })));
        };
        Ok(Some(CreditPayPlan {
            installment_num,
            interval: Some("MONTH".to_owned()),
            fee_type: None,
            fee_percentage: None,
        }))
    }

    /// Whether a card can be paid off in so many months.
    pub(in crate::gateway) fn takes_plan(
        &self,
        order: &PayOrder,
        decision: &Decision,
        brand: CardBrand,
        months: u8,
    ) -> bool {
        let funding = decision.ask(|then| then.card.funding.clone());
        let region = Region::named(&decision.region(brand));
        let plans = region.and_then(|region| self.plans(region, order));
        funding.is_none_or(|funding| funding == "CREDIT")
            && plans.is_some_and(|(country, terms)| {
                country.takes(brand)
                    && terms.months.contains(&months)
                    && fits(&terms, order)
                    && captures(country, order)
            })
    }

    /// The plans of all cards that might pay an order.
    fn plans_of(&self, order: &PayOrder) -> Vec<(PlanCountry, PlanTerms)> {
        let named = order.method.region.as_deref().and_then(Region::named);
        let regions = Region::ALL.iter().copied();
        regions
            .filter(|region| named.is_none_or(|named| named == *region))
            .filter_map(|region| self.plans(region, order))
            .collect()
    }

    /// The plans of a region's cards, whatever amount they are for.
    fn plans(&self, region: Region, order: &PayOrder) -> Option<(PlanCountry, PlanTerms)> {
        let currency = order.amount.currency;
        let is_local = region
            .currency()
            .is_none_or(|local| local == currency.code());
        let serves = self
            .regions
            .as_ref()
            .is_none_or(|all| all.contains(&region));
        let country = PlanCountry::of(region, order.amount)?;
        let terms = self.plan_terms(country)?;
        (is_local && serves).then_some((country, terms))
    }
}

impl Gateway {
    /// Takes the plan that a payment's card is paid with, if there is to be one.
    ///
    /// # Errors
    /// The card has no such plan.
    pub(in crate::gateway) fn take_plan(
        &mut self,
        number: PaymentNo,
        decision: &Decision,
        brand: CardBrand,
        chosen: &str,
    ) -> Result<(), NoPlan> {
        let order = &self.payments[number].order;
        let plan = self
            .contract()
            .plan_of_card(order, decision, brand, chosen)?;
        self.payments[number].chosen_plan = plan;
        Ok(())
    }

    /// The card has not the plan that the shop wants; another may have it.
    pub(in crate::gateway) fn turn_away_for_plan(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        card: &Card,
    ) -> CheckoutStep {
        let why = "cannot be paid off as the shop wants it";
        self.turn_away(now, number, card, ResultCode::CardNotSupported, why)
    }

    /// In how many months the buyer of a payment may choose to pay it off; nothing when the page
    /// is not to ask.
    #[must_use]
    pub fn months_to_choose(&self, payment: &Payment) -> Vec<u8> {
        self.contract().months_to_choose(&payment.order)
    }
}

/// Whether the amount is within the limits of a plan.
fn fits(terms: &PlanTerms, order: &PayOrder) -> bool {
    let value = MinorUnits(order.amount.value);
    (terms.min_amount..=terms.max_amount).contains(&value)
}

/// Whether the country allows who captures.
fn captures(country: PlanCountry, order: &PayOrder) -> bool {
    order.capture_mode == CaptureMode::Automatic || country != PlanCountry::Us
}
