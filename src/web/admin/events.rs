//! The journal of a merchant.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::State;
use super::error::AdminError;
use super::merchant;
use super::newest::Limit;
use crate::gateway::Event;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EventView {
    sequence: u64,
    at: Timestamp,
    r#type: &'static str,
    payment_id: Option<String>,
    notification_id: Option<String>,
    text: String,
}

impl EventView {
    pub(super) fn of(event: &Event) -> Self {
        Self {
            sequence: event.sequence,
            at: event.at,
            r#type: event.kind.name(),
            payment_id: event.payment_id.as_ref().map(ToString::to_string),
            notification_id: event.notification_id.as_ref().map(ToString::to_string),
            text: event.text.clone(),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Since {
    #[serde(default)]
    since: u64,
}

#[derive(Serialize)]
struct Events {
    items: Vec<EventView>,
    /// How many events the journal no longer has.
    dropped: u64,
}

pub(super) async fn list(
    path: Path<String>,
    query: Query<Since>,
    limit: Query<Limit>,
    state: Data<State>,
) -> Result<HttpResponse, AdminError> {
    let sandbox = merchant(&state, &path)?;
    let events = sandbox.with_gateway(|gateway, _| Events {
        items: limit
            .newest(gateway.journal().since(query.since))
            .map(EventView::of)
            .collect(),
        dropped: gateway.journal().dropped(),
    });
    Ok(HttpResponse::Ok().json(events))
}
