//! Lengths of time, as callers write them.

use std::time::Duration;

use jiff::{SignedDuration, Span, SpanRelativeTo};

use super::error::AdminError;

/// The longest wait; connections do not live for ever.
const TIMEOUT_MAX: SignedDuration = SignedDuration::from_mins(10);

/// How long to wait: five seconds unless told, and never for ever.
pub(super) fn patience(name: &str, text: Option<&str>) -> Result<Duration, AdminError> {
    let timeout = span(text.unwrap_or("5s"))
        .map_err(|error| AdminError::bad_request(format!("{name}: {error}"), "write 5s"))?;
    Ok(timeout.min(TIMEOUT_MAX).unsigned_abs())
}

/// Reads `24h`, `2h 30m`, `7d`, `1w` or ISO 8601's `PT24H`. A day has 24 hours here.
pub(super) fn span(text: &str) -> Result<SignedDuration, String> {
    let span: Span = text
        .parse()
        .map_err(|_| format!("\"{text}\" is no time; write a time such as 24h, 10m or 7d"))?;
    let relative = SpanRelativeTo::days_are_24_hours();
    let duration = span
        .to_duration(relative)
        .map_err(|_| "months and years have no fixed length; write days".to_owned())?;
    if duration.is_negative() {
        return Err("time does not go back".to_owned());
    }
    Ok(duration)
}
