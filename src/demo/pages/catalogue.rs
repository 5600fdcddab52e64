//! Choosing, and checking out.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use super::{Frame, problem, show as show_page};
use crate::demo::Shop;
use crate::demo::goods::{GOODS, Good, find};
use crate::demo::orders::Wish;
use crate::page::see_other;

/// More of a kind are not sold at a time.
const MOST: u64 = 5;

#[derive(Template)]
#[template(path = "demo/catalogue.html")]
struct CataloguePage {
    frame: Frame,
    goods: &'static [Good],
}

#[derive(Template)]
#[template(path = "demo/checkout.html")]
struct CheckoutPage {
    frame: Frame,
    good: &'static Good,
    /// How many, and what they cost.
    quantities: Vec<(u64, String)>,
    /// The labels of stored cards.
    cards: Vec<String>,
}

/// What the buyer chose. Whatever is left out is as the shop would have it.
#[derive(Deserialize)]
pub(super) struct Chosen {
    product: Option<String>,
    quantity: Option<String>,
    three_ds: Option<String>,
    manual: Option<String>,
    store: Option<String>,
    /// The place of a stored card; another word for a new one.
    card: Option<String>,
}

pub(super) async fn show(shop: Data<Shop>) -> HttpResponse {
    let frame = Frame::of(&shop, "shop");
    let goods = &GOODS;
    show_page(&shop, &CataloguePage { frame, goods })
}

pub(super) async fn checkout(key: Path<String>, shop: Data<Shop>) -> HttpResponse {
    let Some(good) = find(&key) else {
        return not_sold(&shop, &key);
    };
    let costs = |count| (count, good.price.of(good.price.value * count).to_string());
    let page = CheckoutPage {
        frame: Frame::of(&shop, "shop"),
        good,
        quantities: (1..=MOST).map(costs).collect(),
        cards: (shop.books().cards.iter())
            .map(|card| card.label.clone())
            .collect(),
    };
    show_page(&shop, &page)
}

/// Opens an order, asks Antom for a payment, sends the buyer to pay. Whatever else became of it,
/// the order's page tells.
pub(super) async fn buy(form: Form<Chosen>, shop: Data<Shop>) -> HttpResponse {
    let key = form.product.as_deref().unwrap_or(GOODS[0].key);
    let Some(good) = find(key) else {
        return not_sold(&shop, key);
    };
    let quantity = form.quantity.as_deref().unwrap_or("1").parse();
    let quantity: u64 = quantity.unwrap_or(1).clamp(1, MOST);
    let number = {
        let mut books = shop.books();
        let chosen = form.card.as_ref().and_then(|place| place.parse().ok());
        let card = chosen.and_then(|place: usize| books.cards.get(place));
        let wish = Wish {
            three_ds: form.three_ds.is_some(),
            by_hand: form.manual.is_some(),
            store: form.store.is_some() && card.is_none(),
            token: card.and_then(|card| card.token.clone()),
        };
        books.orders.open(good, quantity, wish)
    };
    match shop.pay(number).await {
        Some(url) => see_other(&url),
        None => see_other(&format!("/orders/{number}")),
    }
}

fn not_sold(shop: &Shop, key: &str) -> HttpResponse {
    let message = format!("This shop does not sell \"{key}\".");
    problem(shop, StatusCode::NOT_FOUND, message)
}
