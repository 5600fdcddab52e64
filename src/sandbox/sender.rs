//! The one outbound HTTP client: makes an attempt to deliver a notification.
//!
//! No redirects, a bounded time, a bounded answer, and only addresses that are allowed.

mod client;

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use jiff::{SignedDuration, Timestamp};
use url::{Host, Url};

use super::Profile;
use super::address::Rewrite;
use super::clock::{Stopwatch, wall_now};
use super::letter::Letter;
use crate::gateway::{Attempt, Delivery, Outcome, antom_time};
use crate::protocol::notify;
pub(super) use client::Connections;
use client::Forbidden;

/// A right answer is some eighty bytes; a shop that sends more than this sends something else.
const ANSWER_MAX: usize = 64 * 1024;

/// How much of an answer is shown afterwards.
const ANSWER_SHOWN: usize = 4 * 1024;

/// The verdict on an attempt that was not made.
const LOST: &str = "lost on the way: the scenario drops this attempt";

/// Which clock dates the signed headers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeaderTime {
    /// The wall's: shops compare it with their own.
    Real,
    /// The merchant's: the same calls then give the same signatures.
    Virtual,
}

/// How notifications are sent.
#[derive(Clone, Debug)]
pub struct SenderSettings {
    /// How long a shop may take to answer.
    pub timeout: Duration,
    /// Replacements for the beginnings of notify URLs; the first that fits is taken.
    pub rewrites: Vec<Rewrite>,
    /// Whether public addresses may be called.
    pub anywhere: bool,
    /// Which clock dates `request-time`.
    pub header_time: HeaderTime,
}

/// Sends notifications.
#[derive(Debug)]
pub struct Sender {
    settings: SenderSettings,
    own: Arc<Connections>,
}

/// What came back.
struct Reply {
    outcome: Outcome,
    reason: String,
    http_status: Option<u16>,
    body: String,
}

impl Reply {
    fn without_answer(outcome: Outcome, reason: impl Into<String>) -> Self {
        Self {
            outcome,
            reason: reason.into(),
            http_status: None,
            body: String::new(),
        }
    }
}

impl Sender {
    /// A sender; it connects to nothing until there is something to send.
    #[must_use]
    pub fn new(settings: SenderSettings) -> Self {
        Self {
            own: Arc::new(Connections::one_each(settings.anywhere)),
            settings,
        }
    }

    /// Which clock dates the signed headers.
    #[must_use]
    pub fn header_time(&self) -> HeaderTime {
        self.settings.header_time
    }

    /// A connection for each request.
    pub(super) fn own(&self) -> &Arc<Connections> {
        &self.own
    }

    /// Connections that requests share, for as long as this is held.
    pub(super) fn kept(&self) -> Arc<Connections> {
        Arc::new(Connections::kept(self.settings.anywhere))
    }

    /// Makes one attempt: stamps, signs and sends the notification, and judges the answer.
    pub(super) async fn attempt(
        &self,
        profile: &Profile,
        delivery: &Delivery,
        connections: &Connections,
    ) -> Attempt {
        let letter = Letter::of(delivery);
        let watch = Stopwatch::start();
        let (headers, reply) = match self.destination(&delivery.url) {
            Ok(url) => {
                let headers = self.headers(profile, delivery, &url, &letter);
                let reply = if letter.lost {
                    Reply::without_answer(Outcome::Lost, LOST)
                } else {
                    self.post(connections.client(), &url, &headers, letter.sent.clone())
                        .await
                };
                (headers, reply)
            }
            Err(why) => (Vec::new(), Reply::without_answer(Outcome::Blocked, why)),
        };
        if reply.outcome != Outcome::Accepted {
            tracing::warn!("{} to {}: {}", delivery.id, delivery.url, reply.reason);
        }
        Attempt {
            at: delivery.at,
            request_headers: headers,
            request_body: String::from_utf8_lossy(&letter.sent).into(),
            outcome: reply.outcome,
            reason: reply.reason,
            fault: letter.fault,
            http_status: reply.http_status,
            response_body: reply.body,
            duration: SignedDuration::try_from(watch.elapsed()).unwrap_or(SignedDuration::MAX),
        }
    }

    /// Opens a page of the shop, as the buyer's browser would; tells in words what came back.
    pub(super) async fn visit(&self, url: &str) -> String {
        let url = match self.destination(url) {
            Ok(url) => url,
            Err(why) => return format!("{url} was not opened: {why}"),
        };
        let opening = self.own.client().get(url.clone()).send();
        match tokio::time::timeout(self.settings.timeout, opening).await {
            Ok(Ok(answer)) => format!("{url} answered {}", answer.status().as_u16()),
            Ok(Err(error)) => format!("{url} did not answer: {}", failed(&error).reason),
            Err(_) => format!("{url} did not answer in time"),
        }
    }

    /// The URL as the settings want it.
    pub(super) fn rewritten(&self, url: &str) -> String {
        let mut rewrites = self.settings.rewrites.iter();
        let rewritten = rewrites.find_map(|rule| rule.apply(url));
        rewritten.unwrap_or_else(|| url.to_owned())
    }

