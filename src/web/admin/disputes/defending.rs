//! The shop's defence, without the shop.

use super::{AdminError, Bytes, Deserialize, HttpResponse, OfThing, body, known, refused, view};
use crate::gateway::DisputeRefusal;
use crate::protocol::dispute::{filled_form, is_document};

/// What is supplied; the dispute's own form when nothing is said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Defence {
    evidence: Option<String>,
}

pub(in super::super) async fn defend(
    about: OfThing,
    bytes: Bytes,
) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let defence: Defence = body(&bytes)?;
    if let Some(evidence) = &defence.evidence
        && !is_document(evidence)
    {
        let message = "evidence: it must be a document in Base64, with its padding";
        let hint = "leave evidence out to supply the dispute's own form";
        return Err(AdminError::bad_request(message, hint));
    }
    let view = sandbox.with_gateway(|gateway, now| {
        let (dispute, _) = known(gateway, id)?;
        let evidence = defence.evidence.unwrap_or_else(|| filled_form(dispute));
        gateway
            .supply_defense(now, id, evidence.into())
            .map_err(|refusal| refused(DisputeRefusal::Impossible(refusal.why)))?;
        view(gateway, id)
    })?;
    Ok(HttpResponse::Ok().json(view))
}
