//! Failures of the admin API: a fitting status, and `{code, message, hint}`.

use std::fmt;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::ALLOW;
use actix_web::middleware::Next;
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;

use super::super::origin::Foreign;
use crate::sandbox::TooMuch;
use crate::sandbox::merchants::MerchantError;

/// What went wrong, and what to do.
#[derive(Debug, Serialize)]
pub(in crate::web) struct AdminError {
    #[serde(skip)]
    status: StatusCode,
    code: &'static str,
    message: String,
    hint: String,
}

impl AdminError {
    pub(super) fn bad_request(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", message, hint)
    }

    /// Status, message and hint, for a page.
    pub(in crate::web) fn parts(&self) -> (StatusCode, &str, &str) {
        (self.status, &self.message, &self.hint)
    }

    pub(in crate::web) fn not_found(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", message, hint)
    }

    pub(super) fn conflict(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "CONFLICT", message, hint)
    }

    pub(super) fn timed_out(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::REQUEST_TIMEOUT, "TIMED_OUT", message, hint)
    }

    /// What was expected did not happen.
    pub(super) fn not_met(message: impl Into<String>) -> Self {
        let hint = "GET …/events shows everything that happened, in order";
        Self::new(StatusCode::CONFLICT, "NOT_MET", message, hint)
    }

    /// The evidence was dropped from a bounded journal.
    pub(super) fn gone(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::GONE, "DROPPED", message, hint)
    }

    /// The program stops: nobody is going to see what was waited for.
    pub(super) fn stopping() -> Self {
        let message = "the server stops, and waits for nothing any more";
        let hint = "start it again; with a seed the same calls have the same results";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "STOPPING", message, hint)
    }

    /// What actix refuses before a handler sees it.
    fn before_the_call(status: StatusCode, message: String) -> Self {
        let code = match status {
            StatusCode::METHOD_NOT_ALLOWED => "METHOD_NOT_ALLOWED",
            StatusCode::PAYLOAD_TOO_LARGE => "BODY_TOO_LONG",
            _ => "BAD_REQUEST",
        };
        Self::new(status, code, message, "GET /openapi.json lists every call")
    }

    fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            hint: hint.into(),
        }
    }
}

impl fmt::Display for AdminError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl ResponseError for AdminError {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status).json(self)
    }
}

/// Gives refusals that actix makes by itself, such as a wrong method, the form of ours.
pub(in crate::web) async fn in_one_form(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let method = request.method().clone();
    let response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    let message = match response.response().error() {
        Some(error) if error.as_error::<AdminError>().is_none() => error.to_string(),
        None if status == StatusCode::METHOD_NOT_ALLOWED => {
            format!("this path has no method {method}")
        }
        _ => return Ok(response),
    };
    let allow = response.headers().get(ALLOW).cloned();
    let mut answer = AdminError::before_the_call(status, message).error_response();
    if let Some(allow) = allow {
        answer.headers_mut().insert(ALLOW, allow);
    }
    Ok(response.into_response(answer))
}

impl From<Foreign> for AdminError {
    fn from(foreign: Foreign) -> Self {
        let (code, message, hint) = match foreign {
            Foreign::Host(host) => (
                "FOREIGN_HOST",
                format!("the admin API is not called \"{host}\""),
                "call it by an IP address, localhost, a name without a dot, or one that ends in .localhost, .internal, .local or .test",
            ),
            Foreign::Origin => (
                "FOREIGN_ORIGIN",
                "a page of another site may not use the admin API".to_owned(),
                "call it from a program, or from a page of this address",
            ),
        };
        Self::new(StatusCode::FORBIDDEN, code, message, hint)
    }
}

impl From<MerchantError> for AdminError {
    fn from(error: MerchantError) -> Self {
        let message = error.to_string();
        match error {
            MerchantError::Taken(_) => {
                Self::conflict(message, "leave clientId out to get a free one")
            }
            MerchantError::BadId(_) => {
                Self::bad_request(message, "leave clientId out to get a free one")
            }
            MerchantError::Unknown(_) => Self::not_found(message, "GET /v1/merchants lists them"),
            MerchantError::Default => Self::conflict(message, "POST /v1/merchants/default/reset"),
        }
    }
}

impl From<TooMuch> for AdminError {
    fn from(error: TooMuch) -> Self {
        Self::conflict(
            error.to_string(),
            "GET …/clock shows the time and what is due",
        )
    }
}
