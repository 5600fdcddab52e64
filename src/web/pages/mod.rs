//! The pages a buyer meets: card, bank, end. Plain forms that work without scripts.

mod binding;
mod browser;
mod card;
mod challenge;
mod form;
mod issuer;
mod leave;
mod stored;
mod views;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::SignedDuration;

use self::card::decline_text;
pub(super) use self::form::config as form_config;
use self::views::{NoticePage, OrderSummary, ResultPage, Tone};
use super::State;
use crate::gateway::{Payment, Stage};

/// Scripts and styles come from this server alone; nobody may frame a page, as 3DS would not work
/// there. `form-action` stays open: browsers apply it to the redirect to the shop as well.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .configure(assets)
        .configure(issuer::routes)
        .route("/", web::get().to(landing))
        .service(
            web::resource("/checkout/{token}")
                .get(card::show)
                .post(card::submit),
        )
        .service(
            web::resource("/checkout/{token}/challenge")
                .get(challenge::show)
                .post(challenge::submit),
        )
        .service(web::resource("/checkout/{token}/stored").post(stored::submit))
        .service(web::resource("/checkout/{token}/browser").post(browser::submit))
        .service(web::resource("/checkout/{token}/challenge/cancel").post(challenge::cancel));
}

/// What the pages look like.
fn assets(config: &mut ServiceConfig) {
    config
        .route("/checkout/assets/checkout.css", web::get().to(style))
        .route("/checkout/assets/checkout.js", web::get().to(script));
}

/// A page for a link that leads nowhere.
pub(super) fn unknown_link() -> HttpResponse {
    notice(
        StatusCode::NOT_FOUND,
        "This link leads nowhere",
        "No payment belongs to it. It may have been cut short on the way, or the sandbox was restarted or reset since it was made. Go back to the shop and pay again from there.",
        Vec::new(),
    )
}

/// A page that says something and links on.
pub(super) fn notice(
    status: StatusCode,
    title: &str,
    message: &str,
    links: Vec<(String, String)>,
) -> HttpResponse {
    let page = NoticePage {
        title: title.to_owned(),
        message: message.to_owned(),
        links,
    };
    show(status, &page)
}

async fn landing(state: Data<State>) -> HttpResponse {
    notice(
        StatusCode::OK,
        "antom-sandbox is running",
        "This is the gateway: shops call its signed API, and buyers come here by the normalUrl of a payment. What happened, and the clock, are at the admin address.",
        vec![(
            "Open the admin address".into(),
            format!("{}/", state.admin_url),
        )],
    )
}

async fn style() -> HttpResponse {
    asset(
        "text/css; charset=utf-8",
        include_str!("assets/checkout.css"),
    )
}

async fn script() -> HttpResponse {
    asset(
        "text/javascript; charset=utf-8",
        include_str!("assets/checkout.js"),
    )
}

fn asset(kind: &'static str, text: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(text)
}

/// Renders a page with the headers that every page has.
pub(super) fn show(status: StatusCode, page: &impl Template) -> HttpResponse {
    match page.render() {
        Ok(html) => HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((CONTENT_SECURITY_POLICY, CONTENT_POLICY))
            .insert_header((X_FRAME_OPTIONS, "DENY"))
            .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
            // A page tells the state of a payment: going back must ask again.
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(html),
        Err(error) => {
            tracing::error!("a page cannot be rendered: {error}");
            HttpResponse::InternalServerError().body("This page cannot be shown.")
        }
    }
}

fn summary(payment: &Payment) -> OrderSummary {
    OrderSummary {
        description: payment.order.order_description.clone(),
        reference: payment.order.order_reference.clone(),
        amount: payment.order.amount.to_string(),
    }
}

/// What a link shows once its payment needs the buyer no more.
fn ended(payment: &Payment) -> (StatusCode, ResultPage) {
    let (status, tone, title, message) = match &payment.stage {
        Stage::Authorized(_) => (
            StatusCode::OK,
            Tone::Good,
            "Payment complete",
            "The payment went through. There is nothing left to do here.",
        ),
        Stage::AskingIssuer { .. } => (
            StatusCode::OK,
            Tone::Neutral,
            "Payment in process",
            "Your bank has not answered yet. The shop will be told as soon as it has; there is nothing left to do here.",
        ),
        Stage::Failed { .. } => (
            StatusCode::OK,
            Tone::Bad,
            "Payment failed",
            "This payment could not be completed and no money was taken. Go back to the shop to try again.",
        ),
        Stage::Cancelled { .. } => (
            StatusCode::GONE,
            Tone::Neutral,
            "Payment cancelled",
            "The shop has cancelled this payment. No money will be taken.",
        ),
        Stage::Expired { .. } | Stage::AwaitingBuyer | Stage::Challenged(_) => (
            StatusCode::GONE,
            Tone::Neutral,
            "This payment link has expired",
            "The time to pay is over and no money was taken. Go back to the shop and start again.",
        ),
    };
    let page = ResultPage {
        order: summary(payment),
        tone,
        title: title.into(),
        message: message.into(),
        back_url: payment.order.redirect_url.clone(),
    };
    (status, page)
}

/// A span as the page counts it down: `13 min 42 s`.
fn span_text(span: SignedDuration) -> String {
    let seconds = span.as_secs().max(0);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match (hours, minutes) {
        (0, 0) => format!("{seconds} s"),
        (0, _) => format!("{minutes} min {} s", seconds % 60),
        _ => format!("{hours} h {minutes} min"),
    }
}