    fn destination(&self, url: &str) -> Result<Url, String> {
        let url = self.rewritten(url);
        let url = Url::parse(&url).map_err(|error| format!("\"{url}\" is not a URL: {error}"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!(
                "not sent: \"{url}\" is not http or https; write it as https://shop.example/hooks"
            ));
        }
        let address = match url.host() {
            Some(Host::Ipv4(v4)) => Some(v4.into()),
            Some(Host::Ipv6(v6)) => Some(v6.into()),
            // A name is looked at when it has become addresses, see `AllowedOnly`.
            _ => None,
        };
        match address {
            Some(address) => {
                match Forbidden::find(address, address.to_string(), self.settings.anywhere) {
                    Some(forbidden) => Err(forbidden.to_string()),
                    None => Ok(url),
                }
            }
            None => Ok(url),
        }
    }

    fn headers(
        &self,
        profile: &Profile,
        delivery: &Delivery,
        url: &Url,
        letter: &Letter,
    ) -> Vec<(String, String)> {
        let path = match url.query() {
            Some(query) if profile.sign_query => format!("{}?{query}", url.path()),
            _ => url.path().to_owned(),
        };
        let stamp = self.stamp(delivery.at);
        let time = antom_time(stamp.checked_sub(letter.stale).unwrap_or(stamp));
        let (key, client_id) = (&profile.gateway_key, &profile.client_id);
        let signing = letter.signing;
        let signature = signing.header(key, &path, client_id, &time, &letter.signed);
        let mut headers = vec![
            ("content-type", "application/json; charset=UTF-8".to_owned()),
            ("client-id", client_id.clone()),
            ("request-time", time),
        ];
        headers.extend(signature.map(|signature| ("signature", signature)));
        let owned = headers.into_iter();
        owned
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn stamp(&self, virtual_now: Timestamp) -> Timestamp {
        match self.settings.header_time {
            HeaderTime::Real => wall_now(),
            HeaderTime::Virtual => virtual_now,
        }
    }

    async fn post(
        &self,
        client: &reqwest::Client,
        url: &Url,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) -> Reply {
        let mut request = client.post(url.clone()).body(body);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let exchange = async {
            let answer = request.send().await?;
            let status = answer.status().as_u16();
            Ok((status, read_answer(answer).await?))
        };
        match tokio::time::timeout(self.settings.timeout, exchange).await {
            Err(_) => {
                let seconds = self.settings.timeout.as_secs_f32();
                Reply::without_answer(Outcome::TimedOut, format!("no answer within {seconds} s"))
            }
            Ok(Err(error)) => failed(&error),
            Ok(Ok((status, body))) => judged(status, &body),
        }
    }
}

/// Reads at most one byte more than an answer may have, so that a longer one shows.
async fn read_answer(answer: reqwest::Response) -> Result<Vec<u8>, reqwest::Error> {
    let mut body = Vec::new();
    let mut chunks = answer.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        body.extend_from_slice(&chunk?);
        if body.len() > ANSWER_MAX {
            break;
        }
    }
    Ok(body)
}

fn judged(status: u16, body: &[u8]) -> Reply {
    let verdict = if body.len() > ANSWER_MAX {
        Err(format!(
            "the answer is longer than {ANSWER_MAX} bytes; answer {}",
            notify::RIGHT_ANSWER
        ))
    } else {
        notify::judge(status, body)
    };
    let shown = &body[..body.len().min(ANSWER_SHOWN)];
    Reply {
        outcome: if verdict.is_ok() {
            Outcome::Accepted
        } else {
            Outcome::Refused
        },
        reason: verdict.err().unwrap_or_else(|| "acknowledged".to_owned()),
        http_status: Some(status),
        body: String::from_utf8_lossy(shown).into_owned(),
    }
}

/// Finds the innermost cause: "error sending request" helps nobody.
fn failed(error: &reqwest::Error) -> Reply {
    let mut cause: &dyn std::error::Error = error;
    loop {
        if let Some(forbidden) = cause.downcast_ref::<Forbidden>() {
            return Reply::without_answer(Outcome::Blocked, forbidden.to_string());
        }
        match cause.source() {
            Some(inner) => cause = inner,
            None => break,
        }
    }
    let what = if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    Reply::without_answer(Outcome::Unreachable, format!("{what}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn destination(url: &str, anywhere: bool) -> Result<String, String> {
        let sender = Sender::new(SenderSettings {
            timeout: Duration::from_secs(1),
            rewrites: Vec::new(),
            anywhere,
            header_time: HeaderTime::Virtual,
        });
        sender.destination(url).map(String::from)
    }

    #[test]
    fn only_http_and_https_are_sent() {
        for url in ["ftp://127.0.0.1/x", "file:///etc/passwd", "localhost:3000"] {
            let why = destination(url, true).expect_err(url);
            assert!(why.contains("https://shop.example/hooks"), "{why}");
        }
        assert!(destination("HTTP://127.0.0.1/x", false).is_ok());
    }

    #[test]
    fn where_clouds_keep_credentials_is_never_called() {
        for url in [
            "http://169.254.169.254/latest",
            "http://2852039166/",
            "http://[fd00:ec2::254]/",
            "http://[::ffff:169.254.169.254]/",
        ] {
            for anywhere in [false, true] {
                let why = destination(url, anywhere).expect_err(url);
                assert!(why.contains("credentials"), "{why}");
            }
        }
        assert!(destination("http://8.8.8.8/", true).is_ok());
        assert!(destination("http://8.8.8.8/", false).is_err());
    }
}
