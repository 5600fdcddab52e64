//! One vaulting: where it stands, its card, and how it came to this.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::frame::Frame;
use super::payment::{Line, Told, timeline};
use super::respond::{answer, picture_of, problem_of};
use super::sequence;
use super::words::{Badge, part, when};
use crate::gateway::{Event, Gateway, Notification, Vaulting, VaultingStage};

#[derive(Template)]
#[template(path = "dashboard/vaulting.html")]
struct VaultingPage {
    frame: Frame,
    id: String,
    /// Where this page is.
    address: String,
    status: Badge,
    stage: &'static str,
    /// What is to be said of its card.
    about: String,
    is_challenged: bool,
    facts: Vec<(&'static str, String)>,
    notifications: Vec<Told>,
    timeline: Vec<Line>,
    /// Where its buyer goes on; nowhere once it is over.
    checkout: Option<String>,
}

pub(super) async fn show(path: Path<(String, String)>, state: Data<State>) -> HttpResponse {
    let (client_id, id) = path.into_inner();
    answer(&state, &client_id, page(&client_id, &id, &state))
}

/// The sequence picture as a file of its own.
pub(super) async fn picture(path: Path<(String, String)>, state: Data<State>) -> HttpResponse {
    let (client_id, id) = path.into_inner();
    match drawn(&client_id, &id, &state) {
        Ok(svg) => picture_of(svg),
        Err(error) => problem_of(&state, &client_id, &error),
    }
}

/// Where the page of a vaulting is. The shop may have put anything into its id.
pub(super) fn address(base: &str, id: &str) -> String {
    format!("{base}/vaultings/{}", part(id))
}

fn drawn(client_id: &str, id: &str, state: &State) -> Result<String, AdminError> {
    let sandbox = merchant(state, client_id)?;
    sandbox.with_gateway(|gateway, _| {
        let vaulting = find(gateway, id)?;
        let title = format!("{id} · {}", vaulting.status());
        let about = |event: &&Event| event.kind.is_of_clock() || is_about(event, id);
        let events = gateway.journal().since(0).filter(about);
        Ok(sequence::picture(&title, events))
    })
}

fn page(client_id: &str, id: &str, state: &State) -> Result<VaultingPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "cards");
    sandbox.with_gateway(|gateway, _| {
        let vaulting = find(gateway, id)?;
        let own = |one: &&Notification| one.vaulting_request_id() == Some(id);
        let events = gateway.journal().since(0);
        let events = events.filter(|event| is_about(event, id));
        let token = vaulting.is_open().then_some(&vaulting.token);
        Ok(VaultingPage {
            id: id.to_owned(),
            address: address(&frame.base, id),
            status: Badge::of(vaulting.status()),
            stage: vaulting.stage_name(),
            about: about(vaulting),
            is_challenged: matches!(vaulting.stage, VaultingStage::Challenged(_)),
            facts: facts(vaulting),
            notifications: gateway
                .notifications()
                .iter()
                .filter(own)
                .map(Told::of)
                .collect(),
            timeline: timeline(events, &frame.base),
            checkout: token.map(|token| state.normal_url(token.as_str())),
            frame,
        })
    })
}

fn find<'a>(gateway: &'a Gateway, id: &str) -> Result<&'a Vaulting, AdminError> {
    gateway.inquire_vaulting(id).map_err(|_| {
        let hint =
            "It may have gone with a reset. The page of cards has the newest that there are.";
        AdminError::not_found(format!("There is no vaulting \"{id}\""), hint)
    })
}

fn is_about(event: &Event, id: &str) -> bool {
    event.vaulting_request_id.as_deref() == Some(id)
}

/// Its card, as far as there is one.
fn about(vaulting: &Vaulting) -> String {
    match (&vaulting.stage, vaulting.declined) {
        (VaultingStage::Stored(card), _) => format!("{} {}", card.brand.name(), card.masked),
        (VaultingStage::Challenged(card), _) => {
            format!("{} {}, its bank asks", card.brand.name(), card.masked)
        }
        (VaultingStage::AwaitingCard, Some(code)) => {
            format!("the last card was declined: {}", code.code())
        }
        (VaultingStage::AwaitingCard, None) => "no card yet".to_owned(),
        (VaultingStage::Failed, _) => "no card was stored".to_owned(),
    }
}

fn facts(vaulting: &Vaulting) -> Vec<(&'static str, String)> {
    let order = &vaulting.order;
    let way = match &vaulting.session {
        Some(session) => format!("typed by the buyer, session {}", session.id),
        None => "in the request".to_owned(),
    };
    let optional = [
        ("Returns to", order.redirect_url.clone()),
        ("metadata", order.metadata.clone()),
        (
            "cardToken",
            vaulting.card().map(|card| card.token.to_string()),
        ),
    ];
    let asks = if order.asks_3ds { "yes" } else { "no" };
    let mut facts = vec![
        ("vaultingRequestId", order.request_id.clone()),
        ("The card is", way),
        ("3DS asked for", asks.to_owned()),
        ("Created", when(vaulting.created_at)),
        ("Link good until", when(vaulting.expires_at)),
        ("Notified at", order.notify_url.clone()),
    ];
    let told = optional.into_iter();
    facts.extend(told.filter_map(|(name, value)| Some((name, value?))));
    facts
}
