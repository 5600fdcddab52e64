//! South Korean issuers: Antom's list of brands, and the page of one of them, where the buyer
//! confirms the payment (file 15 §7 of the protocol notes). What the real pages look like is not
//! public; these say what they stand for.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpResponse, web};
use jiff::Timestamp;

use super::super::State;
use super::challenge::take_step;
use super::language::Reader;
use super::leave::{back_to, see_other, to_first_page};
use super::texts::Texts;
use super::views::{IssuerChoice, IssuerPage, IssuersPage, picture};
use super::{show as show_page, summary, time_left, unknown_link};
use crate::gateway::{CardBrand, Gateway, IssuerAnswer, Payment};
use crate::sandbox::clock::Pace;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/checkout/{token}/issuer/{brand}").get(show))
        .service(
            web::resource("/checkout/{token}/issuer/{brand}/{answer}")
                .get(answered)
                .post(submit),
        );
}

/// Where the `normalUrl` of such a payment leads: to the list, or to the brand that the shop chose.
pub(super) fn first_page(
    gateway: &mut Gateway,
    now: Timestamp,
    payment: &Payment,
    reader: Reader,
    pace: Pace,
) -> HttpResponse {
    let t = reader.t;
    let address = |brand: CardBrand| page_of(&payment.token, brand);
    if let Some(chosen) = payment.order.method.selected_brand {
        return see_other(&address(chosen));
    }
    let issuers = gateway.issuers(payment);
    let choice = |brand: &CardBrand| IssuerChoice {
        brand: brand.name(),
        name: t.issuer_name(brand.name()),
        address: address(*brand),
    };
    let mut choices: Vec<_> = issuers.iter().map(choice).collect();
    choices.sort_by_key(|choice| choice.name.to_lowercase());
    let page = IssuersPage {
        t,
        order: summary(payment),
        time_left: time_left(t, payment.expires_at, now, pace),
        declined: payment.declined.map(|code| t.declined(code)),
        issuers: choices,
        back_url: payment.order.redirect_url.clone(),
    };
    gateway.tell_page_opened(now, payment.token.as_str());
    show_page(reader, StatusCode::OK, &page)
}

async fn show(path: Path<(String, String)>, reader: Reader, state: Data<State>) -> HttpResponse {
    let (token, name) = path.into_inner();
    let Some(sandbox) = state.merchants.by_link(&token) else {
        return unknown_link(reader);
    };
    let pace = sandbox.pace();
    sandbox.with_gateway(|gateway, now| {
        let brand = CardBrand::named(&name);
        let opened = brand.filter(|brand| gateway.open_issuer(now, &token, *brand).is_ok());
        match (opened, gateway.checkout(&token)) {
            (_, None) => unknown_link(reader),
            // Over, or no such issuer: the first page tells which.
            (None, Some(_)) => to_first_page(&token),
            (Some(brand), Some(payment)) => {
                let page = page(reader.t, payment, brand, now, pace);
                show_page(reader, StatusCode::OK, &page)
            }
        }
    })
}

/// An answer was gone back to; the first page tells how the payment stands.
async fn answered(
    path: Path<(String, String, String)>,
    reader: Reader,
    state: Data<State>,
) -> HttpResponse {
    back_to(&path.0, reader, &state)
}

async fn submit(
    path: Path<(String, String, String)>,
    reader: Reader,
    state: Data<State>,
) -> HttpResponse {
    let (token, name, answer) = path.into_inner();
    let answer = match answer.as_str() {
        "approve" => IssuerAnswer::Approve,
        "reject" => IssuerAnswer::Reject,
        "cancel" => IssuerAnswer::Cancel,
        _ => return unknown_link(reader),
    };
    let Some(brand) = CardBrand::named(&name) else {
        return unknown_link(reader);
    };
    take_step(&token, reader, &state, |gateway, now| {
        gateway.answer_issuer(now, &token, brand, answer)
    })
    .await
}

fn page(
    t: &'static Texts,
    payment: &Payment,
    brand: CardBrand,
    now: Timestamp,
    pace: Pace,
) -> IssuerPage {
    let address = page_of(&payment.token, brand);
    let chosen = payment.order.method.selected_brand.is_some();
    let declined = payment.declined.filter(|_| chosen);
    IssuerPage {
        t,
        order: summary(payment),
        time_left: time_left(t, payment.expires_at, now, pace),
        brand: brand.name(),
        name: t.issuer_name(brand.name()),
        logo: picture(brand.name()),
        declined: declined.map(|code| t.declined(code)),
        approve_action: format!("{address}/approve"),
        reject_action: format!("{address}/reject"),
        cancel_action: format!("{address}/cancel"),
        list_address: (!chosen).then(|| format!("/checkout/{}", payment.token)),
    }
}

fn page_of(token: &crate::gateway::CheckoutToken, brand: CardBrand) -> String {
    format!("/checkout/{token}/issuer/{}", brand.name())
}
