//! Card brands by Antom's names (file 10 §5 of the protocol notes).

mod ranges;
mod traits;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

pub(in crate::gateway) use self::ranges::{brand_of, second_brand_of};

/// Every value of `cardBrand` in the official SDKs, with the country whose banks issue it and the
/// `paymentMethodRegion` of its cards. Those of a global brand are taken for American ones.
const BRANDS: [(&str, &str, &str); 37] = [
    ("AMEX", "US", "GLOBAL"),
    ("BC", "KR", "KR"),
    ("CARNET", "MX", "MX"),
    ("CARTES_BANCAIRES", "FR", "GLOBAL"),
    ("CITI", "KR", "KR"),
    ("CUP", "CN", "GLOBAL"),
    ("DINERS", "US", "GLOBAL"),
    ("DISCOVER", "US", "GLOBAL"),
    ("ELO", "BR", "BR"),
    ("GWANGJUBANK", "KR", "KR"),
    ("HIPERCARD", "BR", "BR"),
    ("HYUNDAI", "KR", "KR"),
    ("IBK_BC", "KR", "KR"),
    ("JCB", "US", "GLOBAL"),
    ("JEJUBANK", "KR", "KR"),
    ("JEONBUKBANK", "KR", "KR"),
    ("KAKAOBANK", "KR", "KR"),
    ("KBANK", "KR", "KR"),
    ("KDBBANK", "KR", "KR"),
    ("KEBHANA", "KR", "KR"),
    ("KOOKMIN", "KR", "KR"),
    ("LOTTE", "KR", "KR"),
    ("MAESTRO", "US", "GLOBAL"),
    ("MASTERCARD", "US", "GLOBAL"),
    ("MIR", "RU", "GLOBAL"),
    ("NONGHYUP", "KR", "KR"),
    ("POST", "KR", "KR"),
    ("SAEMAUL", "KR", "KR"),
    ("SAMSUNG", "KR", "KR"),
    ("SAVINGBANK", "KR", "KR"),
    ("SHINHAN", "KR", "KR"),
    ("SHINHYEOP", "KR", "KR"),
    ("SUHYEOP", "KR", "KR"),
    ("TOSSBANK", "KR", "KR"),
    ("TROY", "TR", "GLOBAL"),
    ("VISA", "US", "GLOBAL"),
    ("WOORI", "KR", "KR"),
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
        Self::all().find(|known| known.0 == name)
    }

    /// Every brand that Antom has.
    pub fn all() -> impl Iterator<Item = Self> {
        BRANDS.iter().map(|(name, ..)| Self(name))
    }

    /// Antom's name of the brand.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }
}
