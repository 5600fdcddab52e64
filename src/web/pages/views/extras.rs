//! What the card form asks of some cards only.

use super::Further;

/// Which of the further fields the form has, and what stood in them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extras {
    /// The buyer may choose the network; not when the shop did.
    pub(crate) asks_network: bool,
    /// What cards of some countries are asked for.
    pub(crate) further: Vec<Further>,
    /// The billing address may be told; not when the shop did.
    pub(crate) asks_address: bool,
    pub(crate) country: String,
    /// In how many months the buyer may choose to pay it off; no choice when empty.
    pub(crate) months: Vec<u8>,
    /// What the buyer chose last.
    pub(crate) chosen_months: Option<u8>,
    /// In how many months it is paid off, when the shop said so.
    pub(crate) fixed_months: Option<u8>,
}

impl Extras {
    pub(super) fn lives_in(&self, country: &str) -> bool {
        self.country == country
    }

    pub(super) fn chose(&self, months: u8) -> bool {
        self.chosen_months == Some(months)
    }
}
