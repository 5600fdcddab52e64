//! Pages become answers: with the headers that keep strangers out, and a page for what went wrong.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, HeaderValue, REFERRER_POLICY,
};
use askama::Template;

use super::super::admin::AdminError;
use super::super::{COLOURS, State};
use super::frame::Frame;
use crate::page;
use crate::sandbox::Sandbox;

/// Scripts, styles and pictures come from this server alone, forms go to it alone, and nobody may
/// frame a page.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

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

/// What was wrong with a form, to be told above it.
pub(crate) struct Flaw {
    pub(crate) message: String,
    pub(crate) hint: String,
}

impl Flaw {
    /// What a call of the admin API refused a form for.
    pub(super) fn of(error: &AdminError) -> Self {
        let (_, message, hint) = error.parts();
        Self {
            message: message.to_owned(),
            hint: hint.to_owned(),
        }
    }
}

pub(super) async fn style() -> HttpResponse {
    page::style(&[COLOURS, include_str!("assets/dashboard.css")])
}

pub(super) async fn script() -> HttpResponse {
    page::script(include_str!("assets/dashboard.js"))
}

/// Answers with a page of a merchant, or with one that says why there is none.
pub(super) fn answer<P: Template>(
    state: &State,
    client_id: &str,
    page: Result<P, AdminError>,
) -> HttpResponse {
    match page {
        Ok(page) => render(StatusCode::OK, &page),
        Err(error) => problem_of(state, client_id, &error),
    }
}

/// A sequence picture as a file of its own.
pub(super) fn picture_of(svg: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'",
        ))
        .insert_header((CONTENT_DISPOSITION, "inline; filename=\"sequence.svg\""))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(svg)
}

/// What went wrong at a merchant's page, if there is such a merchant.
pub(super) fn problem_of(state: &State, client_id: &str, error: &AdminError) -> HttpResponse {
    match state.merchants.get(client_id) {
        Some(sandbox) => problem_at(state, &sandbox, error, None),
        None => problem(state, error),
    }
}

/// What went wrong, where no merchant's page was asked for.
pub(super) fn problem(state: &State, error: &AdminError) -> HttpResponse {
    problem_at(state, &state.merchants.default_merchant(), error, None)
}

/// What went wrong at a merchant's page, with the way back to it.
pub(super) fn problem_at(
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

/// The page of a form that was refused: with what was wrong, and all that was filled in.
pub(super) fn refused<P: Template>(state: &State, page: Result<P, AdminError>) -> HttpResponse {
    match page {
        Ok(page) => render(StatusCode::UNPROCESSABLE_ENTITY, &page),
        Err(error) => problem(state, &error),
    }
}

fn render(status: StatusCode, page: &impl Template) -> HttpResponse {
    let mut answer = page::answer(status, CONTENT_POLICY, page);
    let headers = answer.headers_mut();
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    answer
}
