//! The connection that a call came over, for faults that no HTTP answer can show.

use std::any::Any;
use std::mem::MaybeUninit;
use std::time::Duration;

use actix_tls::accept::rustls_0_23::TlsStream;
use actix_web::HttpRequest;
use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use socket2::{SockRef, Socket};

/// A second handle of a connection's socket. It goes with the connection.
struct Line(Socket);

/// Keeps a handle of a new connection's socket, plain or under TLS.
pub(in crate::web) fn remember_line(connection: &dyn Any, kept: &mut Extensions) {
    let plain = connection.downcast_ref::<TcpStream>();
    let under_tls = || {
        let stream = connection.downcast_ref::<TlsStream<TcpStream>>()?;
        Some(stream.get_ref().0)
    };
    let socket = plain
        .or_else(under_tls)
        .and_then(|stream| SockRef::from(stream).try_clone().ok());
    if let Some(socket) = socket {
        kept.insert(Line(socket));
    }
}

/// From now on the end of a call's connection is a reset, and what was not sent is not.
pub(super) fn reset_at_end(request: &HttpRequest) {
    if let Some(Line(socket)) = request.conn_data() {
        // A connection that is gone already cannot be reset any more.
        let _ = socket.set_linger(Some(Duration::ZERO));
    }
}

/// Whether the client has ended its side of the connection. Nothing is taken from what it sent.
pub(super) fn is_hung_up(request: &HttpRequest) -> bool {
    let Some(Line(socket)) = request.conn_data() else {
        return false;
    };
    match socket.peek(&mut [MaybeUninit::uninit()]) {
        Ok(count) => count == 0,
        Err(error) => error.kind() != std::io::ErrorKind::WouldBlock,
    }
}
