//! Faults that lie in time and in the connection: late, never, broken off. The one handler that
//! waits in real time.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::SizedStream;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use futures_util::StreamExt;
use futures_util::stream::{iter, once};
use jiff::{SignedDuration, Timestamp};

use super::line::{is_hung_up, reset_at_end};
use super::planned::Trouble;
use crate::gateway::SpoiledAnswer;
use crate::sandbox::Sandbox;
use crate::sandbox::clock::Pace;

/// How long silence lasts at most. No client waits longer.
const SILENCE_MAX: Duration = Duration::from_secs(10 * 60);

/// How often a silent connection is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// Between the halves of a slow body, unless a rule says otherwise.
const PAUSE: SignedDuration = SignedDuration::from_secs(2);

/// Answers as the trouble wants it: `head` has status and headers, `body` is the whole body.
pub(super) async fn respond(
    mut head: HttpResponseBuilder,
    body: Bytes,
    trouble: Trouble,
    request: &HttpRequest,
) -> HttpResponse {
    let spoiled = trouble.spoiled();
    let slow = spoiled == Some(SpoiledAnswer::SlowBody);
    let pause = trouble.fault.delay.or(slow.then_some(PAUSE));
    let held_back = hold_back(trouble.sandbox, trouble.since, pause.unwrap_or_default());
    let (length, half) = (body.len() as u64, body.slice(..body.len() / 2));
    if slow {
        let rest = once(async move {
            held_back.await;
            Ok::<_, BrokenOff>(body.slice(body.len() / 2..))
        });
        return head.body(SizedStream::new(length, iter([Ok(half)]).chain(rest)));
    }
    held_back.await;
    match spoiled {
        Some(SpoiledAnswer::Never) => {
            be_silent(request).await;
            head.body(SizedStream::new(length, iter([Err(BrokenOff)])))
        }
        Some(SpoiledAnswer::Reset) => {
            reset_at_end(request);
            // A body that fails before its first byte takes the head with it.
            head.body(SizedStream::new(length, iter([Err(BrokenOff)])))
        }
        Some(SpoiledAnswer::CutBody) => {
            let end = once(async {
                // The first half is on its way when this is asked for again.
                tokio::task::yield_now().await;
                Err(BrokenOff)
            });
            head.body(SizedStream::new(length, iter([Ok(half)]).chain(end)))
        }
        _ => head.body(body),
    }
}

/// Waits for real time to pass, or for the merchant's clock to get so far, whichever is first.
async fn hold_back(sandbox: Arc<Sandbox>, since: Timestamp, delay: SignedDuration) {
    let Ok(until) = since.checked_add(delay) else {
        return be_patient(SILENCE_MAX).await;
    };
    let virtually = async {
        let mut changes = sandbox.watch();
        loop {
            changes.mark_unchanged();
            let left = until.duration_since(sandbox.now());
            if !left.is_positive() {
                return;
            }
            let passing = match sandbox.pace() {
                Pace::Live { rate } => left.unsigned_abs() / rate,
                Pace::Stepped => left.unsigned_abs(),
            };
            tokio::select! {
                _ = changes.changed() => {}
                () = be_patient(passing) => {}
            }
        }
    };
    tokio::select! {
        () = virtually => {}
        () = be_patient(delay.unsigned_abs()) => {}
    }
}

async fn be_silent(request: &HttpRequest) {
    let hung_up = async {
        while !is_hung_up(request) {
            be_patient(LOOK).await;
        }
    };
    // Either will do.
    let _ = tokio::time::timeout(SILENCE_MAX, hung_up).await;
}

#[expect(
    clippy::disallowed_methods,
    reason = "late answers are late in real time"
)]
async fn be_patient(span: Duration) {
    tokio::time::sleep(span).await;
}

/// The end of a body that a rule breaks off; the server then drops the connection.
struct BrokenOff;

impl fmt::Debug for BrokenOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for BrokenOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("broken off, as a rule of the scenario wants")
    }
}

impl Error for BrokenOff {}
