//! What a merchant has signed, to be read and to be changed.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::draft::Draft;
use super::frame::Frame;
use super::respond::{Flaw, answer, refused};
use crate::gateway::Contract;

#[derive(Template)]
#[template(path = "dashboard/contract.html")]
struct ContractPage {
    frame: Frame,
    /// The contract in JSON, or what somebody wrote instead.
    written: String,
    /// In which fields it is another than the usual one.
    changed: Vec<&'static str>,
    flaw: Option<Flaw>,
}

pub(super) async fn show(path: Path<String>, state: Data<State>) -> HttpResponse {
    answer(&state, &path, page(&path, None, None, &state))
}

/// The page with a contract that was refused, as it was sent.
pub(super) fn again(
    client_id: &str,
    draft: &Draft,
    error: &AdminError,
    state: &State,
) -> HttpResponse {
    let written = Some(draft.value("contract").to_owned());
    let page = page(client_id, written, Some(Flaw::of(error)), state);
    refused(state, page)
}

fn page(
    client_id: &str,
    written: Option<String>,
    flaw: Option<Flaw>,
    state: &State,
) -> Result<ContractPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "merchants");
    let contract = sandbox.with_gateway(|gateway, _| gateway.contract().clone());
    let signed = || serde_json::to_string_pretty(&contract).unwrap_or_default();
    Ok(ContractPage {
        frame,
        written: written.unwrap_or_else(signed),
        changed: Contract::default().differences(&contract),
        flaw,
    })
}
