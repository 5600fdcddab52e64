//! The reconciliation files of a day, to be downloaded.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use jiff::civil::Date;
use serde::Deserialize;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::frame::Frame;
use super::respond::answer;
use crate::gateway::antom_date;
use crate::protocol::reports::ReportKind;

/// The day that is wanted; the one that it is now at UTC+8, unless told.
#[derive(Deserialize, Clone, Default)]
pub(super) struct Wanted {
    #[serde(default)]
    day: String,
}

#[derive(Template)]
#[template(path = "dashboard/reports.html")]
struct ReportsPage {
    frame: Frame,
    day: String,
    /// How many times something moved on that day: payments, captures, refunds, disputes.
    movements: usize,
    files: Vec<(&'static str, &'static str)>,
}

pub(super) async fn show(
    path: Path<String>,
    wanted: Query<Wanted>,
    state: Data<State>,
) -> HttpResponse {
    answer(&state, &path, page(&path, &wanted.day, &state))
}

fn page(client_id: &str, day: &str, state: &State) -> Result<ReportsPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "reports");
    let asked: Option<Date> = day.trim().parse().ok();
    let (day, movements) = sandbox.with_gateway(|gateway, now| {
        let day = asked.unwrap_or_else(|| antom_date(now));
        (day, gateway.movement_count(day))
    });
    Ok(ReportsPage {
        frame,
        day: day.to_string(),
        movements,
        files: ReportKind::ALL
            .iter()
            .map(|kind| (kind.name(), about(*kind)))
            .collect(),
    })
}

fn about(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Transactions => "Transaction details: everything that moved",
        ReportKind::Settlement => "Settlement details: what is settled, line by line",
        ReportKind::Summary => "Settlement summary: what is settled, by kind and in all",
    }
}
