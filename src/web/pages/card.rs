//! The card page: where a `normalUrl` leads.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use jiff::Timestamp;
use serde::Deserialize;

use super::super::State;
use super::leave::{after_paying, before_redirect, see_other};
use super::stored::saving;
use super::views::{CardErrors, CardPage, Extras, Saving, TestCard, TimeLeft};
use super::{binding, ended, issuer, show as show_page, span_text, summary, unknown_link};
use crate::gateway::{
    CardMistakes, CheckoutRefusal, CheckoutStep, Gateway, Payment, ResultCode, Rule, Stage,
    TypedCard, TypedExtras,
};
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
    #[serde(default)]
    email: String,
    #[serde(default)]
    cpf: String,
    #[serde(default)]
    network: String,
    #[serde(default)]
    country: String,
    /// The tick of the box, if it is there.
    #[serde(default)]
    save_card: String,
    #[serde(default)]
    months: String,
    #[serde(default)]
    holder_id: String,
    #[serde(default)]
    password: String,
}

impl CardForm {
    fn into_typed(self) -> TypedCard {
        TypedCard {
            number: self.card_number,
            expiry: self.expiry,
            cvv: self.cvv,
            holder: self.holder,
            extras: TypedExtras {
                email: self.email,
                cpf: self.cpf,
                network: self.network,
                country: self.country,
                months: self.months,
                holder_id: self.holder_id,
                password: self.password,
            },
        }
    }
}

pub(super) async fn show(token: Path<String>, state: Data<State>) -> HttpResponse {
    let Some(sandbox) = state.merchants.by_link(&token) else {
        return unknown_link();
    };
    let pace = sandbox.pace();
    sandbox.with_gateway(|gateway, now| match gateway.checkout(&token) {
        None => binding::show(gateway, now, &token, pace),
        Some(payment) => match &payment.stage {
            Stage::AwaitingBuyer
                if now < payment.expires_at
                    && payment.order.method.requires_issuer_authentication =>
            {
                let payment = payment.clone();
                issuer::first_page(gateway, now, &payment)
            }
            Stage::AwaitingBuyer if now < payment.expires_at => {
                let page = CardPage {
                    saving: saving(gateway, now, payment, false),
                    ..card_page(gateway, payment, now, pace)
                };
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
    let saves_card = !form.save_card.is_empty();
    let typed = form.into_inner().into_typed();
    let page = sandbox.with_gateway(|gateway, now| {
        if gateway.checkout(&token).is_none() {
            return binding::submit(gateway, now, &token, &typed, pace);
        }
        gateway.consent(&token, saves_card);
        let step = gateway.submit_card(now, &token, &typed);
        let Some(payment) = gateway.checkout(&token) else {
            return unknown_link();
        };
        match step {
            Ok(CheckoutStep::Finished) => after_paying(gateway, payment),
            Ok(CheckoutStep::Challenge | CheckoutStep::BrowserCheck) => {
                see_other(&format!("/checkout/{token}/challenge"))
            }
            Err(CheckoutRefusal::Mistakes(mistakes)) => {
                let page = CardPage {
                    holder: kept(&typed.holder, 128),
                    extras: Extras {
                        email: asked(mistakes.email, &typed.extras.email),
                        cpf: asked(mistakes.cpf, &typed.extras.cpf),
                        holder_id: asked(mistakes.holder_id, &typed.extras.holder_id),
                        asks_password: mistakes.password.is_some()
                            || !typed.extras.password.is_empty(),
                        country: kept(&typed.extras.country, 2),
                        chosen_months: typed.extras.months.trim().parse().ok(),
                        ..extras(gateway, payment)
                    },
                    errors: errors(&mistakes),
                    saving: saving(gateway, now, payment, saves_card),
                    declined: None,
                    ..card_page(gateway, payment, now, pace)
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

/// What was typed, to be shown again.
pub(super) fn kept(typed: &str, max: usize) -> String {
    typed.chars().take(max).collect()
}

/// A field that is asked for: because it is missing, or because it was asked for before.
pub(super) fn asked(mistake: Option<&str>, typed: &str) -> Option<String> {
    (mistake.is_some() || !typed.is_empty()).then(|| kept(typed, 64))
}

pub(super) fn errors(mistakes: &CardMistakes) -> CardErrors {
    let text = |mistake: Option<&'static str>| mistake.map(str::to_owned);
    CardErrors {
        number: text(mistakes.number),
        expiry: text(mistakes.expiry),
        cvv: text(mistakes.cvv),
        holder: text(mistakes.holder),
        email: text(mistakes.email),
        cpf: text(mistakes.cpf),
        network: text(mistakes.network),
        months: text(mistakes.months),
        holder_id: text(mistakes.holder_id),
        password: text(mistakes.password),
    }
}

/// What the form asks for that the shop has not told.
fn extras(gateway: &Gateway, payment: &Payment) -> Extras {
    let method = &payment.order.method;
    Extras {
        asks_network: method.selected_brand.is_none(),
        months: gateway.months_to_choose(payment),
        fixed_months: payment
            .order
            .credit_pay_plan
            .as_ref()
            .map(|plan| plan.installment_num),
        asks_address: method.payer.billing_address.is_none(),
        ..Extras::default()
    }
}

fn card_page(gateway: &Gateway, payment: &Payment, now: Timestamp, pace: Pace) -> CardPage {
    CardPage {
        order: summary(payment),
        time_left: clock(payment.expires_at, now, pace),
        action: format!("/checkout/{}", payment.token),
        holder: String::new(),
        errors: CardErrors::default(),
        extras: extras(gateway, payment),
        saving: Saving::default(),
        declined: payment.declined.map(decline_text),
        test_cards: test_cards(payment.rules()),
        back_url: payment.order.redirect_url.clone(),
    }
}

/// How long a link is still good.
pub(super) fn clock(expires_at: Timestamp, now: Timestamp, pace: Pace) -> TimeLeft {
    let left = expires_at.duration_since(now);
    TimeLeft {
        text: span_text(left),
        seconds: left.as_secs(),
        rate: match pace {
            Pace::Live { rate } => f64::from(rate),
            Pace::Stepped => 0.0,
        },
    }
}

/// The cards that rules name.
pub(super) fn test_cards<'a>(rules: impl Iterator<Item = &'a Rule>) -> Vec<TestCard> {
    let mut cards: Vec<TestCard> = Vec::new();
    for rule in rules {
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
pub(super) fn decline_text(code: ResultCode) -> String {
    let sentence = match code {
        ResultCode::UserBalanceNotEnough => "There is not enough money on this card.",
        ResultCode::SelectedCardBrandNotAvailable => {
            "This card is not of the brand that was chosen in the shop."
        }
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
