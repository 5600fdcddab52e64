//! Forms that cannot be read: sent in another way than the pages send them, or far too long.

use actix_web::error::{InternalError, UrlencodedError};
use actix_web::web::FormConfig;
use actix_web::{HttpRequest, ResponseError};

use super::notice;

/// Lets a person see a page of ours, and not the bare words of the framework.
pub(in crate::web) fn config() -> FormConfig {
    FormConfig::default().error_handler(unreadable)
}

fn unreadable(error: UrlencodedError, request: &HttpRequest) -> actix_web::Error {
    let page = notice(
        error.status_code(),
        "This form cannot be read",
        &format!(
            "It was not sent as the payment page sends it: {error} Nothing was paid by it. Go back to the payment and fill in the form there."
        ),
        vec![("Back to the payment".into(), request.path().to_owned())],
    );
    InternalError::from_response(error, page).into()
}
