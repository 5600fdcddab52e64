//! What the shop did wrong, and what it should do instead.

use actix_web::HttpResponse;
use serde::Serialize;

use super::about::OfMerchant;
use super::error::AdminError;
use super::events::EventView;

#[derive(Serialize)]
struct FindingView {
    #[serde(flatten)]
    event: EventView,
    /// What to do instead.
    instead: &'static str,
}

#[derive(Serialize)]
struct Findings {
    items: Vec<FindingView>,
    /// How many events, of whichever kind, the journal no longer has.
    dropped: u64,
}

pub(super) async fn list(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let findings = sandbox.with_gateway(|gateway, _| {
        let journal = gateway.journal();
        let found = journal.since(0).filter_map(|event| {
            let instead = event.finding?.instead();
            let event = EventView::of(event);
            Some(FindingView { event, instead })
        });
        Findings {
            items: found.collect(),
            dropped: journal.dropped(),
        }
    });
    Ok(HttpResponse::Ok().json(findings))
}
