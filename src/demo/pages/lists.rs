//! The lists: orders, the inbox, stored cards.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::{Frame, problem, show};
use crate::demo::Shop;
use crate::demo::headline::headline;
use crate::demo::letters::Letter;
use crate::page::see_other;

#[derive(Template)]
#[template(path = "demo/orders.html")]
struct OrdersPage {
    frame: Frame,
    /// Newest first.
    orders: Vec<Line>,
}

/// An order in the list.
struct Line {
    number: usize,
    what: String,
    amount: String,
    headline: &'static str,
    tone: &'static str,
    parcels: u32,
}

#[derive(Template)]
#[template(path = "demo/inbox.html")]
struct InboxPage {
    frame: Frame,
    /// Newest first.
    letters: Vec<Letter>,
}

#[derive(Template)]
#[template(path = "demo/cards.html")]
struct CardsPage {
    frame: Frame,
    cards: Vec<String>,
}

pub(super) async fn orders(shop: Data<Shop>) -> HttpResponse {
    let orders = {
        let books = shop.books();
        let lines = books.orders.all().iter().rev().map(|order| {
            let (headline, _, tone) = headline(order);
            Line {
                number: order.number,
                what: order.good.name.to_owned(),
                amount: order.amount.to_string(),
                headline,
                tone,
                parcels: order.parcels,
            }
        });
        lines.collect()
    };
    let frame = Frame::of(&shop, "orders");
    show(&shop, &OrdersPage { frame, orders })
}

pub(super) async fn inbox(shop: Data<Shop>) -> HttpResponse {
    let letters = shop.books().letters.newest_first().cloned().collect();
    let frame = Frame::of(&shop, "inbox");
    show(&shop, &InboxPage { frame, letters })
}

pub(super) async fn cards(shop: Data<Shop>) -> HttpResponse {
    let cards = shop.books().cards.clone();
    let cards = cards.into_iter().map(|card| card.label).collect();
    let frame = Frame::of(&shop, "cards");
    show(&shop, &CardsPage { frame, cards })
}

/// Deletes a stored card.
pub(super) async fn forget(place: Path<usize>, shop: Data<Shop>) -> HttpResponse {
    match shop.forget_card(*place).await {
        Ok(()) => see_other("/cards"),
        Err(why) => problem(&shop, StatusCode::BAD_GATEWAY, why),
    }
}
