//! Forms that cannot be read: sent in another way than the pages send them, or far too long.

use actix_web::error::{InternalError, UrlencodedError};
use actix_web::web::FormConfig;
use actix_web::{HttpRequest, ResponseError};

use super::language::Reader;
use super::notice;

/// Lets a person see a page of ours, and not the bare words of the framework.
pub(in crate::web) fn config() -> FormConfig {
    FormConfig::default().error_handler(unreadable)
}

fn unreadable(error: UrlencodedError, request: &HttpRequest) -> actix_web::Error {
    let reader = Reader::of(request);
    let t = &reader.t.notice;
    let back = (t.back_to_payment, request.path().to_owned());
    let status = error.status_code();
    let page = notice(reader, status, t.unreadable, t.unreadable_lead, vec![back]);
    InternalError::from_response(error, page).into()
}
