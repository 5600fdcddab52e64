//! What cannot be true in a document, and where.

/// Something in a document that cannot be true.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{place}: {what}")]
pub struct Flaw {
    /// Where, as a path: `payments[3].notifications`.
    pub place: String,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl Flaw {
    /// A flaw at a place.
    pub fn at(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
        }
    }

    /// The same, seen from further out.
    #[must_use]
    pub fn within(self, outer: &str) -> Self {
        let place = format!("{outer}.{}", self.place);
        Self { place, ..self }
    }
}
