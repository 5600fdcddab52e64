//! Amounts, as the wire wants them and as people read and type them.

use std::fmt;

use serde_json::{Value, json};

/// An amount of money in the smallest unit of its currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Amount {
    /// ISO 4217.
    pub(super) currency: &'static str,
    /// How many digits the smallest unit has: 2 for SGD, 0 for JPY, 3 for KWD.
    pub(super) digits: usize,
    /// How many of the smallest unit.
    pub(super) value: u64,
}

impl Amount {
    /// Another amount of the same currency.
    pub(super) fn of(self, value: u64) -> Self {
        Self { value, ..self }
    }

    /// As messages have it.
    pub(super) fn json(self) -> Value {
        json!({"currency": self.currency, "value": self.value.to_string()})
    }

    /// As a person types it, without the currency: `25.90`.
    pub(super) fn plain(self) -> String {
        let (whole, part) = self.split();
        let digits = self.digits;
        if digits == 0 {
            return whole.to_string();
        }
        format!("{whole}.{part:0digits$}")
    }

    /// Reads what a person typed into smallest units: more than nothing, and no more than this.
    pub(super) fn part(self, typed: &str) -> Result<u64, String> {
        let wrong = || {
            let most = self.plain();
            format!("Amount: write a number from the smallest unit up to {most}, such as {most}")
        };
        let typed = typed.trim();
        let (whole, part) = typed.split_once('.').unwrap_or((typed, ""));
        if part.len() > self.digits {
            return Err(wrong());
        }
        let digits = format!("{whole}{part:0<width$}", width = self.digits);
        let value = digits.parse::<u64>().map_err(|_| wrong())?;
        if (1..=self.value).contains(&value) {
            Ok(value)
        } else {
            Err(wrong())
        }
    }

    fn split(self) -> (u64, u64) {
        let scale = [1, 10, 100, 1000].get(self.digits).copied().unwrap_or(1);
        (self.value / scale, self.value % scale)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.plain();
        let (whole, part) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
        write!(to, "{} ", self.currency)?;
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                to.write_str(",")?;
            }
            write!(to, "{digit}")?;
        }
        to.write_str(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(currency: &'static str, digits: usize, value: u64) -> Amount {
        Amount {
            currency,
            digits,
            value,
        }
    }

    #[test]
    fn amounts_read_as_their_currency_is_written() {
        assert_eq!(amount("SGD", 2, 2590).to_string(), "SGD 25.90");
        assert_eq!(
            amount("SGD", 2, 123_456_705).to_string(),
            "SGD 1,234,567.05"
        );
        assert_eq!(amount("JPY", 0, 4800).to_string(), "JPY 4,800");
        assert_eq!(amount("KWD", 3, 12_500).to_string(), "KWD 12.500");
    }

    #[test]
    fn what_a_person_types_is_read_in_smallest_units() {
        let (sgd, jpy) = (amount("SGD", 2, 2590), amount("JPY", 0, 4800));
        for (typed, value) in [("25.90", 2590), (" 25.9", 2590), ("7", 700), (".05", 5)] {
            assert_eq!(sgd.part(typed), Ok(value), "{typed}");
        }
        assert_eq!(jpy.part("2400"), Ok(2400));
        for typed in ["", "0", "25.91", "1.234", "-1", "ten", "1.2.3", "1,5"] {
            let told = sgd.part(typed).expect_err(typed);
            assert!(told.contains("up to 25.90"), "{told}");
        }
        assert!(jpy.part("48.00").is_err());
    }
}
