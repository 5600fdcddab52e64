//! Reconciliation files of a day, as a merchant would download them.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Query;
use jiff::civil::Date;
use serde::Deserialize;

use super::about::OfThing;
use super::error::AdminError;
use crate::gateway::antom_date;
use crate::protocol::reports::{ReportKind, report};

/// The day that is wanted; the one that it is now at UTC+8, unless told.
#[derive(Deserialize)]
pub(super) struct Wanted {
    day: Option<String>,
}

pub(super) async fn read(
    about: OfThing,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, AdminError> {
    let (sandbox, kind) = about.sandbox()?;
    let kind = named(kind)?;
    let day = wanted.day.as_deref().map(date).transpose()?;
    let file = sandbox.with_gateway(|gateway, now| {
        let day = day.unwrap_or_else(|| antom_date(now));
        report(kind, gateway, sandbox.client_id(), day)
    });
    let disposition = format!("attachment; filename=\"{}\"", file.file_name);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, disposition))
        .body(file.csv))
}

fn named(name: &str) -> Result<ReportKind, AdminError> {
    let mut kinds = ReportKind::ALL.iter();
    let found = kinds.find(|known| known.name() == name);
    found.copied().ok_or_else(|| {
        let names: Vec<_> = ReportKind::ALL.iter().map(|known| known.name()).collect();
        let hint = format!("there are: {}", names.join(", "));
        AdminError::not_found(format!("there is no report \"{name}\""), hint)
    })
}

fn date(text: &str) -> Result<Date, AdminError> {
    text.parse().map_err(|error| {
        let hint = "write a day of Antom's calendar, which is at UTC+8: 2026-11-23";
        AdminError::bad_request(format!("day: {error}"), hint)
    })
}
