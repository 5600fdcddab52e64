//! Stored cards on the card page.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use jiff::Timestamp;
use serde::Deserialize;

use super::super::State;
use super::challenge::take_step;
use super::views::{Consent, Saving, StoredLine};
use crate::gateway::{Gateway, Payment, StoredCard, Tokenize};

#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    card: String,
}

/// The buyer pays with a stored card.
pub(super) async fn submit(
    token: Path<String>,
    form: Form<Choice>,
    state: Data<State>,
) -> HttpResponse {
    take_step(&token, &state, |gateway, now| {
        gateway.submit_stored_card(now, &token, &form.card)
    })
    .await
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
    }
}

fn line(card: &StoredCard) -> StoredLine {
    let last = card.masked.trim_start_matches('*');
    StoredLine {
        id: card.id.to_string(),
        brand: card.brand.name().to_owned(),
        digits: format!("•••• {last}"),
    }
}
