//! The pages a buyer meets: card, bank, end. Plain forms that work without scripts.

mod binding;
mod browser;
mod card;
mod challenge;
mod ending;
mod form;
mod issuer;
mod language;
mod leave;
mod offer;
mod stored;
mod texts;
mod views;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LANGUAGE, HeaderValue, SET_COOKIE, VARY};
use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

pub(super) use self::form::config as form_config;
pub(super) use self::language::Reader;
use self::texts::Texts;
use self::views::{NoticePage, OrderSummary, TimeLeft};
use super::{COLOURS, State};
use crate::gateway::Payment;
use crate::page;
use crate::sandbox::clock::Pace;

/// Scripts and styles come from this server alone; nobody may frame a page, as 3DS would not work
/// there. `form-action` stays open: browsers apply it to the redirect to the shop as well.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .configure(assets)
        .configure(issuer::routes)
        .configure(challenge::routes)
        .route("/", web::get().to(landing))
        .service(
            web::resource("/checkout/{token}")
                .get(card::show)
                .post(card::submit),
        )
        .service(
            web::resource("/checkout/{token}/stored")
                .get(leave::opened)
                .post(stored::submit),
        )
        .service(
            web::resource("/checkout/{token}/browser")
                .get(leave::opened)
                .post(browser::submit),
        );
}

/// What the pages look like.
fn assets(config: &mut ServiceConfig) {
    config
        .route("/checkout/assets/checkout.css", web::get().to(style))
        .route("/checkout/assets/checkout.js", web::get().to(script))
        .route("/checkout/assets/card.js", web::get().to(card_script));
}

/// A page for a link that leads nowhere.
pub(super) fn unknown_link(reader: Reader) -> HttpResponse {
    let t = &reader.t.notice;
    let status = StatusCode::NOT_FOUND;
    notice(reader, status, t.unknown, t.unknown_lead, Vec::new())
}

/// A page that says something and links on.
fn notice(
    reader: Reader,
    status: StatusCode,
    title: &'static str,
    message: &'static str,
    links: Vec<(&'static str, String)>,
) -> HttpResponse {
    let page = NoticePage {
        t: reader.t,
        title,
        message,
        links,
    };
    show(reader, status, &page)
}

async fn landing(reader: Reader, state: Data<State>) -> HttpResponse {
    let t = &reader.t.notice;
    let admin = (t.open_admin, format!("{}/", state.admin_url));
    notice(
        reader,
        StatusCode::OK,
        t.running,
        t.running_lead,
        vec![admin],
    )
}

async fn style() -> HttpResponse {
    page::style(&[COLOURS, include_str!("assets/checkout.css")])
}

async fn script() -> HttpResponse {
    page::script(include_str!("assets/checkout.js"))
}

async fn card_script() -> HttpResponse {
    page::script(include_str!("assets/card.js"))
}

/// Renders a page with the headers that every page has.
fn show(reader: Reader, status: StatusCode, page: &impl Template) -> HttpResponse {
    let mut answer = page::answer(status, CONTENT_POLICY, page);
    let headers = answer.headers_mut();
    let language = HeaderValue::from_static(reader.t.language.tag());
    headers.insert(CONTENT_LANGUAGE, language);
    headers.insert(VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    if let Some(Ok(cookie)) = reader.cookie().map(HeaderValue::try_from) {
        headers.insert(SET_COOKIE, cookie);
    }
    answer
}

fn summary(payment: &Payment) -> OrderSummary {
    OrderSummary {
        description: payment.order.order_description.clone(),
        reference: payment.order.order_reference.clone(),
        amount: payment.order.amount.to_string(),
    }
}

/// How long it is until an instant.
fn time_left(t: &Texts, until: Timestamp, now: Timestamp, pace: Pace) -> TimeLeft {
    let left = until.duration_since(now);
    TimeLeft {
        text: t.span(left),
        seconds: left.as_secs(),
        rate: match pace {
            Pace::Live { rate } => f64::from(rate),
            Pace::Stepped => 0.0,
        },
    }
}
