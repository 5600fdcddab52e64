//! The pages of a vaulting: the card page of a session, the bank, the end. Their forms are those of
//! a payment, and nothing is paid.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use jiff::Timestamp;

use super::card::sent_back;
use super::language::Reader;
use super::leave::{see_other, to_first_page};
use super::offer::{fields, month_of, needs, test_cards};
use super::texts::Texts;
use super::views::{CardErrors, CardPage, Extras, OrderSummary, ResultPage, Saving, Tone};
use super::{challenge, show as show_page, time_left, unknown_link};
use crate::gateway::{
    CardMistakes, CheckoutRefusal, CheckoutStep, Gateway, TypedCard, TypedExtras, Vaulting,
    VaultingStage,
};
use crate::protocol::web_address;
use crate::sandbox::clock::Pace;

/// Where a link leads that belongs to no payment.
pub(super) fn show(
    gateway: &mut Gateway,
    now: Timestamp,
    token: &str,
    reader: Reader,
    pace: Pace,
) -> HttpResponse {
    let Some(vaulting) = gateway.vaulting(token) else {
        return unknown_link(reader);
    };
    match vaulting.stage {
        VaultingStage::AwaitingCard => {
            let page = card_page(reader.t, gateway, vaulting, now, pace);
            gateway.tell_page_opened(now, token);
            show_page(reader, StatusCode::OK, &page)
        }
        VaultingStage::Challenged(_) => see_other(&format!("/checkout/{token}/challenge")),
        VaultingStage::Stored(_) | VaultingStage::Failed => ended(reader, vaulting),
    }
}

/// The card form of such a link was posted.
pub(super) fn submit(
    gateway: &mut Gateway,
    now: Timestamp,
    token: &str,
    typed: &TypedCard,
    (reader, pace): (Reader, Pace),
) -> HttpResponse {
    let step = gateway.bind_card(now, token, typed);
    match (step, gateway.vaulting(token)) {
        (Err(CheckoutRefusal::Mistakes(mistakes)), Some(vaulting)) => {
            let page = card_page(reader.t, gateway, vaulting, now, pace);
            let page = CardPage {
                extras: extras(reader.t, vaulting, &typed.extras, &mistakes),
                ..page
            };
            let page = sent_back(page, typed, &mistakes);
            show_page(reader, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        (step, _) => after(gateway, token, reader, &step),
    }
}

/// The bank of such a link.
pub(super) fn show_challenge(
    gateway: &Gateway,
    now: Timestamp,
    token: &str,
    reader: Reader,
    pace: Pace,
) -> HttpResponse {
    match gateway.vaulting(token) {
        None => unknown_link(reader),
        Some(vaulting) => match &vaulting.stage {
            VaultingStage::Challenged(card) => {
                let (t, shown) = (reader.t, (card.brand, card.masked.as_str()));
                let ends_at = card.code.ends_at.unwrap_or(vaulting.expires_at);
                let left = time_left(t, ends_at, now, pace);
                let order = summary(t, vaulting);
                let page = challenge::page(t, order, shown, &card.code, left, token);
                show_page(reader, StatusCode::OK, &page)
            }
            _ => to_first_page(token),
        },
    }
}

/// Where the browser goes after a step.
pub(super) fn after(
    gateway: &Gateway,
    token: &str,
    reader: Reader,
    step: &Result<CheckoutStep, CheckoutRefusal>,
) -> HttpResponse {
    let Some(vaulting) = gateway.vaulting(token) else {
        return unknown_link(reader);
    };
    match step {
        Ok(CheckoutStep::Finished) => {
            let shop = vaulting.order.redirect_url.as_deref();
            let shop = shop.and_then(|url| web_address::parse(url).ok());
            shop.map_or_else(|| to_first_page(token), |url| see_other(url.as_str()))
        }
        Ok(
            CheckoutStep::Challenge | CheckoutStep::WrongCode { .. } | CheckoutStep::CodeSentAgain,
        ) => see_other(&format!("/checkout/{token}/challenge")),
        // The page knows the decline, or the end, from the vaulting itself.
        Ok(_) | Err(_) => to_first_page(token),
    }
}

/// Nothing is bought, so there is no amount.
fn summary(t: &Texts, vaulting: &Vaulting) -> OrderSummary {
    OrderSummary {
        description: t.card.save_for_later.to_owned(),
        reference: vaulting.order.request_id.clone(),
        amount: String::new(),
    }
}

/// What the form asks for: the shop of a session has told nothing of the card.
fn extras(
    t: &'static Texts,
    vaulting: &Vaulting,
    typed: &TypedExtras,
    mistakes: &CardMistakes,
) -> Extras {
    Extras {
        asks_network: true,
        asks_address: true,
        further: fields(t, &vaulting.order.payer, typed, mistakes),
        ..Extras::default()
    }
}

fn card_page(
    t: &'static Texts,
    gateway: &Gateway,
    vaulting: &Vaulting,
    now: Timestamp,
    pace: Pace,
) -> CardPage {
    let token = vaulting.token.as_str();
    let rules = gateway.playbook().rules.iter().map(AsRef::as_ref);
    CardPage {
        t,
        order: summary(t, vaulting),
        time_left: time_left(t, vaulting.expires_at, now, pace),
        today: month_of(now),
        action: format!("/checkout/{token}"),
        holder: String::new(),
        errors: CardErrors::default(),
        extras: extras(
            t,
            vaulting,
            &TypedExtras::default(),
            &CardMistakes::default(),
        ),
        needs: needs(&vaulting.order.payer),
        saving: Saving::default(),
        declined: vaulting.declined.map(|code| t.declined(code)),
        test_cards: test_cards(t, gateway, now, token, rules),
        back_url: back_url(vaulting),
    }
}

fn back_url(vaulting: &Vaulting) -> String {
    vaulting.order.redirect_url.clone().unwrap_or_default()
}

/// What a link shows once its vaulting is over.
fn ended(reader: Reader, vaulting: &Vaulting) -> HttpResponse {
    let t = &reader.t.vaulting;
    let (tone, title, message) = if vaulting.card().is_some() {
        (Tone::Good, t.saved, t.saved_lead)
    } else {
        (Tone::Bad, t.not_saved, t.not_saved_lead)
    };
    let page = ResultPage {
        t: reader.t,
        order: summary(reader.t, vaulting),
        tone,
        title,
        message,
        date: String::new(),
        back_url: back_url(vaulting),
    };
    show_page(reader, StatusCode::OK, &page)
}
