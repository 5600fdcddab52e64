//! Why a signature does not verify: tries the mistakes that shops really make and names the one
//! that fits (file 17 §4 of the protocol notes).

use super::key::VerifyingKey;
use super::signature::content;

/// How much of the expected content is shown.
const SHOWN_MAX: usize = 600;

/// A request whose signature did not verify.
#[derive(Clone, Copy, Debug)]
pub struct Suspect<'a> {
    /// The path as it came.
    pub path: &'a str,
    /// `client-id`.
    pub client_id: &'a str,
    /// `request-time`.
    pub time: &'a str,
    /// The bytes of the body.
    pub body: &'a [u8],
    /// The bytes of the signature.
    pub signature: &'a [u8],
}

/// A key that is not the merchant's, and how it may have come to be used.
#[derive(Clone, Copy, Debug)]
pub struct OtherKey<'a> {
    /// The key.
    pub key: &'a VerifyingKey,
    /// Whose it is, to complete "the signature is right, but made with …".
    pub whose: &'a str,
}

/// Explains a signature that does not verify: what was found, and the content that should have
/// been signed.
#[must_use]
pub fn explain(suspect: &Suspect<'_>, key: &VerifyingKey, others: &[OtherKey<'_>]) -> Vec<String> {
    let expected = content(suspect.path, suspect.client_id, suspect.time, suspect.body);
    let finding = variants(suspect)
        .into_iter()
        .find(|(signed, _)| key.verifies(signed, suspect.signature))
        .map(|(_, what)| what.to_owned())
        .or_else(|| wrong_key(suspect, &expected, others))
        .unwrap_or_else(|| {
            "none of the usual mistakes fits: compare the private key, and every byte of the content below, with what your code signs".to_owned()
        });
    let shown: String = String::from_utf8_lossy(&expected)
        .chars()
        .take(SHOWN_MAX)
        .collect();
    vec![
        finding,
        format!(
            "this is to be signed ({} bytes, \\n is one LF):",
            expected.len()
        ),
        shown.replace('\r', "\\r").replace('\n', "\\n\n"),
    ]
}

/// Contents that a shop may have signed instead, each with what it did.
fn variants(suspect: &Suspect<'_>) -> Vec<(Vec<u8>, &'static str)> {
    let Suspect {
        path,
        client_id,
        time,
        body,
        ..
    } = *suspect;
    let of_body = |body: &[u8]| content(path, client_id, time, body);
    let mut with_newline = body.to_vec();
    with_newline.push(b'\n');
    let other_path = match path.strip_prefix("/ams/sandbox/api") {
        Some(rest) => format!("/ams/api{rest}"),
        None => path.replacen("/ams/api", "/ams/sandbox/api", 1),
    };
    let mut variants = vec![
        (
            content(&other_path, client_id, time, body),
            "the signed path is not the path called: one has /sandbox, the other has not",
        ),
        (
            body.to_vec(),
            "only the body was signed; method, path, client id and time come before it",
        ),
        (
            of_body(&with_newline),
            "the signed body ends in a line break that was not sent",
        ),
        (
            of_body(body.trim_ascii()),
            "the body was sent with blanks around it that were not signed",
        ),
        (
            with_line_ends(&of_body(body)),
            "the content was signed with CRLF after the first line; it must be one LF",
        ),
        (of_body(b""), "the content was signed without the body"),
        (
            content(&format!("https://{path}"), client_id, time, body),
            "a URL was signed; it must be the path alone",
        ),
    ];
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(body) {
        let forms = [
            serde_json::to_vec(&value),
            serde_json::to_vec_pretty(&value),
        ];
        let what = "the body was written anew after it was signed: sign the very bytes you send";
        variants.extend(
            forms
                .into_iter()
                .flatten()
                .map(|form| (of_body(&form), what)),
        );
    }
    variants
}

fn with_line_ends(content: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(content)
        .replacen('\n', "\r\n", 1)
        .into_bytes()
}

fn wrong_key(suspect: &Suspect<'_>, expected: &[u8], others: &[OtherKey<'_>]) -> Option<String> {
    let made_with = |other: &&OtherKey<'_>| other.key.verifies(expected, suspect.signature);
    let other = others.iter().find(made_with)?;
    Some(format!(
        "the signature is right, but made with {}",
        other.whose
    ))
}
