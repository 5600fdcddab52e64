//! The buyer's bank: the check by 3DS, the issuer's answer, and the approval it gives.

pub(super) mod authentication;
pub(super) mod authorization;
pub(super) mod code;
pub(super) mod issuer;
pub(super) mod page;
pub(super) mod three_ds;
