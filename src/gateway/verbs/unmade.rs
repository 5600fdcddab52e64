//! The calls of `pay` that made no payment so far, so that a repeated one is known as such.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use super::super::rules::calling::CallCounts;

/// How many ids are remembered. A shop that is refused for ever must not fill the memory.
const CAPACITY: usize = 10_000;

/// What was called with which `paymentRequestId`; the oldest ids make room.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Unmade {
    counts: BTreeMap<String, CallCounts>,
    /// The ids, oldest first.
    ids: VecDeque<String>,
}

impl Unmade {
    /// The calls with this id, for one more to be counted.
    pub(in crate::gateway) fn entry(&mut self, id: &str) -> &mut CallCounts {
        if !self.counts.contains_key(id) {
            if self.ids.len() == CAPACITY
                && let Some(oldest) = self.ids.pop_front()
            {
                self.counts.remove(&oldest);
            }
            self.ids.push_back(id.to_owned());
        }
        self.counts.entry(id.to_owned()).or_default()
    }

    /// What was called, with its id.
    pub(in crate::gateway) fn iter(&self) -> impl Iterator<Item = (&str, &CallCounts)> {
        let counts = self.counts.iter();
        counts.map(|(id, counts)| (id.as_str(), counts))
    }

    /// Whether each id has its place in the row, and none has two.
    pub(in crate::gateway) fn is_whole(&self) -> bool {
        let known = self.ids.iter().filter(|id| self.counts.contains_key(*id));
        let known: BTreeSet<_> = known.collect();
        known.len() == self.ids.len() && known.len() == self.counts.len() && known.len() <= CAPACITY
    }

    /// Takes out the calls with an id whose payment was made now.
    pub(in crate::gateway) fn remove(&mut self, id: &str) -> Option<CallCounts> {
        let counts = self.counts.remove(id)?;
        // The newest, as a rule: most calls make their payment at once.
        if let Some(place) = self.ids.iter().rposition(|known| known == id) {
            self.ids.remove(place);
        }
        Some(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::Operation;

    /// Counts one more call; the how-manieth it is.
    fn count(unmade: &mut Unmade, id: &str) -> u64 {
        unmade.entry(id).count(Operation::Pay)
    }

    #[test]
    fn the_oldest_ids_make_room() {
        let mut unmade = Unmade::default();
        for number in 0..CAPACITY {
            count(&mut unmade, &format!("pay-{number}"));
        }
        assert_eq!(count(&mut unmade, "pay-0"), 2);
        assert_eq!(count(&mut unmade, "one-more"), 1);
        assert_eq!(count(&mut unmade, "pay-1"), 2);
        assert_eq!(unmade.counts.len(), CAPACITY);
        assert_eq!(count(&mut unmade, "pay-0"), 1, "the oldest was forgotten");
    }

    #[test]
    fn what_was_made_takes_no_room() {
        let mut unmade = Unmade::default();
        for number in 0..3 * CAPACITY {
            let id = format!("pay-{number}");
            assert_eq!(count(&mut unmade, &id), 1);
            assert!(unmade.remove(&id).is_some());
        }
        assert!(unmade.counts.is_empty() && unmade.ids.is_empty());
        assert!(unmade.remove("pay-0").is_none());
    }
}
