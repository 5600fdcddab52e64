//! A signature that does not verify is explained: the mistakes shops really make.

use serde_json::json;

use crate::signatures::{Draft, INQUIRY};
use crate::support::keys::{OWN_PUBLIC, PrivateKey, content, escaped};
use crate::support::shop::CALL_TIME;
use crate::support::{App, Shop};

/// Sends a body under a signature over something else, and reads what the admin API says of it.
fn diagnosis(shop: &Shop, body: &[u8], signed: &[u8]) -> Vec<String> {
    let header = format!(
        "algorithm=RSA256,keyVersion=1,signature={}",
        escaped(&shop.key.sign(signed))
    );
    let draft = Draft {
        body: body.to_vec(),
        ..Draft::new(shop)
    };
    let refused = draft.set("signature", &header).answer(shop);
    assert_eq!(refused.result(), "INVALID_SIGNATURE F");
    let kept = shop.admin.last_request();
    assert_eq!(kept["resultCode"], "INVALID_SIGNATURE");
    let lines = kept["diagnosis"].as_array().expect("a diagnosis");
    let lines: Vec<_> = lines
        .iter()
        .filter_map(|line| line.as_str())
        .map(str::to_owned)
        .collect();
    let why = kept["why"].as_str().expect("a reason");
    assert!(why.ends_with(&lines[0]), "{why}");
    lines
}

#[test]
fn the_usual_mistakes_are_recognised() {
    let shop = Shop::open();
    let body = br#"{"paymentRequestId":"lt-pay-1","b":[1, {"c":"x, y: \" z"}]}"#;
    let right = content(INQUIRY, &shop.client_id, CALL_TIME, body);
    let of_path = |path: &str| content(path, &shop.client_id, CALL_TIME, body);
    let of_body = |body: &[u8]| content(INQUIRY, &shop.client_id, CALL_TIME, body);
    let text = String::from_utf8(right.clone()).expect("text");
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (text.replace('\n', "\r\n").into_bytes(), "CRLF"),
        (body.to_vec(), "only the body was signed"),
        (
            of_path("/ams/api/v1/payments/inquiryPayment"),
            "one has /sandbox",
        ),
        (of_body(b""), "without the body"),
        (
            of_body(&[&body[..], b"\n"].concat()),
            "ends in a line break",
        ),
        (
            of_body(br#"{"paymentRequestId":"lt-pay-1","b":[1,{"c":"x, y: \" z"}]}"#),
            "written anew",
        ),
        (
            of_body(br#"{"paymentRequestId": "lt-pay-1", "b": [1, {"c": "x, y: \" z"}]}"#),
            "written anew",
        ),
        (
            content(INQUIRY, &shop.client_id, "1763866800001", body),
            "none of the usual mistakes",
        ),
        (
            content(INQUIRY, "SANDBOX_OTHER", CALL_TIME, body),
            "none of the usual mistakes",
        ),
    ];
    for (signed, told) in cases {
        let lines = diagnosis(&shop, body, &signed);
        assert!(lines[0].contains(told), "{told}: {lines:?}");
        assert_eq!(
            lines[1],
            format!(
                "this is to be signed ({} bytes, \\n is one LF):",
                right.len()
            )
        );
        assert_eq!(lines[2], text.replace('\n', "\\n\n"));
    }
}

#[test]
fn blanks_around_the_body_that_were_not_signed_are_recognised() {
    let shop = Shop::open();
    let signed = content(INQUIRY, &shop.client_id, CALL_TIME, b"{}");
    let lines = diagnosis(&shop, b" {}\n", &signed);
    assert!(lines[0].contains("blanks around it"), "{lines:?}");
}

#[test]
fn a_wrong_key_is_recognised_by_whose_it_is() {
    let well_known = Shop::open();
    let mut shop = Shop::with(App::shared(), &json!({ "publicKey": OWN_PUBLIC }));
    shop.key = well_known.key;
    let signed = content(INQUIRY, &shop.client_id, CALL_TIME, b"{}");
    let lines = diagnosis(&shop, b"{}", &signed);
    assert!(
        lines[0].contains("made with the well-known test key"),
        "{lines:?}"
    );

    let mut shop = Shop::open();
    shop.key = PrivateKey::new(include_str!(
        "../../src/sandbox/well_known/gateway-private.txt"
    ));
    let signed = content(INQUIRY, &shop.client_id, CALL_TIME, b"{}");
    let lines = diagnosis(&shop, b"{}", &signed);
    assert!(
        lines[0].contains("made with Antom's private key"),
        "{lines:?}"
    );
}

#[test]
fn a_call_that_belongs_to_nobody_is_kept_with_the_default_merchant() {
    let app = App::with(&[]);
    let shop = Shop::at(&app);
    Draft::new(&shop)
        .set("client-id", "SANDBOX_TYPO")
        .answer(&shop);
    let kept = app.admin().last_request();
    assert_eq!(kept["clientId"], "SANDBOX_TYPO");
    let why = kept["why"].as_str().expect("a reason");
    assert!(
        why.contains("no merchant has the client id \"SANDBOX_TYPO\""),
        "{why}"
    );
}

#[test]
fn a_body_that_is_deeply_nested_is_explained_without_being_written_anew() {
    let shop = Shop::open();
    for depth in [25_000, 500_000] {
        let deep = format!("{}0{}", "[".repeat(depth), "]".repeat(depth));
        let lines = diagnosis(&shop, deep.as_bytes(), b"anything else");
        assert!(lines[0].starts_with("none of the usual"), "{lines:?}");
    }
}

#[test]
fn card_data_is_checked_as_it_came_and_kept_as_stars() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    order["paymentMethod"]["paymentMethodMetaData"] = json!({
        "cardNo": "4111111111111111", "cvv": "987", "expiryYear": "31", "expiryMonth": "11",
    });
    let body = order.to_string();
    let answer = shop.call("pay", &order);
    assert_ne!(answer.code(), "INVALID_SIGNATURE");
    let mut kept = shop.admin.last_request();
    let stars = body
        .replace("4111111111111111", "************1111")
        .replace("\"987\"", "\"***\"")
        .replace("\"31\"", "\"**\"")
        .replace("\"11\"", "\"**\"");
    assert_eq!(kept["requestBody"], stars);
    for body in [body.as_str(), &body[..body.len() - 1]] {
        diagnosis(&shop, body.as_bytes(), b"anything else");
        kept = shop.admin.last_request();
        assert!(!kept.to_string().contains("411111111111"), "{kept}");
        assert!(!kept.to_string().contains("987"), "{kept}");
    }
}
