//! The dashboard at the admin address: what happened, as pages.
//!
//! Plain pages and forms that work without scripts. What they do goes through the admin API; what
//! they show is read anew each time, a page of at most [`paging::SIZE`] rows.

mod acts;
mod attempt;
mod clock;
mod frame;
mod keys;
mod notifications;
mod paging;
mod payment;
mod payments;
mod requests;
mod scenarios;
mod sequence;
mod words;

use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use actix_web::web::{Data, Path, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use self::frame::Frame;
use self::payments::Search;
use super::State;
use super::admin::AdminError;
use crate::sandbox::Sandbox;
use crate::sandbox::keys::DEFAULT_CLIENT_ID;

/// Scripts, styles and pictures come from this server alone, forms go to it alone, and nobody may
/// frame a page.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// The navigation: the last part of each address, and what it is called.
pub(crate) const SECTIONS: &[(&str, &str)] = &[
    ("payments", "Payments"),
    ("notifications", "Notifications"),
    ("requests", "Requests"),
    ("clock", "Clock"),
    ("scenarios", "Scenarios"),
    ("keys", "Keys"),
];

/// What went wrong, as a page.
#[derive(Template)]
#[template(path = "dashboard/problem.html")]
struct ProblemPage {
    frame: Frame,
    message: String,
    hint: String,
    /// The page before.
    back: Option<String>,
}

/// All pages. They are for people; programs have `/v1/…`.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/dashboard.css").get(style))
        .service(web::resource("/dashboard.js").get(script))
        .service(
            web::scope("/merchants/{client_id}")
                .service(web::resource("/payments").get(payments::show))
                .service(web::resource("/payments/{id}").get(payment::show))
                .service(web::resource("/payments/{id}/sequence.svg").get(payment::picture))
                .service(web::resource("/notifications").get(notifications::list))
                .service(web::resource("/notifications/{id}").get(notifications::show))
                .service(web::resource("/requests").get(requests::list))
                .service(web::resource("/requests/{id}").get(requests::show))
                .service(web::resource("/clock").get(clock::show))
                .service(web::resource("/scenarios").get(scenarios::show))
                .service(web::resource("/keys").get(keys::show))
                .service(web::resource("/act").post(acts::post))
                .default_service(web::to(nowhere)),
        );
}

/// The first page: the payments of the merchant that exists from the start.
pub(super) async fn home(search: Query<Search>, state: Data<State>) -> HttpResponse {
    payments::show(Path::from(DEFAULT_CLIENT_ID.to_owned()), search, state).await
}

async fn nowhere(request: HttpRequest, state: Data<State>) -> HttpResponse {
    let message = format!("There is no page {}", request.path());
    let hint = "The navigation above leads to every page.";
    problem(&state, &AdminError::not_found(message, hint))
}

async fn style() -> HttpResponse {
    let text = include_str!("assets/dashboard.css");
    asset("text/css; charset=utf-8", text)
}

async fn script() -> HttpResponse {
    let text = include_str!("assets/dashboard.js");
    asset("text/javascript; charset=utf-8", text)
}

fn asset(kind: &'static str, text: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(text)
}

/// Answers with a page, or with one that says why there is none.
fn answer<P: Template>(state: &State, page: Result<P, AdminError>) -> HttpResponse {
    match page {
        Ok(page) => render(StatusCode::OK, &page),
        Err(error) => problem(state, &error),
    }
}

fn problem(state: &State, error: &AdminError) -> HttpResponse {
    problem_at(state, &state.merchants.default_merchant(), error, None)
}

/// What went wrong at a merchant's page, with the way back to it.
fn problem_at(
    state: &State,
    sandbox: &Sandbox,
    error: &AdminError,
    back: Option<String>,
) -> HttpResponse {
    let (status, message, hint) = error.parts();
    let page = ProblemPage {
        frame: Frame::of(state, sandbox, ""),
        message: message.to_owned(),
        hint: hint.to_owned(),
        back,
    };
    render(status, &page)
}

fn render(status: StatusCode, page: &impl Template) -> HttpResponse {
    match page.render() {
        Ok(html) => HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((CONTENT_SECURITY_POLICY, CONTENT_POLICY))
            .insert_header((X_FRAME_OPTIONS, "DENY"))
            .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .insert_header((REFERRER_POLICY, "same-origin"))
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(html),
        Err(error) => {
            tracing::error!("a page of the dashboard cannot be rendered: {error}");
            HttpResponse::InternalServerError().body("This page cannot be shown.")
        }
    }
}
