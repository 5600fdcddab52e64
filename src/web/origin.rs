//! Refuses what another web site made a browser send.
//!
//! The admin API has no login. Without this, any page a developer visits could drive it.

use std::net::{Ipv4Addr, Ipv6Addr};

use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::header::HOST;

use crate::page;

/// Ends of names that nobody can register, so that no stranger makes them lead here.
const PRIVATE_ENDS: [&str; 4] = [".localhost", ".internal", ".local", ".test"];

/// Why a request is not of this machine's own making.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Foreign {
    /// It was sent to this host, which is nobody's name for this machine but a stranger's.
    Host(String),
    /// It comes from another site's page.
    Origin,
}

/// Checks the `Host` of every request, and the `Origin` of writes.
///
/// A page of `evil.example` whose name leads to 127.0.0.1 all of a sudden (DNS rebinding) is of
/// the same origin as this API, for a browser. Only its `Host` still tells.
pub(super) fn check(request: &HttpRequest) -> Result<(), Foreign> {
    let host = page::header(request.headers(), HOST);
    // Programs may leave it out; browsers never do.
    if let Some(host) = &host
        && !is_own(host)
    {
        return Err(Foreign::Host(host.clone()));
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || page::is_own(request.headers()) {
        Ok(())
    } else {
        Err(Foreign::Origin)
    }
}

/// Whether a `Host` names this machine or a container: an address, a name without a dot, or a
/// name that ends as only private ones do.
fn is_own(host: &str) -> bool {
    if let Some((address, port)) = host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return address.parse::<Ipv6Addr>().is_ok() && (port.is_empty() || port.starts_with(':'));
    }
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let name = name.to_ascii_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let private = || !name.contains('.') || PRIVATE_ENDS.iter().any(|end| name.ends_with(end));
    !name.is_empty() && name.chars().all(plain) && (name.parse::<Ipv4Addr>().is_ok() || private())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::ORIGIN;
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn addresses_and_private_names_are_this_machines() {
        for host in [
            "127.0.0.1",
            "127.0.0.1:8090",
            "192.168.1.5:8090",
            "[::1]:8090",
            "[::1]",
            "localhost:8090",
            "LOCALHOST",
            "antom-sandbox:8090",
            "antom_sandbox",
            "host.docker.internal:8090",
            "antom.localhost",
            "laptop.local",
            "gateway.test:8090",
        ] {
            assert!(is_own(host), "{host}");
        }
        for host in [
            "",
            ":8090",
            "evil.example",
            "evil.example:8090",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "127.0.0.1.nip.io:8090",
            "evil.example.",
            "internal.evil",
            "evil.notlocal",
            "[::1].evil.example",
            "[evil.example]",
            "evil\u{e9}",
            "a b",
        ] {
            assert!(!is_own(host), "{host}");
        }
    }

    #[test]
    fn a_host_is_checked_always_and_an_origin_with_writes() {
        let ask = |method: Method, host: &str, origin: Option<&str>| {
            let mut request = TestRequest::default().method(method);
            request = request.insert_header((HOST, host));
            if let Some(origin) = origin {
                request = request.insert_header((ORIGIN, origin));
            }
            check(&request.to_http_request())
        };
        let stranger = "evil.example:8090";
        let refused = Err(Foreign::Host(stranger.to_owned()));
        assert_eq!(ask(Method::GET, stranger, None), refused);
        let same = Some("http://evil.example:8090");
        assert_eq!(ask(Method::POST, stranger, same), refused);
        let own = "127.0.0.1:8090";
        assert_eq!(ask(Method::GET, own, same), Ok(()));
        assert_eq!(ask(Method::POST, own, same), Err(Foreign::Origin));
        assert_eq!(ask(Method::POST, own, Some("null")), Err(Foreign::Origin));
        assert_eq!(
            ask(Method::POST, own, Some("http://127.0.0.1:8090")),
            Ok(())
        );
        assert_eq!(ask(Method::POST, own, None), Ok(()));
        let hostless = TestRequest::default().to_http_request();
        assert_eq!(check(&hostless), Ok(()));
    }
}
