//! Cards: their brands and numbers, the countries they are of, what they need beside a number, and
//! how they can be paid with.

mod asking;
pub(super) mod avs;
pub(super) mod brand;
pub(super) mod card;
pub(super) mod card_result;
pub(super) mod country;
pub(super) mod installment;
pub(super) mod korea;
pub(super) mod network;
pub(super) mod plan_check;
pub(super) mod region;
pub(super) mod regional;
