//! How a message is signed: rightly, or as a scenario wants it.

use super::keys::foreign_key;
use crate::protocol::key::SigningKey;
use crate::protocol::signature;

/// How a message is signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signing {
    /// As it should be.
    Right,
    /// Not at all.
    Missing,
    /// With Antom's key, over another text.
    OtherText,
    /// With a key that is not Antom's.
    OtherKey,
}

impl Signing {
    /// The `signature` header of a message, if it has one.
    #[must_use]
    pub fn header(
        self,
        key: &SigningKey,
        path: &str,
        client_id: &str,
        time: &str,
        body: &[u8],
    ) -> Option<String> {
        let sign =
            |key: &SigningKey, body: &[u8]| signature::sign(key, path, client_id, time, body);
        match self {
            Self::Right => Some(sign(key, body)),
            Self::Missing => None,
            Self::OtherText => Some(sign(key, &[body, b" "].concat())),
            Self::OtherKey => Some(sign(foreign_key(), body)),
        }
    }
}
