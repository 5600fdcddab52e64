//! `man`: the manual pages.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use clap_mangen::{Man, generate_to};

use super::{print, shape};

/// Where to.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  antom-sandbox man | man -l -
  antom-sandbox man --out ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Write a page for each command into this folder instead of printing the first one
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Prints or writes.
pub(crate) fn run(args: &ManArgs) -> anyhow::Result<()> {
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        Man::new(shape::command()).render(&mut page)?;
        return print::text(std::str::from_utf8(&page).context("the page is no text")?);
    };
    fs::create_dir_all(folder)
        .and_then(|()| generate_to(shape::command(), folder))
        .with_context(|| format!("cannot write manual pages into {}", folder.display()))
}
