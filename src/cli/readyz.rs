//! `readyz`: whether a server is ready; the health check of a container.

use std::time::Duration;

use anyhow::Context;
use clap::Args;

use super::client::AdminClient;
use super::options::ADMIN_URL;
use super::print;

/// A server that is ready says so at once; a health check must not hang on one that is not.
const TIMEOUT: Duration = Duration::from_secs(5);

/// Which server.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Example:\n  antom-sandbox readyz && echo up")]
pub(crate) struct ReadyzArgs {
    /// The admin address of a running server
    #[arg(long, value_name = "URL", default_value = ADMIN_URL)]
    #[arg(env = "ANTOM_SANDBOX_ADMIN", hide_env_values = true)]
    pub(crate) admin: String,

    /// Print what the admin API said
    #[arg(long)]
    json: bool,
}

/// Succeeds when the server is ready.
pub(crate) async fn run(args: &ReadyzArgs) -> anyhow::Result<()> {
    let client = AdminClient::new(&args.admin)?;
    let answer = tokio::time::timeout(TIMEOUT, client.get("/readyz")).await;
    let ready = answer.with_context(|| format!("{} does not answer", args.admin))??;
    if args.json {
        return print::text(&format!("{ready:#}\n"));
    }
    print::text("ready\n")
}
