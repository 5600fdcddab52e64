//! The card page: where a `normalUrl` leads.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use jiff::Timestamp;
use serde::Deserialize;

use super::super::State;
use super::leave::{before_redirect, see_other, to_shop};
use super::views::{CardErrors, CardPage, TestCard, TimeLeft};
use super::{ended, show as show_page, span_text, summary, time_left, unknown_link};
use crate::gateway::{CheckoutRefusal, CheckoutStep, Payment, ResultCode, Stage, TypedCard};
use crate::sandbox::clock::Pace;

/// The form as it is posted. It is never shown again, except for the holder's name.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CardForm {
    #[serde(default)]
    card_number: String,
    #[serde(default)]
    expiry: String,
    #[serde(default)]
    cvv: String,
    #[serde(default)]
    holder: String,
}

pub(super) async fn show(token: Path<String>, state: Data<State>) -> HttpResponse {
    let Some(sandbox) = state.merchants.by_link(&token) else {
        return unknown_link();
    };
    let pace = sandbox.pace();
    sandbox.with_gateway(|gateway, now| match gateway.checkout(&token) {
        None => unknown_link(),
        Some(payment) => match &payment.stage {
            Stage::AwaitingBuyer if now < payment.expires_at => {
                let page = card_page(payment, now, pace);
                gateway.tell_page_opened(now, &token);
                show_page(StatusCode::OK, &page)
            }
            Stage::Challenged(_) if now < payment.expires_at => {
                see_other(&format!("/checkout/{token}/challenge"))
            }
            _ => {
                let (status, page) = ended(payment);
                show_page(status, &page)
            }
        },
    })
}

pub(super) async fn submit(
    token: Path<String>,
    form: Form<CardForm>,
    state: Data<State>,
) -> HttpResponse {
    let Some(sandbox) = state.merchants.by_link(&token) else {
        return unknown_link();
    };
    let pace = sandbox.pace();
    let CardForm {
        card_number,
        expiry,
        cvv,
        holder,
    } = form.into_inner();
    let typed = TypedCard {
        number: card_number,
        expiry,
        cvv,
        holder,
    };
    let page = sandbox.with_gateway(|gateway, now| {
        let step = gateway.submit_card(now, &token, &typed);
        let Some(payment) = gateway.checkout(&token) else {
            return unknown_link();
        };
        match step {
            Ok(CheckoutStep::Finished) => to_shop(payment),
            Ok(CheckoutStep::Challenge | CheckoutStep::BrowserCheck) => {
                see_other(&format!("/checkout/{token}/challenge"))
            }
            Err(CheckoutRefusal::Mistakes(mistakes)) => {
                let text = |mistake: Option<&'static str>| mistake.map(str::to_owned);
                let page = CardPage {
                    holder: typed.holder.chars().take(128).collect(),
                    errors: CardErrors {
                        number: text(mistakes.number),
                        expiry: text(mistakes.expiry),
                        cvv: text(mistakes.cvv),
                        holder: text(mistakes.holder),
                    },
                    declined: None,
                    ..card_page(payment, now, pace)
                };
                show_page(StatusCode::UNPROCESSABLE_ENTITY, &page)
            }
            // The page knows the decline, or the end, from the payment itself.
            Ok(_) | Err(_) => see_other(&format!("/checkout/{token}")),
        }
    });
    before_redirect(&sandbox, &token).await;
    page
}

fn card_page(payment: &Payment, now: Timestamp, pace: Pace) -> CardPage {
    let left = time_left(payment, now);
    CardPage {
        order: summary(payment),
        time_left: TimeLeft {
            text: span_text(left),
            seconds: left.as_secs(),
            rate: match pace {
                Pace::Live { rate } => f64::from(rate),
                Pace::Stepped => 0.0,
            },
        },
        action: format!("/checkout/{}", payment.token),
        holder: String::new(),
        errors: CardErrors::default(),
        declined: payment.declined.map(decline_text),
        test_cards: test_cards(payment),
        back_url: payment.order.redirect_url.clone(),
    }
}

/// The cards that the payment's rules name.
fn test_cards(payment: &Payment) -> Vec<TestCard> {
    let mut cards: Vec<TestCard> = Vec::new();
    for rule in payment.rules() {
        let Some(number) = rule.when.card.first() else {
            continue;
        };
        if cards.iter().all(|card| card.number != *number) {
            let brand = rule.then.card.brand.map_or("", |brand| brand.name());
            cards.push(TestCard {
                number: number.clone(),
                brand: brand.to_owned(),
                about: rule.about.clone(),
            });
        }
    }
    cards
}

/// What a buyer is told of a decline, with the code for the developer behind the buyer.
fn decline_text(code: ResultCode) -> String {
    let sentence = match code {
        ResultCode::UserBalanceNotEnough => "There is not enough money on this card.",
        ResultCode::CardNotSupported => "This card is not accepted here.",
        ResultCode::InvalidCard | ResultCode::InvalidCardNumber => {
            "The bank does not know this card."
        }
        ResultCode::InvalidExpirationDate | ResultCode::InvalidExpiryDateFormat => {
            "The bank says the expiry date is wrong."
        }
        ResultCode::RiskReject | ResultCode::FraudReject | ResultCode::SuspectedCard => {
            "The payment was stopped for security reasons."
        }
        _ => "Your bank declined this card.",
    };
    format!(
        "{sentence} No money was taken; please try another card. ({})",
        code.code()
    )
}
