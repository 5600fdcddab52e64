//! The test vectors of the protocol notes (file 01 §11), made with another tool: what is signed,
//! what comes out, and what must not verify.

use aws_lc_rs::digest::{SHA256, digest};

use super::headers::SignatureHeader;
use super::key::{SigningKey, VerifyingKey};
use super::signature::{content, sign};

pub(super) const PRIVATE_KEY: &str = include_str!("vectors/private-key.txt");
pub(super) const PUBLIC_KEY: &str = include_str!("vectors/public-key.txt");
const CLIENT_ID: &str = "SANDBOX_5T00000000000001";
const PATH: &str = "/ams/sandbox/api/v1/payments/inquiryPayment";

/// A signed message.
struct Vector {
    path: &'static str,
    time: &'static str,
    body: &'static str,
    content_length: usize,
    content_sha256: &'static str,
    header: &'static str,
}

const REQUEST: Vector = Vector {
    path: PATH,
    time: "1763866800000",
    body: r#"{"paymentRequestId":"lt-pay-0001"}"#,
    content_length: 122,
    content_sha256: "b0a8b891699342afccff80623f8b7b4de9bcb3b5a500beeea60d25d2081f93cd",
    header: include_str!("vectors/request-signature.txt"),
};

const RESPONSE: Vector = Vector {
    path: PATH,
    time: "2025-11-23T11:00:01+08:00",
    body: r#"{"result":{"resultCode":"ORDER_NOT_EXIST","resultStatus":"F","resultMessage":"The order does not exist."}}"#,
    content_length: 206,
    content_sha256: "f2403f6e9ddbfd50b6da9049455e15230b9e4b4f021304afa8aa3266fed047ea",
    header: include_str!("vectors/response-signature.txt"),
};

const NOTIFICATION: Vector = Vector {
    path: "/hooks/antom",
    time: "2025-11-23T11:02:10+08:00",
    body: r#"{"notifyType":"PAYMENT_RESULT","result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success."},"paymentRequestId":"lt-pay-0001"}"#,
    content_length: 213,
    content_sha256: "8d60dd8772ab9bcc78030aa8c8cea4e7e10d9e1bbbc05740e4adc7957e4dec06",
    header: include_str!("vectors/notification-signature.txt"),
};

const ALL: [Vector; 3] = [REQUEST, RESPONSE, NOTIFICATION];

impl Vector {
    fn header(&self) -> &'static str {
        self.header.trim_end()
    }

    fn content(&self) -> Vec<u8> {
        content(self.path, CLIENT_ID, self.time, self.body.as_bytes())
    }
}

/// The throw-away key pair of the vectors, for the other tests of this room too.
pub(super) fn signing_key() -> SigningKey {
    SigningKey::parse(PRIVATE_KEY).expect("the vectors' private key")
}

pub(super) fn verifying_key() -> VerifyingKey {
    VerifyingKey::parse(PUBLIC_KEY).expect("the vectors' public key")
}

fn verifies(content: &[u8], header: &str) -> bool {
    let header: SignatureHeader = header.parse().expect("a signature header");
    verifying_key().verifies(content, &header.signature)
}

#[test]
fn the_content_of_each_message_is_known_to_the_byte() {
    for vector in ALL {
        let content = vector.content();
        assert_eq!(content.len(), vector.content_length);
        let shown = format!("{:?}", digest(&SHA256, &content));
        assert_eq!(shown, format!("SHA256:{}", vector.content_sha256));
    }
}

#[test]
fn signing_gives_exactly_the_documented_header_and_it_verifies() {
    for vector in ALL {
        let (path, body) = (vector.path, vector.body.as_bytes());
        let header = sign(&signing_key(), path, CLIENT_ID, vector.time, body);
        assert_eq!(header, vector.header());
        assert!(verifies(&vector.content(), &header));
    }
}

#[test]
fn every_tolerated_spelling_of_the_header_verifies() {
    let emitted = REQUEST.header();
    let (_, escaped) = emitted.split_once("signature=").expect("a signature");
    let plain = escaped
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    let lower = escaped
        .replace("%2B", "%2b")
        .replace("%2F", "%2f")
        .replace("%3D", "%3d");
    for header in [
        emitted.replace(',', ", "),
        format!("algorithm=RSA256,keyVersion=1,signature={lower}"),
        format!("algorithm=RSA256,signature={escaped}"),
        format!("algorithm=RSA256,keyVersion=1,signature={plain}"),
        format!("signature={escaped}, keyVersion=1, algorithm=RSA256"),
    ] {
        assert!(verifies(&REQUEST.content(), &header), "{header}");
    }
}

#[test]
fn one_byte_of_difference_does_not_verify() {
    let other =
        |path: &str, time: &str, body: &str| content(path, CLIENT_ID, time, body.as_bytes());
    let (time, body) = (REQUEST.time, REQUEST.body);
    let crlf = String::from_utf8(REQUEST.content())
        .expect("text")
        .replace('\n', "\r\n");
    for (what, signed) in [
        (
            "a blank in the body",
            other(PATH, time, &body.replace('{', "{ ")),
        ),
        ("CRLF", crlf.into_bytes()),
        (
            "the production path",
            other("/ams/api/v1/payments/inquiryPayment", time, body),
        ),
        ("another millisecond", other(PATH, "1763866800001", body)),
        (
            "a line break at the end",
            other(PATH, time, &format!("{body}\n")),
        ),
    ] {
        assert!(!verifies(&signed, REQUEST.header()), "{what}");
    }
    assert!(verifies(&REQUEST.content(), REQUEST.header()));
}
