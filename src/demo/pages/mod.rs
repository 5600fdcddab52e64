//! The shop's pages: plain HTML and forms, which work without scripts.

mod catalogue;
mod lists;
mod order;
mod switchboard;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, REFERRER_POLICY};
use actix_web::middleware::Next;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{Error, HttpResponse};
use askama::Template;

use super::Shop;
use super::switches::Switch;
use crate::page;

/// The navigation: the name of each section, its address, and what it is called.
pub(super) const SECTIONS: &[(&str, &str, &str)] = &[
    ("start", "/", "Start"),
    ("shop", "/shop", "Shop"),
    ("orders", "/orders", "Orders"),
    ("inbox", "/inbox", "Inbox"),
    ("cards", "/cards", "Cards"),
    ("switches", "/switches", "Switches"),
];

/// What is around every page.
pub(super) struct Frame {
    /// Which entry of the navigation is open.
    pub(super) section: &'static str,
    /// The merchant's part of the dashboard.
    pub(super) dashboard: String,
    /// The switches that are on.
    pub(super) bad: Vec<Switch>,
}

impl Frame {
    pub(super) fn of(shop: &Shop, section: &'static str) -> Self {
        Self {
            section,
            dashboard: shop.dashboard.clone(),
            bad: shop.switches.on(),
        }
    }
}

/// A page that says what went wrong.
#[derive(Template)]
#[template(path = "demo/problem.html")]
struct ProblemPage {
    frame: Frame,
    message: String,
}

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/shop.css").get(style))
        .service(web::resource("/shop.js").get(script))
        .service(web::resource("/shop").get(catalogue::show))
        .service(web::resource("/checkout/{good}").get(catalogue::checkout))
        .service(web::resource("/buy").post(catalogue::buy))
        .service(web::resource("/orders").get(lists::orders))
        .service(web::resource("/orders/{number}").get(order::show))
        .service(web::resource("/orders/{number}/retry").post(order::retry))
        .service(web::resource("/orders/{number}/{place}/capture").post(order::capture))
        .service(web::resource("/orders/{number}/{place}/cancel").post(order::cancel))
        .service(web::resource("/orders/{number}/{place}/refund").post(order::refund))
        .service(web::resource("/inbox").get(lists::inbox))
        .service(web::resource("/cards").get(lists::cards))
        .service(web::resource("/cards/{place}/forget").post(lists::forget))
        .service(
            web::resource("/switches")
                .get(switchboard::show)
                .post(switchboard::turn),
        )
        .default_service(web::to(nowhere));
}

/// A page of another web site shall not press this shop's buttons.
pub(super) async fn refuse_foreign(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if page::is_own(request.headers()) || request.method().is_safe() {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let refused = HttpResponse::Forbidden().body("Another site's page may not do this here.");
    Ok(request.into_response(refused).map_into_right_body())
}

/// A page, or an excuse.
pub(super) fn render(shop: &Shop, status: StatusCode, page: &impl Template) -> HttpResponse {
    // `form-action` stays open: browsers apply it to the redirect to the payment page as well.
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
         img-src 'self' data: {}; base-uri 'none'; frame-ancestors 'none'",
        shop.admin_url
    );
    let mut answer = page::answer(status, &policy, page);
    let headers = answer.headers_mut();
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    answer
}

pub(super) fn show(shop: &Shop, page: &impl Template) -> HttpResponse {
    render(shop, StatusCode::OK, page)
}

/// What went wrong, as a page.
pub(super) fn problem(shop: &Shop, status: StatusCode, message: String) -> HttpResponse {
    let frame = Frame::of(shop, "");
    render(shop, status, &ProblemPage { frame, message })
}

async fn nowhere(shop: Data<Shop>) -> HttpResponse {
    let message = "There is no such page. The navigation above leads to every page.";
    problem(&shop, StatusCode::NOT_FOUND, message.to_owned())
}

async fn style() -> HttpResponse {
    page::style(&[include_str!("../../../templates/demo/shop.css")])
}

async fn script() -> HttpResponse {
    page::script(include_str!("../../../templates/demo/shop.js"))
}
