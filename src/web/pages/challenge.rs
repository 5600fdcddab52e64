//! The bank's page: a one-time code, as 3DS asks for it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;

use super::super::State;
use super::leave::{after_paying, before_redirect, see_other};
use super::views::ChallengePage;
use super::{binding, browser, show as show_page, summary, unknown_link};
use crate::gateway::{
    CardBrand, Challenge, CheckoutRefusal, CheckoutStep, Payment, SANDBOX_CODE, Stage,
};

#[derive(Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
}

pub(super) async fn show(token: Path<String>, state: Data<State>) -> HttpResponse {
    let Some(sandbox) = state.merchants.by_link(&token) else {
        return unknown_link();
    };
    sandbox.with_gateway(|gateway, now| match gateway.checkout(&token) {
        None => binding::show_challenge(gateway, &token),
        Some(payment) => match &payment.stage {
            Stage::Challenged(challenge) if now < payment.expires_at => {
                if challenge.silent.is_some() {
                    return show_page(StatusCode::OK, &browser::page(payment, challenge));
                }
                show_page(StatusCode::OK, &challenge_page(payment, challenge))
            }
            _ => see_other(&format!("/checkout/{token}")),
        },
    })
}

pub(super) async fn submit(
    token: Path<String>,
    form: Form<CodeForm>,
    state: Data<State>,
) -> HttpResponse {
    take_step(&token, &state, |gateway, now| {
        if gateway.vaulting(&token).is_some() {
            return gateway.answer_binding(now, &token, &form.code);
        }
        gateway.answer_challenge(now, &token, &form.code)
    })
    .await
}

pub(super) async fn cancel(token: Path<String>, state: Data<State>) -> HttpResponse {
    take_step(&token, &state, |gateway, now| {
        if gateway.vaulting(&token).is_some() {
            return gateway.cancel_binding(now, &token);
        }
        gateway.cancel_challenge(now, &token)
    })
    .await
}

pub(super) async fn take_step(
    token: &str,
    state: &State,
    step: impl FnOnce(
        &mut crate::gateway::Gateway,
        jiff::Timestamp,
    ) -> Result<CheckoutStep, CheckoutRefusal>,
) -> HttpResponse {
    let Some(sandbox) = state.merchants.by_link(token) else {
        return unknown_link();
    };
    let page = sandbox.with_gateway(|gateway, now| {
        let step = step(gateway, now);
        match (step, gateway.checkout(token)) {
            (step, None) => binding::after(gateway, token, &step),
            (Ok(CheckoutStep::Finished), Some(payment)) => after_paying(gateway, payment),
            (Ok(CheckoutStep::WrongCode { .. }), Some(_)) => {
                see_other(&format!("/checkout/{token}/challenge"))
            }
            // Declined after all, or over: the first page tells which.
            (Ok(_) | Err(_), Some(_)) => see_other(&format!("/checkout/{token}")),
        }
    });
    before_redirect(&sandbox, token).await;
    page
}

fn challenge_page(payment: &Payment, challenge: &Challenge) -> ChallengePage {
    let brand = challenge.card.brand;
    let wrong = challenge
        .has_failed()
        .then(|| "That code is not right.".to_owned());
    ChallengePage {
        order: summary(payment),
        scheme: scheme(brand).to_owned(),
        card: format!("{} {}", brand.name(), challenge.card.masked),
        hint_code: SANDBOX_CODE.to_owned(),
        error: wrong,
        tries_left: challenge.tries_left,
        submit_action: format!("/checkout/{}/challenge", payment.token),
        cancel_action: format!("/checkout/{}/challenge/cancel", payment.token),
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
