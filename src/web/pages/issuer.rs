//! South Korean issuers: Antom's list of brands, and the page of one of them, where the buyer
//! confirms the payment (file 15 §7 of the protocol notes). What the real pages look like is not
//! public; these say what they stand for.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpResponse, web};
use jiff::Timestamp;

use super::super::State;
use super::challenge::take_step;
use super::leave::see_other;
use super::views::{IssuerChoice, IssuerPage, IssuersPage, issuer_name};
use super::{decline_text, show as show_page, summary, unknown_link};
use crate::gateway::{CardBrand, Gateway, IssuerAnswer, Payment};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/checkout/{token}/issuer/{brand}").get(show))
        .service(web::resource("/checkout/{token}/issuer/{brand}/{answer}").post(submit));
}

/// Where the `normalUrl` of such a payment leads: to the list, or to the brand that the shop chose.
pub(super) fn first_page(gateway: &mut Gateway, now: Timestamp, payment: &Payment) -> HttpResponse {
    let address = |brand: CardBrand| page_of(&payment.token, brand);
    if let Some(chosen) = payment.order.method.selected_brand {
        return see_other(&address(chosen));
    }
    let issuers = gateway.issuers(payment);
    let choice = |brand: &CardBrand| IssuerChoice {
        brand: brand.name(),
        name: issuer_name(brand.name()),
        address: address(*brand),
    };
    let mut choices: Vec<_> = issuers.iter().map(choice).collect();
    choices.sort_by_key(|choice| choice.name.to_lowercase());
    let page = IssuersPage {
        order: summary(payment),
        declined: payment.declined.map(decline_text),
        issuers: choices,
        back_url: payment.order.redirect_url.clone(),
    };
    gateway.tell_page_opened(now, payment.token.as_str());
    show_page(StatusCode::OK, &page)
}

async fn show(path: Path<(String, String)>, state: Data<State>) -> HttpResponse {
    let (token, name) = path.into_inner();
    let Some(sandbox) = state.merchants.by_link(&token) else {
        return unknown_link();
    };
    sandbox.with_gateway(|gateway, now| {
        let brand = CardBrand::named(&name);
        let opened = brand.filter(|brand| gateway.open_issuer(now, &token, *brand).is_ok());
        match (opened, gateway.checkout(&token)) {
            (_, None) => unknown_link(),
            // Over, or no such issuer: the first page tells which.
            (None, Some(_)) => see_other(&format!("/checkout/{token}")),
            (Some(brand), Some(payment)) => show_page(StatusCode::OK, &page(payment, brand)),
        }
    })
}

async fn submit(path: Path<(String, String, String)>, state: Data<State>) -> HttpResponse {
    let (token, name, answer) = path.into_inner();
    let answer = match answer.as_str() {
        "approve" => IssuerAnswer::Approve,
        "reject" => IssuerAnswer::Reject,
        "cancel" => IssuerAnswer::Cancel,
        _ => return unknown_link(),
    };
    let Some(brand) = CardBrand::named(&name) else {
        return unknown_link();
    };
    take_step(&token, &state, |gateway, now| {
        gateway.answer_issuer(now, &token, brand, answer)
    })
    .await
}

fn page(payment: &Payment, brand: CardBrand) -> IssuerPage {
    let address = page_of(&payment.token, brand);
    let chosen = payment.order.method.selected_brand.is_some();
    IssuerPage {
        order: summary(payment),
        brand: brand.name(),
        name: issuer_name(brand.name()),
        declined: payment.declined.filter(|_| chosen).map(decline_text),
        approve_action: format!("{address}/approve"),
        reject_action: format!("{address}/reject"),
        cancel_action: format!("{address}/cancel"),
        list_address: (!chosen).then(|| format!("/checkout/{}", payment.token)),
    }
}

fn page_of(token: &crate::gateway::CheckoutToken, brand: CardBrand) -> String {
    format!("/checkout/{token}/issuer/{}", brand.name())
}
