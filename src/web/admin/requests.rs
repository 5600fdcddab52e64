//! The calls of a merchant's shop: bytes, headers, answer, and why a refused one was refused.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::Query;
use jiff::Timestamp;
use serde::Serialize;

use super::about::{OfMerchant, OfThing};
use super::error::AdminError;
use super::newest::Page;
use crate::sandbox::record::Exchange;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestView {
    request_id: String,
    at: Timestamp,
    method: String,
    path: String,
    client_id: Option<String>,
    http_status: u16,
    result_code: &'static str,
    why: String,
    fault: Option<String>,
    duration_ms: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestDetail {
    #[serde(flatten)]
    request: RequestView,
    request_headers: Vec<(String, String)>,
    request_body: String,
    response_headers: Vec<(String, String)>,
    response_body: String,
    diagnosis: Vec<String>,
}

#[derive(Serialize)]
struct Requests {
    items: Vec<RequestView>,
    /// How many calls are no longer kept.
    dropped: u64,
}

pub(super) async fn list(about: OfMerchant, page: Query<Page>) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let records = sandbox.records();
    let dropped = records.dropped();
    let shown = match page.after.as_deref().and_then(number_of) {
        Some(number) if number < dropped => Err(no_longer_kept(&format!("req-{}", number + 1))),
        // It is the newest of those that are gone: all that follow are here.
        Some(number) if number > 0 && number == dropped => Ok(page.oldest(records.iter())),
        _ => page.cut(records.iter(), |(number, _), id| {
            number_of(id) == Some(*number)
        }),
    }?;
    let shown = shown.into_iter();
    let requests = Requests {
        items: shown
            .map(|(number, one)| RequestView::of(number, one))
            .collect(),
        dropped,
    };
    drop(records);
    Ok(HttpResponse::Ok().json(requests))
}

pub(super) async fn read(about: OfThing) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let number = number_of(id);
    let records = sandbox.records();
    let detail = number.and_then(|number| {
        records
            .get(number)
            .map(|one| RequestDetail::of(number, one))
    });
    let dropped = number.is_some_and(|number| (1..=records.dropped()).contains(&number));
    drop(records);
    match detail {
        Some(detail) => Ok(HttpResponse::Ok().json(detail)),
        None if dropped => Err(no_longer_kept(id)),
        None => Err(AdminError::not_found(
            format!("there is no request \"{id}\""),
            "GET …/requests lists them; their ids are req-1, req-2, …",
        )),
    }
}

/// 7 of `req-7`.
fn number_of(id: &str) -> Option<u64> {
    id.strip_prefix("req-")?.parse().ok()
}

fn no_longer_kept(id: &str) -> AdminError {
    AdminError::gone(
        format!("{id} is no longer kept: only the newest calls are"),
        "look sooner, or give each test a merchant of its own",
    )
}

impl RequestView {
    fn of(number: u64, exchange: &Exchange) -> Self {
        Self {
            request_id: format!("req-{number}"),
            at: exchange.at,
            method: exchange.method.clone(),
            path: exchange.path.clone(),
            client_id: exchange.client_id.clone(),
            http_status: exchange.status,
            result_code: exchange.result_code.code(),
            why: exchange.why.clone(),
            fault: exchange.fault.clone(),
            duration_ms: milliseconds(exchange.duration),
        }
    }
}

impl RequestDetail {
    fn of(number: u64, exchange: &Exchange) -> Self {
        Self {
            request: RequestView::of(number, exchange),
            request_headers: exchange.request_headers.clone(),
            request_body: String::from_utf8_lossy(&exchange.request_body).into_owned(),
            response_headers: exchange.response_headers.clone(),
            response_body: String::from_utf8_lossy(&exchange.response_body).into_owned(),
            diagnosis: exchange.diagnosis.clone(),
        }
    }
}

/// To the microsecond: what is finer says nothing.
pub(super) fn milliseconds(span: Duration) -> f64 {
    f64::from(u32::try_from(span.as_micros()).unwrap_or(u32::MAX)) / 1000.0
}
