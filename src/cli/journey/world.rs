//! What a journey talks to, and how its steps end that do not end well.

use std::cell::RefCell;
use std::time::Duration;

use jiff::SignedDuration;

use super::http::Http;
use super::listener::Listener;
use super::wire::Wire;
use crate::cli::client::AdminClient;
use crate::cli::options::escaped;
use crate::scenario::journey::Step;

/// How long an API or a shop may take unless a step says otherwise: the slowest answer that a
/// shop has to wait for takes 10 s.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Why a step did not end as it should.
#[derive(Debug)]
pub(super) enum Trouble {
    /// An expectation does not hold.
    Failed(Vec<String>),
    /// It could not be done.
    Broken(String),
}

impl From<String> for Trouble {
    fn from(why: String) -> Self {
        Self::Broken(why)
    }
}

impl From<anyhow::Error> for Trouble {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(format!("{error:#}"))
    }
}

/// What a player talks to.
#[derive(Clone, Copy, Debug)]
pub(super) struct World<'a> {
    pub(super) admin: &'a AdminClient,
    pub(super) http: &'a Http,
    pub(super) wire: &'a Wire,
    /// Where the admin API has the merchant: `/v1/merchants/…`.
    pub(super) merchant: &'a str,
    /// Where the shop is, if one plays along.
    pub(super) shop: Option<&'a str>,
    /// The notify URL of a journey without a shop.
    pub(super) listener: Option<&'a Listener>,
    /// The rules that the journey armed; they are taken back in the end.
    pub(super) armed: &'a RefCell<Vec<String>>,
}

/// How long an answer may take.
pub(super) fn timeout_of(step: &Step) -> Result<Duration, String> {
    let Some(text) = &step.timeout else {
        return Ok(TIMEOUT);
    };
    let span: SignedDuration = text
        .parse()
        .map_err(|error| format!("timeout: {error}; write 2s"))?;
    Ok(span.unsigned_abs())
}

/// A part of a path, as it is typed into a URL.
pub(super) fn part(text: &str) -> String {
    escaped(text)
}
