//! A card number: what makes one, and how it is shown.

use std::fmt;

use super::super::brand::{CardBrand, brand_of, second_brand_of};
use super::Mistake;

/// How many digits a number may have, whatever its brand.
const DIGITS: std::ops::RangeInclusive<usize> = 12..=19;

/// A card number. It shows itself masked; the digits can only be compared.
#[derive(Clone, PartialEq, Eq)]
pub struct CardNumber(String);

impl CardNumber {
    /// Takes a number as typed: spaces and hyphens are fine, as many digits as its brand has,
    /// Luhn's check digit.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, Mistake> {
        let digits: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        if digits.is_empty() {
            return Err(Mistake::NumberMissing);
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Mistake::NumberNotDigits);
        }
        if !DIGITS.contains(&digits.len()) {
            return Err(Mistake::NumberLength);
        }
        if brand_of(&digits).is_some_and(|brand| !brand.has_numbers_of(digits.len())) {
            return Err(Mistake::NumberLengthOfBrand);
        }
        if !passes_luhn(&digits) {
            return Err(Mistake::NumberCheckDigit);
        }
        Ok(Self(digits))
    }

    /// A number that was taken before, or what is left of it: stars and its last four digits.
    pub(in crate::gateway) fn remembered(digits: &str) -> Self {
        Self(digits.to_owned())
    }

    /// Twelve stars and the last four digits, as Antom shows a card: `************0768`.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("************{}", &self.0[self.0.len() - 4..])
    }

    /// The digits, for rules to compare.
    pub(in crate::gateway) fn digits(&self) -> &str {
        &self.0
    }

    /// The brand its first digits stand for, if it is one of those we know.
    #[must_use]
    pub fn brand(&self) -> Option<CardBrand> {
        brand_of(&self.0)
    }

    /// The second network of a co-badged card.
    #[must_use]
    pub fn second_brand(&self) -> Option<CardBrand> {
        second_brand_of(&self.0)
    }
}

impl fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
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

    #[test]
    fn a_number_is_as_long_as_its_brand_wants() {
        for good in [
            "378282246310005",
            "30569309025904",
            "4054695723100768",
            "4222222222222",
            "6759649826438453",
            "501800000009",
        ] {
            assert!(CardNumber::parse(good).is_ok(), "{good}");
        }
        // The check digits are right; the lengths are not.
        for bad in ["37828224631000", "40546957231007", "51627741149746"] {
            assert!(CardNumber::parse(bad).is_err(), "{bad}");
        }
    }
}
