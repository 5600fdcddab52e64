//! The headers of signed messages: parsed as tolerantly as Antom does, printed one way.
//!
//! File 01 §2 to §5 of the protocol notes.

use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use jiff::Timestamp;
use jiff::fmt::strtime;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The longest run of digits that can be a moment of today: one official client, Go's, sends
/// nanoseconds since the epoch where the documents and the others have milliseconds.
const EPOCH_DIGITS_MAX: usize = 19;

/// A parsed `signature` header.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignatureHeader {
    /// `keyVersion`; the newest key when absent.
    pub key_version: Option<u32>,
    /// The signature's bytes.
    pub signature: Vec<u8>,
}

impl FromStr for SignatureHeader {
    type Err = String;

    /// Reads `algorithm=RSA256, keyVersion=1, signature=…` in any order, with or without blanks;
    /// the value URL-encoded in either case, or plain Base64. Errors are sentences.
    fn from_str(header: &str) -> Result<Self, String> {
        let (mut algorithm, mut key_version, mut signature) = (None, None, None);
        for item in header.split(',') {
            let Some((name, value)) = item.split_once('=') else {
                return Err(format!("\"{}\" in it is not name=value", item.trim()));
            };
            match name.trim() {
                "algorithm" => algorithm = Some(value.trim()),
                "keyVersion" => key_version = Some(value.trim()),
                "signature" => signature = Some(value.trim()),
                other => return Err(format!("it has an unknown part \"{other}\"")),
            }
        }
        if algorithm != Some("RSA256") {
            return Err("its algorithm must be RSA256".to_owned());
        }
        let key_version = match key_version {
            None => None,
            Some(text) => Some(text.parse().map_err(|_| {
                format!("its keyVersion must be a number such as 1, not \"{text}\"")
            })?),
        };
        let encoded = signature.ok_or("it has no signature= part")?;
        Ok(Self {
            key_version,
            signature: decode(encoded)?,
        })
    }
}

/// Decodes the value. Percent escapes are undone only where there are any: the plus sign of plain
/// Base64 must not become a blank.
fn decode(encoded: &str) -> Result<Vec<u8>, String> {
    let text = percent_decode_str(encoded).decode_utf8_lossy();
    BASE64.decode(text.as_bytes()).map_err(|error| {
        let hint = hint(&text).map_or_else(|| error.to_string(), str::to_owned);
        format!("its signature is not Base64: {hint}")
    })
}

/// Which habit of encoders spoiled a value, as far as it can be told.
fn hint(text: &str) -> Option<&'static str> {
    if text.contains('%') {
        return Some("it is URL-encoded twice; once is enough");
    }
    if text.contains(char::is_whitespace) {
        return Some("it has line breaks or blanks; write it in one line");
    }
    if text.contains(['-', '_']) {
        return Some("it has the letters of URLs; write + for - and / for _, and = at the end");
    }
    (!text.len().is_multiple_of(4)).then_some("its end is missing; fill it up with =")
}

/// Prints the `signature` header as Antom does: this order, no blanks. One official client cuts
/// at the commas and counts.
#[must_use]
pub fn print_signature(signature: &[u8]) -> String {
    let encoded = BASE64.encode(signature);
    let value = utf8_percent_encode(&encoded, NON_ALPHANUMERIC);
    format!("algorithm=RSA256,keyVersion=1,signature={value}")
}

/// Whether a `request-time` has one of the forms the official clients send: the time since the
/// epoch, in milliseconds (Go: nanoseconds), or ISO 8601 with an offset (with or without its colon)
/// or `Z`, with or without a fraction.
#[must_use]
pub fn is_request_time(text: &str) -> bool {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        return text.len() <= EPOCH_DIGITS_MAX;
    }
    text.parse::<Timestamp>().is_ok() || strtime::parse("%Y-%m-%dT%H:%M:%S%z", text).is_ok()
}

/// Whether a `Content-Type` is JSON. Parameters such as the charset do not matter. The official Go
/// client sends the header twice, and a proxy may put both in one line: the first counts.
#[must_use]
pub fn is_json(content_type: &str) -> bool {
    let essence = content_type.split([';', ',']).next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_request_time_that_official_clients_send_is_taken() {
        for good in [
            "1763866800000",
            "1763866800000123456",
            "2025-11-23T03:00:00+00:00",
            "2025-11-23T03:00:00+0000",
            "2025-11-23T03:00:00.0000000Z",
            "2025-11-23T11:00:00+08:00",
        ] {
            assert!(is_request_time(good), "{good}");
        }
        for bad in [
            "",
            "yesterday",
            "2025-11-23",
            "2025-11-23T03:00:00",
            "-1",
            "99999999999999999999",
        ] {
            assert!(!is_request_time(bad), "{bad}");
        }
    }

    #[test]
    fn a_signature_header_is_read_in_every_tolerated_spelling() {
        let plain = "+/8=";
        for value in [plain, "%2B%2F8%3D", "%2b%2f8%3d"] {
            for header in [
                format!("algorithm=RSA256, keyVersion=1, signature={value}"),
                format!("algorithm=RSA256,keyVersion=1,signature={value}"),
                format!("signature={value},keyVersion=1,algorithm=RSA256"),
            ] {
                let parsed: SignatureHeader = header.parse().expect("a good header");
                assert_eq!(
                    (parsed.key_version, parsed.signature),
                    (Some(1), vec![0xfb, 0xff])
                );
            }
        }
        let unversioned = format!("algorithm=RSA256,signature={plain}");
        let parsed: SignatureHeader = unversioned.parse().expect("a good header");
        assert_eq!(parsed.key_version, None);
    }

    #[test]
    fn a_broken_signature_header_is_refused_with_its_reason() {
        for (header, reason) in [
            ("", "name=value"),
            ("algorithm=RSA256,keyVersion=1", "no signature="),
            ("algorithm=RSA512,keyVersion=1,signature=AA==", "RSA256"),
            ("keyVersion=1,signature=AA==", "RSA256"),
            ("algorithm=RSA256,keyVersion=x,signature=AA==", "keyVersion"),
            (
                "algorithm=RSA256,keyVersion=1,signature=!!!!",
                "Invalid symbol",
            ),
            (
                "algorithm=RSA256,keyVersion=1,signature=%252B%252F8%253D",
                "encoded twice",
            ),
            (
                "algorithm=RSA256,keyVersion=1,signature=-_8=",
                "letters of URLs",
            ),
            (
                "algorithm=RSA256,keyVersion=1,signature=%2B%2F8%0A%3D",
                "line breaks",
            ),
            (
                "algorithm=RSA256,keyVersion=1,signature=%2B%2F8",
                "end is missing",
            ),
        ] {
            let error = header.parse::<SignatureHeader>().expect_err(header);
            assert!(error.contains(reason), "{header}: {error}");
        }
    }

    #[test]
    fn a_signature_is_printed_in_the_order_and_escapes_of_the_documents() {
        assert_eq!(
            print_signature(&[0xfb, 0xff]),
            "algorithm=RSA256,keyVersion=1,signature=%2B%2F8%3D"
        );
    }
}
