//! Amounts of money, and where it went.

pub(super) mod amount;
pub(super) mod currency;
pub(super) mod ledger;
