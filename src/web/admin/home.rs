//! The first page at the admin address, until the dashboard has its place here.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use super::super::{State, pages};

pub(super) async fn show(state: Data<State>) -> HttpResponse {
    let link = |text: &str, path: &str| (text.to_owned(), format!("{}{path}", state.admin_url));
    let links = vec![
        link("Payments", "/v1/merchants/default/payments"),
        link("Notifications", "/v1/merchants/default/notifications"),
        link("Requests", "/v1/merchants/default/requests"),
        link("Events", "/v1/merchants/default/events"),
        link("Clock", "/v1/merchants/default/clock"),
        link("Merchants", "/v1/merchants"),
        link("Certificate authority", "/ca.pem"),
        link("The admin API, described", "/openapi.json"),
    ];
    pages::notice(
        StatusCode::OK,
        "antom-sandbox admin",
        "What happened, as JSON. The dashboard will be here; until then the same is easier to read with `antom-sandbox payments`, `notifications`, `requests` and `clock`.",
        links,
    )
}
