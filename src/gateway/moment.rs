//! Instants: how Antom writes them (at UTC+8, and so is the day inside an id), and how they are
//! added to.

use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// The offset of every time that Antom writes into a body (samples use `+08:00`).
const ANTOM_OFFSET: Offset = Offset::constant(8);

/// The instant so much later. The calendar ends with the year 9999, and a far-off
/// `paymentExpiryTime` lets anyone drain a sandbox up to there: what would lie beyond is due then.
pub(super) fn later(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.checked_add(span).unwrap_or(Timestamp::MAX)
}

/// The instant so much earlier, as far as the calendar goes.
pub(super) fn earlier(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.checked_sub(span).unwrap_or(Timestamp::MIN)
}

/// An instant as Antom writes it: ISO 8601, whole seconds, `2026-11-23T10:00:00+08:00`.
#[must_use]
pub fn antom_time(at: Timestamp) -> String {
    let zoned = at.to_zoned(TimeZone::fixed(ANTOM_OFFSET));
    zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The day of an instant, as Antom counts days: at UTC+8.
#[must_use]
pub fn antom_date(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::fixed(ANTOM_OFFSET)).date()
}

/// From the beginning of a day of Antom's to that of the next.
pub(super) fn antom_span(day: Date) -> Range<Timestamp> {
    let zone = || TimeZone::fixed(ANTOM_OFFSET);
    let start = day
        .to_zoned(zone())
        .map_or(Timestamp::MIN, |at| at.timestamp());
    let next = day.tomorrow().and_then(|next| next.to_zoned(zone()));
    start..next.map_or(Timestamp::MAX, |at| at.timestamp())
}

/// The day of an instant as it stands in ids: `20261123`.
#[must_use]
pub fn antom_day(at: Timestamp) -> String {
    let zoned = at.to_zoned(TimeZone::fixed(ANTOM_OFFSET));
    zoned.strftime("%Y%m%d").to_string()
}
