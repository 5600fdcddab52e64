//! What every handler knows.

use tokio::sync::watch;

use crate::gateway::ResultCode;
use crate::sandbox::merchants::Merchants;
use crate::sandbox::sender::HeaderTime;

/// How the gateway answers, where the documents leave a choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Manners {
    /// Demand also what the gateway is not known to insist on.
    pub(super) strict: bool,
    /// Name the field and the mend in `resultMessage`.
    pub(super) explain: bool,
    /// Leave the answers to refused requests unsigned.
    pub(super) unsigned_errors: bool,
    /// The code for a bad signature.
    pub(super) signature_code: ResultCode,
    /// Which clock dates `response-time`.
    pub(super) header_time: HeaderTime,
}

/// Shared by all handlers of all listeners.
#[derive(Debug)]
pub(super) struct State {
    /// All merchants.
    pub(super) merchants: Merchants,
    /// How the gateway answers.
    pub(super) manners: Manners,
    /// The beginning of every `normalUrl`, without a slash at its end.
    pub(super) public_url: String,
    /// The gateway over TLS, for clients that insist on it.
    pub(super) https_url: Option<String>,
    /// Where the admin API is, for messages to people.
    pub(super) admin_url: String,
    /// Where the demo shop is, when there is one.
    pub(super) shop_url: Option<String>,
    /// The authority to trust, when https is on.
    pub(super) ca_pem: Option<String>,
    /// Turns true when the program stops: whoever follows something lets go.
    pub(super) stopping: watch::Sender<bool>,
}

impl State {
    /// The picture of a card brand, or of cards as such.
    #[must_use]
    pub(super) fn logo_url(&self, name: &str) -> String {
        format!("{}/logos/{name}.svg", self.public_url)
    }

    /// The page where the buyer pays.
    #[must_use]
    pub(super) fn normal_url(&self, token: &str) -> String {
        format!("{}/checkout/{token}", self.public_url)
    }

    /// Waits until the program stops.
    pub(super) async fn stopped(&self) {
        let mut stopping = self.stopping.subscribe();
        // The sender lives as long as this.
        let _ = stopping.wait_for(|stops| *stops).await;
    }
}
