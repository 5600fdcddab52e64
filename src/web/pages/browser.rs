//! The page on which the buyer's bank looks at the browser and asks nothing: 3DS without a
//! challenge. It posts itself after a second; without scripts a button does.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::super::State;
use super::challenge::{scheme, take_step};
use super::language::Reader;
use super::summary;
use super::texts::Texts;
use super::views::BrowserPage;
use crate::gateway::{Challenge, Payment};

pub(super) async fn submit(
    token: Path<String>,
    reader: Reader,
    state: Data<State>,
) -> HttpResponse {
    take_step(&token, reader, &state, |gateway, now| {
        gateway.show_browser(now, &token)
    })
    .await
}

pub(super) fn page(t: &'static Texts, payment: &Payment, bank: &Challenge) -> BrowserPage {
    let brand = bank.card.brand;
    BrowserPage {
        t,
        order: summary(payment),
        scheme: scheme(brand).to_owned(),
        card: format!("{} {}", brand.name(), bank.card.masked),
        action: format!("/checkout/{}/browser", payment.token),
    }
}
