//! Merchants: create, list, read, remove, empty.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::State;
use super::about::OfMerchant;
use super::contract;
use super::document::named_or_written;
use super::error::AdminError;
use super::{body, items};
use crate::gateway::Contract;
use crate::protocol::key::VerifyingKey;
use crate::protocol::web_address;
use crate::sandbox::Sandbox;
use crate::sandbox::clock::Pace;
use crate::sandbox::keys::{GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY, MerchantKeys};
use crate::sandbox::merchants::Wish;

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
    contract: Option<Value>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MerchantView {
    client_id: String,
    /// Absent when the merchant signs with a key of its own: only it knows the private half.
    #[serde(skip_serializing_if = "Option::is_none")]
    merchant_private_key: Option<&'static str>,
    antom_public_key: &'static str,
    /// Where its shop calls the API: the beginning of every `normalUrl`.
    gateway_url: String,
    notify_url: Option<String>,
    clock: String,
    now: Timestamp,
    seed: u64,
    /// What the scenario in force is called by, and what it shows.
    scenario: String,
    scenario_title: String,
    /// What it has signed.
    contract: Contract,
    payments: usize,
}

impl MerchantView {
    pub(super) fn of(sandbox: &Sandbox, state: &State) -> Self {
        let profile = sandbox.profile();
        let well_known = matches!(profile.keys, MerchantKeys::WellKnown);
        let (playbook, contract, notify_url, payments) = sandbox.with_gateway(|gateway, _| {
            let playbook = Arc::clone(gateway.playbook());
            let contract = gateway.contract().clone();
            let notify_url = gateway.terms().notify_url.clone();
            (playbook, contract, notify_url, gateway.payments().len())
        });
        Self {
            client_id: profile.client_id.clone(),
            merchant_private_key: well_known.then_some(MERCHANT_PRIVATE_KEY),
            antom_public_key: GATEWAY_PUBLIC_KEY,
            gateway_url: state.public_url.clone(),
            notify_url,
            clock: sandbox.pace().to_string(),
            now: sandbox.now(),
            seed: sandbox.seed(),
            scenario: playbook.name.clone(),
            scenario_title: playbook.title.clone(),
            contract,
            payments,
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
            contract: match &self.contract {
                None => Contract::default(),
                Some(written) => contract::written(written)?,
            },
        })
    }
}

pub(super) async fn create(bytes: Bytes, state: Data<State>) -> Result<HttpResponse, AdminError> {
    let sandbox = made(&bytes, &state)?;
    Ok(HttpResponse::Created().json(MerchantView::of(&sandbox, &state)))
}

/// A new merchant, as a body wishes it.
pub(super) fn made(bytes: &[u8], state: &State) -> Result<Arc<Sandbox>, AdminError> {
    let wish = body::<NewMerchant>(bytes)?.wish()?;
    Ok(state.merchants.create(wish)?)
}

pub(super) async fn list(state: Data<State>) -> HttpResponse {
    let all = state.merchants.list();
    items(
        all.iter()
            .map(|sandbox| MerchantView::of(sandbox, &state))
            .collect(),
    )
}

pub(super) async fn read(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    Ok(HttpResponse::Ok().json(MerchantView::of(&sandbox, &about.state)))
}

pub(super) async fn remove(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    about.state.merchants.remove(sandbox.client_id())?;
    Ok(HttpResponse::NoContent().finish())
}

pub(super) async fn reset(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    about.state.merchants.reset(&sandbox);
    Ok(HttpResponse::Ok().json(MerchantView::of(&sandbox, &about.state)))
}
