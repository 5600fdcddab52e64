//! Clients that would rather speak another protocol.

use crate::support::App;
use crate::support::wire::{host_of, send_raw};

#[test]
fn java_offers_http_2_and_is_told_that_the_connection_ends() {
    let app = App::shared();
    for (base, path) in [(&app.admin, "/readyz"), (&app.http, "/checkout/none")] {
        let host = host_of(base);
        // As java.net.http.HttpClient begins, unless it is told to stay with HTTP/1.1.
        let request = format!(
            "GET {path} HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nHost: {host}\r\n\
             HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\nUpgrade: h2c\r\n\r\n"
        );
        let answer = send_raw(base, request.as_bytes()).expect("an answer");
        assert!(answer.start.starts_with("HTTP/1.1 "), "{}", answer.start);
        assert_eq!(answer.find_header("connection"), Some("close"), "{path}");
        // One that offers nothing keeps its connection.
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let answer = send_raw(base, request.as_bytes()).expect("an answer");
        assert_eq!(answer.find_header("connection"), None, "{path}");
    }
}
