//! Why a signature does not verify: tries the mistakes that shops really make and names the one
//! that fits (file 17 §4 of the protocol notes).

mod rewriting;
#[cfg(test)]
mod tests;

use std::iter;

#[cfg(test)]
pub(super) use self::rewriting::pretty;
use self::rewriting::rewritings;
use super::key::VerifyingKey;
use super::masking::masked;
use super::signature::content;

/// How much of the expected content is shown.
const SHOWN_MAX: usize = 600;

/// A request whose signature did not verify.
#[derive(Clone, Copy, Debug)]
pub struct Suspect<'a> {
    /// `host`.
    pub host: &'a str,
    /// The path as it came.
    pub path: &'a str,
    /// The path with its query, if there is one: that may be signed instead.
    pub path_and_query: Option<&'a str>,
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
/// been signed, its card data masked.
#[must_use]
pub fn explain(suspect: &Suspect<'_>, key: &VerifyingKey, others: &[OtherKey<'_>]) -> Vec<String> {
    let with_query = suspect
        .path_and_query
        .map(|path| Suspect { path, ..*suspect });
    let mut suspects = iter::once(*suspect).chain(with_query);
    let found = suspects.find_map(|suspect| Some((mistake(&suspect, key, others)?, suspect)));
    let (finding, meant) = found.unwrap_or_else(|| {
        let nothing = "none of the usual mistakes fits: compare the private key, and every byte of the content below, with what your code signs";
        (nothing.to_owned(), *suspect)
    });
    let expected = meant.content_with(meant.body);
    let shown: String = String::from_utf8_lossy(&masked(&expected))
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

/// The mistake that fits, if one does.
fn mistake(suspect: &Suspect<'_>, key: &VerifyingKey, others: &[OtherKey<'_>]) -> Option<String> {
    variants(suspect)
        .find(|(signed, _)| key.verifies(signed, suspect.signature))
        .map(|(_, what)| what.to_owned())
        .or_else(|| wrong_key(suspect, others))
}

impl Suspect<'_> {
    fn content_with(&self, body: &[u8]) -> Vec<u8> {
        content(self.path, self.client_id, self.time, body)
    }

    fn content_at(&self, path: &str) -> Vec<u8> {
        content(path, self.client_id, self.time, self.body)
    }

    /// The content with another method than `POST`.
    fn content_after(&self, method: &str) -> Vec<u8> {
        let expected = self.content_with(self.body);
        [method.as_bytes(), &expected["POST".len()..]].concat()
    }

    /// The same operation on the other surface.
    fn other_path(&self) -> String {
        match self.path.strip_prefix("/ams/sandbox/api") {
            Some(rest) => format!("/ams/api{rest}"),
            None => self.path.replacen("/ams/api", "/ams/sandbox/api", 1),
        }
    }

    fn url(&self, scheme: &str) -> String {
        format!("{scheme}://{}{}", self.host, self.path)
    }

    /// The content with another line end after the first line.
    fn content_broken_by(&self, line_end: &str) -> Vec<u8> {
        let expected = self.content_with(self.body);
        let first_line = "POST ".len() + self.path.len();
        let (head, tail) = (&expected[..first_line], &expected[first_line + 1..]);
        [head, line_end.as_bytes(), tail].concat()
    }
}

/// Contents that a shop may have signed instead, each with what it did.
///
/// A body may be large and anybody may send one, so the contents are made one at a time.
fn variants(suspect: &Suspect<'_>) -> impl Iterator<Item = (Vec<u8>, &'static str)> {
    let rewritten = "the body was written anew after it was signed: sign the very bytes you send";
    let rewritings = rewritings(suspect.body);
    MISTAKES
        .iter()
        .map(|(signed, what)| (signed(suspect), *what))
        .chain(rewritings.map(move |form| (suspect.content_with(&form), rewritten)))
}

type Mistake = (fn(&Suspect<'_>) -> Vec<u8>, &'static str);

const MISTAKES: [Mistake; 13] = [
    (
        |suspect| suspect.content_at(&suspect.other_path()),
        "the signed path is not the path called: one has /sandbox, the other has not",
    ),
    (
        |suspect| suspect.body.to_vec(),
        "only the body was signed; method, path, client id and time come before it",
    ),
    (
        |suspect| suspect.content_with(&[suspect.body, b"\n"].concat()),
        "the signed body ends in a line break that was not sent",
    ),
    (
        |suspect| suspect.content_with(suspect.body.trim_ascii()),
        "the body was sent with blanks around it that were not signed",
    ),
    (
        |suspect| suspect.content_broken_by("\r\n"),
        "the content was signed with CRLF after the first line; it must be one LF",
    ),
    (
        |suspect| suspect.content_broken_by("\\n"),
        "the content was signed with the two characters \\n after the first line; it must be one LF",
    ),
    (
        |suspect| suspect.content_with(b""),
        "the content was signed without the body",
    ),
    (
        |suspect| suspect.content_at(suspect.path.trim_start_matches('/')),
        "the signed path does not begin with a slash",
    ),
    (
        |suspect| suspect.content_after("post"),
        "the method was signed in small letters; it is POST",
    ),
    (
        |suspect| suspect.content_after("GET"),
        "GET was signed as the method; it is POST",
    ),
    (
        |suspect| content(suspect.path, suspect.time, suspect.client_id, suspect.body),
        "client id and time were signed in the other order; it is client id, time, body",
    ),
    (
        |suspect| suspect.content_at(&suspect.url("http")),
        URL_SIGNED,
    ),
    (
        |suspect| suspect.content_at(&suspect.url("https")),
        URL_SIGNED,
    ),
];

const URL_SIGNED: &str = "a URL was signed; it must be the path alone";

fn wrong_key(suspect: &Suspect<'_>, others: &[OtherKey<'_>]) -> Option<String> {
    let expected = suspect.content_with(suspect.body);
    let made_with = |other: &&OtherKey<'_>| other.key.verifies(&expected, suspect.signature);
    let other = others.iter().find(made_with)?;
    Some(format!(
        "the signature is right, but made with {}",
        other.whose
    ))
}
