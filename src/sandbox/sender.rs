//! The one outbound HTTP client: makes an attempt to deliver a notification.
//!
//! No redirects, a bounded time, a bounded answer, and only addresses that are allowed.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::StreamExt;
use jiff::{SignedDuration, Timestamp};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use url::{Host, Url};

use super::Profile;
use super::address::{Rewrite, is_local};
use super::clock::{Stopwatch, wall_now};
use crate::gateway::{Attempt, Delivery, Outcome, antom_time};
use crate::protocol::{notify, signature};

/// A right answer is some eighty bytes; a shop that sends more than this sends something else.
const ANSWER_MAX: usize = 64 * 1024;

/// How much of an answer is shown afterwards.
const ANSWER_SHOWN: usize = 4 * 1024;

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
    client: OnceLock<reqwest::Client>,
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
            settings,
            client: OnceLock::new(),
        }
    }

    /// Which clock dates the signed headers.
    #[must_use]
    pub fn header_time(&self) -> HeaderTime {
        self.settings.header_time
    }

    /// Makes one attempt: stamps, signs and sends the notification, and judges the answer.
    pub(super) async fn attempt(&self, profile: &Profile, delivery: &Delivery) -> Attempt {
        let body = notify::body(&delivery.content);
        let watch = Stopwatch::start();
        let (headers, reply) = match self.destination(&delivery.url) {
            Ok(url) => {
                let headers = self.headers(profile, delivery, &url, &body);
                let reply = self.post(&url, &headers, body.clone()).await;
                (headers, reply)
            }
            Err(why) => (Vec::new(), Reply::without_answer(Outcome::Blocked, why)),
        };
        Attempt {
            at: delivery.at,
            request_headers: headers,
            request_body: String::from_utf8_lossy(&body).into(),
            outcome: reply.outcome,
            reason: reply.reason,
            http_status: reply.http_status,
            response_body: reply.body,
            duration: SignedDuration::try_from(watch.elapsed()).unwrap_or(SignedDuration::MAX),
        }
    }

    fn destination(&self, url: &str) -> Result<Url, String> {
        let rewritten = self
            .settings
            .rewrites
            .iter()
            .find_map(|rule| rule.apply(url));
        let url = rewritten.as_deref().unwrap_or(url);
        let url = Url::parse(url).map_err(|error| format!("\"{url}\" is not a URL: {error}"))?;
        let address = match url.host() {
            Some(Host::Ipv4(v4)) => Some(v4.into()),
            Some(Host::Ipv6(v6)) => Some(v6.into()),
            // A name is looked at when it has become addresses, see `LocalOnly`.
            _ => None,
        };
        match address {
            Some(address) if !self.settings.anywhere && !is_local(address) => {
                Err(blocked(&address.to_string()))
            }
            _ => Ok(url),
        }
    }

    fn headers(
        &self,
        profile: &Profile,
        delivery: &Delivery,
        url: &Url,
        body: &[u8],
    ) -> Vec<(String, String)> {
        let path = match url.query() {
            Some(query) if profile.sign_query => format!("{}?{query}", url.path()),
            _ => url.path().to_owned(),
        };
        let time = antom_time(self.stamp(delivery.at));
        let signature =
            signature::sign(&profile.gateway_key, &path, &profile.client_id, &time, body);
        [
            ("content-type", "application/json; charset=UTF-8".to_owned()),
            ("client-id", profile.client_id.clone()),
            ("request-time", time),
            ("signature", signature),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }

    fn stamp(&self, virtual_now: Timestamp) -> Timestamp {
        match self.settings.header_time {
            HeaderTime::Real => wall_now(),
            HeaderTime::Virtual => virtual_now,
        }
    }

    async fn post(&self, url: &Url, headers: &[(String, String)], body: Vec<u8>) -> Reply {
        let mut request = self.client().post(url.clone()).body(body);
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

    fn client(&self) -> &reqwest::Client {
        self.client
            .get_or_init(|| build_client(self.settings.anywhere))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one client that calls shops")]
fn build_client(anywhere: bool) -> reqwest::Client {
    // The process has one cryptography library; whoever comes first registers it.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .redirect(Policy::none())
        // A proxy of the environment must not carry a sandbox's messages elsewhere.
        .no_proxy()
        // Shops on a developer's machine have certificates of their own making.
        .tls_danger_accept_invalid_certs(true)
        .user_agent(concat!("antom-sandbox/", env!("CARGO_PKG_VERSION")));
    let builder = if anywhere {
        builder
    } else {
        builder.dns_resolver(Arc::new(LocalOnly))
    };
    builder
        .build()
        .expect("a client with these settings can be built")
}

/// Resolves names as the machine does and keeps the addresses that may be called.
struct LocalOnly;

impl Resolve for LocalOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found.collect();
            let allowed: Vec<_> = found
                .iter()
                .copied()
                .filter(|at| is_local(at.ip()))
                .collect();
            match found.first() {
                Some(first) if allowed.is_empty() => {
                    Err(Forbidden(format!("{} ({})", name.as_str(), first.ip())).into())
                }
                _ => Ok(Box::new(allowed.into_iter()) as Addrs),
            }
        })
    }
}

#[derive(Debug, thiserror::Error)]
#[error("{0} is not a local address")]
struct Forbidden(String);

fn blocked(what: &str) -> String {
    format!(
        "not sent: {what} is a public address; start with --notify-anywhere to allow it, or with --notify-rewrite to send it to this machine"
    )
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
        if let Some(Forbidden(what)) = cause.downcast_ref() {
            return Reply::without_answer(Outcome::Blocked, blocked(what));
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
