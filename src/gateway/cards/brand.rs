//! Card brands by Antom's names (file 10 §5 of the protocol notes).

mod ranges;
mod traits;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

pub(in crate::gateway) use self::ranges::{brand_of, second_brand_of};

/// Every value of `cardBrand` in the official SDKs.
const NAMES: [&str; 37] = [
    "AMEX",
    "BC",
    "CARNET",
    "CARTES_BANCAIRES",
    "CITI",
    "CUP",
    "DINERS",
    "DISCOVER",
    "ELO",
    "GWANGJUBANK",
    "HIPERCARD",
    "HYUNDAI",
    "IBK_BC",
    "JCB",
    "JEJUBANK",
    "JEONBUKBANK",
    "KAKAOBANK",
    "KBANK",
    "KDBBANK",
    "KEBHANA",
    "KOOKMIN",
    "LOTTE",
    "MAESTRO",
    "MASTERCARD",
    "MIR",
    "NONGHYUP",
    "POST",
    "SAEMAUL",
    "SAMSUNG",
    "SAVINGBANK",
    "SHINHAN",
    "SHINHYEOP",
    "SUHYEOP",
    "TOSSBANK",
    "TROY",
    "VISA",
    "WOORI",
];

/// A card brand by Antom's name, such as `VISA`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(transparent)]
pub struct CardBrand(&'static str);

impl<'de> Deserialize<'de> for CardBrand {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        let unknown = || D::Error::custom(format!("\"{name}\" is not a card brand of Antom"));
        Self::named(&name).ok_or_else(unknown)
    }
}

impl CardBrand {
    /// Looks a brand up by its name; `None` for a name Antom does not have.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|known| **known == name)
            .map(|known| Self(known))
    }

    /// Every brand that Antom has.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|name| Self(name))
    }

    /// Antom's name of the brand.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }
}
