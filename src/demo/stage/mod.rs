//! The stage: demonstrations that one press arms and plays. It selects scenarios and moves the
//! clock through the sandbox's admin API, and has the shop do what a shop does.
//!
//! Nothing of the shop itself knows this module.

mod admin;
mod deeds;
mod director;
mod forger;
mod pages;
mod sides;
mod situations;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::web::{self, ServiceConfig};

use self::admin::Admin;
use self::situations::Situation;
use super::antom::new_client;
use super::switches::Switch;

/// A slow shop takes twelve seconds to answer.
const FORGERS_PATIENCE: Duration = Duration::from_secs(20);

/// How an order of a demonstration is paid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Manner {
    /// Captured by itself.
    Plain,
    /// Captured by hand.
    ByHand,
    /// The card is stored.
    Storing,
    /// With the newest stored card.
    Stored,
}

/// What an act consists of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// A shipped scenario is in force until the act ends.
    Scenario(&'static str),
    /// Rules of the demonstration's own are, in TOML.
    Rules(&'static str),
    Turn(Switch, bool),
    /// The shop makes an order of this good and asks for its payment.
    Order(&'static str, Manner),
    /// The shop asks for one more payment of the same order.
    Again,
    /// The robot buyer does this.
    Buyer(&'static str),
    /// The clock moves on.
    Advance(&'static str),
    /// The buyer looks at the order's page, so the shop asks Antom.
    Look,
    Capture,
    /// Half of what is left of the newest captured payment goes back, or all of it.
    Refund(Part),
    /// Somebody who is not Antom tells the shop that the order is paid.
    Forge,
    /// Every notification of the newest payment is sent once more.
    Resend,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Half,
    Rest,
}

/// A part of a demonstration: it is played at one press.
#[derive(PartialEq, Eq, Debug)]
struct Act {
    title: &'static str,
    steps: &'static [Step],
    /// What to look at afterwards.
    watch: &'static [&'static str],
}

/// A demonstration that was started.
#[derive(Clone, Debug)]
struct Run {
    /// From 1.
    number: usize,
    situation: &'static Situation,
    /// How many acts were played.
    played: usize,
    /// The numbers of its orders.
    orders: Vec<usize>,
    /// What was done, with the number of the act, from 0.
    log: Vec<(usize, String)>,
    /// Why it could not go on.
    broken: Option<String>,
}

impl Run {
    /// The acts that were played, with their numbers from 0.
    fn acts(&self) -> impl Iterator<Item = (usize, &'static Act)> {
        self.situation.acts.iter().take(self.played).enumerate()
    }

    /// The one that comes next, unless it cannot go on.
    fn next_act(&self) -> Option<&'static Act> {
        let next = self.situation.acts.get(self.played);
        next.filter(|_| self.broken.is_none())
    }
}

/// Everything the stage's pages share.
pub(super) struct Stage {
    admin: Admin,
    /// The way of those who are neither shop nor Antom.
    post_office: reqwest::Client,
    client_id: String,
    runs: Mutex<Vec<Run>>,
    /// One act at a time: each has the scenario and the clock for itself.
    busy: tokio::sync::Mutex<()>,
}

impl Stage {
    /// A stage at a sandbox.
    ///
    /// # Errors
    /// No client can be made.
    pub(super) fn new(admin_url: &str, client_id: &str) -> Result<Self, String> {
        Ok(Self {
            admin: Admin::new(admin_url, client_id)?,
            post_office: new_client(FORGERS_PATIENCE)?,
            client_id: client_id.to_owned(),
            runs: Mutex::default(),
            busy: tokio::sync::Mutex::default(),
        })
    }

    fn runs(&self) -> MutexGuard<'_, Vec<Run>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/").get(pages::start))
        .service(web::resource("/situations/{key}").post(pages::play))
        .service(web::resource("/runs/{number}").get(pages::show))
        .service(web::resource("/runs/{number}/next").post(pages::next))
        .service(web::resource("/runs/{number}/clock").post(pages::clock));
}
