//! Amounts and currencies in a request (file 01 §10.3 of the protocol notes).

use serde_json::Value;

use super::{Node, shown};
use crate::gateway::{Amount, Currency, ResultCode};

impl Node<'_> {
    /// `{currency, value}`; the value counts the smallest unit of the currency.
    pub(in crate::protocol) fn amount(self) -> Option<Amount> {
        let object = self.object();
        let currency = object.field("currency").required().currency();
        let value = object.field("value").required().minor_units();
        let amount = Amount {
            currency: currency?,
            value: value?,
        };
        if amount.currency.code() == "IDR" && !amount.value.is_multiple_of(100) {
            object.field("value").problem("must end in 00 for IDR");
            return None;
        }
        Some(amount)
    }

    fn currency(&self) -> Option<Currency> {
        let code = self.text(3)?;
        if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            self.problem(&format!(
                "must be three capital letters such as SGD, not \"{code}\""
            ));
            return None;
        }
        let currency = Currency::named(code);
        if currency.is_none() {
            self.problem_of(
                ResultCode::CurrencyNotSupport,
                &format!("{code} is not a currency of ISO 4217"),
            );
        }
        currency
    }

    fn minor_units(&self) -> Option<u64> {
        let given = self.value?;
        let text = match given {
            Value::String(text) if text.is_empty() => return None,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let digits = (1..=16).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let value = digits.then(|| text.parse().ok()).flatten();
        let positive = value.filter(|value| *value > 0);
        if positive.is_none() {
            self.problem(&format!(
                "must be a positive whole number of the smallest unit, up to 16 digits (\"2590\" is SGD 25.90), not {}",
                shown(given)
            ));
        }
        positive
    }
}
