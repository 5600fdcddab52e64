//! One field that an expectation wishes for.

use std::fmt;

use crate::gateway::Pattern;

/// A field by its path, and what it has to look like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// Such as `result.resultStatus` or `transactions[0].transactionType`.
    pub path: String,
    /// What is wished of it.
    pattern: Pattern,
}

impl Wanted {
    /// A wish for a field.
    #[must_use]
    pub fn new(path: impl Into<String>, pattern: Pattern) -> Self {
        let path = path.into();
        Self { path, pattern }
    }

    /// A wish for a field that has exactly this value.
    #[must_use]
    pub fn text(path: &str, value: &str) -> Self {
        Self::new(path, Pattern::Like(vec![value.to_owned()]))
    }

    /// The same with its references filled in.
    ///
    /// # Errors
    /// What `fill` says of one that leads nowhere.
    pub fn filled(&self, fill: impl Fn(&str) -> Result<String, String>) -> Result<Self, String> {
        let pattern = match &self.pattern {
            Pattern::Like(texts) => {
                let texts = texts.iter().map(|text| fill(text));
                Pattern::Like(texts.collect::<Result<_, _>>()?)
            }
            other => other.clone(),
        };
        Ok(Self::new(fill(&self.path)?, pattern))
    }

    /// Whether a value is as wished; `None` stands for a field that is not there.
    #[must_use]
    pub fn fits(&self, value: Option<&str>) -> bool {
        self.pattern.fits(value)
    }
}

impl fmt::Display for Wanted {
    /// What is wished, for people: `SUCCESS`, `a or b`, `at least 2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.pattern {
            Pattern::Like(texts) => f.write_str(&texts.join(" or ")),
            Pattern::Present => f.write_str("any value"),
            Pattern::Absent => f.write_str("no such field"),
            Pattern::Between { least, most } => match (least, most) {
                (Some(least), Some(most)) => write!(f, "{least} to {most}"),
                (Some(least), None) => write!(f, "at least {least}"),
                (None, Some(most)) => write!(f, "at most {most}"),
                (None, None) => f.write_str("a number"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_told_as_people_say_it() {
        let like = |texts: &[&str]| Pattern::Like(texts.iter().map(|&t| t.to_owned()).collect());
        let between = |least, most| Pattern::Between { least, most };
        for (pattern, told) in [
            (like(&["SUCCESS"]), "SUCCESS"),
            (like(&["FAIL", "CANCELLED"]), "FAIL or CANCELLED"),
            (Pattern::Present, "any value"),
            (Pattern::Absent, "no such field"),
            (between(Some(1), Some(2)), "1 to 2"),
            (between(Some(2), None), "at least 2"),
            (between(None, Some(2)), "at most 2"),
        ] {
            assert_eq!(Wanted::new("x", pattern).to_string(), told);
        }
    }

    #[test]
    fn references_are_filled_in_where_texts_are_compared() {
        let wanted = Wanted::text("a", "${pay.paymentId}");
        let filled = wanted.filled(|text| Ok(text.replace("${pay.paymentId}", "42")));
        assert!(filled.unwrap().fits(Some("42")));
        wanted.filled(|_| Err("nowhere".to_owned())).unwrap_err();
    }
}
