//! One attempt to deliver a notification: bytes, signed string, answer, verdict.

use std::fmt::Write as _;

use url::Url;

use super::words::{Badge, Tone, when};
use crate::gateway::{Attempt, Notification, Outcome};

/// An attempt in full.
pub(super) struct Try {
    pub(super) number: usize,
    pub(super) at: String,
    pub(super) outcome: Badge,
    pub(super) tone: &'static str,
    /// What came of it, in words.
    pub(super) verdict: String,
    /// What was wrong with it on purpose.
    pub(super) fault: String,
    pub(super) took: String,
    pub(super) headers: String,
    pub(super) body: String,
    /// What the signature is over.
    pub(super) signed: String,
    pub(super) answer: String,
    pub(super) curl: String,
    /// Whether its details are shown at once.
    pub(super) is_newest: bool,
}

impl Try {
    /// All attempts of a notification that is sent to this URL, the newest first. Some merchants
    /// have the query of it signed.
    pub(super) fn all(one: &Notification, url: &str, signs_query: bool) -> Vec<Self> {
        let attempts = (1..).zip(&one.attempts);
        let mut all: Vec<_> = attempts
            .map(|(number, made)| Self::of(number, made, url, signs_query))
            .collect();
        all.reverse();
        if let Some(newest) = all.first_mut() {
            newest.is_newest = true;
        }
        all
    }

    fn of(number: usize, made: &Attempt, url: &str, signs_query: bool) -> Self {
        let answer = match made.http_status {
            Some(status) => format!("HTTP {status}\n\n{}", made.response_body),
            None => "No answer came.".to_owned(),
        };
        Self {
            number,
            at: when(made.at),
            outcome: Badge::of(made.outcome.name()),
            tone: match made.outcome {
                Outcome::Accepted => Tone::Good.name(),
                _ => Tone::Bad.name(),
            },
            verdict: made.reason.clone(),
            fault: made.fault.as_deref().unwrap_or_default().to_owned(),
            took: format!("{:.0} ms", made.duration.as_millis_f64()),
            headers: lines(&made.request_headers),
            body: made.request_body.to_string(),
            signed: signed(url, made, signs_query),
            answer,
            curl: curl("POST", url, &made.request_headers, &made.request_body),
            is_newest: false,
        }
    }
}

/// Headers, one a line.
pub(super) fn lines(headers: &[(String, String)]) -> String {
    let lines: Vec<_> = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    lines.join("\n")
}

/// Method and path, then client id, time and body: what a shop has to verify (file 01 §5).
fn signed(url: &str, made: &Attempt, signs_query: bool) -> String {
    let path = match Url::parse(url) {
        Ok(url) => match url.query() {
            Some(query) if signs_query => format!("{}?{query}", url.path()),
            _ => url.path().to_owned(),
        },
        Err(_) => url.to_owned(),
    };
    let header = |wanted: &str| {
        let mut headers = made.request_headers.iter();
        let found = headers.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map_or("", |(_, value)| value.as_str())
    };
    let (client, time) = (header("client-id"), header("request-time"));
    format!("POST {path}\n{client}.{time}.{}", made.request_body)
}

/// A call as it is typed into a shell.
pub(super) fn curl(method: &str, url: &str, headers: &[(String, String)], body: &str) -> String {
    // curl says these itself.
    let own = ["host", "content-length", "connection", "accept-encoding"];
    let mut command = format!("curl -X {method} {}", quoted(url));
    for (name, value) in headers {
        if !own.contains(&name.to_ascii_lowercase().as_str()) {
            let header = quoted(&format!("{name}: {value}"));
            let _ = write!(command, " \\\n  -H {header}");
        }
    }
    if !body.is_empty() {
        let _ = write!(command, " \\\n  --data-binary {}", quoted(body));
    }
    command
}

/// Text as one word of a shell, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_survives_the_shell() {
        let headers = [
            ("Host".to_owned(), "shop".to_owned()),
            ("client-id".to_owned(), "it's".to_owned()),
        ];
        let command = curl(
            "POST",
            "http://shop/hook?a=1&b=2",
            &headers,
            "{\"a\": \"$HOME\"}",
        );
        assert_eq!(
            command,
            "curl -X POST 'http://shop/hook?a=1&b=2' \\\n  -H 'client-id: it'\\''s' \\\n  --data-binary '{\"a\": \"$HOME\"}'"
        );
    }
}
