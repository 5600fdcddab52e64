//! An amount, as the views have it.

use serde::Serialize;

use crate::gateway::Amount;

/// A currency, and how many of its smallest units.
#[derive(Serialize)]
pub(super) struct AmountView {
    currency: String,
    value: String,
}

impl From<Amount> for AmountView {
    fn from(amount: Amount) -> Self {
        Self {
            currency: amount.currency.to_string(),
            value: amount.value.to_string(),
        }
    }
}
