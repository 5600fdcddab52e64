//! Stored cards on the card page.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use jiff::Timestamp;
use serde::Deserialize;

use super::super::State;
use super::card::card_page;
use super::challenge::take_step;
use super::language::Reader;
use super::views::{CardPage, Consent, Saving, StoredLine};
use super::{show as show_page, unknown_link};
use crate::gateway::{CheckoutRefusal, Gateway, Mistake, Payment, StoredCard, Tokenize};

#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    card: String,
    #[serde(default)]
    months: String,
}

/// The buyer pays with a stored card.
pub(super) async fn submit(
    token: Path<String>,
    form: Form<Choice>,
    reader: Reader,
    state: Data<State>,
) -> HttpResponse {
    let mut mistake = None;
    let page = take_step(&token, reader, &state, |gateway, now| {
        let step = gateway.submit_stored_card(now, &token, &form.card, &form.months);
        if let Err(CheckoutRefusal::Mistakes(mistakes)) = &step {
            mistake = mistakes.months;
        }
        step
    })
    .await;
    match mistake {
        Some(mistake) => ask_again(&token, &form, reader, &state, mistake),
        None => page,
    }
}

/// The card cannot be paid off as the buyer wishes: the page says so beside the choice.
fn ask_again(
    token: &str,
    form: &Choice,
    reader: Reader,
    state: &State,
    mistake: Mistake,
) -> HttpResponse {
    let Some(sandbox) = state.merchants.by_link(token) else {
        return unknown_link(reader);
    };
    let pace = sandbox.pace();
    sandbox.with_gateway(|gateway, now| {
        let Some(payment) = gateway.checkout(token) else {
            return unknown_link(reader);
        };
        let page = CardPage {
            saving: Saving {
                chosen_months: form.months.trim().parse().ok(),
                months_error: Some(reader.t.mistake(mistake)),
                ..saving(gateway, now, payment, false)
            },
            declined: None,
            ..card_page(reader.t, gateway, payment, now, pace)
        };
        show_page(reader, StatusCode::UNPROCESSABLE_ENTITY, &page)
    })
}

/// What the page of a payment says of stored cards; `ticked` is what the buyer chose before.
pub(super) fn saving(gateway: &Gateway, now: Timestamp, payment: &Payment, ticked: bool) -> Saving {
    let offered = gateway.offered_cards(now, payment).into_iter();
    Saving {
        stored: offered.map(line).collect(),
        consent: match payment.order.method.tokenize {
            Tokenize::No => Consent::Nothing,
            Tokenize::Yes => Consent::Stored,
            Tokenize::IfBuyerAgrees => Consent::Asked { ticked },
        },
        ..Saving::default()
    }
}

fn line(card: &StoredCard) -> StoredLine {
    let last = card.masked.trim_start_matches('*');
    let brand = card.brand.name();
    StoredLine {
        id: card.id.to_string(),
        brand: brand.to_owned(),
        logo: brand.to_lowercase(),
        digits: format!("•••• {last}"),
    }
}
