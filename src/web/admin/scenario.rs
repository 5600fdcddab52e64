//! The scenario in force, and the shipped ones.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Path, Query};
use serde::{Deserialize, Serialize};

use super::about::OfMerchant;
use super::error::AdminError;
use super::{body, document, items};
use crate::gateway::Playbook;
use crate::scenario::{self, BUILT_IN};

#[derive(Serialize)]
struct ScenarioView<'a> {
    name: &'a str,
    title: &'a str,
    advice: &'a str,
    /// The document, as it was written.
    source: &'a str,
    /// How many rules there are, those of the documented test cards included.
    rules: usize,
}

#[derive(Serialize)]
struct ScenarioHead {
    name: String,
    title: String,
    advice: String,
}

/// A shipped scenario, by its name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
}

/// What a document is to be called by.
#[derive(Deserialize)]
pub(super) struct Naming {
    pub(super) name: Option<String>,
}

fn view(playbook: &Playbook) -> HttpResponse {
    HttpResponse::Ok().json(ScenarioView {
        name: &playbook.name,
        title: &playbook.title,
        advice: &playbook.advice,
        source: &playbook.source,
        rules: playbook.rules.len(),
    })
}

pub(super) async fn read(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let playbook = sandbox.with_gateway(|gateway, _| Arc::clone(gateway.playbook()));
    Ok(view(&playbook))
}

pub(super) async fn change(
    about: OfMerchant,
    naming: Query<Naming>,
    bytes: Bytes,
) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let playbook = Arc::new(sent(&bytes, naming.name.as_deref())?);
    sandbox.with_gateway(|gateway, now| gateway.play(now, Arc::clone(&playbook)));
    Ok(view(&playbook))
}

/// The scenario of a body: `{"name": …}` of a shipped one, or a document in TOML or JSON.
fn sent(bytes: &[u8], name: Option<&str>) -> Result<Playbook, AdminError> {
    let hint = "send {\"name\": \"default\"}, or a scenario in TOML or JSON";
    let text = std::str::from_utf8(bytes).map_err(|error| {
        AdminError::bad_request(format!("the body is not UTF-8: {error}"), hint)
    })?;
    if text.trim().is_empty() {
        return Err(AdminError::bad_request("the body is empty", hint));
    }
    if !text.contains(['=', '{']) {
        let message = "scenario: the body is neither a document nor {\"name\": …}";
        return Err(AdminError::bad_request(message, hint));
    }
    let fields: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    if fields.get("name").is_some() && fields.get("title").is_none() {
        let Named { name } = body(bytes)?;
        let unknown = || AdminError::bad_request(document::no_such(&name), hint);
        return scenario::named(&name).ok_or_else(unknown);
    }
    document::written(text, name)
}

pub(super) async fn list() -> HttpResponse {
    let shipped = BUILT_IN.iter();
    let playbooks = shipped.filter_map(|shipped| scenario::named(shipped.name));
    items(
        playbooks
            .map(|playbook| ScenarioHead {
                name: playbook.name,
                title: playbook.title,
                advice: playbook.advice,
            })
            .collect(),
    )
}

pub(super) async fn shipped(name: Path<String>) -> Result<HttpResponse, AdminError> {
    let unknown = || {
        let hint = "GET /v1/scenarios lists them";
        AdminError::not_found(document::no_such(&name), hint)
    };
    let playbook = scenario::named(&name).ok_or_else(unknown)?;
    Ok(view(&playbook))
}
