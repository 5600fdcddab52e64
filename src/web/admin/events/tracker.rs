//! Follows a journal and keeps what fits a filter; tells how near it came when nothing does.

use std::sync::Arc;
use std::time::Duration;

use super::super::super::State;
use super::super::error::AdminError;
use super::EventView;
use super::evidence::Evidence;
use super::filter::{Filter, Verdict};
use crate::gateway::{Event, Gateway};
use crate::sandbox::{Sandbox, Standing};

/// How many events that nearly fit are told.
const MISSES_TOLD: usize = 3;

/// The events of one filter, as far as the journal was read.
pub(super) struct Tracker {
    pub(super) filter: Filter,
    since: u64,
    seen: u64,
    epoch: Option<u64>,
    /// What fits, oldest first.
    pub(super) found: Vec<EventView>,
    /// Why something that may have fitted can no longer be told.
    pub(super) gone: Option<String>,
}

impl Tracker {
    pub(super) fn new(filter: Filter, since: u64) -> Self {
        Self {
            filter,
            since,
            seen: since,
            epoch: None,
            found: Vec::new(),
            gone: None,
        }
    }

    /// Reads what is new. After a reset everything is new.
    pub(super) fn read(&mut self, evidence: Evidence<'_>, standing: Standing) {
        if self.epoch.is_some_and(|epoch| epoch != standing.epoch) {
            *self = Self::new(self.filter.clone(), 0);
        }
        self.epoch = Some(standing.epoch);
        let journal = evidence.gateway.journal();
        if journal.dropped() > self.seen {
            let (dropped, since) = (journal.dropped(), self.since);
            self.gone = Some(format!(
                "the journal no longer has the events {} to {dropped}, and all since {since} are asked for",
                self.seen + 1
            ));
        }
        for event in journal.since(self.seen) {
            match self.filter.judge(event, evidence) {
                Verdict::Fits => self.found.push(EventView::of(event)),
                Verdict::DoesNot => {}
                Verdict::Gone(why) => self.gone = Some(why),
            }
        }
        self.seen = journal.recorded().max(self.seen);
    }

    /// The events that fit but for one condition; if there are none, the newest events.
    pub(super) fn nearest(&self, evidence: Evidence<'_>) -> String {
        let events = || evidence.gateway.journal().since(self.since).rev();
        let mut misses: Vec<_> = events()
            .filter(|_| !self.filter.is_about_type_only())
            .filter_map(|event| {
                let differences = self.filter.differences(event, evidence);
                match differences.as_slice() {
                    [only] => Some((only.distance, event, only.to_string())),
                    _ => None,
                }
            })
            .collect();
        // Among equals the newest come first.
        misses.sort_by_key(|(distance, ..)| *distance);
        misses.truncate(MISSES_TOLD);
        misses.sort_by_key(|(_, event, _)| event.sequence);
        let name = |event: &Event| format!("#{} {}", event.sequence, event.kind.name());
        if !misses.is_empty() {
            let told = misses
                .iter()
                .map(|(_, event, text)| format!("{}: {text}", name(event)));
            return format!("nearest: {}", told.collect::<Vec<_>>().join("; "));
        }
        let mut newest: Vec<_> = events().take(MISSES_TOLD).map(name).collect();
        newest.reverse();
        match newest.as_slice() {
            [] => format!("nothing happened since {}", self.since),
            some => format!("the newest events are {}", some.join(", ")),
        }
    }
}

/// Looks whenever something happened, until an answer is found, the time is up, or the program
/// stops.
pub(super) async fn watch<T>(
    state: &State,
    sandbox: &Arc<Sandbox>,
    patience: Duration,
    mut answer: impl FnMut(Evidence<'_>, Standing) -> Option<T>,
) -> Result<Option<T>, AdminError> {
    let mut changes = sandbox.watch();
    let found = async {
        loop {
            changes.mark_unchanged();
            let (found, is_closed) =
                look(sandbox, |evidence, at| (answer(evidence, at), at.closed));
            if let Some(found) = found {
                return Ok(found);
            }
            if is_closed {
                let message = "the merchant was removed: nothing more happens there";
                return Err(AdminError::not_found(message, "create another one"));
            }
            // The sender lives as long as the sandbox, which we hold.
            let _ = changes.changed().await;
        }
    };
    let in_time = tokio::select! {
        in_time = tokio::time::timeout(patience, found) => in_time,
        () = state.stopped() => return Err(AdminError::stopping()),
    };
    match in_time {
        Ok(found) => found.map(Some),
        Err(_) => Ok(None),
    }
}

/// Looks at a world together with what is kept of its wire.
pub(super) fn look<R>(sandbox: &Sandbox, at: impl FnOnce(Evidence<'_>, Standing) -> R) -> R {
    sandbox.look(|gateway: &Gateway, standing| {
        let records = &*sandbox.records();
        at(Evidence { gateway, records }, standing)
    })
}
