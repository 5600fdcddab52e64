//! What the cards of a brand have in common: how long their numbers and security codes are, and
//! where they come from.

use super::{BRANDS, CardBrand};

impl CardBrand {
    /// How many digits the security code has; `None` for South Korean cards, which are paid with
    /// without one (file 10 §6).
    #[must_use]
    pub fn cvv_length(self) -> Option<usize> {
        match self.0 {
            "AMEX" => Some(4),
            _ if self.is_korean() => None,
            _ => Some(3),
        }
    }

    /// Whether numbers of the brand may have so many digits.
    #[must_use]
    pub fn has_numbers_of(self, digits: usize) -> bool {
        match self.0 {
            "AMEX" => digits == 15,
            "VISA" => matches!(digits, 13 | 16 | 19),
            "DINERS" => (14..=19).contains(&digits),
            "MAESTRO" => (12..=19).contains(&digits),
            "JCB" | "DISCOVER" | "CUP" | "MIR" => (16..=19).contains(&digits),
            "HIPERCARD" => matches!(digits, 13 | 16 | 19),
            _ if self.is_korean() => (14..=16).contains(&digits),
            _ => digits == 16,
        }
    }

    /// Whether it is a South Korean brand: no security code and never 3DS (file 15 §7).
    #[must_use]
    pub fn is_korean(self) -> bool {
        self.home().0 == "KR"
    }

    /// Whether the scheme cannot ask for 3DS after a refusal without it (file 11 §1): South Korean
    /// and Brazilian local ones.
    #[must_use]
    pub fn knows_no_upgrade(self) -> bool {
        self.is_korean() || matches!(self.0, "ELO" | "HIPERCARD")
    }

    /// The country whose banks issue it and the `paymentMethodRegion` of its cards, unless a rule
    /// says otherwise.
    pub(in crate::gateway) fn home(self) -> (&'static str, &'static str) {
        let found = BRANDS.iter().find(|(name, ..)| *name == self.0);
        found.map_or(("US", "GLOBAL"), |(_, country, region)| (country, region))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand(name: &str) -> CardBrand {
        CardBrand::named(name).expect("a brand")
    }

    #[test]
    fn every_brand_has_its_lengths() {
        for (name, lengths, cvv) in [
            ("VISA", &[13, 16, 19][..], Some(3)),
            ("MASTERCARD", &[16], Some(3)),
            ("AMEX", &[15], Some(4)),
            ("DINERS", &[14, 15, 16, 17, 18, 19], Some(3)),
            ("MAESTRO", &[12, 13, 14, 15, 16, 17, 18, 19], Some(3)),
            ("HYUNDAI", &[14, 15, 16], None),
            ("TOSSBANK", &[14, 15, 16], None),
            ("ELO", &[16], Some(3)),
        ] {
            let brand = brand(name);
            let taken: Vec<_> = (10..22).filter(|n| brand.has_numbers_of(*n)).collect();
            assert_eq!(taken, lengths, "{name}");
            assert_eq!(brand.cvv_length(), cvv, "{name}");
        }
    }

    #[test]
    fn the_korean_brands_are_all_that_antom_lists() {
        let (korean, others): (Vec<_>, Vec<_>) = CardBrand::all().partition(|one| one.is_korean());
        assert_eq!((korean.len(), others.len()), (23, 14));
        assert!(brand("HYUNDAI").is_korean() && !brand("CUP").is_korean());
    }
}
