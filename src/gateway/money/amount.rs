//! An amount of money, always in the smallest unit of its currency.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::currency::Currency;

/// More than any amount has, 16 digits.
const VALUE_END: u64 = 10_000_000_000_000_000;

/// A positive amount in minor units: `{SGD, 2590}` is SGD 25.90.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Amount {
    /// The currency; it says what a minor unit is.
    pub currency: Currency,
    /// How many minor units, 1 or more, at most 16 digits. Written down as a text, as on the
    /// wire: readers that keep numbers as floats would round it.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub value: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
fn as_text<S: Serializer>(value: &u64, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
}

fn from_text<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    let text = String::deserialize(from)?;
    let value = text.parse().ok();
    let positive = value.filter(|value| (1..VALUE_END).contains(value));
    let wrong = || {
        let form = "a positive whole number of at most 16 digits";
        D::Error::custom(format!("an amount's value is {form}, not \"{text}\""))
    };
    positive.ok_or_else(wrong)
}

impl fmt::Display for Amount {
    /// As a person reads it: `SGD 25.90`, `JPY 4,800`, `KWD 1.250`. Whole rupiahs and dollars of
    /// Taiwan have hundredths on the wire that no shop shows: `IDR 1,250,000`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10_u64.pow(u32::from(self.currency.digits()));
        write!(f, "{} {}", self.currency, grouped(self.value / unit))?;
        let unshown = matches!(self.currency.code(), "IDR" | "TWD");
        match self.currency.digits() {
            0 => Ok(()),
            _ if unshown && self.value.is_multiple_of(unit) => Ok(()),
            digits => write!(f, ".{:0width$}", self.value % unit, width = digits.into()),
        }
    }
}

/// Writes a number with a comma between groups of three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, value: u64) -> String {
        let currency = Currency::named(code).expect("a known currency");
        Amount { currency, value }.to_string()
    }

    #[test]
    fn amounts_read_as_their_currency_is_written() {
        assert_eq!(shown("SGD", 2590), "SGD 25.90");
        assert_eq!(shown("SGD", 5), "SGD 0.05");
        assert_eq!(shown("JPY", 4800), "JPY 4,800");
        assert_eq!(shown("KWD", 1250), "KWD 1.250");
        assert_eq!(shown("IDR", 125_000_000), "IDR 1,250,000");
        assert_eq!(shown("TWD", 99_900), "TWD 999");
        assert_eq!(shown("TWD", 99_950), "TWD 999.50");
        assert_eq!(shown("KWD", 1_234), "KWD 1.234");
        assert_eq!(
            shown("VND", 9_999_999_999_999_999),
            "VND 9,999,999,999,999,999"
        );
    }
}
