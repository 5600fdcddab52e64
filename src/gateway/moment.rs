//! Antom's calendar: body times are written at UTC+8, and so is the day inside an id.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// The offset of every time that Antom writes into a body (samples use `+08:00`).
const ANTOM_OFFSET: Offset = Offset::constant(8);

/// An instant as Antom writes it: ISO 8601, whole seconds, `2026-11-23T10:00:00+08:00`.
#[must_use]
pub fn antom_time(at: Timestamp) -> String {
    let zoned = at.to_zoned(TimeZone::fixed(ANTOM_OFFSET));
    zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The day of an instant as it stands in ids: `20261123`.
#[must_use]
pub fn antom_day(at: Timestamp) -> String {
    let zoned = at.to_zoned(TimeZone::fixed(ANTOM_OFFSET));
    zoned.strftime("%Y%m%d").to_string()
}
