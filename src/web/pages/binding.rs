//! The pages of a vaulting: the card page of a session, the bank, the end. Their forms are those of
//! a payment, and nothing is paid.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use jiff::Timestamp;

use super::card::{asked, clock, errors, kept, test_cards};
use super::challenge::scheme;
use super::leave::see_other;
use super::views::{
    CardErrors, CardPage, ChallengePage, Extras, OrderSummary, ResultPage, Saving, Tone,
};
use super::{decline_text, show as show_page, unknown_link};
use crate::gateway::{
    BoundCard, CheckoutRefusal, CheckoutStep, Gateway, SANDBOX_CODE, TypedCard, Vaulting,
    VaultingStage,
};
use crate::protocol::web_address;
use crate::sandbox::clock::Pace;

/// Where a link leads that belongs to no payment.
pub(super) fn show(gateway: &Gateway, now: Timestamp, token: &str, pace: Pace) -> HttpResponse {
    let Some(vaulting) = gateway.vaulting(token) else {
        return unknown_link();
    };
    match vaulting.stage {
        VaultingStage::AwaitingCard => {
            let page = card_page(gateway, vaulting, now, pace);
            show_page(StatusCode::OK, &page)
        }
        VaultingStage::Challenged(_) => see_other(&format!("/checkout/{token}/challenge")),
        VaultingStage::Stored(_) | VaultingStage::Failed => ended(vaulting),
    }
}

/// The card form of such a link was posted.
pub(super) fn submit(
    gateway: &mut Gateway,
    now: Timestamp,
    token: &str,
    typed: &TypedCard,
    pace: Pace,
) -> HttpResponse {
    let step = gateway.bind_card(now, token, typed);
    match (step, gateway.vaulting(token)) {
        (Err(CheckoutRefusal::Mistakes(mistakes)), Some(vaulting)) => {
            let page = CardPage {
                holder: kept(&typed.holder, 128),
                extras: Extras {
                    email: asked(mistakes.email, &typed.extras.email),
                    cpf: asked(mistakes.cpf, &typed.extras.cpf),
                    holder_id: asked(mistakes.holder_id, &typed.extras.holder_id),
                    asks_password: mistakes.password.is_some() || !typed.extras.password.is_empty(),
                    country: kept(&typed.extras.country, 2),
                    ..extras()
                },
                errors: errors(&mistakes),
                declined: None,
                ..card_page(gateway, vaulting, now, pace)
            };
            show_page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        (step, _) => after(gateway, token, &step),
    }
}

/// The bank of such a link.
pub(super) fn show_challenge(gateway: &Gateway, token: &str) -> HttpResponse {
    match gateway.vaulting(token) {
        None => unknown_link(),
        Some(vaulting) => match &vaulting.stage {
            VaultingStage::Challenged(card) => {
                show_page(StatusCode::OK, &challenge_page(vaulting, card))
            }
            _ => see_other(&format!("/checkout/{token}")),
        },
    }
}

/// Where the browser goes after a step.
pub(super) fn after(
    gateway: &Gateway,
    token: &str,
    step: &Result<CheckoutStep, CheckoutRefusal>,
) -> HttpResponse {
    let Some(vaulting) = gateway.vaulting(token) else {
        return unknown_link();
    };
    match step {
        Ok(CheckoutStep::Finished) => {
            let shop = vaulting.order.redirect_url.as_deref();
            let shop = shop.and_then(|url| web_address::parse(url).ok());
            shop.map_or_else(|| ended(vaulting), |url| see_other(url.as_str()))
        }
        Ok(CheckoutStep::Challenge | CheckoutStep::WrongCode { .. }) => {
            see_other(&format!("/checkout/{token}/challenge"))
        }
        // The page knows the decline, or the end, from the vaulting itself.
        Ok(_) | Err(_) => see_other(&format!("/checkout/{token}")),
    }
}

/// Nothing is bought, so there is no amount.
fn summary(vaulting: &Vaulting) -> OrderSummary {
    OrderSummary {
        description: "Save a card for later payments".to_owned(),
        reference: vaulting.order.request_id.clone(),
        amount: String::new(),
    }
}

/// What the form asks for: the shop of a session has told nothing of the card.
fn extras() -> Extras {
    Extras {
        asks_network: true,
        asks_address: true,
        ..Extras::default()
    }
}

fn card_page(gateway: &Gateway, vaulting: &Vaulting, now: Timestamp, pace: Pace) -> CardPage {
    CardPage {
        order: summary(vaulting),
        time_left: clock(vaulting.expires_at, now, pace),
        action: format!("/checkout/{}", vaulting.token),
        holder: String::new(),
        errors: CardErrors::default(),
        extras: extras(),
        saving: Saving::default(),
        declined: vaulting.declined.map(decline_text),
        test_cards: test_cards(gateway.playbook().rules.iter().map(AsRef::as_ref)),
        back_url: back_url(vaulting),
    }
}

fn challenge_page(vaulting: &Vaulting, card: &BoundCard) -> ChallengePage {
    let wrong = card.has_failed();
    ChallengePage {
        order: summary(vaulting),
        scheme: scheme(card.brand).to_owned(),
        card: format!("{} {}", card.brand.name(), card.masked),
        hint_code: SANDBOX_CODE.to_owned(),
        error: wrong.then(|| "That code is not right.".to_owned()),
        tries_left: card.tries_left,
        submit_action: format!("/checkout/{}/challenge", vaulting.token),
        cancel_action: format!("/checkout/{}/challenge/cancel", vaulting.token),
    }
}

fn back_url(vaulting: &Vaulting) -> String {
    vaulting.order.redirect_url.clone().unwrap_or_default()
}

/// What a link shows once its vaulting is over.
fn ended(vaulting: &Vaulting) -> HttpResponse {
    let (tone, title, message) = if vaulting.card().is_some() {
        let message = "The shop can use it for your next payments, by a token without its number.";
        (Tone::Good, "Card saved", message)
    } else {
        let message = "The card could not be verified, or the time was over. Go back to the shop to try again.";
        (Tone::Bad, "Card not saved", message)
    };
    let page = ResultPage {
        order: summary(vaulting),
        tone,
        title: title.into(),
        message: message.into(),
        back_url: back_url(vaulting),
    };
    show_page(StatusCode::OK, &page)
}
