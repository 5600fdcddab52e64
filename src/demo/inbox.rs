//! Where Antom's notifications come in: verify over the bytes, find the order, compare the amount,
//! take in, acknowledge (file 05 of the protocol notes).

use std::time::Duration;

use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

use super::Shop;
use super::books::Place;
use super::letters::{Letter, Verdict};
use super::news::{News, text};
use super::switches::Switch;
use crate::protocol::notify::RIGHT_ANSWER;

/// How long a slow shop takes: a little longer than Antom waits.
const SLOW: Duration = Duration::from_secs(12);

/// The headers that a notification is verified by.
const HEADERS: [&str; 3] = ["client-id", "request-time", "signature"];

pub(super) async fn receive(request: HttpRequest, body: Bytes, shop: Data<Shop>) -> HttpResponse {
    let headers = HEADERS.map(|name| (name, header(&request, name)));
    let notice: Value = serde_json::from_slice(&body).unwrap_or_default();
    let place = find(&shop, &notice);
    let verdict = if shop.switches.is_on(Switch::Down) {
        Verdict::Unread
    } else {
        take_in(&shop, &request, &body, &notice, place).await
    };
    let answer = answer_to(&shop, &verdict, place);
    shop.books().letters.file(Letter {
        number: 0,
        order: place.map(|(number, _)| number),
        kind: text(&notice["notifyType"]),
        code: text(&notice["result"]["resultCode"]),
        headers: headers.to_vec(),
        body: String::from_utf8_lossy(&body).into_owned(),
        verdict,
        answer: answer.text,
    });
    if shop.switches.is_on(Switch::Slow) {
        take_its_time().await;
    }
    answer.http
}

/// What becomes of a notification.
async fn take_in(
    shop: &Shop,
    request: &HttpRequest,
    body: &[u8],
    notice: &Value,
    place: Option<Place>,
) -> Verdict {
    let is_trusting = shop.switches.is_on(Switch::NoVerification);
    if !is_trusting {
        let (time, signature) = (
            header(request, "request-time"),
            header(request, "signature"),
        );
        let path = request.uri().path();
        if let Err(why) = shop.antom.verify(path, &time, body, &signature) {
            return Verdict::Forged(why);
        }
        if let Err(why) = compare(shop, notice, place) {
            return Verdict::Refused(why);
        }
    }
    let Some(place) = place else {
        // An order that is not known yet will be told again.
        return Verdict::Refused("no order of this shop is meant".to_owned());
    };
    let news = News::of_notification(notice);
    let is_new = {
        let mut books = shop.books();
        let what = format!(
            "{} {} {}",
            text(&notice["notifyType"]),
            text(&notice["result"]["resultCode"]),
            text(&notice["refundRequestId"])
        );
        let attempt = books.payment_mut(place);
        attempt.is_some_and(|attempt| attempt.hears(what))
    };
    if !is_new {
        return told_again(shop, place, &news);
    }
    learn(shop, place, &news).await;
    if is_trusting {
        Verdict::Believed
    } else {
        Verdict::News
    }
}

/// Takes news in. When they are the contrary of what is known, `inquiryPayment` decides.
async fn learn(shop: &Shop, place: Place, news: &News) {
    let is_trusting = shop.switches.is_on(Switch::NoVerification);
    let is_contradicted = {
        let books = shop.books();
        let payment = books.payment(place);
        payment.is_some_and(|(_, attempt)| attempt.is_contradicted_by(news))
    };
    if is_contradicted && !is_trusting && !shop.switches.is_on(Switch::NeverPolls) {
        let told = "A notification says the contrary of what is known; Antom is asked.".to_owned();
        shop.books().note(place.0, told);
        shop.ask(place).await;
        return;
    }
    shop.books().learn(place, news, is_trusting);
}

/// A repeat. Only a shop that is not idempotent sends the goods again.
fn told_again(shop: &Shop, (number, _): Place, news: &News) -> Verdict {
    if !shop.switches.is_on(Switch::NotIdempotent) {
        return Verdict::Repeat;
    }
    let mut books = shop.books();
    let is_money = news.capture == Some(super::standing::Progress::Done);
    if let Some(order) = books.orders.get_mut(number)
        && is_money
    {
        order.parcels += 1;
        order.note("The goods are sent again.".to_owned());
    }
    Verdict::HandledAgain
}

/// The payment that a notification is about. That of a refund has no `paymentId`.
fn find(shop: &Shop, notice: &Value) -> Option<Place> {
    let id = |name: &str| notice[name].as_str().unwrap_or_default();
    let (request, payment, refund) = (
        id("paymentRequestId"),
        id("paymentId"),
        id("refundRequestId"),
    );
    let books = shop.books();
    books.orders.find(|attempt| {
        attempt.request_id == request
            || (!payment.is_empty() && attempt.payment_id == payment)
            || attempt.refunds.iter().any(|one| one.request_id == refund)
    })
}

/// Whether amount and currency are those of the order.
fn compare(shop: &Shop, notice: &Value, place: Option<Place>) -> Result<(), String> {
    let told = &notice["paymentAmount"];
    let books = shop.books();
    match place.and_then(|(number, _)| books.orders.get(number)) {
        Some(order) if !told.is_null() && *told != order.amount.json() => Err(format!(
            "it tells {} {}, and the order is about {}",
            text(&told["currency"]),
            text(&told["value"]),
            order.amount
        )),
        _ => Ok(()),
    }
}

struct Answer {
    http: HttpResponse,
    text: &'static str,
}

fn answer_to(shop: &Shop, verdict: &Verdict, place: Option<Place>) -> Answer {
    let (http, text) = match verdict {
        Verdict::Unread => (HttpResponse::ServiceUnavailable().finish(), "HTTP 503"),
        Verdict::Forged(why) => (HttpResponse::Unauthorized().body(why.clone()), "HTTP 401"),
        Verdict::Refused(why) if place.is_none() => {
            (HttpResponse::NotFound().body(why.clone()), "HTTP 404")
        }
        Verdict::Refused(why) => (HttpResponse::Conflict().body(why.clone()), "HTTP 409"),
        _ if shop.switches.is_on(Switch::WrongAnswer) => {
            (HttpResponse::Ok().body("OK"), "HTTP 200, OK")
        }
        _ => {
            let mut right = HttpResponse::Ok();
            let right = right.content_type("application/json; charset=UTF-8");
            (right.body(RIGHT_ANSWER), "HTTP 200, acknowledged")
        }
    };
    Answer { http, text }
}

fn header(request: &HttpRequest, name: &str) -> String {
    let value = request.headers().get(name);
    let value = value.and_then(|value| value.to_str().ok());
    value.unwrap_or_default().to_owned()
}

#[expect(
    clippy::disallowed_methods,
    reason = "a shop that is slow on purpose, by its own clock"
)]
async fn take_its_time() {
    tokio::time::sleep(SLOW).await;
}
