//! An order: how it stands, and what may be done about it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use super::{Frame, problem, show as show_page};
use crate::demo::Shop;
use crate::demo::attempt::Attempt;
use crate::demo::books::Place;
use crate::demo::headline::headline;
use crate::demo::letters::Letter;
use crate::demo::orders::Order;
use crate::demo::standing::{Progress, Standing};
use crate::page::see_other;

#[derive(Template)]
#[template(path = "demo/order.html")]
struct OrderPage {
    frame: Frame,
    headline: &'static str,
    detail: &'static str,
    tone: &'static str,
    /// Whether there is something to wait for, and the shop asks.
    waits: bool,
    may_try_again: bool,
    /// Newest first.
    payments: Vec<Payment>,
    letters: Vec<Letter>,
    order: Order,
}

/// A payment as the page shows it.
struct Payment {
    /// Its place in the order, from 0.
    place: usize,
    status: &'static str,
    /// The code of a failure.
    code: String,
    captured: String,
    can_capture: bool,
    can_cancel: bool,
    /// What may still be given back: all of it, and half of it, as typed.
    refundable: Option<(String, String)>,
    refunds: Vec<(String, String)>,
    attempt: Attempt,
}

/// How much shall be given back.
#[derive(Deserialize)]
pub(super) struct Back {
    amount: Option<String>,
}

/// The page a buyer comes back to. The redirect that brings him proves nothing: Antom is asked,
/// every two seconds while something is open, unless a notification was faster.
pub(super) async fn show(number: Path<usize>, shop: Data<Shop>) -> HttpResponse {
    shop.refresh(*number).await;
    let page = page(&shop, *number);
    match page {
        Some(page) => show_page(&shop, &page),
        None => unknown(&shop, *number),
    }
}

/// One more payment for an order whose payments all failed.
pub(super) async fn retry(number: Path<usize>, shop: Data<Shop>) -> HttpResponse {
    if shop.books().orders.get(*number).is_none() {
        return unknown(&shop, *number);
    }
    match shop.pay(*number).await {
        Some(url) => see_other(&url),
        None => see_other(&format!("/orders/{number}")),
    }
}

pub(super) async fn capture(place: Path<Place>, shop: Data<Shop>) -> HttpResponse {
    shop.capture(*place).await;
    see_other(&format!("/orders/{}", place.0))
}

pub(super) async fn cancel(place: Path<Place>, shop: Data<Shop>) -> HttpResponse {
    shop.cancel(*place).await;
    see_other(&format!("/orders/{}", place.0))
}

/// Gives back what was typed; all that is left when nothing was.
pub(super) async fn refund(place: Path<Place>, form: Form<Back>, shop: Data<Shop>) -> HttpResponse {
    let asked = {
        let books = shop.books();
        books.payment(*place).map(|(order, attempt)| {
            let left = order.amount.value.saturating_sub(attempt.given_back(false));
            let left = order.amount.of(left);
            match form.amount.as_deref() {
                Some(typed) => left.part(typed),
                None => Ok(left.value),
            }
        })
    };
    match asked {
        None => return unknown(&shop, place.0),
        Some(Ok(value)) => shop.refund(*place, value).await,
        Some(Err(problem)) => {
            if let Some(order) = shop.books().orders.get_mut(place.0) {
                order.problem = problem;
            }
        }
    }
    see_other(&format!("/orders/{}", place.0))
}

fn unknown(shop: &Shop, number: usize) -> HttpResponse {
    let message = format!("There is no order {number}. A demo forgets its orders when it ends.");
    problem(shop, StatusCode::NOT_FOUND, message)
}

fn page(shop: &Shop, number: usize) -> Option<OrderPage> {
    let frame = Frame::of(shop, "orders");
    let books = shop.books();
    let order = books.orders.get(number)?.clone();
    let letters = books.letters.of_order(number);
    let (headline, detail, tone) = headline(&order);
    let payments = order.attempts.iter().enumerate().rev();
    Some(OrderPage {
        frame,
        headline,
        detail,
        tone,
        waits: !order.is_settled(),
        may_try_again: order.may_try_again(),
        payments: payments.map(|one| payment(&order, one)).collect(),
        letters,
        order,
    })
}

fn payment(order: &Order, (place, attempt): (usize, &Attempt)) -> Payment {
    let (amount, attempt) = (order.amount, attempt.clone());
    let left = amount.value.saturating_sub(attempt.given_back(false));
    let is_held = attempt.is_paid() && attempt.capture != Progress::Done;
    Payment {
        place,
        status: attempt.standing.name(),
        code: match &attempt.standing {
            Standing::Failed(code) => code.clone(),
            _ => String::new(),
        },
        captured: match &attempt.capture {
            Progress::Done => "yes".to_owned(),
            Progress::Waiting if attempt.standing.is_over() => "no".to_owned(),
            Progress::Waiting => "not yet".to_owned(),
            Progress::Refused(code) => format!("no, {code}"),
        },
        can_capture: is_held && order.wish.by_hand,
        can_cancel: attempt.standing == Standing::Open || (is_held && order.wish.by_hand),
        refundable: (attempt.is_captured() && left > 0).then(|| {
            let half = amount.of((left / 2).max(1));
            (amount.of(left).plain(), half.plain())
        }),
        refunds: refunds(order, &attempt),
        attempt,
    }
}

fn refunds(order: &Order, attempt: &Attempt) -> Vec<(String, String)> {
    let all = attempt.refunds.iter().map(|one| {
        let told = match &one.progress {
            Progress::Waiting => "on its way".to_owned(),
            Progress::Done => "arrived".to_owned(),
            Progress::Refused(code) => format!("failed, {code}"),
        };
        (order.amount.of(one.value).to_string(), told)
    });
    all.collect()
}
