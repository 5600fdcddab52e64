//! South Korean cards (file 15 §7 of the protocol notes): what is asked of their holders instead
//! of a security code, and the payments that the buyer confirms at the issuer.

mod issuer;
mod order;
mod robot;

use jiff::civil::Date;

use super::super::payment::Payer;
use super::card::{CardMistakes, Mistake, TypedExtras};

pub use self::issuer::IssuerAnswer;
pub(in crate::gateway) use self::order::check;

/// Checks what the buyer typed, as far as the shop has not told it already.
pub(in crate::gateway) fn mistakes(payer: &Payer, extras: &TypedExtras) -> CardMistakes {
    let told = payer.date_of_birth.is_some() || payer.business_no.is_some();
    let typed = extras.holder_id.trim();
    let right = told || is_birth_date(typed) || is_business_number(typed);
    let password = extras.password.trim();
    let right_password = payer.card_password_digest.is_some() || is_password(password);
    CardMistakes {
        holder_id: (!right).then_some(Mistake::HolderId),
        password: (!right_password).then_some(Mistake::Password),
        ..CardMistakes::default()
    }
}

/// Checks what the shop sent with a card.
///
/// # Errors
/// The field that is missing or wrong, and what it must be.
pub(in crate::gateway) fn check_given(payer: &Payer) -> Result<(), (&'static str, &'static str)> {
    const BIRTH: &str = "a date such as 1990-01-31";
    const BUSINESS: &str = "a number of 10 digits";
    match (&payer.date_of_birth, &payer.business_no) {
        (None, None) => {
            let either = "a date such as 1990-01-31, or businessNo a number of 10 digits";
            return Err(("dateOfBirth", either));
        }
        (Some(date), _) if !is_birth_date(date) => return Err(("dateOfBirth", BIRTH)),
        (_, Some(number)) if !is_business_number(number) => return Err(("businessNo", BUSINESS)),
        _ => {}
    }
    let password = payer.card_password_digest.as_ref();
    if password.is_some_and(|digits| is_password(digits.reveal())) {
        Ok(())
    } else {
        let what = "the first 2 digits of the card's password";
        Err(("cardPasswordDigest", what))
    }
}

/// `YYYY-MM-DD`. Test data need no plausible year.
fn is_birth_date(text: &str) -> bool {
    text.len() == 10 && Date::strptime("%Y-%m-%d", text).is_ok()
}

/// Ten digits. Test data need no right check digit.
fn is_business_number(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_password(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::Secret;

    fn payer(birth: &str, business: &str, password: &str) -> Payer {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Payer {
            date_of_birth: given(birth),
            business_no: given(business),
            card_password_digest: given(password).as_deref().map(Secret::new),
            ..Payer::default()
        }
    }

    #[test]
    fn a_card_of_the_request_comes_with_its_holder_and_two_digits() {
        for (birth, business, password, wrong) in [
            ("1990-01-31", "", "12", None),
            ("", "1234567890", "00", None),
            ("1990-01-31", "1234567890", "12", None),
            ("", "", "12", Some("dateOfBirth")),
            ("19900131", "", "12", Some("dateOfBirth")),
            ("1990-02-30", "", "12", Some("dateOfBirth")),
            ("1990-1-31", "", "12", Some("dateOfBirth")),
            ("", "123456789", "12", Some("businessNo")),
            ("", "12345-6789", "12", Some("businessNo")),
            ("1990-01-31", "1", "12", Some("businessNo")),
            ("1990-01-31", "", "", Some("cardPasswordDigest")),
            ("1990-01-31", "", "1", Some("cardPasswordDigest")),
            ("1990-01-31", "", "ab", Some("cardPasswordDigest")),
        ] {
            let found = check_given(&payer(birth, business, password));
            let found = found.err().map(|(field, _)| field);
            assert_eq!(found, wrong, "{birth} {business} {password}");
        }
    }

    #[test]
    fn the_page_asks_for_what_the_shop_has_not_told() {
        let nothing = TypedExtras::default();
        let missing = mistakes(&Payer::default(), &nothing);
        assert!(missing.holder_id.is_some() && missing.password.is_some());
        let told = mistakes(&payer("1990-01-31", "", "12"), &nothing);
        assert_eq!(told, CardMistakes::default());
        for holder in [" 1990-01-31 ", "1234567890"] {
            let typed = TypedExtras {
                holder_id: holder.to_owned(),
                password: "12".to_owned(),
                ..TypedExtras::default()
            };
            let found = mistakes(&Payer::default(), &typed);
            assert_eq!(found, CardMistakes::default(), "{holder}");
        }
    }
}
