//! The card page: where a `normalUrl` leads.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use jiff::Timestamp;
use serde::Deserialize;

use super::super::State;
use super::ending::ended;
use super::language::Reader;
use super::leave::{after_paying, before_redirect, see_other, to_first_page};
use super::offer::{errors, fields, kept, month_of, needs, test_cards};
use super::stored::saving;
use super::texts::Texts;
use super::views::{CardErrors, CardPage, Extras, Saving};
use super::{binding, issuer, show as show_page, summary, time_left, unknown_link};
use crate::gateway::{
    CardMistakes, CheckoutRefusal, CheckoutStep, Gateway, Payment, Stage, TypedCard, TypedExtras,
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

pub(super) async fn show(token: Path<String>, reader: Reader, state: Data<State>) -> HttpResponse {
    let Some(sandbox) = state.merchants.by_link(&token) else {
        return unknown_link(reader);
    };
    let pace = sandbox.pace();
    sandbox.with_gateway(|gateway, now| match gateway.checkout(&token) {
        None => binding::show(gateway, now, &token, reader, pace),
        Some(payment) => match &payment.stage {
            Stage::AwaitingBuyer
                if now < payment.expires_at
                    && payment.order.method.requires_issuer_authentication =>
            {
                let payment = payment.clone();
                issuer::first_page(gateway, now, &payment, reader, pace)
            }
            Stage::AwaitingBuyer if now < payment.expires_at => {
                let page = CardPage {
                    saving: saving(gateway, now, payment, false),
                    ..card_page(reader.t, gateway, payment, now, pace)
                };
                gateway.tell_page_opened(now, &token);
                show_page(reader, StatusCode::OK, &page)
            }
            Stage::Challenged(_) if now < payment.expires_at => {
                see_other(&format!("/checkout/{token}/challenge"))
            }
            _ => ended(reader, payment),
        },
    })
}

pub(super) async fn submit(
    token: Path<String>,
    form: Form<CardForm>,
    reader: Reader,
    state: Data<State>,
) -> HttpResponse {
    let Some(sandbox) = state.merchants.by_link(&token) else {
        return unknown_link(reader);
    };
    let pace = sandbox.pace();
    let saves_card = !form.save_card.is_empty();
    let typed = form.into_inner().into_typed();
    let page = sandbox.with_gateway(|gateway, now| {
        if gateway.checkout(&token).is_none() {
            return binding::submit(gateway, now, &token, &typed, (reader, pace));
        }
        gateway.consent(&token, saves_card);
        let step = gateway.submit_card(now, &token, &typed);
        let Some(payment) = gateway.checkout(&token) else {
            return unknown_link(reader);
        };
        match step {
            Ok(CheckoutStep::Finished) => after_paying(gateway, payment),
            Ok(CheckoutStep::Challenge | CheckoutStep::BrowserCheck) => {
                see_other(&format!("/checkout/{token}/challenge"))
            }
            Err(CheckoutRefusal::Mistakes(mistakes)) => {
                let page = card_page(reader.t, gateway, payment, now, pace);
                let payer = &payment.order.method.payer;
                let page = CardPage {
                    extras: Extras {
                        further: fields(reader.t, payer, &typed.extras, &mistakes),
                        chosen_months: typed.extras.months.trim().parse().ok(),
                        ..page.extras
                    },
                    saving: saving(gateway, now, payment, saves_card),
                    ..page
                };
                let page = sent_back(page, &typed, &mistakes);
                show_page(reader, StatusCode::UNPROCESSABLE_ENTITY, &page)
            }
            // The page knows the decline, or the end, from the payment itself.
            Ok(_) | Err(_) => to_first_page(&token),
        }
    });
    before_redirect(&sandbox, &token).await;
    page
}

/// A page as it comes back with its mistakes, and with what is no secret of what was typed.
pub(super) fn sent_back(page: CardPage, typed: &TypedCard, mistakes: &CardMistakes) -> CardPage {
    CardPage {
        holder: kept(&typed.holder, 128),
        extras: Extras {
            country: kept(&typed.extras.country, 2),
            ..page.extras
        },
        errors: errors(page.t, mistakes),
        declined: None,
        ..page
    }
}

/// What the form asks for that the shop has not told.
fn extras(t: &'static Texts, gateway: &Gateway, payment: &Payment) -> Extras {
    let method = &payment.order.method;
    let nothing = TypedExtras::default();
    Extras {
        asks_network: method.selected_brand.is_none(),
        further: fields(t, &method.payer, &nothing, &CardMistakes::default()),
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

/// The page of a payment, without stored cards.
pub(super) fn card_page(
    t: &'static Texts,
    gateway: &Gateway,
    payment: &Payment,
    now: Timestamp,
    pace: Pace,
) -> CardPage {
    let token = payment.token.as_str();
    CardPage {
        t,
        order: summary(payment),
        time_left: time_left(t, payment.expires_at, now, pace),
        today: month_of(now),
        action: format!("/checkout/{token}"),
        holder: String::new(),
        errors: CardErrors::default(),
        extras: extras(t, gateway, payment),
        needs: needs(&payment.order.method.payer),
        saving: Saving::default(),
        declined: payment.declined.map(|code| t.declined(code)),
        test_cards: test_cards(t, gateway, now, token, payment.rules()),
        back_url: payment.order.redirect_url.clone(),
    }
}
