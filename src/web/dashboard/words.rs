//! Instants, spans and results as the pages write them.

use jiff::{SignedDuration, Timestamp};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a colour says; the word beside it says the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tone {
    /// It went well.
    Good,
    /// It did not.
    Bad,
    /// It is under way.
    Open,
    /// It is over, or means nothing.
    Calm,
}

impl Tone {
    /// As the style sheet calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Open => "open",
            Self::Calm => "calm",
        }
    }

    /// The tone of a status of a payment, a transaction, a notification or an attempt.
    pub(super) fn of(status: &str) -> Self {
        match status {
            "SUCCESS" | "ACCEPTED" => Self::Good,
            "FAIL" | "REFUSED" | "TIMED_OUT" | "UNREACHABLE" | "BLOCKED" | "LOST" | "EXHAUSTED" => {
                Self::Bad
            }
            "PROCESSING" | "PENDING" => Self::Open,
            _ => Self::Calm,
        }
    }
}

/// A word with its tone: `SUCCESS` in green.
#[derive(Clone, Debug)]
pub(crate) struct Badge {
    pub(crate) word: String,
    pub(crate) tone: &'static str,
}

impl Badge {
    /// A status by its name on the wire.
    pub(super) fn of(status: &str) -> Self {
        Self {
            word: status.to_owned(),
            tone: Tone::of(status).name(),
        }
    }
}

/// What stands for itself in an address (RFC 3986 §2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A text as one part of an address, whatever stands in it.
pub(super) fn part(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// `2026-11-23 02:00:00`, in UTC as everything here.
pub(super) fn when(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// A span in its two largest units: `2 min`, `1 h 30 min`, `7 d`.
pub(super) fn span(span: SignedDuration) -> String {
    let seconds = span.as_secs().unsigned_abs();
    let units = [
        (seconds / 86_400, "d"),
        (seconds / 3_600 % 24, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ];
    let first = units.iter().position(|(count, _)| *count > 0).unwrap_or(3);
    let shown = units[first..].iter().take(2);
    let parts: Vec<_> = shown
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    if parts.is_empty() {
        return "0 s".to_owned();
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_its_two_largest_units() {
        let text = |seconds| span(SignedDuration::from_secs(seconds));
        assert_eq!(text(0), "0 s");
        assert_eq!(text(59), "59 s");
        assert_eq!(text(120), "2 min");
        assert_eq!(text(5_400), "1 h 30 min");
        assert_eq!(text(7 * 86_400 + 5), "7 d");
    }
}
