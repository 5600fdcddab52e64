//! Reason codes of the card schemes. They are public knowledge of the card industry; Antom hands
//! them on and lists none.

use super::super::cards::brand::CardBrand;

/// A scheme's name, its codes with what they mean. The first code is the usual one.
struct Scheme {
    name: &'static str,
    brands: &'static [&'static str],
    codes: &'static [(&'static str, &'static str)],
}

const SCHEMES: [Scheme; 5] = [
    Scheme {
        name: "Visa",
        brands: &["VISA"],
        codes: &[
            ("10.4", "Other fraud, card-absent environment"),
            ("11.3", "No authorization"),
            ("12.6.1", "Duplicate processing"),
            ("13.1", "Merchandise or services not received"),
            ("13.3", "Not as described, or defective"),
            ("13.6", "Credit not processed"),
            ("13.7", "Cancelled merchandise or services"),
        ],
    },
    Scheme {
        name: "Mastercard",
        brands: &["MASTERCARD", "MAESTRO"],
        codes: &[
            ("4853", "Cardholder dispute"),
            ("4808", "Authorization-related chargeback"),
            ("4834", "Point-of-interaction error"),
            ("4837", "No cardholder authorization"),
        ],
    },
    Scheme {
        name: "Amex",
        brands: &["AMEX"],
        codes: &[
            ("F29", "Card not present"),
            ("C08", "Goods or services not received"),
            ("C31", "Goods or services not as described"),
            ("P08", "Duplicate charge"),
        ],
    },
    Scheme {
        name: "Discover",
        brands: &["DISCOVER", "DINERS"],
        codes: &[
            ("UA02", "Fraud, card not present"),
            ("RG", "Non-receipt of goods, services or cash"),
            ("RM", "Cardholder disputes quality of goods or services"),
        ],
    },
    Scheme {
        name: "JCB",
        brands: &["JCB"],
        codes: &[("546", "Unauthorized purchase")],
    },
];

/// What is said without any better knowledge.
const ANY_REASON: &str = "The cardholder disputes the payment";

fn scheme_of(brand: CardBrand) -> Option<&'static Scheme> {
    let mut schemes = SCHEMES.iter();
    schemes.find(|scheme| scheme.brands.contains(&brand.name()))
}

/// `disputeSource`: the scheme of a card.
pub(super) fn source(brand: CardBrand) -> &'static str {
    scheme_of(brand).map_or(brand.name(), |scheme| scheme.name)
}

/// The code that disputes of a card usually have, if its scheme's codes are known here.
pub(super) fn usual_code(brand: CardBrand) -> Option<&'static str> {
    let (code, _) = scheme_of(brand)?.codes.first()?;
    Some(code)
}

/// What a code means.
pub(super) fn meaning(code: Option<&str>) -> &'static str {
    let mut known = SCHEMES.iter().flat_map(|scheme| scheme.codes);
    let found = known.find(|(known, _)| Some(*known) == code);
    found.map_or(ANY_REASON, |(_, meaning)| meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_has_a_usual_code_of_its_own() {
        for (brand, name, code) in [
            ("VISA", "Visa", Some("10.4")),
            ("MAESTRO", "Mastercard", Some("4853")),
            ("DINERS", "Discover", Some("UA02")),
            ("CUP", "CUP", None),
        ] {
            let brand = CardBrand::named(brand).expect("a brand");
            assert_eq!(source(brand), name);
            assert_eq!(usual_code(brand), code);
        }
        for scheme in &SCHEMES {
            for brand in scheme.brands {
                assert!(CardBrand::named(brand).is_some(), "{brand}");
            }
        }
        assert_eq!(meaning(Some("4853")), "Cardholder dispute");
        assert_eq!(meaning(Some("99")), ANY_REASON);
    }
}
