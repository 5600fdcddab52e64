//! What every page has around it: the merchant, its clock and its scenario.

use std::sync::Arc;

use jiff::Timestamp;

use super::super::State;
use super::words::{span, when};
use crate::gateway::EventKind;
use crate::sandbox::Sandbox;
use crate::sandbox::clock::Pace;

/// How many merchants the chooser offers; tests make thousands.
const MERCHANTS_OFFERED: usize = 50;

/// The frame of a page.
pub(crate) struct Frame {
    pub(crate) client_id: String,
    /// The beginning of the addresses of the merchant's pages.
    pub(crate) base: String,
    /// Those to choose from, and whether it is this one.
    pub(crate) merchants: Vec<(String, bool)>,
    /// Where the demo shop is, when there is one.
    pub(crate) shop: Option<String>,
    /// Which entry of the navigation is open.
    pub(crate) section: &'static str,
    pub(crate) scenario: String,
    pub(crate) scenario_title: String,
    /// How many rules are armed.
    pub(crate) armed: usize,
    pub(crate) now: String,
    /// Milliseconds since 1970, for the script that lets the clock go on.
    pub(crate) now_ms: i64,
    /// How fast the clock goes; 0 when it stands.
    pub(crate) rate: u32,
    pub(crate) pace: String,
    /// What is due next, and in how long.
    pub(crate) next: Option<String>,
    /// The newest event that the page knows of.
    pub(crate) since: u64,
    /// The names of all events, for the script that follows them.
    pub(crate) kinds: String,
}

impl Frame {
    /// The address of the page that the navigation leads to here.
    pub(crate) fn address(&self) -> String {
        let section = match self.section {
            "" => "payments",
            section => section,
        };
        format!("{}/{section}", self.base)
    }

    /// The frame of a page of a merchant.
    pub(super) fn of(state: &State, sandbox: &Sandbox, section: &'static str) -> Self {
        let (playbook, armed, next, since, now) = sandbox.with_gateway(|gateway, now| {
            let next = gateway.upcoming(1).pop();
            let since = gateway.journal().recorded();
            let armed = gateway.overrides(now).count();
            (Arc::clone(gateway.playbook()), armed, next, since, now)
        });
        let pace = sandbox.pace();
        let client_id = sandbox.client_id().to_owned();
        Self {
            base: format!("/merchants/{client_id}"),
            merchants: offered(state, &client_id),
            client_id,
            shop: state.shop_url.clone(),
            section,
            scenario: playbook.name.clone(),
            scenario_title: playbook.title.clone(),
            armed,
            now: when(now),
            now_ms: now.as_millisecond(),
            rate: match pace {
                Pace::Live { rate } => rate,
                Pace::Stepped => 0,
            },
            pace: pace_text(pace),
            next: next.map(|(at, text)| next_text(now, at, &text)),
            since,
            kinds: kinds(),
        }
    }
}

fn offered(state: &State, chosen: &str) -> Vec<(String, bool)> {
    let all = state.merchants.list();
    let others = all.iter().map(|one| one.client_id());
    let others = others.filter(|id| *id != chosen).take(MERCHANTS_OFFERED);
    let mut offered = vec![(chosen.to_owned(), true)];
    offered.extend(others.map(|id| (id.to_owned(), false)));
    offered.sort();
    offered
}

/// The pace in words.
pub(super) fn pace_text(pace: Pace) -> String {
    match pace {
        Pace::Live { rate: 1 } => "running".to_owned(),
        Pace::Live { rate } => format!("×{rate}"),
        Pace::Stepped => "paused".to_owned(),
    }
}

fn next_text(now: Timestamp, at: Timestamp, text: &str) -> String {
    format!("{text} in {}", span(at.duration_since(now)))
}

fn kinds() -> String {
    let names = EventKind::ALL.iter().map(|kind| kind.name());
    names.chain(["reset"]).collect::<Vec<_>>().join(" ")
}
