//! What a shop may ask and a buyer may do: one verb a file, and what several of them share.

pub(super) mod cancel;
pub(super) mod capture;
pub(super) mod card_info;
pub(super) mod checkout;
pub(super) mod consult;
pub(super) mod direct;
pub(super) mod inquiry;
pub(super) mod method_check;
pub(super) mod pay;
pub(super) mod refund;
pub(super) mod repetition;
pub(super) mod session;
pub(super) mod tokens;
pub(super) mod unmade;
