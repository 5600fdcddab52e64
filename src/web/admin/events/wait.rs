//! Waits for events, those that have happened already included.

use actix_web::HttpResponse;
use actix_web::web::Query;
use serde::Serialize;

use super::super::about::OfMerchant;
use super::super::error::AdminError;
use super::EventView;
use super::asked::{Asked, Pairs};
use super::tracker::{Tracker, look, watch};

const PARAMETERS: &[&str] = &["since", "count", "timeout"];

#[derive(Serialize)]
struct Found {
    items: Vec<EventView>,
}

pub(in crate::web::admin) async fn until(
    about: OfMerchant,
    query: Query<Pairs>,
) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let asked = Asked::read(&query, PARAMETERS)?;
    let count = asked.count;
    let mut tracker = Tracker::new(asked.filter, asked.since.unwrap_or(0));
    let found = watch(
        &about.state,
        &sandbox,
        asked.timeout,
        |evidence, standing| {
            tracker.read(evidence, standing);
            if tracker.found.len() >= count {
                let items = tracker.found.drain(..count).collect();
                return Some(Ok(Found { items }));
            }
            // What is lost may be what is waited for.
            tracker.gone.take().map(|why| Err(lost(&why)))
        },
    )
    .await?;
    match found {
        Some(found) => Ok(HttpResponse::Ok().json(found?)),
        None => Err(look(&sandbox, |evidence, _| {
            let (had, filter) = (tracker.found.len(), &tracker.filter);
            let nearest = tracker.nearest(evidence);
            AdminError::timed_out(
                format!("waited for {count} of {filter}; had {had}; {nearest}"),
                "with a stepped clock nothing happens by itself: advance it",
            )
        })),
    }
}

/// The question cannot be answered from what is left.
pub(super) fn lost(why: &str) -> AdminError {
    AdminError::gone(
        why,
        "ask sooner, with since=N of the newest event that you know, or give each test a merchant of its own",
    )
}
