//! Where a page sends the browser.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::{Data, Path};

use super::super::State;
use super::language::Reader;
use super::unknown_link;
use crate::gateway::{Gateway, Payment, Spoil};
use crate::protocol::web_address;
use crate::sandbox::Sandbox;

/// Sends the browser on, with GET, whatever it came with.
pub(super) fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, to))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

/// Sends the browser to the first page of a link.
pub(super) fn to_first_page(token: &str) -> HttpResponse {
    see_other(&format!("/checkout/{token}"))
}

/// A page was opened that only answers forms, by going back or by a link: the first page of the
/// link tells how it stands.
pub(super) async fn opened(
    token: Path<String>,
    reader: Reader,
    state: Data<State>,
) -> HttpResponse {
    back_to(&token, reader, &state)
}

/// The first page of a link, if there is such a link.
pub(super) fn back_to(token: &str, reader: Reader, state: &State) -> HttpResponse {
    match state.merchants.by_link(token) {
        Some(_) => to_first_page(token),
        None => unknown_link(reader),
    }
}

/// Sends a buyer who is through with a payment on: back to the shop, or first to a page that tells
/// how it went.
///
/// The shop's URL is written anew: as it came it may have characters that no header can carry.
/// Should it be no URL at all, a buyer who has paid still sees that it went well.
pub(super) fn after_paying(gateway: &Gateway, payment: &Payment) -> HttpResponse {
    let shop = web_address::parse(&payment.order.redirect_url).ok();
    match shop.filter(|_| !gateway.shows_result(payment)) {
        Some(url) => see_other(url.as_str()),
        None => to_first_page(payment.token.as_str()),
    }
}

/// Sends the shop what it has to hear before the browser comes back to it.
pub(super) async fn before_redirect(sandbox: &Arc<Sandbox>, token: &str) {
    let payment_id = sandbox
        .with_gateway(|gateway, _| gateway.checkout(token).map(|payment| payment.id.clone()));
    if let Some(id) = payment_id {
        sandbox.send_early(id.as_str(), Spoil::BeforeRedirect).await;
    }
}
