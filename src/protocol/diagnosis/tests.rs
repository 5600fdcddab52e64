//! Each mistake is made on purpose, and has to be found.

use super::super::vectors::{signing_key, verifying_key};
use super::*;
use crate::protocol::key::SigningKey;

const PATH: &str = "/ams/sandbox/api/v1/payments/pay";
const CLIENT_ID: &str = "SANDBOX_5T00000000000001";
const TIME: &str = "1763866800000";
const BODY: &str = r#"{"paymentRequestId":"lt-pay-0001","env":{"terminalType":"WEB"}}"#;

/// What is found when the shop sent `sent` and signed `signed` with the key of the vectors.
fn found(sent: &str, signed: &[u8]) -> String {
    let signature = signing_key().sign(signed);
    let told = explain(&suspect(sent, &signature), &verifying_key(), &[]);
    told.into_iter().next().expect("a finding")
}

fn suspect<'a>(body: &'a str, signature: &'a [u8]) -> Suspect<'a> {
    Suspect {
        host: "127.0.0.1:8080",
        path: PATH,
        path_and_query: None,
        client_id: CLIENT_ID,
        time: TIME,
        body: body.as_bytes(),
        signature,
    }
}

fn signed_at(path: &str) -> Vec<u8> {
    content(path, CLIENT_ID, TIME, BODY.as_bytes())
}

fn signed_body(body: &str) -> Vec<u8> {
    content(PATH, CLIENT_ID, TIME, body.as_bytes())
}

#[test]
fn the_wrong_path_is_found() {
    let told = found(BODY, &signed_at("/ams/api/v1/payments/pay"));
    assert!(told.contains("/sandbox"), "{told}");
    for url in ["http://127.0.0.1:8080", "https://127.0.0.1:8080"] {
        let told = found(BODY, &signed_at(&format!("{url}{PATH}")));
        assert!(told.contains("a URL was signed"), "{told}");
    }
}

#[test]
fn a_mistake_is_found_by_who_signs_the_query_too() {
    let path = format!("{PATH}?a=1");
    let right = String::from_utf8(signed_at(&path)).expect("text");
    let signature = signing_key().sign(right.replace('\n', "\r\n").as_bytes());
    let suspect = Suspect {
        path_and_query: Some(&path),
        ..suspect(BODY, &signature)
    };
    let told = explain(&suspect, &verifying_key(), &[]);
    assert!(told[0].contains("CRLF"), "{told:?}");
    assert_eq!(told[2], right.replace('\n', "\\n\n"));
}

#[test]
fn the_wrong_content_is_found() {
    let text = String::from_utf8(signed_body(BODY)).expect("text");
    for (signed, told) in [
        (BODY.to_owned(), "only the body"),
        (text.replace(BODY, ""), "without the body"),
        (text.replace('\n', "\r\n"), "CRLF"),
        (text.replace('\n', "\\n"), "two characters \\n"),
        (format!("{text}\n"), "line break that was not sent"),
        (text.replace("POST /", "POST "), "begin with a slash"),
        (text.replace("POST", "post"), "in small letters"),
        (text.replace("POST", "GET"), "GET was signed"),
        (
            format!("POST {PATH}\n{TIME}.{CLIENT_ID}.{BODY}"),
            "in the other order",
        ),
    ] {
        let found = found(BODY, signed.as_bytes());
        assert!(found.contains(told), "{signed}: {found}");
    }
    let blanks = found(&format!("{BODY}\n"), &signed_body(BODY));
    assert!(blanks.contains("blanks around it"), "{blanks}");
}

#[test]
fn a_body_that_was_written_anew_is_found() {
    let spaced = BODY.replace(':', ": ").replace(',', ", ");
    let pretty = "{\n  \"a\": \"http://h\"\n}";
    for (sent, signed) in [
        (BODY, spaced.as_str()),
        (spaced.as_str(), BODY),
        (pretty, r#"{"a":"http://h"}"#),
        (r#"{"a":"http://h"}"#, pretty),
        (r#"{"a":"http:\/\/h"}"#, r#"{"a":"http://h"}"#),
        (r#"{"a":"http://h"}"#, r#"{"a":"http:\/\/h"}"#),
    ] {
        let found = found(sent, &signed_body(signed));
        assert!(found.contains("written anew"), "{signed}: {found}");
    }
}

#[test]
fn a_signature_with_another_known_key_is_found() {
    let key = verifying_key();
    let own = SigningKey::parse(include_str!(
        "../../sandbox/well_known/merchant-private.txt"
    ));
    let own = own.expect("a key").public_key();
    let signature = signing_key().sign(&signed_body(BODY));
    let whose = "the key of somebody else";
    let others = [
        OtherKey {
            key: &own,
            whose: "nobody",
        },
        OtherKey { key: &key, whose },
    ];
    let told = explain(&suspect(BODY, &signature), &own, &others);
    assert!(told[0].ends_with(whose), "{told:?}");
}

#[test]
fn what_fits_nothing_is_told_with_the_content_to_sign() {
    let signature = signing_key().sign(b"anything else");
    let told = explain(&suspect(BODY, &signature), &verifying_key(), &[]);
    assert!(
        told[0].starts_with("none of the usual mistakes"),
        "{told:?}"
    );
    assert!(told[1].contains("140 bytes"), "{told:?}");
    assert_eq!(
        told[2],
        format!("POST {PATH}\\n\n{CLIENT_ID}.{TIME}.{BODY}")
    );
}

#[test]
fn a_long_or_strange_body_is_shown_in_part_and_does_no_harm() {
    let signature = signing_key().sign(b"anything else");
    let long = "{".repeat(100_000);
    let told = explain(&suspect(&long, &signature), &verifying_key(), &[]);
    assert!(told[2].len() < 700);
    let strange = Suspect {
        path: "",
        body: b"\xff\r",
        ..suspect(BODY, &signature)
    };
    let told = explain(&strange, &verifying_key(), &[]);
    assert!(told[2].ends_with("\u{fffd}\\r"), "{told:?}");
}

#[test]
fn a_deep_body_is_explained_all_the_same() {
    let signature = signing_key().sign(b"anything else");
    for depth in [25_000, 500_000] {
        let deep = format!("{}0{}", "[".repeat(depth), "]".repeat(depth));
        let told = explain(&suspect(&deep, &signature), &verifying_key(), &[]);
        let all: usize = told.iter().map(String::len).sum();
        assert!(all < 1_000, "{all} bytes");
    }
}

#[test]
fn card_data_is_not_shown() {
    let body = r#"{"cardNo":"4111111111111111","cvv":"987"}"#;
    let signature = signing_key().sign(b"anything else");
    let told = explain(&suspect(body, &signature), &verifying_key(), &[]);
    let masked = r#"{"cardNo":"************1111","cvv":"***"}"#;
    assert!(told[2].ends_with(masked), "{told:?}");
}
