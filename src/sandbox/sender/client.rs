//! The HTTP clients behind the sender: what they may reach, and how long a connection lives.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;

use super::super::address::{is_local, is_metadata};

/// A kept connection that was not used for so long is closed. Servers hang up on those of their own
/// accord, the hastiest after two seconds; a message that meets that is lost.
const KEPT_IDLE_MAX: Duration = Duration::from_secs(1);

/// Connections to shops, and how long they live. The client behind them is made when it is first
/// needed.
#[derive(Debug)]
pub(in crate::sandbox) struct Connections {
    kept: bool,
    anywhere: bool,
    client: OnceLock<reqwest::Client>,
}

impl Connections {
    /// One for each request. A shop that starts anew between two notifications has closed what was
    /// kept open, and would be told of as unreachable. `anywhere`: whether public addresses may be
    /// called.
    pub(super) fn one_each(anywhere: bool) -> Self {
        Self {
            kept: false,
            anywhere,
            client: OnceLock::new(),
        }
    }

    /// Kept open for the next request, until this is dropped: a crowd of notifications would
    /// otherwise cost more for its connections than for all the rest but the signatures.
    pub(super) fn kept(anywhere: bool) -> Self {
        Self {
            kept: true,
            ..Self::one_each(anywhere)
        }
    }

    pub(super) fn client(&self) -> &reqwest::Client {
        self.client.get_or_init(|| build(self.anywhere, self.kept))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one client that calls shops")]
fn build(anywhere: bool, kept: bool) -> reqwest::Client {
    // The process has one cryptography library; whoever comes first registers it.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(Policy::none())
        // A proxy of the environment must not carry a sandbox's messages elsewhere.
        .no_proxy()
        // Shops on a developer's machine have certificates of their own making.
        .tls_danger_accept_invalid_certs(true)
        .pool_max_idle_per_host(if kept { usize::MAX } else { 0 })
        .pool_idle_timeout(KEPT_IDLE_MAX)
        // Every request has its own time-out, long before these would tell anything.
        .tcp_keepalive(None)
        .tcp_user_timeout(None)
        .dns_resolver(Arc::new(AllowedOnly { anywhere }))
        .user_agent(concat!("antom-sandbox/", env!("CARGO_PKG_VERSION")))
        .build()
        .expect("a client with these settings can be built")
}

/// Resolves names as the machine does and keeps the addresses that may be called.
struct AllowedOnly {
    anywhere: bool,
}

impl Resolve for AllowedOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let anywhere = self.anywhere;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found.collect();
            let forbidden = |at: &SocketAddr| {
                let shown = format!("{} ({})", name.as_str(), at.ip());
                Forbidden::find(at.ip(), shown, anywhere)
            };
            let allowed: Vec<_> = found
                .iter()
                .copied()
                .filter(|at| forbidden(at).is_none())
                .collect();
            match found.first().and_then(forbidden) {
                Some(forbidden) if allowed.is_empty() => Err(forbidden.into()),
                _ => Ok(Box::new(allowed.into_iter()) as Addrs),
            }
        })
    }
}

/// An address that is not called, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub(super) enum Forbidden {
    #[error(
        "not sent: {0} is a public address; start with --notify-anywhere to allow it, or with --notify-rewrite to send it to this machine"
    )]
    Public(String),
    #[error(
        "not sent: {0} is where a cloud keeps credentials and is never called; give the address of the shop"
    )]
    Metadata(String),
}

impl Forbidden {
    pub(super) fn find(address: IpAddr, shown: String, anywhere: bool) -> Option<Self> {
        if is_metadata(address) {
            Some(Self::Metadata(shown))
        } else if anywhere || is_local(address) {
            None
        } else {
            Some(Self::Public(shown))
        }
    }
}
