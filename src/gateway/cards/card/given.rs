//! A card that came with the request, checked as the page checks what a buyer types. A mistake
//! here is answered with a code, and no payment is made (file 02 §9, file 10 §2 of the protocol
//! notes).

use jiff::Timestamp;

use super::details::{check_cvv, check_expiry};
use super::{Card, CardNumber, takes_cvv};
use crate::gateway::payment::GivenCard;
use crate::gateway::verbs::direct::METADATA;
use crate::gateway::{Refusal, ResultCode};

impl GivenCard {
    /// Takes the card. One that was stored before needs no security code (file 10 §6).
    ///
    /// # Errors
    /// The first thing that is wrong with it, with its own code.
    pub(in crate::gateway) fn check(
        &self,
        now: Timestamp,
        is_on_file: bool,
    ) -> Result<Card, Refusal> {
        let number = self.check_number()?;
        let brand = number.brand();
        self.check_expiry(now)?;
        match &self.cvv {
            Some(cvv) => check_cvv(cvv.reveal(), brand).map_err(|_| {
                let wanted = brand.and_then(super::CardBrand::cvv_length).unwrap_or(3);
                let why = format!("{METADATA}.cvv must have {wanted} digits");
                Refusal::new(ResultCode::InvalidCvv, why)
            })?,
            None if is_on_file || brand.is_some_and(|brand| brand.cvv_length().is_none()) => {}
            None => return Err(missing("cvv", "unless isCardOnFile is true")),
        }
        Ok(Card {
            brand,
            second_brand: number.second_brand(),
            number,
            has_cvv: takes_cvv(brand) && self.cvv.is_some(),
            billing_country: None,
            stored: None,
        })
    }

    fn check_number(&self) -> Result<CardNumber, Refusal> {
        let given = self.number.reveal();
        let digits_only = given.bytes().all(|byte| byte.is_ascii_digit());
        let number = CardNumber::parse(given).ok().filter(|_| digits_only);
        number.ok_or_else(|| {
            let why = format!(
                "{METADATA}.cardNo must be digits only, as many as the brand has, with the right check digit"
            );
            Refusal::new(ResultCode::InvalidCardNumber, why)
        })
    }

    fn check_expiry(&self, now: Timestamp) -> Result<(), Refusal> {
        let always = "with a card number";
        let month = self.expiry_month.as_ref();
        let month = month.ok_or_else(|| missing("expiryMonth", always))?;
        let year = self.expiry_year.as_ref();
        let year = year.ok_or_else(|| missing("expiryYear", always))?;
        let (month, year) = (month.reveal(), year.reveal());
        let refuse = |what: &str| {
            let why = format!("{METADATA}.expiryMonth and expiryYear {what}");
            Err(Refusal::new(ResultCode::InvalidExpirationDate, why))
        };
        if month.len() != 2 || year.len() != 2 {
            return refuse("must have two digits each, such as \"09\" and \"29\"");
        }
        match check_expiry(&format!("{month}/{year}"), now) {
            Ok(()) => Ok(()),
            Err(_) => refuse("must be a month from 01 to 12 that is not over yet"),
        }
    }
}

fn missing(field: &str, when: &str) -> Refusal {
    let why = format!("{METADATA}.{field} is required {when}");
    Refusal::new(ResultCode::ParamIllegal, why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::Secret;

    fn card(number: &str, month: &str, year: &str, cvv: &str) -> GivenCard {
        let given = |text: &str| Some(Secret::new(text)).filter(|_| !text.is_empty());
        GivenCard {
            number: Secret::new(number),
            expiry_month: given(month),
            expiry_year: given(year),
            cvv: given(cvv),
        }
    }

    fn check(card: &GivenCard, is_on_file: bool) -> Result<Card, ResultCode> {
        let now = "2026-11-23T02:00:00Z".parse().expect("an instant");
        card.check(now, is_on_file).map_err(|refusal| refusal.code)
    }

    const VISA: &str = "4054695723100768";

    #[test]
    fn each_mistake_has_its_code() {
        for (number, month, year, cvv, code) in [
            (
                "4054695723100769",
                "09",
                "29",
                "123",
                ResultCode::InvalidCardNumber,
            ),
            (
                "4054 6957 2310 0768",
                "09",
                "29",
                "123",
                ResultCode::InvalidCardNumber,
            ),
            (
                "37828224631000",
                "09",
                "29",
                "1234",
                ResultCode::InvalidCardNumber,
            ),
            (VISA, "13", "29", "123", ResultCode::InvalidExpirationDate),
            (VISA, "9", "29", "123", ResultCode::InvalidExpirationDate),
            (VISA, "09", "2029", "123", ResultCode::InvalidExpirationDate),
            (VISA, "10", "26", "123", ResultCode::InvalidExpirationDate),
            (VISA, "", "29", "123", ResultCode::ParamIllegal),
            (VISA, "09", "", "123", ResultCode::ParamIllegal),
            (VISA, "09", "29", "99", ResultCode::InvalidCvv),
            (VISA, "09", "29", "1234", ResultCode::InvalidCvv),
            (VISA, "09", "29", "", ResultCode::ParamIllegal),
        ] {
            let found = check(&card(number, month, year, cvv), false);
            assert_eq!(found.err(), Some(code), "{number} {month} {year} {cvv}");
        }
    }

    #[test]
    fn a_code_is_needed_once_and_of_a_korean_card_never() {
        let good = check(&card(VISA, "09", "29", "123"), false).expect("a good card");
        assert!(good.has_cvv);
        let stored = check(&card(VISA, "09", "29", ""), true).expect("a stored card");
        assert!(!stored.has_cvv);
        assert!(check(&card("9490220011669217", "09", "29", ""), false).is_ok());
    }
}
