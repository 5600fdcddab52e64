//! The test vectors of the protocol notes (file 01 §11), made with another tool: what is signed,
//! what comes out, and what must not verify.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use rsa::pkcs1::{EncodeRsaPrivateKey, EncodeRsaPublicKey};
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey, LineEnding};
use rsa::{BigUint, RsaPrivateKey, RsaPublicKey};

use super::headers::SignatureHeader;
use super::key::{SigningKey, VerifyingKey};
use super::signature::{content, sign};

const PRIVATE_KEY: &str = include_str!("vectors/private-key.txt");
const PUBLIC_KEY: &str = include_str!("vectors/public-key.txt");
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
        let hex: String = digest(&SHA256, &content)
            .as_ref()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(hex, vector.content_sha256);
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

/// PEM, PEM on one line, PEM with its line breaks written as `\n`, and bare Base64 with and
/// without line breaks.
fn pasted(pem: &str, der: &[u8]) -> [String; 6] {
    let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    assert_eq!(bare, BASE64.encode(der));
    [
        pem.replace('\n', " "),
        pem.replace('\n', "\\n"),
        pem.replace('\n', "\r\n"),
        pem.to_owned(),
        format!("  {}\n{}\n", &bare[..70], &bare[70..]),
        bare,
    ]
}

#[test]
fn a_private_key_is_read_in_every_form_that_people_paste() {
    let key = rsa_key();
    let lf = LineEnding::LF;
    let (pkcs8, pkcs1) = (
        key.to_pkcs8_der().expect("DER"),
        key.to_pkcs1_der().expect("DER"),
    );
    let (pem8, pem1) = (
        key.to_pkcs8_pem(lf).expect("PEM"),
        key.to_pkcs1_pem(lf).expect("PEM"),
    );
    let mut forms = pasted(&pem8, pkcs8.as_bytes()).to_vec();
    forms.extend(pasted(&pem1, pkcs1.as_bytes()));
    // What the Python and PHP clients make of a PKCS#8 key.
    forms.push(pem8.replace("PRIVATE KEY", "RSA PRIVATE KEY"));
    for form in forms {
        let parsed = SigningKey::parse(&form).unwrap_or_else(|error| panic!("{error}: {form}"));
        assert_eq!(parsed.public_key().to_base64(), PUBLIC_KEY.trim_end());
        // Pasted where the public half belongs it is refused, in whatever form.
        let error = VerifyingKey::parse(&form).expect_err("a private key");
        assert!(error.starts_with("this is a private key"), "{error}");
    }
}

#[test]
fn a_public_key_is_read_in_every_form_that_people_paste() {
    let key = RsaPublicKey::from(&rsa_key());
    let lf = LineEnding::LF;
    let (spki, pkcs1) = (
        key.to_public_key_der().expect("DER"),
        key.to_pkcs1_der().expect("DER"),
    );
    let (pem, pem1) = (
        key.to_public_key_pem(lf).expect("PEM"),
        key.to_pkcs1_pem(lf).expect("PEM"),
    );
    let mut forms = pasted(&pem, spki.as_bytes()).to_vec();
    forms.extend(pasted(&pem1, pkcs1.as_bytes()));
    for form in forms {
        let parsed = VerifyingKey::parse(&form).unwrap_or_else(|error| panic!("{error}: {form}"));
        assert_eq!(parsed.to_base64(), PUBLIC_KEY.trim_end());
        assert!(SigningKey::parse(&form).is_err());
    }
}

fn rsa_key() -> RsaPrivateKey {
    let der = BASE64.decode(PRIVATE_KEY.trim_end()).expect("Base64");
    RsaPrivateKey::from_pkcs8_der(&der).expect("a key")
}

#[test]
fn what_is_no_usable_key_is_refused_with_a_sentence() {
    for (text, told) in [
        ("", "not an RSA public key"),
        ("hello, key!", "neither"),
        ("aGVsbG8=", "not an RSA public key"),
        (short_public_key().as_str(), "this one has 1024"),
    ] {
        let error = VerifyingKey::parse(text).expect_err(text);
        assert!(error.contains(told), "{text}: {error}");
        assert!(SigningKey::parse(text).is_err());
    }
}

/// A public key of 1024 bits; its modulus needs no factors to be looked at.
fn short_public_key() -> String {
    let modulus = BigUint::from_bytes_be(&[0xc5; 128]);
    let key = RsaPublicKey::new(modulus, BigUint::from(65_537_u32)).expect("a key");
    BASE64.encode(key.to_public_key_der().expect("DER"))
}
