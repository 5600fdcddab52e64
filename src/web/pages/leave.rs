//! Where a page sends the browser.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};

use super::{ended, show};
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

/// Sends a buyer who is through with a payment on: back to the shop, or first to a page that tells
/// how it went.
pub(super) fn after_paying(gateway: &Gateway, payment: &Payment) -> HttpResponse {
    if gateway.shows_result(payment) {
        return see_other(&format!("/checkout/{}", payment.token));
    }
    to_shop(payment)
}

/// Sends the buyer back to the shop.
///
/// The shop's URL is written anew: as it came it may have characters that no header can carry.
/// Should it be no URL at all, a buyer who has paid still sees that it went well.
fn to_shop(payment: &Payment) -> HttpResponse {
    if let Ok(url) = web_address::parse(&payment.order.redirect_url) {
        return see_other(url.as_str());
    }
    let (status, page) = ended(payment);
    show(status, &page)
}

/// Sends the shop what it has to hear before the browser comes back to it.
pub(super) async fn before_redirect(sandbox: &Arc<Sandbox>, token: &str) {
    let payment_id = sandbox
        .with_gateway(|gateway, _| gateway.checkout(token).map(|payment| payment.id.clone()));
    if let Some(id) = payment_id {
        sandbox.send_early(id.as_str(), Spoil::BeforeRedirect).await;
    }
}
