//! A journey in time is one call that may take long; meanwhile the events tell how far it is.

use std::cell::RefCell;
use std::convert::Infallible;
use std::future::pending;

use jiff::{Span, SpanRelativeTo, Timestamp};
use serde_json::Value;

use super::client::AdminClient;
use super::options::ClientOptions;
use super::print::{field, items};
use super::progress::{StatusLine, bar};

/// Travels, and shows on a terminal how far it is.
pub(crate) async fn travel(
    client: &AdminClient,
    options: &ClientOptions,
    way: Value,
) -> anyhow::Result<Value> {
    let clock = options.path(&["clock"]);
    let advance = format!("{clock}/advance");
    let line = StatusLine::new();
    if !line.is_seen() {
        return client.post(&advance, Some(way)).await;
    }
    let now = client.get(&clock).await?;
    let newest = format!("{}?limit=1", options.path(&["events"]));
    let newest = client.get(&newest).await?;
    let newest = items(&newest, "items").last();
    let since = newest.and_then(|event| event["sequence"].as_u64());
    let far = RefCell::new(Far::new(&now, &way));
    let events = options.path(&["events"]);
    let events = format!("{events}?since={}", since.unwrap_or(0));
    let followed = async {
        let note = |sent: super::sse::Sent| {
            far.borrow_mut().note(&sent.data);
            Ok(true)
        };
        // The journey itself is what counts: it goes on when nothing can be told about it.
        let _ = client.follow(&events, note).await;
        pending::<Infallible>().await
    };
    let work = async {
        tokio::select! {
            answer = client.post(&advance, Some(way)) => answer,
            never = followed => match never {},
        }
    };
    line.beside(work, || far.borrow().told()).await
}

/// How far it is.
#[derive(Debug)]
struct Far {
    from: Option<Timestamp>,
    /// Where it ends, when that is known before.
    to: Option<Timestamp>,
    now: String,
    events: u64,
    deliveries: u64,
}

impl Far {
    fn new(clock: &Value, way: &Value) -> Self {
        let now = field(clock, "now");
        let from: Option<Timestamp> = now.parse().ok();
        let to = match (way["by"].as_str(), way["to"].as_str()) {
            (Some(by), _) => from.and_then(|from| after(from, by)),
            (_, Some(to)) => to.parse().ok(),
            _ => None,
        };
        Self {
            from,
            to,
            now,
            events: 0,
            deliveries: 0,
        }
    }

    fn note(&mut self, event: &Value) {
        let at = field(event, "at");
        if at.is_empty() {
            return;
        }
        self.now = at;
        self.events += 1;
        if event["type"] == "NOTIFICATION_ATTEMPTED" {
            self.deliveries += 1;
        }
    }

    fn told(&self) -> String {
        let bar = match self.part() {
            Some(part) => format!("{}  ", bar(part)),
            None => String::new(),
        };
        let Self {
            now,
            events,
            deliveries,
            ..
        } = self;
        format!("{bar}{now}  {events} events, {deliveries} deliveries")
    }

    /// How much of the time has passed, if the end is known.
    fn part(&self) -> Option<f64> {
        let (from, to) = (self.from?, self.to?);
        let now: Timestamp = self.now.parse().ok()?;
        let seconds = |until: Timestamp| until.duration_since(from).as_secs_f64();
        let all = seconds(to);
        (all > 0.0).then(|| seconds(now) / all)
    }
}

/// The instant so much later, as the server reckons: a day has 24 hours.
fn after(from: Timestamp, by: &str) -> Option<Timestamp> {
    let span: Span = by.parse().ok()?;
    let by = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    from.checked_add(by).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_bar_is_about_time_and_the_counts_are_about_events() {
        let clock = json!({"now": "2026-11-23T02:00:00Z"});
        let mut far = Far::new(&clock, &json!({"by": "1d"}));
        far.note(&json!({"at": "2026-11-23T08:00:00Z", "type": "PAYMENT_EXPIRED"}));
        far.note(&json!({"at": "2026-11-23T14:00:00Z", "type": "NOTIFICATION_ATTEMPTED"}));
        let told = "[==========>         ]  50%  2026-11-23T14:00:00Z  2 events, 1 deliveries";
        assert_eq!(far.told(), told);
    }

    #[test]
    fn without_a_known_end_there_is_no_bar() {
        let clock = json!({"now": "2026-11-23T02:00:00Z"});
        for way in [json!({"drain": true}), json!({"by": "soon"})] {
            let told = "2026-11-23T02:00:00Z  0 events, 0 deliveries";
            assert_eq!(Far::new(&clock, &way).told(), told);
        }
        let there = json!({"to": "2026-11-23T02:00:00Z"});
        assert_eq!(Far::new(&clock, &there).part(), None);
    }
}
