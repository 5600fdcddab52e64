//! Colours: what they mean, and text that has them.
//!
//! Text is painted wherever it goes; `print` takes the colours away where nobody sees them.

use anstyle::{AnsiColor, Style};
use serde_json::Value;

use super::field::field;

/// No colour at all.
pub(crate) const PLAIN: Style = Style::new();
/// Headings.
pub(crate) const HEADING: Style = Style::new().bold();
/// What is read last: labels, times, numbers.
pub(crate) const QUIET: Style = Style::new().dimmed();
const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const OPEN: Style = AnsiColor::Yellow.on_default();
const SENT: Style = AnsiColor::Cyan.on_default();

/// Parts of words that mean something bad; they are looked for first.
const BAD_PARTS: &[&str] = &[
    "FAIL",
    "DECLINED",
    "EXPIRED",
    "EXHAUSTED",
    "BLOCKED",
    "REFUSED",
    "TIMED_OUT",
    "UNREACHABLE",
    "LOST",
    "REVERSED",
    "FINDING",
];
const OPEN_PARTS: &[&str] = &[
    "PENDING",
    "PROCESS",
    "CHALLENGE",
    "SCHEDULED",
    "CANCELLED",
    "DISPUTE",
    "LEFT",
    "UNKNOWN",
];
const GOOD_PARTS: &[&str] = &["SUCCESS", "ACCEPTED", "AUTHORIZED", "CAPTURED", "REFUNDED"];

/// The text in this style, and nothing after it.
pub(crate) fn painted(style: Style, text: &str) -> String {
    if text.is_empty() || style.is_plain() {
        return text.to_owned();
    }
    format!("{style}{text}{style:#}")
}

/// How a step of a journey ended.
pub(crate) fn mark(mark: &str) -> String {
    let style = match mark {
        "✓" => GOOD,
        "✗" => BAD,
        "!" => OPEN,
        _ => QUIET,
    };
    painted(style, mark)
}

/// The name of the program before what it complains about.
pub(crate) fn complainer(name: &str) -> String {
    painted(BAD.bold(), name)
}

/// The style of a field by what it says.
pub(crate) fn style_of(name: &str, said: &str) -> Style {
    match name {
        "at" | "time" | "createTime" | "nextAttemptAt" | "sequence" => QUIET,
        "resultCode" | "paymentResultCode" => style_of_result(said),
        "status" | "state" | "stage" | "type" | "paymentStatus" | "resultStatus" | "outcome" => {
            style_of_word(said)
        }
        "why" | "fault" | "reason" => OPEN,
        _ => PLAIN,
    }
}

/// The style of an event: what it was, or how it ended.
pub(crate) fn style_of_event(event: &Value) -> Style {
    let (outcome, result) = (field(event, "outcome"), field(event, "resultCode"));
    if !outcome.is_empty() {
        return style_of_word(&outcome);
    }
    if !result.is_empty() {
        return style_of_result(&result);
    }
    let kind = field(event, "type");
    if kind.starts_with("NOTIFICATION_SCHEDULED") {
        return SENT;
    }
    style_of_word(&kind)
}

/// A result code of Antom is good, not yet known, or one of the many that refuse.
fn style_of_result(code: &str) -> Style {
    match style_of_word(code) {
        PLAIN if !code.is_empty() => BAD,
        style => style,
    }
}

fn style_of_word(word: &str) -> Style {
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(BAD_PARTS) {
        BAD
    } else if has(OPEN_PARTS) {
        OPEN
    } else if has(GOOD_PARTS) {
        GOOD
    } else {
        PLAIN
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_have_the_colour_of_what_they_mean() {
        for (name, word, style) in [
            ("paymentStatus", "SUCCESS", GOOD),
            ("paymentStatus", "PROCESSING", OPEN),
            ("state", "EXHAUSTED", BAD),
            ("outcome", "TIMED_OUT", BAD),
            ("type", "PAYMENT_CAPTURED", GOOD),
            ("type", "CAPTURE_FAILED", BAD),
            ("resultCode", "INVALID_SIGNATURE", BAD),
            ("resultCode", "PAYMENT_IN_PROCESS", OPEN),
            ("resultCode", "", PLAIN),
            ("paymentId", "SUCCESS", PLAIN),
        ] {
            assert_eq!(style_of(name, word), style, "{name} {word}");
        }
    }

    #[test]
    fn an_event_is_judged_by_how_it_ended() {
        for (event, style) in [
            (
                json!({"type": "NOTIFICATION_ATTEMPTED", "outcome": "REFUSED"}),
                BAD,
            ),
            (
                json!({"type": "NOTIFICATION_ATTEMPTED", "outcome": "ACCEPTED"}),
                GOOD,
            ),
            (
                json!({"type": "API_CALL", "resultCode": "PARAM_ILLEGAL"}),
                BAD,
            ),
            (json!({"type": "BUYER_LEFT"}), OPEN),
            (json!({"type": "CLOCK_ADVANCED"}), PLAIN),
        ] {
            assert_eq!(style_of_event(&event), style, "{event}");
        }
    }

    #[test]
    fn nothing_is_not_painted() {
        assert_eq!(painted(BAD, ""), "");
        assert_eq!(painted(PLAIN, "x"), "x");
        assert_eq!(painted(BAD, "x"), "\u{1b}[31mx\u{1b}[0m");
    }
}
