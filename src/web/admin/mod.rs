//! The admin API: what happened, and everything a tester may do about it. JSON in, JSON out.

mod about;
mod acts;
mod amount;
mod buyer;
mod cards;
mod clock;
mod contract;
#[cfg(test)]
mod described;
mod disputes;
mod document;
mod error;
mod events;
mod findings;
mod forced;
mod merchants;
mod newest;
mod notifications;
mod overrides;
mod payments;
mod queries;
mod reports;
mod requests;
mod resending;
mod scenario;
mod snapshot;
mod time;
mod transactions;
mod vaultings;
mod wait;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::CONTENT_TYPE;
use actix_web::middleware::Next;
use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpResponse, web};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(super) use self::about::merchant;
pub(super) use self::acts::{Act, Deed, create_merchant};
pub(super) use self::contract::document_value;
pub(super) use self::error::{AdminError, in_one_form};
pub(super) use self::merchants::NewMerchant;
pub(super) use self::queries::refuse_unknown;
pub(super) use self::resending::FAULTS;
use super::State;
use super::origin;

/// Every call, described for programs.
const OPENAPI: &str = include_str!("../../../docs/openapi.json");

/// The longest body taken; a merchant with its key is some KiB.
const BODY_MAX: usize = 1024 * 1024;

// Every path is a resource: a bare `route` would answer a wrong method with 404 instead of 405.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .app_data(web::PayloadConfig::new(BODY_MAX))
        .configure(super::dashboard::routes)
        .service(web::resource("/").get(super::dashboard::home))
        .service(web::resource("/readyz").get(ready).head(ready))
        .service(web::resource("/ca.pem").get(authority))
        .service(web::resource("/openapi.json").get(openapi))
        .service(web::resource("/scenario.schema.json").get(scenario_schema))
        .service(web::resource("/v1/scenarios").get(scenario::list))
        .service(web::resource("/v1/scenarios/{name}").get(scenario::shipped))
        .service(
            web::resource("/v1/merchants")
                .get(merchants::list)
                .post(merchants::create),
        )
        .service(
            web::scope("/v1/merchants/{client_id}")
                .configure(world_routes)
                .configure(merchant_routes),
        )
        .default_service(web::to(nowhere));
}

/// The merchant as a whole.
fn world_routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("")
                .get(merchants::read)
                .delete(merchants::remove),
        )
        .service(web::resource("/reset").post(merchants::reset))
        .service(
            web::resource("/snapshot")
                .app_data(web::PayloadConfig::new(snapshot::SNAPSHOT_MAX))
                .get(snapshot::read)
                .put(snapshot::restore),
        );
}

fn merchant_routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/clock").get(clock::read).put(clock::change))
        .service(web::resource("/clock/advance").post(clock::advance))
        .service(
            web::resource("/scenario")
                .get(scenario::read)
                .put(scenario::change),
        )
        .service(
            web::resource("/contract")
                .get(contract::read)
                .put(contract::change),
        )
        .service(
            web::resource("/overrides")
                .get(overrides::list)
                .post(overrides::arm)
                .delete(overrides::clear),
        )
        .service(web::resource("/overrides/{id}").delete(overrides::disarm))
        .service(
            web::resource("/forced-results")
                .get(forced::list)
                .post(forced::force)
                .delete(forced::clear),
        )
        .service(web::resource("/payments").get(payments::list))
        .service(web::resource("/payments/{id}").get(payments::read))
        .service(web::resource("/payments/{id}/buyer").post(buyer::act))
        .service(web::resource("/payments/{id}/wait").get(wait::until))
        .service(web::resource("/payments/{id}/disputes").post(disputes::open))
        .service(web::resource("/disputes").get(disputes::list))
        .service(web::resource("/disputes/{id}").get(disputes::read))
        .service(web::resource("/disputes/{id}/judge").post(disputes::judge))
        .service(web::resource("/disputes/{id}/cancel").post(disputes::cancel))
        .service(web::resource("/disputes/{id}/rdr").post(disputes::rdr))
        .service(web::resource("/disputes/{id}/accept").post(disputes::accept))
        .service(web::resource("/disputes/{id}/defend").post(disputes::defend))
        .service(web::resource("/disputes/{id}/escalate").post(disputes::escalate))
        .service(web::resource("/cards").get(cards::list))
        .service(web::resource("/cards/{key}").delete(cards::delete))
        .service(web::resource("/vaultings").get(vaultings::list))
        .service(web::resource("/vaultings/{id}").get(vaultings::read))
        .service(web::resource("/vaultings/{id}/buyer").post(vaultings::act))
        .service(web::resource("/notifications").get(notifications::list))
        .service(web::resource("/notifications/{id}").get(notifications::read))
        .service(web::resource("/notifications/{id}/resend").post(notifications::resend))
        .service(web::resource("/reports/{kind}").get(reports::read))
        .service(web::resource("/requests").get(requests::list))
        .service(web::resource("/requests/{id}").get(requests::read))
        .service(web::resource("/events").get(events::list))
        .service(web::resource("/events/wait").get(events::wait::until))
        .service(web::resource("/expect").post(events::expect::judge))
        .service(web::resource("/findings").get(findings::list));
}

/// Turns away what another site made a browser send.
pub(super) async fn refuse_foreign(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    origin::check(request.request()).map_err(AdminError::from)?;
    next.call(request).await
}

async fn ready() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({"status": "ready"}))
}

async fn authority(state: Data<State>) -> Result<HttpResponse, AdminError> {
    let pem = state.ca_pem.clone().ok_or_else(|| {
        AdminError::not_found(
            "there is no certificate authority",
            "start without `--https off`",
        )
    })?;
    Ok(HttpResponse::Ok()
        .content_type("application/x-pem-file")
        .body(pem))
}

async fn openapi() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(OPENAPI)
}

async fn scenario_schema() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/schema+json"))
        .body(format!("{:#}\n", crate::scenario::schema()))
}

async fn nowhere() -> Result<HttpResponse, AdminError> {
    let hint = "GET /openapi.json lists every call";
    Err(AdminError::not_found("there is nothing at this path", hint))
}

/// Reads a JSON body; an empty one stands for an object without fields.
fn body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, AdminError> {
    let text: &[u8] = if bytes.trim_ascii().is_empty() {
        b"{}"
    } else {
        bytes
    };
    if !text.trim_ascii_start().starts_with(b"{") {
        // Serde would also take an array, as the fields in the order of our source.
        let message = "the body is not a JSON object";
        return Err(AdminError::bad_request(message, "see /openapi.json"));
    }
    serde_json::from_slice(text).map_err(|error| {
        AdminError::bad_request(
            format!("the body is not what this call takes: {error}"),
            "see /openapi.json",
        )
    })
}

#[derive(Serialize)]
struct Items<T> {
    items: Vec<T>,
}

fn items<T: Serialize>(items: Vec<T>) -> HttpResponse {
    HttpResponse::Ok().json(Items { items })
}
