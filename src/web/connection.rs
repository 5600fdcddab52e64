//! What becomes of a connection behind its answer.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::ConnectionType;
use actix_web::middleware::Next;

/// Says that the connection ends when a client offered another protocol on it.
///
/// Java's own client offers HTTP/2 with each first call over plain http. actix-web answers in
/// HTTP/1.1, as it may, and then hangs up without having said so: the client keeps the connection
/// for its next call, which fails now and then.
pub(super) async fn tell_end<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let offers_another = request.head().connection_type() == ConnectionType::Upgrade;
    let mut answer = next.call(request).await?;
    if offers_another {
        let head = answer.response_mut().head_mut();
        head.set_connection_type(ConnectionType::Close);
    }
    Ok(answer)
}
