//! Pages of other sites, in the browser of a developer: none of them may use the admin API.

use serde_json::json;

use crate::support::wire::{request, send_raw};
use crate::support::{App, Shop};

#[test]
fn a_stranger_whose_name_leads_here_is_turned_away() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let base = &App::shared().admin;
    let port = base.rsplit(':').next().expect("a port");
    let payments = format!("/v1/merchants/{}/payments", shop.client_id);
    let reset = format!("/v1/merchants/{}/reset", shop.client_id);
    let ask = |method: &str, path: &str, name: &str| {
        // For the browser the page and the API are of one origin.
        let (host, origin) = (format!("{name}:{port}"), format!("http://{name}:{port}"));
        let bytes = request(method, path, &host, &[("origin", &origin)], b"");
        send_raw(base, &bytes).expect("an answer")
    };
    for name in ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io"] {
        for (method, path) in [
            ("GET", payments.as_str()),
            ("POST", &reset),
            ("GET", "/"),
            ("GET", "/no/such/path"),
        ] {
            let refused = ask(method, path, name);
            assert_eq!(refused.status(), 403, "{name} {method} {path}");
            assert_eq!(refused.json()["code"], "FOREIGN_HOST");
            assert!(refused.text().contains("localhost"), "{}", refused.text());
        }
    }
    assert_eq!(shop.admin.items("/payments").len(), 1);
    for name in [
        "localhost",
        "antom-sandbox",
        "host.docker.internal",
        "[::1]",
    ] {
        let listed = ask("GET", &payments, name);
        assert_eq!(listed.status(), 200, "{name}");
        assert_ne!(listed.json()["items"], json!([]), "{name}");
    }
}
