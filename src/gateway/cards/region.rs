//! Where cards are acquired: globally, or in a country with cards of its own.
//!
//! Names and brands: file 02 §8 and file 15 §3 and §7 of the protocol notes.

use serde::{Deserialize, Serialize};

use super::brand::CardBrand;

/// A value of `paymentMethodRegion`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the others are codes of ISO 3166")]
pub enum Region {
    /// Cards of the international brands, from anywhere.
    Global,
    Br,
    Cl,
    Mx,
    Pe,
    Kr,
}

impl Region {
    /// All of them, the global one first.
    pub const ALL: &'static [Self] = &[
        Self::Global,
        Self::Br,
        Self::Cl,
        Self::Mx,
        Self::Pe,
        Self::Kr,
    ];

    /// A region by its name on the wire.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.name() == name)
    }

    /// Its name on the wire: `GLOBAL`, or two letters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "GLOBAL",
            Self::Br => "BR",
            Self::Cl => "CL",
            Self::Mx => "MX",
            Self::Pe => "PE",
            Self::Kr => "KR",
        }
    }

    /// The only currency that local cards pay in; global cards pay in any. The documents show no
    /// other, and do not say that there is none: our choice.
    #[must_use]
    pub fn currency(self) -> Option<&'static str> {
        match self {
            Self::Global => None,
            Self::Br => Some("BRL"),
            Self::Cl => Some("CLP"),
            Self::Mx => Some("MXN"),
            Self::Pe => Some("PEN"),
            Self::Kr => Some("KRW"),
        }
    }

    /// The brands that are taken there.
    pub fn brands(self) -> impl Iterator<Item = CardBrand> {
        let names = match self {
            Self::Global => "VISA MASTERCARD AMEX DISCOVER DINERS CUP JCB MAESTRO",
            Self::Br => "VISA MASTERCARD AMEX HIPERCARD ELO",
            Self::Cl | Self::Pe => "VISA MASTERCARD AMEX DINERS",
            Self::Mx => "VISA MASTERCARD AMEX CARNET",
            Self::Kr => {
                "KOOKMIN BC NONGHYUP SHINHAN SAMSUNG LOTTE HYUNDAI KEBHANA WOORI IBK_BC GWANGJUBANK \
                 KDBBANK SAEMAUL SHINHYEOP CITI POST SAVINGBANK JEONBUKBANK JEJUBANK KAKAOBANK KBANK \
                 TOSSBANK SUHYEOP"
            }
        };
        names.split(' ').filter_map(CardBrand::named)
    }

    /// How its cards get their money. The only local sample is Brazil's (file 07 §4, K4).
    #[must_use]
    pub fn funding(self) -> &'static [&'static str] {
        match self {
            Self::Br => &["CREDIT"],
            _ => &["CREDIT", "DEBIT"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_is_found_by_its_name_and_takes_only_brands_that_exist() {
        for region in Region::ALL {
            assert_eq!(Region::named(region.name()), Some(*region));
        }
        let counts: Vec<_> = Region::ALL.iter().map(|one| one.brands().count()).collect();
        assert_eq!(counts, [8, 5, 4, 4, 4, 23]);
        assert_eq!(Region::named("FR"), None);
    }
}
