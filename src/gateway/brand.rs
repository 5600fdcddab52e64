//! Card brands: Antom's names, and which brand a number belongs to.
//!
//! Names: file 10 §5 of the protocol notes. Number ranges are general knowledge of the card
//! industry, not published by Antom (file 10 §6).

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

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

/// First digits, as an inclusive range of equally long prefixes, and the brand they stand for.
/// Tried in order: a narrow range comes before the wide one that contains it.
const RANGES: [(u32, u32, &str); 15] = [
    (34, 34, "AMEX"),
    (37, 37, "AMEX"),
    (300, 305, "DINERS"),
    (36, 36, "DINERS"),
    (38, 39, "DINERS"),
    (3528, 3589, "JCB"),
    (6011, 6011, "DISCOVER"),
    (644, 649, "DISCOVER"),
    (65, 65, "DISCOVER"),
    (62, 62, "CUP"),
    (51, 55, "MASTERCARD"),
    (2221, 2720, "MASTERCARD"),
    (50, 50, "MAESTRO"),
    (56, 69, "MAESTRO"),
    (4, 4, "VISA"),
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

    /// How many digits the security code has.
    #[must_use]
    pub fn cvv_length(self) -> usize {
        if self.0 == "AMEX" { 4 } else { 3 }
    }

    /// Whether the brand counts 3DS outcomes the way Mastercard does (file 11 §5).
    #[must_use]
    pub fn has_mastercard_eci(self) -> bool {
        matches!(self.0, "MASTERCARD" | "MAESTRO")
    }
}

/// The brand a number of plain digits belongs to, if its range is known.
pub(super) fn brand_of(digits: &str) -> Option<CardBrand> {
    let starts_within = |low: u32, high: u32| {
        let length = low.to_string().len();
        let prefix = digits
            .get(..length)
            .and_then(|text| text.parse::<u32>().ok());
        prefix.is_some_and(|prefix| (low..=high).contains(&prefix))
    };
    let found = RANGES
        .iter()
        .find(|(low, high, _)| starts_within(*low, *high));
    found.map(|(_, _, name)| CardBrand(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_of_the_brand_their_first_digits_say() {
        let brand = |digits| brand_of(digits).map(CardBrand::name);
        assert_eq!(brand("4054695723100768"), Some("VISA"));
        assert_eq!(brand("5162774114974622"), Some("MASTERCARD"));
        assert_eq!(brand("2223003122003222"), Some("MASTERCARD"));
        assert_eq!(brand("378282246310005"), Some("AMEX"));
        assert_eq!(brand("30569309025904"), Some("DINERS"));
        assert_eq!(brand("6011111111111117"), Some("DISCOVER"));
        assert_eq!(brand("3566002020360505"), Some("JCB"));
        assert_eq!(brand("6200000000000005"), Some("CUP"));
        assert_eq!(brand("6759649826438453"), Some("MAESTRO"));
        assert_eq!(brand("9490220011669217"), None);
    }

    #[test]
    fn every_range_names_a_brand_that_antom_has() {
        for (_, _, name) in RANGES {
            assert!(CardBrand::named(name).is_some(), "{name}");
        }
    }
}
