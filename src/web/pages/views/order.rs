//! What is being bought, and how long that is still possible.

/// What is being bought, or that a card is saved; every page of its link repeats it.
#[derive(Debug, Clone)]
pub(crate) struct OrderSummary {
    pub(crate) description: String,
    pub(crate) reference: String,
    /// Already formatted, e.g. `SGD 25.90`. Empty when nothing is paid: a card is saved.
    pub(crate) amount: String,
}

impl OrderSummary {
    pub(super) fn is_payment(&self) -> bool {
        !self.amount.is_empty()
    }
}

/// How long a page is still good.
#[derive(Debug, Clone)]
pub(crate) struct TimeLeft {
    /// For people, e.g. `13 min 42 s`.
    pub(crate) text: String,
    pub(crate) seconds: i64,
    /// Virtual seconds per wall second; 0 means that the clock stands still.
    pub(crate) rate: f64,
}

impl TimeLeft {
    pub(super) fn runs(&self) -> bool {
        self.rate > 0.0
    }
}

#[cfg(test)]
impl OrderSummary {
    pub(super) fn sample() -> Self {
        Self {
            description: "Two cinema tickets".into(),
            reference: "ORDER-2024-0001".into(),
            amount: "SGD 25.90".into(),
        }
    }

    /// A card that is saved, and nothing is paid.
    pub(super) fn saving_sample() -> Self {
        Self {
            description: "Save a card for later payments".into(),
            reference: "VAULTING-1".into(),
            amount: String::new(),
        }
    }

    /// Long words and characters that mean something in HTML.
    pub(super) fn awkward_sample() -> Self {
        Self {
            description: "Tea & <b>biscuits</b> for \"everybody\" in the office, delivered weekly"
                .into(),
            reference: "A_VERY_LONG_REFERENCE_WITHOUT_ANY_PLACE_TO_BREAK_0123456789".into(),
            amount: "IDR 12,345,678,900".into(),
        }
    }
}

#[cfg(test)]
impl TimeLeft {
    pub(super) fn sample() -> Self {
        Self {
            text: "13 min 42 s".into(),
            seconds: 822,
            rate: 1.0,
        }
    }

    /// The clock stands still.
    pub(super) fn stopped_sample() -> Self {
        Self {
            text: "40 s".into(),
            seconds: 40,
            rate: 0.0,
        }
    }
}
