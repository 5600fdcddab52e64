//! The verbs `getCardInfo` and `inquireInstallment`: what is known of a card before anybody pays
//! with it (file 14 §6 of the protocol notes). They change nothing.

use jiff::Timestamp;

use super::super::cards::brand::{brand_of, second_brand_of};
use super::super::rules::decision::{Decision, TakenCard};
use super::super::rules::playbook::CardFacts;
use super::super::{
    CardBrand, CardNumber, Currency, Gateway, Installment, Moment, PlanCountry, Refusal, Region,
    ResultCode, Secret,
};

/// The first digits of a card number that are asked about.
const BIN: usize = 6;

/// Which card is asked about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CardQuestion {
    /// `cardNo`.
    pub number: Option<Secret>,
    /// `cardBin`: its first six digits, or some more.
    pub bin: Option<String>,
    /// `paymentMethodRegion`: where it is to be used.
    pub region: Option<Region>,
}

/// What is known of a card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardInfo {
    /// `cardBrand`.
    pub brand: CardBrand,
    /// `localCardBrand`: the brand that only its country has.
    pub local_brand: Option<CardBrand>,
    /// `coBagedCardBrand`: the other network of a co-badged card.
    pub second_brand: Option<CardBrand>,
    /// `issuingRegion`: a country.
    pub issuing_region: String,
    /// `funding`.
    pub funding: String,
    /// `cardCategory`.
    pub category: String,
    /// How it can be paid off, if it can.
    pub plans: Option<CountryPlans>,
}

/// How cards of a country can be paid off.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountryPlans {
    /// Whose cards.
    pub country: PlanCountry,
    /// What they are paid off in.
    pub currency: Currency,
    /// The plans.
    pub installment: Installment,
}

impl Gateway {
    /// Tells what is known of a card.
    ///
    /// # Errors
    /// `PARAM_ILLEGAL` without a card, `INVALID_CARD_NUMBER` for a number that is none, and
    /// `CARD_NOT_SUPPORTED` for one of no known brand.
    pub fn card_info(&self, now: Timestamp, question: &CardQuestion) -> Result<CardInfo, Refusal> {
        let digits = self.digits_of(question)?;
        let own = brand_of(&digits);
        let facts = CardFacts {
            digits: Some(&digits),
            brand: own,
        };
        let decision = self.decide_card(now, facts);
        let brand = decision.brand().or(own).ok_or_else(|| {
            let why = "the first digits of this card are of no brand that is known here";
            Refusal::new(ResultCode::CardNotSupported, why)
        })?;
        let second_brand = second_brand_of(&digits);
        let profile = decision.card_plan(&TakenCard {
            brand,
            billing_region: None,
            has_cvv: false,
        });
        let profile = profile.profile;
        let region = question.region.or(Region::named(&profile.region));
        let is_credit = profile.funding == "CREDIT";
        let plans = region
            .filter(|_| is_credit)
            .and_then(|region| PlanCountry::of_card(region, &profile.issuing_country))
            .and_then(|country| self.plans_of_country(country, Some(brand)));
        let is_local = |brand: &CardBrand| Region::Global.brands().all(|global| global != *brand);
        Ok(CardInfo {
            brand,
            local_brand: [Some(brand), second_brand]
                .into_iter()
                .flatten()
                .find(is_local),
            second_brand,
            issuing_region: profile.issuing_country,
            funding: profile.funding,
            category: profile.category,
            plans,
        })
    }

    /// Tells how a card could be paid off; without one, how those of the region, or of the first
    /// contracted country, could be.
    ///
    /// # Errors
    /// As [`Self::card_info`], but for a missing card.
    pub fn inquire_installment(
        &self,
        now: Timestamp,
        question: &CardQuestion,
    ) -> Result<Option<CountryPlans>, Refusal> {
        if question.number.is_some() || question.bin.is_some() {
            return Ok(self.card_info(now, question)?.plans);
        }
        let mut countries = PlanCountry::ALL.iter().copied();
        Ok(countries.find_map(|country| {
            let wanted = question
                .region
                .is_none_or(|region| country.region() == region);
            self.plans_of_country(country, None).filter(|_| wanted)
        }))
    }

    fn plans_of_country(
        &self,
        country: PlanCountry,
        brand: Option<CardBrand>,
    ) -> Option<CountryPlans> {
        let contract = self.contract();
        let currency = Currency::named(country.currency())?;
        let brands: Vec<_> = country
            .region()
            .brands()
            .filter(|own| brand.is_none_or(|brand| brand == *own))
            .filter(|own| contract.takes_brand(*own) && country.takes(*own))
            .collect();
        let terms = contract.plan_terms(country)?;
        let has_plans = !brands.is_empty() && !terms.months.is_empty();
        has_plans.then_some(CountryPlans {
            country,
            currency,
            installment: Installment {
                brands,
                terms,
                fits: true,
            },
        })
    }

    /// The digits that are known: all of them, or the first. A rule that names a card beginning so
    /// is taken to mean this one.
    fn digits_of(&self, question: &CardQuestion) -> Result<String, Refusal> {
        if let Some(number) = &question.number {
            let number = CardNumber::parse(number.reveal()).map_err(|_| {
                let why = "cardNo must be digits only, as many as the brand has, with the right check digit";
                Refusal::new(ResultCode::InvalidCardNumber, why)
            })?;
            return Ok(number.digits().to_owned());
        }
        let Some(bin) = &question.bin else {
            return Err(Refusal::new(
                ResultCode::ParamIllegal,
                "cardNo or cardBin is required",
            ));
        };
        let digits_only = bin.bytes().all(|byte| byte.is_ascii_digit());
        if !digits_only || bin.len() < BIN {
            let why = format!("cardBin must be the first {BIN} to 11 digits of a card number");
            return Err(Refusal::new(ResultCode::ParamIllegal, why));
        }
        let mut named = self.playbook.rules.iter().flat_map(|rule| &rule.when.card);
        let named = named.find(|digits| digits.starts_with(bin.as_str()));
        Ok(named.unwrap_or(bin).clone())
    }

    /// What the rules say about a card that nobody pays with.
    fn decide_card(&self, now: Timestamp, facts: CardFacts<'_>) -> Decision {
        let moment = Moment {
            card: Some(facts),
            ..Moment::default()
        };
        self.rules_at(now, &moment, &self.playbook, &[])
    }
}
