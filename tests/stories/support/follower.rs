//! One who follows the events of a merchant over a socket of their own.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::Value;

use super::admin::Admin;
use super::wire::{connect, host_of, request};

/// A server-sent event.
#[derive(Debug)]
pub(crate) struct Sent {
    /// `id:`, the sequence number.
    pub(crate) id: Option<u64>,
    /// `event:`, the type.
    pub(crate) name: String,
    /// `data:`.
    pub(crate) data: Value,
}

/// A connection on which events come.
pub(crate) struct Follower {
    lines: BufReader<TcpStream>,
    last: String,
}

impl Follower {
    /// Follows; returns when the server has begun to answer.
    pub(crate) fn open(admin: &Admin, query: &str, last_event_id: Option<u64>) -> Self {
        let base = admin.base();
        let last = last_event_id.map(|id| id.to_string());
        let mut headers = vec![("accept", "text/event-stream")];
        if let Some(last) = &last {
            headers.push(("last-event-id", last));
        }
        let path = format!("/v1/merchants/{}/events{query}", admin.client_id);
        let mut stream = connect(base);
        let asked = request("GET", &path, host_of(base), &headers, b"");
        stream.write_all(&asked).expect("the server reads");
        let mut follower = Self {
            lines: BufReader::new(stream),
            last: String::new(),
        };
        let started = follower.until(": events of ");
        assert!(started.is_some(), "the stream begins");
        follower
    }

    /// The next event; `None` at the end of the stream.
    pub(crate) fn next(&mut self) -> Option<Sent> {
        let (mut id, mut name) = (None, String::new());
        loop {
            let line = self.line()?;
            if let Some(number) = line.strip_prefix("id: ") {
                id = number.parse().ok();
            } else if let Some(kind) = line.strip_prefix("event: ") {
                kind.clone_into(&mut name);
            } else if let Some(data) = line.strip_prefix("data: ") {
                let data = serde_json::from_str(data).expect("the data is JSON");
                return Some(Sent { id, name, data });
            }
        }
    }

    /// The names of the next events.
    pub(crate) fn names(&mut self, count: usize) -> Vec<String> {
        let next = |_| self.next().expect("another event").name;
        (0..count).map(next).collect()
    }

    /// Whether the server ended the stream, and did not just hang up: the last chunk is empty.
    pub(crate) fn was_ended(&mut self) -> bool {
        while self.line().is_some() {}
        self.last == "0"
    }

    fn until(&mut self, beginning: &str) -> Option<String> {
        loop {
            let line = self.line()?;
            if line.starts_with(beginning) {
                return Some(line);
            }
        }
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let count = self.lines.read_line(&mut line).expect("a line comes");
        let line = line.trim_end();
        if !line.is_empty() {
            line.clone_into(&mut self.last);
        }
        (count > 0).then(|| line.to_owned())
    }
}
