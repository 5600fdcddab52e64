//! Where journeys are played, one after the other.

use std::cell::Cell;
use std::pin::Pin;

use super::http::Http;
use super::listener::Listener;
use super::merchant::Merchant;
use super::player::Player;
use super::report::{JourneyReport, StepReport};
use super::wire::Wire;
use super::world::World;
use super::{Loaded, RunArgs, transcript};
use crate::cli::client::AdminClient;
use crate::cli::progress::StatusLine;
use crate::scenario::journey::Step;

/// What all journeys of a run have in common.
pub(super) struct Ground<'a> {
    args: &'a RunArgs,
    admin: &'a AdminClient,
    /// Says which step is being played, to those who see it.
    line: &'a StatusLine,
    http: Http,
    /// Absent beside a shop, which has a notify URL itself.
    listener: Option<Listener>,
    shop: Option<String>,
}

impl<'a> Ground<'a> {
    /// Gets ready to play.
    pub(super) async fn open(
        args: &'a RunArgs,
        admin: &'a AdminClient,
        line: &'a StatusLine,
    ) -> anyhow::Result<Self> {
        let listener = match args.shop {
            Some(_) => None,
            None => Some(Listener::open().await?),
        };
        let shop = args
            .shop
            .as_deref()
            .map(|typed| typed.trim().trim_end_matches('/'));
        let shop = shop.map(|typed| {
            if typed.contains("://") {
                typed.to_owned()
            } else {
                format!("http://{typed}")
            }
        });
        let http = Http::new();
        Ok(Self {
            args,
            admin,
            line,
            http,
            listener,
            shop,
        })
    }

    /// Plays a file, and leaves everything as it was before, also when it fails or is stopped.
    pub(super) async fn play(
        &self,
        loaded: &Loaded,
        stop: Pin<&mut impl Future<Output = ()>>,
        tell: &dyn Fn(&str),
    ) -> JourneyReport {
        let mut report = JourneyReport {
            file: loaded.file.clone(),
            title: loaded.journey.title.clone(),
            steps: Vec::new(),
            trouble: None,
            stopped: false,
        };
        tell(&transcript::heading(&report.file, &report.title));
        match self.merchant(loaded).await {
            Err(error) => report.trouble = Some(format!("{error:#}")),
            Ok(merchant) => {
                let steps = &loaded.journey.steps;
                let done = Cell::new(0);
                let counted = |text: &str| {
                    done.set(done.get() + 1);
                    tell(text);
                };
                let played = self.steps(&merchant, steps, &mut report, &counted);
                let stopped = tokio::select! {
                    () = self.line.beside(played, || at_step(steps, done.get())) => false,
                    () = stop => true,
                };
                self.line.clear();
                if stopped {
                    report.stop(steps);
                }
                if let Some(listener) = &self.listener {
                    listener.forget();
                }
                if let Err(error) = merchant.put_back(self.admin).await {
                    let why = format!("not everything could be put back: {error:#}");
                    report.trouble.get_or_insert(why);
                }
            }
        }
        tell(&transcript::ending(&report));
        report
    }
}

impl Ground<'_> {
    /// The merchant under the scenario of the file: the one that was named, or a new one.
    async fn merchant(&self, loaded: &Loaded) -> anyhow::Result<Merchant> {
        let named = self.args.merchant.as_deref();
        let named = named.or(self.shop.as_ref().map(|_| "default"));
        let merchant = match (named, &self.listener) {
            (Some(named), _) => Merchant::named(self.admin, named).await?,
            (None, listener) => {
                let url = listener.as_ref().map(|own| own.url.as_str());
                Merchant::new(self.admin, url).await?
            }
        };
        let played = merchant
            .play(self.admin, &loaded.name, &loaded.source)
            .await;
        if played.is_err() {
            // The server's own words say more than that nothing was left behind.
            let _ = merchant.put_back(self.admin).await;
        }
        played.map(|()| merchant)
    }

    async fn steps(
        &self,
        merchant: &Merchant,
        steps: &[Step],
        report: &mut JourneyReport,
        tell: &dyn Fn(&str),
    ) {
        if let Err(why) = self.try_steps(merchant, steps, report, tell).await {
            report.trouble = Some(why);
        }
    }

    async fn try_steps(
        &self,
        merchant: &Merchant,
        steps: &[Step],
        report: &mut JourneyReport,
        tell: &dyn Fn(&str),
    ) -> Result<(), String> {
        let wire = Wire::new(&merchant.view, self.args.gateway.as_deref())?;
        let path = merchant.path();
        let world = World {
            admin: self.admin,
            http: &self.http,
            wire: &wire,
            merchant: &path,
            shop: self.shop.as_deref(),
            listener: self.listener.as_ref(),
            armed: &merchant.armed,
        };
        let mut player = Player::new(world)
            .await
            .map_err(|error| format!("{error:#}"))?;
        let told = |step: StepReport| {
            tell(&transcript::step(&step));
            report.steps.push(step);
        };
        player.play(steps, told).await;
        Ok(())
    }
}

/// Which step comes after so many.
fn at_step(steps: &[Step], done: usize) -> String {
    let name = steps.get(done).map_or("", |step| step.name.as_str());
    format!(
        "step {} of {}: {name}",
        (done + 1).min(steps.len()),
        steps.len()
    )
}
