//! What happened, in order: calls, the buyer's steps, transitions, deliveries, moves of the clock.

mod event;
mod field;
mod kind;
pub(super) mod telling;

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::event::Event;
pub use self::field::EventField;
pub use self::kind::{EventKind, Finding};

/// How many events are kept. An event takes a few hundred bytes; beyond this the oldest go.
const CAPACITY: usize = 10_000;

/// The newest events; the oldest make room.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Journal {
    events: VecDeque<Event>,
    recorded: u64,
}

impl Journal {
    /// Writes an event down.
    pub(crate) fn record(&mut self, at: Timestamp, event: Event) {
        if self.events.len() == CAPACITY {
            self.events.pop_front();
        }
        self.recorded += 1;
        self.events.push_back(Event {
            sequence: self.recorded,
            at,
            ..event
        });
    }

    /// How many events ever happened; the newest has this sequence number.
    #[must_use]
    pub fn recorded(&self) -> u64 {
        self.recorded
    }

    /// How many of them are still here.
    pub(super) fn kept(&self) -> usize {
        self.events.len()
    }

    /// Whether there are more than a journal keeps.
    pub(super) fn is_overfull(&self) -> bool {
        self.events.len() > CAPACITY
    }

    /// How many of them are no longer here.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.recorded - self.events.len() as u64
    }

    /// The events still here whose sequence number is above `sequence`, oldest first.
    #[must_use]
    pub fn since(&self, sequence: u64) -> impl DoubleEndedIterator<Item = &Event> {
        let skip = sequence.saturating_sub(self.dropped());
        let skip = usize::try_from(skip).unwrap_or(usize::MAX);
        self.events.iter().skip(skip)
    }

    /// The instant, or that of the newest event if it is later: what is overdue happens now.
    pub(crate) fn not_before(&self, at: Timestamp) -> Timestamp {
        self.events.back().map_or(at, |newest| newest.at.max(at))
    }

    /// Whether nothing has happened but that the clock was moved.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.dropped() == 0 && self.events.iter().all(|event| event.kind.is_of_clock())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_journal_says_what_it_dropped() {
        let mut journal = Journal::default();
        for _ in 0..CAPACITY + 5 {
            let event = Event::new(EventKind::BuyerLeft, "");
            journal.record(Timestamp::UNIX_EPOCH, event);
        }
        assert_eq!(journal.dropped(), 5);
        assert_eq!(journal.since(0).count(), CAPACITY);
        let last = journal.recorded();
        assert_eq!(journal.since(last - 1).count(), 1);
        assert_eq!(journal.since(last).count(), 0);
    }

    #[test]
    fn a_journal_is_fresh_until_something_but_the_clock_moves() {
        let mut journal = Journal::default();
        let event = |kind| Event::new(kind, "");
        journal.record(Timestamp::UNIX_EPOCH, event(EventKind::ClockChanged));
        journal.record(Timestamp::UNIX_EPOCH, event(EventKind::ClockAdvanced));
        assert!(journal.is_fresh());
        journal.record(Timestamp::UNIX_EPOCH, event(EventKind::ApiCall));
        assert!(!journal.is_fresh());
    }
}
