//! Merchants: create, list, read, remove, empty.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::State;
use super::error::AdminError;
use super::{body, items, merchant};
use crate::gateway::Playbook;
use crate::protocol::key::VerifyingKey;
use crate::protocol::web_address;
use crate::sandbox::Sandbox;
use crate::sandbox::clock::Pace;
use crate::sandbox::keys::{GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY, MerchantKeys};
use crate::sandbox::merchants::Wish;
use crate::scenario;

/// A merchant to be created; every field may be left out.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(in crate::web) struct NewMerchant {
    client_id: Option<String>,
    public_key: Option<String>,
    notify_url: Option<String>,
    clock: Option<String>,
    now: Option<Timestamp>,
    seed: Option<u64>,
    scenario: Option<String>,
    #[serde(default)]
    sign_query: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MerchantView {
    client_id: String,
    /// Absent when the merchant signs with a key of its own: only it knows the private half.
    #[serde(skip_serializing_if = "Option::is_none")]
    merchant_private_key: Option<&'static str>,
    antom_public_key: &'static str,
    notify_url: Option<String>,
    clock: String,
    now: Timestamp,
    seed: u64,
    scenario: String,
    payments: usize,
}

impl MerchantView {
    fn of(sandbox: &Sandbox) -> Self {
        let profile = sandbox.profile();
        let well_known = matches!(profile.keys, MerchantKeys::WellKnown);
        Self {
            client_id: profile.client_id.clone(),
            merchant_private_key: well_known.then_some(MERCHANT_PRIVATE_KEY),
            antom_public_key: GATEWAY_PUBLIC_KEY,
            notify_url: profile.terms.notify_url.clone(),
            clock: sandbox.pace().to_string(),
            now: sandbox.now(),
            seed: sandbox.seed(),
            scenario: profile.playbook.title.clone(),
            payments: sandbox.with_gateway(|gateway, _| gateway.payments().len()),
        }
    }
}

impl NewMerchant {
    /// Checks every field.
    pub(in crate::web) fn wish(self) -> Result<Wish, AdminError> {
        let keys = match self.public_key.as_deref() {
            None => None,
            Some("") => Some(MerchantKeys::None),
            Some(text) => Some(MerchantKeys::Own(VerifyingKey::parse(text).map_err(
                |error| {
                    let hint =
                        "leave publicKey out for the well-known test key; \"\" registers none";
                    AdminError::bad_request(format!("publicKey: {error}"), hint)
                },
            )?)),
        };
        let pace: Option<Pace> =
            self.clock
                .map(|text| text.parse())
                .transpose()
                .map_err(|error| {
                    AdminError::bad_request(
                        format!("clock: {error}"),
                        "write \"stepped\" to make time yourself",
                    )
                })?;
        if let Some(url) = &self.notify_url {
            web_address::parse(url).map_err(|why| {
                let hint = "write http://127.0.0.1:3000/hooks/antom";
                AdminError::bad_request(format!("notifyUrl {why}"), hint)
            })?;
        }
        let playbook = match self.scenario.as_deref() {
            None => None,
            Some(text) => Some(Arc::new(named_or_written(text)?)),
        };
        Ok(Wish {
            client_id: self.client_id,
            keys,
            notify_url: self.notify_url,
            pace,
            now: self.now,
            seed: self.seed,
            playbook,
            sign_query: self.sign_query,
        })
    }
}

/// A scenario of a merchant: the name of a shipped one, or one in TOML or JSON. Files are not read for a caller
/// of the API, who may be on another machine.
fn named_or_written(text: &str) -> Result<Playbook, AdminError> {
    if let Some(shipped) = scenario::named(text) {
        return Ok(shipped);
    }
    let hint = "give the name of a shipped scenario, or a scenario in TOML or JSON";
    let is_a_name = !text.contains(['=', '{', '\n']);
    if is_a_name {
        let instead = scenario::instead_of(text);
        let told = format!("scenario: no shipped scenario is called \"{text}\". {instead}");
        return Err(AdminError::bad_request(told, hint));
    }
    scenario::parse(text)
        .map_err(|mistakes| AdminError::bad_request(format!("scenario: {mistakes}"), hint))
}

pub(super) async fn create(bytes: Bytes, state: Data<State>) -> Result<HttpResponse, AdminError> {
    let wish = body::<NewMerchant>(&bytes)?.wish()?;
    let sandbox = state.merchants.create(wish)?;
    Ok(HttpResponse::Created().json(MerchantView::of(&sandbox)))
}

pub(super) async fn list(state: Data<State>) -> HttpResponse {
    let all = state.merchants.list();
    items(
        all.iter()
            .map(|sandbox| MerchantView::of(sandbox))
            .collect(),
    )
}

pub(super) async fn read(
    path: Path<String>,
    state: Data<State>,
) -> Result<HttpResponse, AdminError> {
    let sandbox = merchant(&state, &path)?;
    Ok(HttpResponse::Ok().json(MerchantView::of(&sandbox)))
}

pub(super) async fn remove(
    path: Path<String>,
    state: Data<State>,
) -> Result<HttpResponse, AdminError> {
    let sandbox = merchant(&state, &path)?;
    state.merchants.remove(sandbox.client_id())?;
    Ok(HttpResponse::NoContent().finish())
}

pub(super) async fn reset(
    path: Path<String>,
    state: Data<State>,
) -> Result<HttpResponse, AdminError> {
    let sandbox = merchant(&state, &path)?;
    state.merchants.reset(&sandbox);
    Ok(HttpResponse::Ok().json(MerchantView::of(&sandbox)))
}
