//! What goes with a card number: expiry date, security code, holder.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::brand::CardBrand;
use super::Mistake;

/// The longest holder name, `cardholderName.fullName`.
const HOLDER_MAX: usize = 128;

/// Checks an expiry date as a buyer writes it.
pub(super) fn check_expiry(typed: &str, now: Timestamp) -> Result<(), Mistake> {
    const FORM: Mistake = Mistake::ExpiryForm;
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
    let first_day = Date::new(year_number, month_number, 1).map_err(|_| Mistake::ExpiryMonth)?;
    // A card is good until its month ends, wherever the buyer is; UTC is close enough.
    let today = now.to_zoned(TimeZone::UTC).date();
    if first_day.last_of_month() < today {
        return Err(Mistake::ExpiryPast);
    }
    Ok(())
}

/// Checks a security code. Of a South Korean card none is wanted, and whatever was typed is fine.
pub(super) fn check_cvv(typed: &str, brand: Option<CardBrand>) -> Result<(), Mistake> {
    let typed = typed.trim();
    let Some(wanted) = brand.map_or(Some(3), CardBrand::cvv_length) else {
        return Ok(());
    };
    let right = typed.len() == wanted && typed.bytes().all(|b| b.is_ascii_digit());
    match (right, wanted) {
        (true, _) => Ok(()),
        (false, 4) => Err(Mistake::CvvOfFour),
        (false, _) => Err(Mistake::CvvOfThree),
    }
}

pub(super) fn check_holder(typed: &str) -> Result<(), Mistake> {
    let letters = typed.trim().chars().count();
    match letters {
        0 => Err(Mistake::HolderMissing),
        1..=HOLDER_MAX => Ok(()),
        _ => Err(Mistake::HolderLong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expiry_is_understood_as_people_write_it() {
        let now: Timestamp = "2026-11-23T02:00:00Z".parse().expect("an instant");
        for good in ["11/26", "11 / 26", "1126", "11/2026", "1/27"] {
            assert_eq!(check_expiry(good, now), Ok(()), "{good}");
        }
        for bad in [
            "10/26", "13/27", "00/27", "", "ab/cd", "1/2/3", "12", "1٣/27", "+1/27",
        ] {
            assert!(check_expiry(bad, now).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_code_is_as_long_as_the_brand_wants() {
        let brand = CardBrand::named;
        assert!(check_cvv("1234", brand("AMEX")).is_ok());
        assert!(check_cvv("123", brand("AMEX")).is_err());
        assert!(check_cvv("99", brand("VISA")).is_err());
        assert!(check_cvv("12a", None).is_err());
        assert!(check_cvv("", brand("HYUNDAI")).is_ok());
    }
}
