//! The cards listed under the form, for buyers who have none at hand.

/// A card that the sandbox knows, offered to the buyer for filling in.
#[derive(Debug, Clone)]
pub(crate) struct TestCard {
    pub(crate) number: String,
    pub(crate) brand: String,
    pub(crate) about: String,
    /// Whether its issuer approves.
    pub(crate) approved: bool,
    /// The `id`s of further fields that it needs.
    pub(crate) needs: String,
}

impl TestCard {
    /// The name of the brand's picture.
    pub(super) fn logo(&self) -> String {
        let name = if self.brand.is_empty() {
            "card"
        } else {
            &self.brand
        };
        name.to_lowercase()
    }

    /// The number in fours, as it is printed on a card.
    pub(crate) fn grouped(&self) -> String {
        let digits: Vec<char> = self.number.chars().collect();
        digits
            .chunks(4)
            .map(String::from_iter)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

#[cfg(test)]
impl TestCard {
    pub(crate) fn samples() -> Vec<Self> {
        [
            ("4054695723100768", "VISA", "Approved"),
            ("5162774114974622", "MASTERCARD", "Approved"),
            ("4294097400915107", "VISA", "Approved, issued in Brazil"),
            (
                "9490220011669217",
                "HYUNDAI",
                "Approved, issued in South Korea, never 3DS",
            ),
            ("4054692760174822", "VISA", "Declined by the bank"),
            ("5162770472561357", "MASTERCARD", "Declined by the bank"),
            (
                "4035501000000008",
                "VISA",
                "Approved without a challenge, even when 3DS is asked for",
            ),
        ]
        .map(|(number, brand, about)| Self {
            number: number.into(),
            brand: brand.into(),
            about: about.into(),
            approved: about.starts_with("Approved"),
            needs: String::new(),
        })
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::TestCard;

    #[test]
    fn a_number_is_shown_in_fours() {
        let card = |number: &str| TestCard {
            number: number.into(),
            brand: String::new(),
            about: String::new(),
            approved: true,
            needs: String::new(),
        };
        assert_eq!(card("4054695723100768").grouped(), "4054 6957 2310 0768");
        assert_eq!(card("370000000000002").grouped(), "3700 0000 0000 002");
    }
}
