//! `scenario run`: plays the steps of scenario files and tells what became of them.

mod compare;
mod expect;
mod http;
mod junit;
mod listener;
mod memory;
mod merchant;
mod order;
mod own;
mod path;
mod patience;
mod place;
mod player;
mod report;
mod shop;
mod steps;
mod transcript;
mod wire;
mod world;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::Args;
use serde_json::Value;

use self::place::Ground;
use self::report::JourneyReport;
use super::client::AdminClient;
use super::options::ADMIN_URL;
use super::print;
use super::progress::StatusLine;
use super::serve::wish_to_stop;
use crate::scenario::journey::Journey;
use crate::scenario::load_journey;
use crate::web::application::block_on;

/// What to play, against what, and what to write.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  antom-sandbox scenario run checkout.toml
  antom-sandbox scenario run *.toml --shop http://127.0.0.1:3000
  antom-sandbox scenario run *.toml --junit report.xml")]
pub(crate) struct RunArgs {
    /// Scenario files with steps, or names of shipped scenarios
    #[arg(value_name = "FILE|NAME", required = true)]
    files: Vec<String>,

    /// The running shop that the steps are about [default: none; the journey plays the shop itself]
    #[arg(long, value_name = "URL")]
    shop: Option<String>,

    /// The admin address of a running server [default: a sandbox of its own; with --shop the one on this machine]
    #[arg(
        long,
        value_name = "URL",
        env = "ANTOM_SANDBOX_ADMIN",
        hide_env_values = true
    )]
    admin: Option<String>,

    /// The client id of the merchant to play with [default: a new one; with --shop the default merchant]
    #[arg(
        long,
        value_name = "CLIENT_ID",
        env = "ANTOM_SANDBOX_MERCHANT",
        hide_env_values = true
    )]
    merchant: Option<String>,

    /// Where the gateway of that server is [default: as the server tells]
    #[arg(long, value_name = "URL")]
    gateway: Option<String>,

    /// Write the results here as JUnit XML
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,

    /// Print the results as JSON
    #[arg(long)]
    json: bool,
}

/// A file that was read.
struct Loaded {
    file: String,
    /// What its scenario is called by.
    name: String,
    /// The document, for the server.
    source: String,
    journey: Journey,
}

/// Plays them all.
///
/// # Errors
/// A file cannot be used, no server answers, or not everything was as expected.
pub(crate) fn run(args: &RunArgs) -> anyhow::Result<()> {
    let journeys = load_all(&args.files).or_else(|unusable| {
        write_junit(args, &unusable.reports)?;
        Err(unusable.error)
    })?;
    block_on(async {
        // Heard from here on: a scenario that was put in force has to be put back.
        let stop = wish_to_stop()?;
        let reports = if args.has_own_sandbox() {
            own::within(async |admin: &AdminClient| play_all(args, admin, &journeys, stop).await)
                .await?
        } else {
            let admin = AdminClient::new(args.admin.as_deref().unwrap_or(ADMIN_URL))?;
            play_all(args, &admin, &journeys, stop).await
        }?;
        finish(args, &reports)
    })
}

impl RunArgs {
    fn has_own_sandbox(&self) -> bool {
        self.shop.is_none() && self.admin.is_none() && self.merchant.is_none()
    }
}

/// Why nothing is played, with what CI reads of it.
struct Unusable {
    error: anyhow::Error,
    reports: Vec<JourneyReport>,
}

fn load_all(files: &[String]) -> Result<Vec<Loaded>, Unusable> {
    let mut loaded = Vec::new();
    let mut reports = Vec::new();
    let mut wrong = 0;
    let mut complain = |file: &str, why: String| {
        // Nobody is left to tell when the standard error is gone.
        let _ = print::complaint(&print::harmless(&format!("{why}\n")));
        reports.push(JourneyReport::never_begun(file, why));
    };
    for file in files {
        match load_journey(file) {
            Ok((playbook, journey)) if !journey.steps.is_empty() => loaded.push(Loaded {
                file: file.clone(),
                name: playbook.name,
                source: playbook.source,
                journey,
            }),
            Ok(_) => complain(file, format!("{file}: has no [[step]], nothing is played")),
            Err(error) => {
                wrong += 1;
                complain(file, error.to_string());
            }
        }
    }
    let error = if wrong > 0 {
        anyhow!("{wrong} of {} scenario files cannot be used", files.len())
    } else if loaded.is_empty() {
        anyhow!("no file has a [[step]]; see docs/journeys.md")
    } else {
        return Ok(loaded);
    };
    Err(Unusable { error, reports })
}

/// Plays one file after the other, until told to stop.
async fn play_all(
    args: &RunArgs,
    admin: &AdminClient,
    journeys: &[Loaded],
    stop: impl Future<Output = ()>,
) -> anyhow::Result<Vec<JourneyReport>> {
    let line = StatusLine::new();
    let ground = Ground::open(args, admin, &line).await?;
    tokio::pin!(stop);
    let mut reports = Vec::new();
    for loaded in journeys {
        let report = ground
            .play(loaded, stop.as_mut(), &|text| {
                line.clear();
                tell(args, text);
            })
            .await;
        let stopped = report.stopped;
        reports.push(report);
        if stopped {
            break;
        }
    }
    Ok(reports)
}

/// Tells a person at once; a machine reads it all at the end.
fn tell(args: &RunArgs, text: &str) {
    if !args.json {
        // Nobody is left to tell when the standard output is gone.
        let _ = print::painted(text);
    }
}

fn finish(args: &RunArgs, reports: &[JourneyReport]) -> anyhow::Result<()> {
    if args.json {
        let told: Value = reports.iter().map(JourneyReport::to_json).collect();
        print::text(&format!("{told:#}\n"))?;
    }
    write_junit(args, reports)?;
    let failed = reports.iter().filter(|report| !report.passed()).count();
    match (failed, reports.len()) {
        (0, _) => Ok(()),
        (failed, all) => Err(anyhow!("{failed} of {all} journeys did not go as expected")),
    }
}

fn write_junit(args: &RunArgs, reports: &[JourneyReport]) -> anyhow::Result<()> {
    let Some(path) = &args.junit else {
        return Ok(());
    };
    let document = junit::document(reports);
    fs::write(path, document).with_context(|| format!("cannot write {}", path.display()))
}
