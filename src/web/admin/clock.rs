//! A merchant's clock: read it, change its pace, advance it.

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::about::OfMerchant;
use super::body;
use super::error::AdminError;
use super::events::EventView;
use super::time::span;
use crate::sandbox::clock::Pace;
use crate::sandbox::{Goal, Sandbox};

/// How many of the things due are listed.
const DUE_SHOWN: usize = 20;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ClockView {
    now: Timestamp,
    pace: String,
    next_due_at: Option<Timestamp>,
    due: Vec<DueView>,
    due_count: usize,
}

#[derive(Serialize)]
struct DueView {
    at: Timestamp,
    text: String,
}

impl ClockView {
    fn of(sandbox: &Sandbox) -> Self {
        let (now, due, due_count) = sandbox.with_gateway(|gateway, now| {
            (now, gateway.upcoming(DUE_SHOWN), gateway.upcoming_count())
        });
        Self {
            now,
            pace: sandbox.pace().to_string(),
            next_due_at: due.first().map(|(at, _)| *at),
            due_count,
            due: due
                .into_iter()
                .map(|(at, text)| DueView { at, text })
                .collect(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    pace: Option<String>,
    now: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    by: Option<String>,
    to: Option<Timestamp>,
    #[serde(default)]
    next: bool,
    #[serde(default)]
    drain: bool,
}

#[derive(Serialize)]
struct AdvancedView {
    from: Timestamp,
    to: Timestamp,
    events: Vec<EventView>,
    dropped: u64,
}

pub(super) async fn read(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    Ok(HttpResponse::Ok().json(ClockView::of(&sandbox)))
}

pub(super) async fn change(about: OfMerchant, bytes: Bytes) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let change: Change = body(&bytes)?;
    let pace: Option<Pace> =
        change
            .pace
            .map(|text| text.parse())
            .transpose()
            .map_err(|error: String| {
                AdminError::bad_request(format!("pace: {error}"), "leave pace out to keep it")
            })?;
    if let Some(now) = change.now {
        sandbox
            .set_now(now)
            .map_err(|why| AdminError::conflict(why, "POST …/clock/advance {\"to\": …}"))?;
    }
    if let Some(pace) = pace {
        sandbox.set_pace(pace);
    }
    Ok(HttpResponse::Ok().json(ClockView::of(&sandbox)))
}

pub(super) async fn advance(about: OfMerchant, bytes: Bytes) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let goal = body::<Advance>(&bytes)?.goal()?;
    let advanced = sandbox.advance(goal).await?;
    Ok(HttpResponse::Ok().json(AdvancedView {
        from: advanced.from,
        to: advanced.to,
        events: advanced.events.iter().map(EventView::of).collect(),
        dropped: advanced.dropped,
    }))
}

impl Advance {
    fn goal(self) -> Result<Goal, AdminError> {
        let form = "send one of {\"by\": \"24h\"}, {\"to\": \"2026-11-24T10:00:00+08:00\"}, {\"next\": true}, {\"drain\": true}";
        match (self.by, self.to, self.next, self.drain) {
            (Some(by), None, false, false) => {
                let span = span(&by)
                    .map_err(|error| AdminError::bad_request(format!("by: {error}"), form))?;
                Ok(Goal::By(span))
            }
            (None, Some(to), false, false) => Ok(Goal::To(to)),
            (None, None, true, false) => Ok(Goal::Next),
            (None, None, false, true) => Ok(Goal::Drain),
            _ => Err(AdminError::bad_request("how far is not clear", form)),
        }
    }
}
