//! The journal of a merchant: one line in time of calls, steps, transitions, deliveries and moves of
//! the clock.

mod asked;
mod evidence;
pub(super) mod expect;
mod filter;
mod line;
mod stream;
mod tracker;
pub(super) mod wait;
mod words;

use actix_web::http::header::ACCEPT;
use actix_web::web::Query;
use actix_web::{HttpRequest, HttpResponse};
use jiff::Timestamp;
use serde::Serialize;

use self::asked::{Asked, Pairs};
use self::filter::Verdict;
use self::tracker::look;
pub(super) use self::words::unknown;
use super::about::OfMerchant;
use super::error::AdminError;
use super::newest::Limit;
use crate::gateway::{Event, Finding, NotifyType, Operation, Outcome, ResultCode};

const PARAMETERS: &[&str] = &["since", "limit"];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EventView {
    sequence: u64,
    at: Timestamp,
    r#type: &'static str,
    payment_id: Option<String>,
    notification_id: Option<String>,
    #[serde(flatten)]
    details: Details,
    text: String,
}

/// What only some events have.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Details {
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vaulting_request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result_code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notify_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempt: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<&'static str>,
}

impl EventView {
    pub(super) fn of(event: &Event) -> Self {
        Self {
            sequence: event.sequence,
            at: event.at,
            r#type: event.kind.name(),
            payment_id: event.payment_id.as_ref().map(ToString::to_string),
            notification_id: event.notification_id.as_ref().map(ToString::to_string),
            details: Details {
                payment_request_id: event.payment_request_id.clone(),
                order: event.order.clone(),
                vaulting_request_id: event.vaulting_request_id.clone(),
                request_id: event.request.map(|number| format!("req-{number}")),
                api: event.api.map(Operation::name),
                result_code: event.result_code.map(ResultCode::code),
                notify_type: event.notify_type.map(NotifyType::name),
                attempt: event.attempt,
                outcome: event.outcome.map(Outcome::name),
                finding: event.finding.map(Finding::name),
            },
            text: event.text.clone(),
        }
    }
}

#[derive(Serialize)]
struct Events {
    items: Vec<EventView>,
    /// How many events the journal no longer has.
    dropped: u64,
}

/// Lists events, or follows them when that is what the caller accepts.
pub(super) async fn list(
    request: HttpRequest,
    about: OfMerchant,
    query: Query<Pairs>,
) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let asked = Asked::read(&query, PARAMETERS)?;
    let header = |name: &str| request.headers().get(name)?.to_str().ok();
    if header(ACCEPT.as_str()).is_some_and(|kinds| kinds.contains("text/event-stream")) {
        // A browser that connects again says what it had; its address still says where it began.
        let last = header("last-event-id").and_then(|id| id.trim().parse().ok());
        let since = last.or(asked.since).unwrap_or(0);
        return Ok(stream::follow(&about.state, sandbox, asked.filter, since));
    }
    let events = look(&sandbox, |evidence, _| {
        let journal = evidence.gateway.journal();
        let fits = journal.since(asked.since.unwrap_or(0)).filter_map(|event| {
            match asked.filter.judge(event, evidence) {
                Verdict::Fits => Some(Ok(event)),
                Verdict::DoesNot => None,
                Verdict::Gone(why) => Some(Err(wait::lost(&why))),
            }
        });
        let fits = fits.collect::<Result<Vec<_>, _>>()?;
        let newest = Limit::of(asked.limit).newest(fits.into_iter());
        Ok::<_, AdminError>(Events {
            items: newest.map(EventView::of).collect(),
            dropped: journal.dropped(),
        })
    })?;
    Ok(HttpResponse::Ok().json(events))
}
