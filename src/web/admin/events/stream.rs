//! The journal as server-sent events, for as long as somebody follows.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::Bytes;
use futures_util::stream;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::super::super::State;
use super::EventView;
use super::filter::{Filter, Verdict};
use super::tracker::look;
use crate::gateway::Event;
use crate::sandbox::Sandbox;

/// Proxies close what is silent for long, and a follower that left is noticed by writing to it.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How many events are written at a time.
const BATCH: usize = 500;

/// One who follows.
struct Follower {
    sandbox: Arc<Sandbox>,
    changes: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    filter: Filter,
    /// The newest event that was looked at.
    seen: u64,
    epoch: Option<u64>,
    is_over: bool,
}

/// Answers with events since then, and goes on with every new one.
pub(super) fn follow(
    state: &State,
    sandbox: Arc<Sandbox>,
    filter: Filter,
    since: u64,
) -> HttpResponse {
    let follower = Follower {
        changes: sandbox.watch(),
        stopping: state.stopping.subscribe(),
        sandbox,
        filter,
        seen: since,
        epoch: None,
        is_over: false,
    };
    let chunks = stream::unfold(follower, |mut follower| async move {
        let chunk = follower.next().await?;
        Some((Ok::<_, Infallible>(Bytes::from(chunk)), follower))
    });
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .streaming(chunks)
}

impl Follower {
    /// What is to be written next; `None` at the end.
    async fn next(&mut self) -> Option<String> {
        loop {
            if self.is_over || *self.stopping.borrow() {
                return None;
            }
            self.changes.mark_unchanged();
            let news = self.news();
            if !news.is_empty() {
                return Some(news);
            }
            let changed = tokio::time::timeout(KEEP_ALIVE, self.changes.changed());
            tokio::select! {
                changed = changed => if changed.is_err() {
                    return Some(": still here\n\n".to_owned());
                },
                stopping = self.stopping.changed() => if stopping.is_err() {
                    return None;
                },
            }
        }
    }

    /// What has happened since the last look.
    fn news(&mut self) -> String {
        let sandbox = Arc::clone(&self.sandbox);
        look(&sandbox, |evidence, standing| {
            let mut text = String::new();
            let journal = evidence.gateway.journal();
            if self.epoch.is_none() {
                // The answer begins at once, also when there is nothing to tell.
                let _ = write!(text, ": events of {} follow\n\n", sandbox.client_id());
            }
            let is_other_world = match self.epoch {
                Some(epoch) => epoch != standing.epoch,
                None => self.seen > journal.recorded(),
            };
            if is_other_world {
                self.seen = 0;
                let data =
                    json!({"text": "the merchant was reset or restored; all its events come anew"});
                announce(&mut text, "reset", Some(0), &data);
            }
            self.epoch = Some(standing.epoch);
            if journal.dropped() > self.seen {
                let dropped = journal.dropped() - self.seen;
                let data = json!({"dropped": dropped, "text": "so many events were no longer in the journal"});
                announce(&mut text, "dropped", Some(journal.dropped()), &data);
                self.seen = journal.dropped();
            }
            for event in journal.since(self.seen).take(BATCH) {
                self.seen = event.sequence;
                match self.filter.judge(event, evidence) {
                    Verdict::Fits => tell(&mut text, event),
                    Verdict::DoesNot => {}
                    Verdict::Gone(why) => {
                        let data = json!({"dropped": 1, "text": why});
                        announce(&mut text, "dropped", Some(event.sequence), &data);
                    }
                }
            }
            let has_more = self.seen < journal.recorded();
            if has_more {
                // A batch in which nothing fits is no reason to sleep.
                self.changes.mark_changed();
            }
            if standing.closed && !has_more {
                self.is_over = true;
                let data = json!({"text": "the merchant was removed"});
                announce(&mut text, "removed", None, &data);
            }
            text
        })
    }
}

fn tell(text: &mut String, event: &Event) {
    let view = EventView::of(event);
    let data = serde_json::to_value(&view).unwrap_or_default();
    announce(text, event.kind.name(), Some(event.sequence), &data);
}

/// One event of the stream. JSON has no line breaks of its own, so the data is one line.
fn announce(text: &mut String, name: &str, id: Option<u64>, data: &Value) {
    if let Some(id) = id {
        let _ = writeln!(text, "id: {id}");
    }
    let _ = write!(text, "event: {name}\ndata: {data}\n\n");
}
