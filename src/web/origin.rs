//! Refuses writes that another web site made a browser send.
//!
//! The admin API has no login. Without this, any page a developer visits could drive it.

use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::header::{HOST, ORIGIN};

/// Whether a request comes from another site's page.
pub(super) fn is_foreign(request: &HttpRequest) -> bool {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return false;
    }
    let header = |name| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let Some(origin) = header(ORIGIN) else {
        // Programs send no Origin; browsers always do with a write.
        return false;
    };
    let host = header(HOST).unwrap_or_default();
    let own = origin
        .split_once("://")
        .is_some_and(|(_, site)| site == host);
    !own
}
