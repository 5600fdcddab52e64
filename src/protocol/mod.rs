//! Antom's wire: headers, signatures, requests and answers. Pure: bytes in, bytes out.
//!
//! Every answer is built here once, as bytes; those very bytes are signed and sent.

pub mod api_key;
pub mod cancel;
pub mod capture;
pub mod card_info;
mod card_result;
pub mod consult;
pub mod diagnosis;
pub mod dispute;
mod evidence;
mod fields;
pub mod headers;
pub mod inquiry;
pub mod inquiry_refund;
pub mod key;
pub mod masking;
pub mod notify;
mod operation;
pub mod pay;
mod plans;
pub mod refund;
pub mod reports;
mod result;
pub mod session;
pub mod shape;
pub mod signature;
#[cfg(test)]
mod snapshots;
pub mod spoil;
#[cfg(test)]
mod strangers;
pub mod tokens;
pub mod vaulting;
#[cfg(test)]
mod vectors;
pub mod web_address;

pub use self::fields::{Problem, Problems, fields_of};
pub use self::operation::{Surface, operation_at, path_of};
pub use self::result::{ResultBody, refusal_body};

use serde::Serialize;

use crate::gateway::Amount;

/// `{currency, value}`, the value as a string of minor units.
#[derive(Serialize, Clone, Debug)]
pub(crate) struct AmountBody {
    currency: String,
    value: String,
}

impl From<Amount> for AmountBody {
    fn from(amount: Amount) -> Self {
        Self {
            currency: amount.currency.to_string(),
            value: amount.value.to_string(),
        }
    }
}

/// Serialises an answer. The bytes are final: they are signed and sent as they are.
fn to_bytes(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).expect("wire bodies are structs of strings, which always serialise")
}
