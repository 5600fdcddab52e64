//! Whoever plays a journey: what it knows, and the way through the steps.

use serde_json::{Value, json};

use super::memory::Memory;
use super::path;
use super::report::{Outcome, StepReport};
use super::world::{Trouble, World};
use crate::cli::print::items;
use crate::scenario::journey::Step;

/// Plays one journey.
#[derive(Debug)]
pub(super) struct Player<'a> {
    pub(super) world: World<'a>,
    pub(super) memory: Memory,
    /// The newest event before the journey.
    pub(super) since: u64,
    /// Begins every id of the journey.
    pub(super) id: String,
    /// How many requests the journey has made.
    pub(super) number: u64,
    /// The merchant's time.
    pub(super) now: String,
    /// The newest payment of the journey.
    pub(super) newest: Option<Value>,
    /// The newest payment before the journey.
    before: Option<Value>,
}

impl<'a> Player<'a> {
    /// A player before the first step.
    pub(super) async fn new(world: World<'a>) -> anyhow::Result<Self> {
        let mut player = Self {
            world,
            memory: Memory::default(),
            since: 0,
            id: String::new(),
            number: 0,
            now: String::new(),
            newest: None,
            before: None,
        };
        let newest = player.get("events?limit=1").await?;
        let newest = items(&newest, "items").last();
        player.since = newest
            .and_then(|event| event["sequence"].as_u64())
            .unwrap_or(0);
        // A payment is an event: no id comes twice, however often a journey is played.
        player.id = format!("journey-{}", player.since);
        player.look().await?;
        player.before = player
            .newest
            .take()
            .map(|payment| payment["paymentId"].clone());
        let journey = json!({"id": player.id, "notifyUrl": world.listener.map(|own| &own.url)});
        player.memory.name("journey", journey);
        Ok(player)
    }

    /// Plays the steps; each is told as soon as it has ended.
    pub(super) async fn play(&mut self, steps: &[Step], mut tell: impl FnMut(StepReport)) {
        let mut broken = false;
        for step in steps {
            let report = if broken {
                StepReport::skipped(step)
            } else {
                self.step(step).await
            };
            broken |= matches!(report.outcome, Outcome::Broken(_));
            tell(report);
        }
    }

    async fn step(&mut self, step: &Step) -> StepReport {
        let done = self.perform(step).await;
        // What the step changed; without an answer the step itself has told why.
        let looked = self.look().await;
        let (said, outcome) = match (done, looked) {
            (Ok(said), Ok(())) => (said, Outcome::Passed),
            (Ok(said), Err(error)) => (said, Outcome::Broken(format!("{error:#}"))),
            (Err(Trouble::Failed(lines)), _) => (String::new(), Outcome::Failed(lines)),
            (Err(Trouble::Broken(why)), _) => (String::new(), Outcome::Broken(why)),
        };
        StepReport {
            name: step.name.clone(),
            at: self.now.clone(),
            said,
            outcome,
        }
    }

    /// Reads the time and the newest payment.
    pub(super) async fn look(&mut self) -> anyhow::Result<()> {
        let clock = self.get("clock").await?;
        self.now = path::text_at(&clock, "now");
        let payments = self.get("payments?limit=1").await?;
        let newest = items(&payments, "items").last();
        let newest = newest.filter(|payment| Some(&payment["paymentId"]) != self.before.as_ref());
        if let Some(newest) = newest {
            self.memory.name("newest", newest.clone());
            self.newest = Some(newest.clone());
        }
        Ok(())
    }

    /// Reads something of the merchant.
    pub(super) async fn get(&self, of: &str) -> anyhow::Result<Value> {
        let merchant = self.world.merchant;
        self.world.admin.get(&format!("{merchant}/{of}")).await
    }

    /// Does something to the merchant.
    pub(super) async fn post(&self, to: &str, body: Option<Value>) -> anyhow::Result<Value> {
        let merchant = self.world.merchant;
        self.world
            .admin
            .post(&format!("{merchant}/{to}"), body)
            .await
    }

    /// The id of the payment that an earlier result is about, or of the newest.
    pub(super) fn payment_of(&self, name: Option<&str>) -> Result<String, String> {
        let (payment, what) = match name {
            Some(name) => (
                Some(self.memory.result(Some(name))?),
                format!("the result \"{name}\""),
            ),
            None => (self.newest.as_ref(), "the journey".to_owned()),
        };
        let id = payment.and_then(|payment| path::at(payment, "paymentId"));
        id.map(path::text)
            .ok_or_else(|| format!("{what} has no payment yet"))
    }

    /// The base of the shop's addresses.
    pub(super) fn shop(&self) -> Result<&'a str, String> {
        let none = "this step needs a shop: say where it runs with --shop http://127.0.0.1:3000";
        self.world.shop.ok_or_else(|| none.to_owned())
    }
}
