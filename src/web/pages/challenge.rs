//! The bank's page: a one-time code, as 3DS asks for it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, ServiceConfig};
use actix_web::{HttpResponse, web};
use jiff::Timestamp;
use serde::Deserialize;

use super::super::State;
use super::language::Reader;
use super::leave::{after_paying, before_redirect, opened, see_other, to_first_page};
use super::texts::Texts;
use super::views::{ChallengePage, OrderSummary, TimeLeft};
use super::{binding, browser, show as show_page, summary, time_left, unknown_link};
use crate::gateway::{
    BankCode, CardBrand, CheckoutRefusal, CheckoutStep, Gateway, SANDBOX_CODE, Stage,
};

#[derive(Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
}

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/checkout/{token}/challenge")
                .get(show)
                .post(submit),
        )
        .service(
            web::resource("/checkout/{token}/challenge/resend")
                .get(opened)
                .post(resend),
        )
        .service(
            web::resource("/checkout/{token}/challenge/cancel")
                .get(opened)
                .post(cancel),
        );
}

async fn show(token: Path<String>, reader: Reader, state: Data<State>) -> HttpResponse {
    let Some(sandbox) = state.merchants.by_link(&token) else {
        return unknown_link(reader);
    };
    let pace = sandbox.pace();
    sandbox.with_gateway(|gateway, now| {
        gateway.open_bank_page(now, &token);
        match gateway.checkout(&token) {
            None => binding::show_challenge(gateway, now, &token, reader, pace),
            Some(payment) => match &payment.stage {
                Stage::Challenged(bank) if now < payment.expires_at => {
                    if bank.silent.is_some() {
                        let page = browser::page(reader.t, payment, bank);
                        return show_page(reader, StatusCode::OK, &page);
                    }
                    let (t, card) = (reader.t, (bank.card.brand, bank.card.masked.as_str()));
                    let ends_at = bank.code.ends_at.unwrap_or(payment.expires_at);
                    let left = time_left(t, ends_at, now, pace);
                    let page = page(t, summary(payment), card, &bank.code, left, &token);
                    show_page(reader, StatusCode::OK, &page)
                }
                _ => to_first_page(&token),
            },
        }
    })
}

async fn submit(
    token: Path<String>,
    form: Form<CodeForm>,
    reader: Reader,
    state: Data<State>,
) -> HttpResponse {
    take_step(&token, reader, &state, |gateway, now| {
        if gateway.vaulting(&token).is_some() {
            return gateway.answer_binding(now, &token, &form.code);
        }
        gateway.answer_challenge(now, &token, &form.code)
    })
    .await
}

async fn resend(token: Path<String>, reader: Reader, state: Data<State>) -> HttpResponse {
    take_step(&token, reader, &state, |gateway, now| {
        gateway.resend_code(now, &token)
    })
    .await
}

async fn cancel(token: Path<String>, reader: Reader, state: Data<State>) -> HttpResponse {
    take_step(&token, reader, &state, |gateway, now| {
        if gateway.vaulting(&token).is_some() {
            return gateway.cancel_binding(now, &token);
        }
        gateway.cancel_challenge(now, &token)
    })
    .await
}

pub(super) async fn take_step(
    token: &str,
    reader: Reader,
    state: &State,
    step: impl FnOnce(&mut Gateway, Timestamp) -> Result<CheckoutStep, CheckoutRefusal>,
) -> HttpResponse {
    let Some(sandbox) = state.merchants.by_link(token) else {
        return unknown_link(reader);
    };
    let page = sandbox.with_gateway(|gateway, now| {
        let step = step(gateway, now);
        match (step, gateway.checkout(token)) {
            (step, None) => binding::after(gateway, token, reader, &step),
            (Ok(CheckoutStep::Finished), Some(payment)) => after_paying(gateway, payment),
            (Ok(CheckoutStep::WrongCode { .. } | CheckoutStep::CodeSentAgain), Some(_)) => {
                see_other(&format!("/checkout/{token}/challenge"))
            }
            // Declined after all, or over: the first page tells which.
            (Ok(_) | Err(_), Some(_)) => to_first_page(token),
        }
    });
    before_redirect(&sandbox, token).await;
    page
}

/// The page of a bank that asks for its code: about this order and card, of this link.
pub(super) fn page(
    t: &'static Texts,
    order: OrderSummary,
    (brand, masked): (CardBrand, &str),
    code: &BankCode,
    time_left: TimeLeft,
    token: &str,
) -> ChallengePage {
    ChallengePage {
        t,
        order,
        scheme: scheme(brand).to_owned(),
        card: format!("{} {masked}", brand.name()),
        hint_code: SANDBOX_CODE.to_owned(),
        error: code.has_failed().then_some(t.bank.wrong_code),
        tries_left: code.tries_left,
        sends_left: code.sends_left(),
        sent_again: code.sent_again > 0,
        time_left,
        submit_action: format!("/checkout/{token}/challenge"),
        resend_action: format!("/checkout/{token}/challenge/resend"),
        cancel_action: format!("/checkout/{token}/challenge/cancel"),
    }
}

/// What each scheme calls its 3DS.
pub(super) fn scheme(brand: CardBrand) -> &'static str {
    match brand.name() {
        "VISA" => "Visa Secure",
        "MASTERCARD" | "MAESTRO" => "Mastercard Identity Check",
        "AMEX" => "American Express SafeKey",
        "JCB" => "J/Secure",
        "DINERS" | "DISCOVER" => "ProtectBuy",
        _ => "Secure payment",
    }
}
