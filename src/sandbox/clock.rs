//! Virtual time, and the one place that reads the wall's.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, Instant};

use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};
use serde::{Deserialize, Serialize};

/// The fastest rate: about eleven days a second.
const RATE_MAX: u32 = 1_000_000;

/// How virtual time passes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Pace {
    /// With the wall's time, so many times as fast.
    Live {
        /// Virtual seconds for each second of the wall.
        rate: u32,
    },
    /// It stands still until it is advanced.
    Stepped,
}

impl FromStr for Pace {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "live" => Ok(Self::Live { rate: 1 }),
            "stepped" => Ok(Self::Stepped),
            other => other
                .strip_prefix('x')
                .and_then(|rate| rate.parse().ok())
                .filter(|rate| (1..=RATE_MAX).contains(rate))
                .map(|rate| Self::Live { rate })
                .ok_or_else(|| {
                    format!("a pace is live, stepped, or xN with N from 1 to {RATE_MAX}, such as x60; not \"{other}\"")
                }),
        }
    }
}

impl TryFrom<String> for Pace {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Pace> for String {
    fn from(pace: Pace) -> Self {
        pace.to_string()
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Live { rate: 1 } => f.write_str("live"),
            Self::Live { rate } => write!(f, "x{rate}"),
            Self::Stepped => f.write_str("stepped"),
        }
    }
}

/// A clock that never goes back, and does not jump when its pace changes.
#[derive(Clone, Debug)]
pub struct VirtualClock {
    pace: Pace,
    anchor_wall: Timestamp,
    anchor_virtual: Timestamp,
    /// Set while somebody advances the time in steps: the clock shows this and nothing else.
    held_at: Option<Timestamp>,
    /// The latest instant it showed. The wall's clock can be set back; this one does not follow.
    latest: Timestamp,
}

impl VirtualClock {
    /// A clock that shows `now` when the wall's shows `wall`.
    #[must_use]
    pub fn new(pace: Pace, now: Timestamp, wall: Timestamp) -> Self {
        Self {
            pace,
            anchor_wall: wall,
            anchor_virtual: now,
            held_at: None,
            latest: now,
        }
    }

    /// What the clock shows when the wall's shows `wall`.
    pub fn now(&mut self, wall: Timestamp) -> Timestamp {
        let shown = match (self.held_at, self.pace) {
            (Some(at), _) => at,
            (None, Pace::Stepped) => self.anchor_virtual,
            (None, Pace::Live { rate }) => {
                let passed = wall.duration_since(self.anchor_wall);
                let passed = passed.checked_mul(i32::try_from(rate).unwrap_or(i32::MAX));
                let shown = passed.and_then(|passed| self.anchor_virtual.checked_add(passed).ok());
                shown.unwrap_or(Timestamp::MAX)
            }
        };
        self.latest = self.latest.max(shown);
        self.latest
    }

    /// How time passes.
    #[must_use]
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// Changes the pace; the clock goes on from what it shows.
    pub fn set_pace(&mut self, pace: Pace, wall: Timestamp) {
        self.anchor_virtual = self.now(wall);
        self.anchor_wall = wall;
        self.pace = pace;
    }

    /// Whether somebody moves it in steps now.
    pub(super) fn is_held(&self) -> bool {
        self.held_at.is_some()
    }

    /// Stops the clock, for somebody who will move it in steps.
    pub(super) fn hold(&mut self, wall: Timestamp) -> Timestamp {
        let now = self.now(wall);
        self.held_at = Some(now);
        now
    }

    /// Moves a clock that is held; never back.
    pub(super) fn move_to(&mut self, at: Timestamp) {
        self.held_at = self.held_at.map(|now| now.max(at));
    }

    /// Lets a clock that was held go on from where it stands.
    pub(super) fn release(&mut self, wall: Timestamp) {
        self.anchor_virtual = self.now(wall);
        self.anchor_wall = wall;
        self.held_at = None;
    }

    /// How long the wall's clock takes until this one shows `due`; `None` when it would not get
    /// there by itself.
    pub(super) fn time_until(&mut self, due: Timestamp, wall: Timestamp) -> Option<Duration> {
        let (None, Pace::Live { rate }) = (self.held_at, self.pace) else {
            return None;
        };
        let missing = due.duration_since(self.now(wall)).max(SignedDuration::ZERO);
        Some(missing.unsigned_abs() / rate)
    }
}

/// The wall's time, in whole milliseconds: finer digits would only litter what people read.
/// Everything that shows or compares real time gets it from here.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the wall's clock"
)]
pub fn wall_now() -> Timestamp {
    whole(Timestamp::now(), Unit::Millisecond)
}

/// An instant without its fraction of a unit.
pub(super) fn whole(at: Timestamp, unit: Unit) -> Timestamp {
    let down = TimestampRound::new().smallest(unit).mode(RoundMode::Floor);
    at.round(down).unwrap_or(at)
}

/// Measures how long something takes, in wall time.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts measuring.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the wall's clock"
    )]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the start.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("an instant")
    }

    #[test]
    fn live_time_passes_at_its_rate_and_changing_pace_does_not_jump() {
        let mut clock = VirtualClock::new(Pace::Live { rate: 60 }, at(1000), at(0));
        assert_eq!(clock.now(at(10)), at(1600));
        clock.set_pace(Pace::Stepped, at(10));
        assert_eq!(clock.now(at(99)), at(1600));
        clock.set_pace(Pace::Live { rate: 1 }, at(100));
        assert_eq!(clock.now(at(103)), at(1603));
    }

    #[test]
    fn time_does_not_go_back_with_the_wall() {
        let mut clock = VirtualClock::new(Pace::Live { rate: 1 }, at(1000), at(50));
        assert_eq!(clock.now(at(60)), at(1010));
        assert_eq!(clock.now(at(40)), at(1010));
    }

    #[test]
    fn a_held_clock_moves_in_steps_and_then_goes_on() {
        let mut clock = VirtualClock::new(Pace::Live { rate: 1 }, at(1000), at(0));
        clock.hold(at(5));
        clock.move_to(at(9000));
        clock.move_to(at(2000));
        assert_eq!(clock.now(at(50)), at(9000));
        assert_eq!(clock.time_until(at(9999), at(50)), None);
        clock.release(at(50));
        assert_eq!(clock.now(at(51)), at(9001));
    }

    #[test]
    fn a_pace_is_read_as_it_is_written() {
        for text in ["live", "stepped", "x60"] {
            assert_eq!(text.parse::<Pace>().expect(text).to_string(), text);
        }
        for wrong in ["x0", "x", "fast", "x1000001", "60"] {
            assert!(wrong.parse::<Pace>().is_err(), "{wrong}");
        }
    }
}
