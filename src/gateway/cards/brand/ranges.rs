//! Which brands a number belongs to, by its first digits.
//!
//! General knowledge of the card industry, not published by Antom (file 10 §6 of the protocol
//! notes). Only 9490 is a published South Korean range; that every other 9xxx is of BC, whose
//! network most local cards use, is this sandbox's own choice.

use super::CardBrand;

/// An inclusive range of equally long prefixes, and the brand that it stands for.
type Range = (u32, u32, &'static str);

/// Tried in order: a narrow range comes before the wide one that contains it.
const RANGES: &[Range] = &[
    // Brazil
    (401_178, 401_179, "ELO"),
    (431_274, 431_274, "ELO"),
    (438_935, 438_935, "ELO"),
    (451_416, 451_416, "ELO"),
    (457_393, 457_393, "ELO"),
    (457_631, 457_632, "ELO"),
    (504_175, 504_175, "ELO"),
    (506_699, 506_778, "ELO"),
    (509_000, 509_999, "ELO"),
    (627_780, 627_780, "ELO"),
    (636_297, 636_297, "ELO"),
    (636_368, 636_368, "ELO"),
    (650_031, 650_598, "ELO"),
    (650_700, 650_727, "ELO"),
    (650_901, 650_978, "ELO"),
    (651_652, 651_679, "ELO"),
    (655_000, 655_058, "ELO"),
    (384_100, 384_160, "HIPERCARD"),
    (606_282, 606_282, "HIPERCARD"),
    (637_095, 637_095, "HIPERCARD"),
    (637_568, 637_612, "HIPERCARD"),
    // Mexico
    (286_900, 286_900, "CARNET"),
    (502_275, 502_275, "CARNET"),
    (506_199, 506_499, "CARNET"),
    (639_388, 639_559, "CARNET"),
    // Turkey, Russia
    (9792, 9792, "TROY"),
    (2200, 2204, "MIR"),
    // South Korea
    (9490, 9490, "HYUNDAI"),
    (9, 9, "BC"),
    // Everywhere
    (34, 34, "AMEX"),
    (37, 37, "AMEX"),
    (300, 305, "DINERS"),
    (3095, 3095, "DINERS"),
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

/// Numbers that a second network takes, too. The first is a published test card, known elsewhere
/// as one of Cartes Bancaires; the others are French ranges.
const CO_BADGED: &[Range] = &[
    (403_550, 403_550, "CARTES_BANCAIRES"),
    (4970, 4978, "CARTES_BANCAIRES"),
    (5131, 5136, "CARTES_BANCAIRES"),
];

/// The brand a number of plain digits belongs to, if its range is known.
pub(in crate::gateway) fn brand_of(digits: &str) -> Option<CardBrand> {
    found_in(RANGES, digits)
}

/// The second network of a number that has two.
pub(in crate::gateway) fn second_brand_of(digits: &str) -> Option<CardBrand> {
    found_in(CO_BADGED, digits)
}

fn found_in(ranges: &[Range], digits: &str) -> Option<CardBrand> {
    let starts_within = |low: u32, high: u32| {
        let length = low.to_string().len();
        let prefix = digits
            .get(..length)
            .and_then(|text| text.parse::<u32>().ok());
        prefix.is_some_and(|prefix| (low..=high).contains(&prefix))
    };
    let found = ranges
        .iter()
        .find(|(low, high, _)| starts_within(*low, *high));
    found.map(|(_, _, name)| CardBrand(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_of_the_brand_their_first_digits_say() {
        for (digits, name) in [
            ("4054695723100768", "VISA"),
            ("5162774114974622", "MASTERCARD"),
            ("2223003122003222", "MASTERCARD"),
            ("378282246310005", "AMEX"),
            ("30569309025904", "DINERS"),
            ("6011111111111117", "DISCOVER"),
            ("3566002020360505", "JCB"),
            ("6200000000000005", "CUP"),
            ("6759649826438453", "MAESTRO"),
            ("9490220011669217", "HYUNDAI"),
            ("9410000000000000", "BC"),
            ("5066991111111118", "ELO"),
            ("6062826786276634", "HIPERCARD"),
            ("5062540000000000", "CARNET"),
            ("9792030394440796", "TROY"),
            ("2200000000000004", "MIR"),
        ] {
            let brand = brand_of(digits).map(CardBrand::name);
            assert_eq!(brand, Some(name), "{digits}");
        }
        assert_eq!(brand_of("1234567890123456"), None);
        assert_eq!(brand_of(""), None);
    }

    #[test]
    fn every_range_names_a_brand_that_antom_has() {
        for (low, high, name) in RANGES.iter().chain(CO_BADGED) {
            assert!(CardBrand::named(name).is_some(), "{name}");
            assert!(low <= high, "{name}");
            assert_eq!(low.to_string().len(), high.to_string().len(), "{name}");
        }
    }

    #[test]
    fn some_numbers_are_of_two_networks() {
        let second = |digits| second_brand_of(digits).map(CardBrand::name);
        assert_eq!(second("4035501000000008"), Some("CARTES_BANCAIRES"));
        assert_eq!(second("4970100000000154"), Some("CARTES_BANCAIRES"));
        assert_eq!(second("4054695723100768"), None);
    }
}
