//! What is alike in every server of pages here: a page and its assets as answers, the way on after
//! a form, and whether a form is the server's own.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderMap, HeaderName, LOCATION, ORIGIN,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use askama::Template;

/// A page as an answer, with the headers that keep strangers out of it. `policy` is its
/// `Content-Security-Policy`. It tells how something stands, so going back must ask again.
pub(crate) fn answer(status: StatusCode, policy: &str, page: &impl Template) -> HttpResponse {
    match page.render() {
        Ok(html) => HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((CONTENT_SECURITY_POLICY, policy))
            .insert_header((X_FRAME_OPTIONS, "DENY"))
            .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(html),
        Err(error) => {
            tracing::error!("a page cannot be rendered: {error}");
            HttpResponse::InternalServerError().body("This page cannot be shown.")
        }
    }
}

/// A style sheet, of these parts.
pub(crate) fn style(parts: &[&'static str]) -> HttpResponse {
    asset("text/css; charset=utf-8", parts.concat())
}

/// A script.
pub(crate) fn script(text: &'static str) -> HttpResponse {
    asset("text/javascript; charset=utf-8", text.to_owned())
}

fn asset(kind: &'static str, text: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(text)
}

/// Sends the browser on, with GET, whatever it came with.
pub(crate) fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, to))
        .finish()
}

/// Whether no other site's page sent this. Programs send no `Origin`; browsers always do with a
/// form.
pub(crate) fn is_own(headers: &HeaderMap) -> bool {
    let Some(origin) = header(headers, ORIGIN) else {
        return true;
    };
    let site = origin.split_once("://").map(|(_, site)| site);
    site.is_some() && site == header(headers, HOST).as_deref()
}

/// A header as text.
pub(crate) fn header(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}
