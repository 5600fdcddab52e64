//! Text that may be used but never read off: a card number, a security code.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// So many characters of a long secret are shown.
const SHOWN: usize = 4;

/// From this length on a secret is a card number, whose end may be shown.
const LONG: usize = 12;

/// A secret. Whoever prints it or writes it down gets stars, and the last four characters of a
/// card number. What was written down and read again is those stars: the secret itself is lost.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Box<str>);

impl Secret {
    /// Takes a secret.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The secret itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn masked(&self) -> String {
        let length = self.0.chars().count();
        let hidden = length - if length < LONG { 0 } else { SHOWN };
        let show = |(place, letter)| if place < hidden { '*' } else { letter };
        self.0.chars().enumerate().map(show).collect()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.masked())
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self::new(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_shown_in_full() {
        for (text, shown) in [
            ("4054695723100768", "************0768"),
            ("40546957231", "***********"),
            ("123", "***"),
            ("", ""),
            ("äöü", "***"),
        ] {
            let secret = Secret::new(text);
            assert_eq!(format!("{secret:?}"), shown);
            assert_eq!(secret.masked(), shown);
            assert_eq!(secret.reveal(), text);
        }
    }
}
