//! Stored cards on the card page: those the buyer has, and whether this one becomes one.

/// What the card page says of stored cards.
#[derive(Debug, Clone, Default)]
pub(crate) struct Saving {
    /// The buyer's stored cards, newest first.
    pub(crate) stored: Vec<StoredLine>,
    /// In how many months the buyer wanted to pay with one of them.
    pub(crate) chosen_months: Option<u8>,
    /// Why that is not possible.
    pub(crate) months_error: Option<&'static str>,
    pub(crate) consent: Consent,
}

impl Saving {
    pub(super) fn chose(&self, months: u8) -> bool {
        self.chosen_months == Some(months)
    }
}

/// A stored card as the buyer knows it.
#[derive(Debug, Clone)]
pub(crate) struct StoredLine {
    /// What the form posts as `card`. Tokens stay with the shop.
    pub(crate) id: String,
    pub(crate) brand: String,
    /// The name of its picture.
    pub(crate) logo: String,
    /// The last digits, e.g. `•••• 0768`.
    pub(crate) digits: String,
}

/// Whether the card typed is stored.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Consent {
    /// It is not, and nothing is said.
    #[default]
    Nothing,
    /// It is; the buyer agreed in the shop.
    Stored,
    /// The buyer decides here.
    Asked { ticked: bool },
}

#[cfg(test)]
impl Saving {
    /// Two cards, and the question.
    pub(super) fn sample() -> Self {
        let line = |id: &str, brand: &str, digits: &str| StoredLine {
            id: id.into(),
            brand: brand.into(),
            logo: brand.to_lowercase(),
            digits: digits.into(),
        };
        Self {
            stored: vec![
                line("crd-2", "MASTERCARD", "•••• 4622"),
                line("crd-1", "VISA", "•••• 0768"),
            ],
            consent: Consent::Asked { ticked: true },
            ..Self::default()
        }
    }
}
