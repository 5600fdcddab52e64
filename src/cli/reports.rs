//! `reports`: the reconciliation files of a day.

use std::fs;

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::client::AdminClient;
use super::options::{ClientOptions, escaped};
use super::print;

/// Which file, of which day.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Example:\n  antom-sandbox reports settlement --day 2026-11-23 --out settlement.csv"
)]
pub(crate) struct ReportsArgs {
    /// Which file
    kind: Kind,

    /// The day, at UTC+8, such as 2026-11-23; the server's present day unless given
    #[arg(long, value_name = "DAY")]
    day: Option<String>,

    /// Write it here instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<String>,

    #[command(flatten)]
    options: ClientOptions,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
enum Kind {
    /// Everything that happened
    Transactions,
    /// What is settled, line by line
    Settlement,
    /// What is settled, by kind and in all
    Summary,
}

/// Does it.
pub(crate) async fn run(args: ReportsArgs) -> anyhow::Result<()> {
    let client = AdminClient::new(&args.options.admin)?;
    let kind = match args.kind {
        Kind::Transactions => "transactions",
        Kind::Settlement => "settlement",
        Kind::Summary => "summary",
    };
    let path = args.options.path(&["reports", kind]);
    let day = args.day.map(|day| format!("?day={}", escaped(&day)));
    let csv = client.get_text(&(path + &day.unwrap_or_default())).await?;
    match args.out {
        None => print::text(&csv),
        Some(file) => fs::write(&file, csv).with_context(|| format!("cannot write {file}")),
    }
}
