//! Cards as the hosted page takes them: number, brand, expiry, security code, holder.
//!
//! Rules: file 10 §6 of the protocol notes. Which test card does what is data, in a scenario.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::brand::{CardBrand, brand_of};

/// The longest holder name, `cardholderName.fullName`.
const HOLDER_MAX: usize = 128;

/// A card number. It shows itself masked; the digits can only be compared.
#[derive(Clone, PartialEq, Eq)]
pub struct CardNumber(String);

impl CardNumber {
    /// Takes a number as typed: spaces and hyphens are fine, 14 to 19 digits, Luhn's check digit.
    ///
    /// # Errors
    /// A sentence for the buyer.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        let digits: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        if digits.is_empty() {
            return Err("Enter the card number.");
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err("A card number has digits only.");
        }
        if !(14..=19).contains(&digits.len()) {
            return Err("A card number has 14 to 19 digits.");
        }
        if !passes_luhn(&digits) {
            return Err("This card number is not valid. Check the digits.");
        }
        Ok(Self(digits))
    }

    /// Twelve stars and the last four digits, as Antom shows a card: `************0768`.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("************{}", &self.0[self.0.len() - 4..])
    }

    /// The digits, for rules to compare.
    pub(super) fn digits(&self) -> &str {
        &self.0
    }

    /// The brand its first digits stand for, if it is one of those we know.
    #[must_use]
    pub fn brand(&self) -> Option<CardBrand> {
        brand_of(&self.0)
    }
}

impl fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// What a buyer typed into the card form, before anyone looked at it.
#[derive(Clone, Default)]
pub struct TypedCard {
    /// The number, in any grouping.
    pub number: String,
    /// `MM/YY`; `MM/YYYY` and `MMYY` are understood too.
    pub expiry: String,
    /// The security code.
    pub cvv: String,
    /// The name on the card.
    pub holder: String,
}

/// A card that can be sent to its issuer.
#[derive(Clone, Debug)]
pub struct Card {
    /// The number, masked wherever it is shown.
    pub number: CardNumber,
    /// The brand, when its number tells.
    pub brand: Option<CardBrand>,
}

/// What is wrong with a typed card, field by field, in sentences for the buyer.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct CardMistakes {
    /// About the number.
    pub number: Option<&'static str>,
    /// About the expiry date.
    pub expiry: Option<&'static str>,
    /// About the security code.
    pub cvv: Option<&'static str>,
    /// About the holder's name.
    pub holder: Option<&'static str>,
}

impl TypedCard {
    /// Checks all four fields; every mistake is told at once.
    ///
    /// # Errors
    /// The mistakes, each beside its field.
    pub fn check(&self, now: Timestamp) -> Result<Card, CardMistakes> {
        let number = CardNumber::parse(&self.number);
        let brand = number.as_ref().ok().and_then(CardNumber::brand);
        let mistakes = CardMistakes {
            number: number.as_ref().err().copied(),
            expiry: check_expiry(&self.expiry, now).err(),
            cvv: check_cvv(&self.cvv, brand).err(),
            holder: check_holder(&self.holder).err(),
        };
        match number {
            Ok(number) if mistakes == CardMistakes::default() => Ok(Card { number, brand }),
            _ => Err(mistakes),
        }
    }
}

fn check_expiry(typed: &str, now: Timestamp) -> Result<(), &'static str> {
    const FORM: &str = "Enter the expiry date as MM/YY, for example 09/29.";
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let (month, year) = match digits.split_once('/') {
        Some(parts) => parts,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => return Err(FORM),
    };
    let number = |text: &str| {
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<i16>().ok()).flatten()
    };
    let month_number = number(month).filter(|_| month.len() <= 2).ok_or(FORM)?;
    let year_number = match (year.len(), number(year)) {
        (2, Some(short)) => 2000 + short,
        (4, Some(full)) => full,
        _ => return Err(FORM),
    };
    let month_number = i8::try_from(month_number).map_err(|_| FORM)?;
    let first_day = Date::new(year_number, month_number, 1)
        .map_err(|_| "The expiry month must be 01 to 12.")?;
    // A card is good until its month ends, wherever the buyer is; UTC is close enough.
    let today = now.to_zoned(TimeZone::UTC).date();
    if first_day.last_of_month() < today {
        return Err("This card has expired.");
    }
    Ok(())
}

fn check_cvv(typed: &str, brand: Option<CardBrand>) -> Result<(), &'static str> {
    let typed = typed.trim();
    let wanted = brand.map_or(3, CardBrand::cvv_length);
    let right = typed.len() == wanted && typed.bytes().all(|b| b.is_ascii_digit());
    match (right, wanted) {
        (true, _) => Ok(()),
        (false, 4) => Err("Enter the 4 digits on the front of the card."),
        (false, _) => Err("Enter the 3 digits on the back of the card."),
    }
}

fn check_holder(typed: &str) -> Result<(), &'static str> {
    let letters = typed.trim().chars().count();
    match letters {
        0 => Err("Enter the name on the card."),
        1..=HOLDER_MAX => Ok(()),
        _ => Err("The name is longer than 128 characters."),
    }
}

/// Luhn's check: every second digit from the right counts double, the sum ends in 0.
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            match place % 2 {
                0 => digit,
                _ => digit * 2 / 10 + digit * 2 % 10,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T02:00:00Z".parse().expect("an instant")
    }

    fn typed(number: &str, expiry: &str, cvv: &str, holder: &str) -> Result<Card, CardMistakes> {
        let typed = TypedCard {
            number: number.into(),
            expiry: expiry.into(),
            cvv: cvv.into(),
            holder: holder.into(),
        };
        typed.check(now())
    }

    #[test]
    fn a_card_is_taken_however_it_is_grouped() {
        for number in [
            "4054695723100768",
            "4054 6957 2310 0768",
            "4054-6957-2310-0768 ",
        ] {
            let card = typed(number, "12/26", "123", "A Buyer").expect("a good card");
            assert!(card.number.digits() == "4054695723100768");
            assert_eq!(card.brand.map(CardBrand::name), Some("VISA"));
        }
    }

    #[test]
    fn a_card_never_shows_its_digits() {
        let card = typed("4054695723100768", "12/26", "123", "A Buyer").expect("a good card");
        let shown = format!("{card:?}");
        assert!(shown.contains("************0768"), "{shown}");
        assert!(!shown.contains("4054"), "{shown}");
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let mistakes = typed("4054695723100769", "13/29", "99", " ").expect_err("four mistakes");
        assert!(mistakes.number.is_some() && mistakes.expiry.is_some());
        assert!(mistakes.cvv.is_some() && mistakes.holder.is_some());
    }

    #[test]
    fn expiry_is_understood_as_people_write_it() {
        for good in ["11/26", "11 / 26", "1126", "11/2026", "1/27"] {
            assert_eq!(check_expiry(good, now()), Ok(()), "{good}");
        }
        for bad in [
            "10/26", "13/27", "00/27", "", "ab/cd", "1/2/3", "12", "1٣/27", "+1/27",
        ] {
            assert!(check_expiry(bad, now()).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_american_express_card_has_a_code_of_four_digits() {
        assert!(typed("378282246310005", "12/29", "1234", "A Buyer").is_ok());
        assert!(typed("378282246310005", "12/29", "123", "A Buyer").is_err());
        assert!(typed("4054695723100768", "12/29", "1234", "A Buyer").is_err());
    }
}
