//! Forced results: the error scenario simulation of Antom's console (file 10 §3 of the protocol
//! notes).

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Query};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::about::OfMerchant;
use super::body;
use super::error::AdminError;
use super::overrides::{TakenBack, lasting, views};
use crate::gateway::{Operation, Override, ResultCode, cannot_answer};
use crate::scenario::nearest;

/// A result to be forced.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewForced {
    api: String,
    result_code: String,
    r#for: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ForcedView {
    api: &'static str,
    result_code: &'static str,
    result_status: String,
    since: Timestamp,
    until: Option<Timestamp>,
    override_id: String,
}

/// Which forced results go.
#[derive(Deserialize)]
pub(super) struct Which {
    api: Option<String>,
}

impl ForcedView {
    /// `None` of an armed rule that is no forced result.
    fn of(armed: &Override) -> Option<Self> {
        let (operation, code) = armed.forced_result()?;
        Some(Self {
            api: operation.name(),
            result_code: code.code(),
            result_status: code.status().to_string(),
            since: armed.armed_at,
            until: armed.expires_at,
            override_id: armed.id.to_string(),
        })
    }
}

fn meant<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> String {
    let nearest = nearest(written, known);
    nearest.map_or_else(String::new, |name| format!("; did you mean \"{name}\"?"))
}

fn operation(api: &str) -> Result<Operation, AdminError> {
    Operation::named(api).ok_or_else(|| {
        let names: Vec<_> = Operation::ALL.iter().map(|known| known.name()).collect();
        let meant = meant(api, names.iter().copied());
        let message = format!("api: \"{api}\" is no API that is played here{meant}");
        AdminError::bad_request(message, format!("there are: {}", names.join(", ")))
    })
}

fn code(name: &str, operation: Operation) -> Result<ResultCode, AdminError> {
    let code = ResultCode::named(name).ok_or_else(|| {
        let codes = ResultCode::ALL.iter().map(|known| known.code());
        let meant = meant(name, codes);
        let message = format!("resultCode: \"{name}\" is not a result code of Antom{meant}");
        let hint = "write a code of Antom's lists, such as PROCESS_FAIL or UNKNOWN_EXCEPTION";
        AdminError::bad_request(message, hint)
    })?;
    match cannot_answer(operation, code) {
        Some([why, instead]) => Err(AdminError::bad_request(
            format!("resultCode: {why}"),
            instead,
        )),
        None => Ok(code),
    }
}

pub(super) async fn force(about: OfMerchant, bytes: Bytes) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let new: NewForced = body(&bytes)?;
    let operation = operation(&new.api)?;
    let code = code(&new.result_code, operation)?;
    let lasts = lasting(new.r#for.as_deref())?;
    let forced = sandbox.with_gateway(|gateway, now| gateway.force(now, operation, code, lasts));
    Ok(HttpResponse::Created().json(ForcedView::of(&forced)))
}

pub(super) async fn list(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    views(&about, ForcedView::of)
}

pub(super) async fn clear(
    about: OfMerchant,
    which: Query<Which>,
) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let operation = which.api.as_deref().map(operation).transpose()?;
    let taken_back = sandbox.with_gateway(|gateway, now| gateway.unforce(now, operation));
    Ok(HttpResponse::Ok().json(TakenBack { taken_back }))
}
