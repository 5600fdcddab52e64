//! Requests of a journey to the gateway and to the shop: bytes there, bytes back, as they come.

use std::error::Error as _;
use std::time::Duration;

use reqwest::Method;

use crate::cli::client::build_http;

/// A client that keeps no cookies, follows no redirects and reads whatever it is sent.
#[derive(Debug)]
pub(super) struct Http(reqwest::Client);

/// A request.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    /// How long the whole answer may take; real time.
    pub(super) timeout: Duration,
}

/// What came back, however much of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Got {
    /// The status; none when not even a head came.
    pub(super) status: Option<u16>,
    /// Names in lower case.
    pub(super) headers: Vec<(String, String)>,
    /// The body, as far as it came.
    pub(super) body: Vec<u8>,
    /// Why it is not whole.
    pub(super) failure: Option<String>,
}

impl Http {
    pub(super) fn new() -> Self {
        Self(build_http())
    }

    /// Sends a request and takes what comes.
    ///
    /// # Errors
    /// The request cannot be sent at all: its method, address or a header is none.
    pub(super) async fn send(&self, ask: Ask) -> Result<Got, String> {
        let method = Method::from_bytes(ask.method.as_bytes());
        let method = method.map_err(|_| format!("\"{}\" is not an HTTP method", ask.method))?;
        let mut request = self.0.request(method, &ask.url).timeout(ask.timeout);
        for (name, value) in ask.headers {
            request = request.header(name, value);
        }
        let answer = match request.body(ask.body).send().await {
            Ok(answer) => answer,
            Err(error) if error.is_builder() => return Err(cause(&error)),
            Err(error) => return Ok(Got::nothing(why(&error, ask.timeout))),
        };
        let headers = answer.headers().iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        });
        let mut got = Got {
            status: Some(answer.status().as_u16()),
            headers: headers.collect(),
            ..Got::default()
        };
        let mut answer = answer;
        loop {
            match answer.chunk().await {
                Ok(Some(chunk)) => got.body.extend_from_slice(&chunk),
                Ok(None) => return Ok(got),
                Err(error) => {
                    got.failure = Some(why(&error, ask.timeout));
                    return Ok(got);
                }
            }
        }
    }
}

impl Got {
    fn nothing(why: String) -> Self {
        Self {
            failure: Some(why),
            ..Self::default()
        }
    }

    /// A header by its name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn why(error: &reqwest::Error, timeout: Duration) -> String {
    if error.is_timeout() {
        return format!("no whole answer within {timeout:?}");
    }
    if error.is_connect() {
        return "nobody listens there".to_owned();
    }
    cause(error)
}

/// The innermost reason; the outer ones repeat the address.
fn cause(error: &reqwest::Error) -> String {
    let mut innermost = error.source();
    while let Some(next) = innermost.and_then(std::error::Error::source) {
        innermost = Some(next);
    }
    innermost.map_or_else(|| error.to_string(), ToString::to_string)
}
