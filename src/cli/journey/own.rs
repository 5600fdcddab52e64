//! A sandbox for one run of journeys, inside this process.

use anyhow::{Context, anyhow};

use crate::cli::client::AdminClient;
use crate::settings::Settings;
use crate::web::start;

/// Serves while something is played.
///
/// # Errors
/// It cannot start, or a listener broke.
pub(super) async fn within<T>(play: impl AsyncFnOnce(&AdminClient) -> T) -> anyhow::Result<T> {
    let (application, addresses) = start(&Settings::private()).map_err(|why| anyhow!(why))?;
    let admin = AdminClient::new(&addresses.admin)?;
    let mut played = None;
    let playing = async { played = Some(play(&admin).await) };
    application
        .run_until(playing)
        .await
        .context("a listener broke")?;
    played.context("the sandbox ended before the journey")
}
