//! Documents that cannot be restored: each is told what is wrong with it, and changes nothing.

use serde_json::{Value, json};

use crate::support::wire::send;
use crate::support::{App, Buyer, Shop};

/// Puts a document, which must be refused; what the refusal says.
pub(super) fn refused(shop: &Shop, document: &str) -> String {
    let path = format!("/v1/merchants/{}/snapshot", shop.client_id);
    let json = [("content-type", "application/json")];
    let answer = send(shop.admin.base(), "PUT", &path, &json, document.as_bytes());
    assert_eq!(answer.status(), 400, "{}", answer.text());
    let error = answer.json();
    assert_eq!(error["code"], "BAD_REQUEST");
    assert!(error["hint"].is_string(), "{error}");
    error["message"].as_str().expect("a message").to_owned()
}

/// The document with another value at a place.
pub(super) fn changed(document: &Value, pointer: &str, value: Value) -> String {
    let mut document = document.clone();
    let place = document.pointer_mut(pointer);
    *place.unwrap_or_else(|| panic!("there is no {pointer}")) = value;
    document.to_string()
}

#[test]
fn a_damaged_document_is_refused_and_changes_nothing() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-1"));
    shop.pay_and_buy(&shop.order("lt-pay-2"));
    let good = shop.admin.get("/snapshot");
    let changed = |pointer: &str, value: Value| changed(&good, pointer, value);
    let text = good.to_string();
    for (document, told) in [
        (String::new(), "no snapshot"),
        (text[..text.len() - 1].to_owned(), "cannot be read: EOF"),
        (text[..text.len() / 2].to_owned(), "at line 1 column"),
        (format!("{text}x"), "trailing characters at line 1 column"),
        ("a text".to_owned(), "no snapshot"),
        ("[]".to_owned(), "no snapshot"),
        (
            "{}".to_owned(),
            "its format is not \"antom-sandbox-snapshot\"",
        ),
        (changed("/format", json!("zip")), "its format is not"),
        (
            changed("/version", json!(2)),
            "a snapshot of version 2, and this program reads version 1",
        ),
        (changed("/version", json!(null)), "its version is missing"),
        (
            changed("/clock/pace", json!("slow")),
            "a pace is live, stepped, or xN",
        ),
        (changed("/clock/now", json!("now")), "at line 1 column"),
        (changed("/clock", json!({})), "missing field `now`"),
        (
            changed("/requests/recorded", json!(0)),
            "contradicts itself at requests.recorded: there cannot have been 0 calls",
        ),
        (
            changed("/requests/exchanges/0/request_body", json!({"base64": "?"})),
            "Invalid symbol 63",
        ),
        (
            changed("/gateway/inquired", json!([7])),
            "contradicts itself at gateway.inquired[0]: there is no payment 7",
        ),
        (
            changed("/gateway/agenda/0/1", json!({"Buyer": 7})),
            "gateway.agenda[0]: there is no payment 7; there are 2",
        ),
        (
            changed("/gateway/payments/0/payment/order", json!({})),
            "missing field `request_id`",
        ),
    ] {
        let message = refused(&shop, &document);
        assert!(message.contains(told), "{told}: {message}");
    }
    assert_eq!(shop.admin.get("/snapshot").to_string(), text);
    assert_eq!(Buyer::open(paid.text("normalUrl")).page.status(), 200);
    assert_eq!(shop.admin.put("/snapshot", &good)["payments"], 2);
}

#[test]
fn no_damage_makes_the_program_panic() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    let text = shop.admin.get("/snapshot").to_string();
    let path = format!("/v1/merchants/{}/snapshot", shop.client_id);
    // Every so often a byte is another one: it is refused, or it is a world like others.
    for place in (0..text.len()).step_by(text.len() / 200) {
        let mut bytes = text.clone().into_bytes();
        bytes[place] = if bytes[place] == b'9' { b'0' } else { b'9' };
        let answer = send(shop.admin.base(), "PUT", &path, &[], &bytes);
        assert!([200, 400].contains(&answer.status()), "{}", answer.text());
        shop.admin.drain();
        shop.inquire("lt-pay-1");
    }
    shop.admin
        .call("PUT", &path, &serde_json::from_str(&text).expect("JSON"));
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
}

#[test]
fn a_snapshot_may_be_longer_than_other_bodies() {
    let shop = Shop::open();
    let mut world = shop.admin.get("/snapshot");
    world["gateway"]["playbooks"][0]["source"] = json!("x".repeat(3 * 1024 * 1024));
    shop.admin.put("/snapshot", &world);
    assert_eq!(shop.admin.get("/snapshot"), world);
    shop.admin.refused(413, "PUT", "/scenario", &world);
}

#[test]
fn nobody_has_a_snapshot_of_a_merchant_that_does_not_exist() {
    let admin = App::shared().admin();
    let path = "/v1/merchants/SANDBOX_NOBODY/snapshot";
    for method in ["GET", "PUT"] {
        assert_eq!(admin.call(method, path, &json!({})).status(), 404);
    }
    assert_eq!(admin.call("DELETE", path, &json!({})).status(), 405);
}
