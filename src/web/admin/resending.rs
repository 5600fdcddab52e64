//! What may go wrong on purpose with a notification that is sent again.

use jiff::SignedDuration;
use serde::Deserialize;

use super::error::AdminError;
use super::time::span;
use crate::gateway::Spoil;
use crate::scenario::nearest;

/// How old a `request-time` is unless told.
const STALE: SignedDuration = SignedDuration::from_mins(10);

/// The faults that one message can have, as scenarios name them, and in words.
pub(in crate::web) const FAULTS: [(&str, &str, Spoil); 10] = [
    ("drop", "it gets lost on the way", Spoil::Drop),
    ("duplicate", "it is sent twice", Spoil::Duplicate),
    (
        "stale_time",
        "its request-time is ten minutes old",
        Spoil::StaleTime(STALE),
    ),
    ("unsigned", "it has no signature", Spoil::Unsigned),
    (
        "wrong_key",
        "it is signed with a key that is not Antom's",
        Spoil::WrongKey,
    ),
    (
        "wrong_signature",
        "its signature is that of another text",
        Spoil::WrongSignature,
    ),
    (
        "changed_body",
        "a digit of its amount is changed after signing",
        Spoil::ChangedBody,
    ),
    (
        "changed_amount",
        "it tells another amount, properly signed",
        Spoil::ChangedAmount,
    ),
    (
        "other_payment",
        "it tells of a payment that is not this shop's",
        Spoil::OtherPayment,
    ),
    (
        "contradict",
        "it tells the contrary of what an inquiry tells",
        Spoil::Contradict,
    ),
];

/// How a notification is sent again; as it should be, when nothing is said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Resending {
    fault: Option<String>,
    /// How old its `request-time` is.
    by: Option<String>,
}

impl Resending {
    /// What goes wrong with it.
    pub(super) fn fault(self) -> Result<Option<Spoil>, AdminError> {
        let by = self.by.as_deref().map(span).transpose();
        let by = by.map_err(|why| AdminError::bad_request(format!("by: {why}"), "write 10m"))?;
        let fault = self.fault.as_deref().map(named).transpose()?;
        match (fault, by) {
            (Some(Spoil::StaleTime(_)), Some(by)) => Ok(Some(Spoil::StaleTime(by))),
            (_, Some(_)) => Err(AdminError::bad_request(
                "by: only stale_time has an age",
                "leave by out, or send {\"fault\": \"stale_time\", \"by\": \"10m\"}",
            )),
            (fault, None) => Ok(fault),
        }
    }
}

fn named(name: &str) -> Result<Spoil, AdminError> {
    let known = FAULTS.map(|(name, ..)| name);
    let found = FAULTS.iter().find(|(known, ..)| *known == name);
    found.map(|(.., spoil)| *spoil).ok_or_else(|| {
        let meant = nearest(name, known);
        let meant = meant.map_or_else(String::new, |one| format!("; did you mean \"{one}\"?"));
        let message = format!("fault: \"{name}\" is no fault of a single message{meant}");
        AdminError::bad_request(message, format!("there are: {}", known.join(", ")))
    })
}
