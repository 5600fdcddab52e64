//! The shop's defence, without the shop.

use super::{
    AdminError, Bytes, Data, Deserialize, HttpResponse, Path, State, body, known, merchant,
    refused, view,
};
use crate::gateway::DisputeRefusal;
use crate::protocol::dispute::{filled_form, is_document};

/// What is supplied; the dispute's own form when nothing is said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Defence {
    evidence: Option<String>,
}

pub(in super::super) async fn defend(
    path: Path<(String, String)>,
    bytes: Bytes,
    state: Data<State>,
) -> Result<HttpResponse, AdminError> {
    let (client_id, id) = path.into_inner();
    let sandbox = merchant(&state, &client_id)?;
    let defence: Defence = body(&bytes)?;
    if let Some(evidence) = &defence.evidence
        && !is_document(evidence)
    {
        let message = "evidence: it must be a document in Base64, with its padding";
        let hint = "leave evidence out to supply the dispute's own form";
        return Err(AdminError::bad_request(message, hint));
    }
    let view = sandbox.with_gateway(|gateway, now| {
        let (dispute, _) = known(gateway, &id)?;
        let evidence = defence.evidence.unwrap_or_else(|| filled_form(dispute));
        gateway
            .supply_defense(now, &id, evidence.into())
            .map_err(|refusal| refused(DisputeRefusal::Impossible(refusal.why)))?;
        view(gateway, &id)
    })?;
    Ok(HttpResponse::Ok().json(view))
}
