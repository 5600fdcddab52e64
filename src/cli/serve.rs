//! `serve`: run the gateway until told to stop.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow};
use serde_json::json;

use super::print;
use crate::sandbox::keys::{DEFAULT_CLIENT_ID, gateway_key};
use crate::settings::Settings;
use crate::telemetry;
use crate::web::application::{Application, block_on};
use crate::web::{Addresses, start_beside};

/// Runs until Ctrl-C, or until the system asks the program to end.
pub(crate) fn run(settings: &Settings) -> anyhow::Result<()> {
    telemetry::start(settings.log, &settings.log_level).map_err(|why| anyhow!(why))?;
    block_on(async {
        let stop = wish_to_stop()?;
        let (application, addresses) = prepare(settings, None)?;
        print::text(&welcome(settings, &addresses))?;
        let served = application.run_until(stop).await;
        served.context("a listener broke")
    })
}

/// Starts to serve, and says so to whoever waits for the ready file. A demo has a shop as well.
pub(super) fn prepare(
    settings: &Settings,
    shop: Option<&str>,
) -> anyhow::Result<(Application, Addresses)> {
    let (application, addresses) = start_beside(settings, shop).map_err(|why| anyhow!(why))?;
    // The first signature of a process waits for the library's randomness, some 25 ms: that is
    // done beside the first call, not within it.
    std::thread::spawn(|| gateway_key().sign(b"warm"));
    if let Some(path) = &settings.ready_file {
        write_ready_file(path, &addresses, shop)?;
    }
    Ok((application, addresses))
}

/// Written beside the place and moved there, so that whoever waits for it finds it whole.
fn write_ready_file(path: &Path, addresses: &Addresses, shop: Option<&str>) -> anyhow::Result<()> {
    let mut ready = json!({
        "http": addresses.http,
        "https": addresses.https,
        "admin": addresses.admin,
        "pid": std::process::id(),
    });
    if let Some(shop) = shop {
        ready["shop"] = json!(shop);
    }
    let beside = path.with_extension("new");
    fs::write(&beside, format!("{ready}\n"))
        .and_then(|()| fs::rename(&beside, path))
        .with_context(|| format!("cannot write the ready file {}", path.display()))
}

pub(super) fn welcome(settings: &Settings, addresses: &Addresses) -> String {
    let Addresses { http, https, admin } = addresses;
    let https = https.as_deref().unwrap_or("off");
    let (clock, scenario) = (&settings.clock, &settings.scenario);
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "\
antom-sandbox {version} is ready

  gateway    {http}    {https}
  admin      {admin}    (open it: the dashboard)
  client id  {DEFAULT_CLIENT_ID}
  keys       antom-sandbox keys
  clock      {clock}, scenario {scenario}

Point your shop at the gateway, then pay at the normalUrl it gets.
What happens: antom-sandbox watch. What happened: antom-sandbox payments,
notifications, requests. Ctrl-C stops.
"
    )
}

/// The wish of the person or the system that the program ends. It is heard from this call on: a
/// signal that follows right after the ready file must not kill the program.
#[cfg(unix)]
pub(super) fn wish_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let listen = |kind| signal(kind).context("cannot listen for signals");
    let mut interrupt = listen(SignalKind::interrupt())?;
    let mut terminate = listen(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// The wish of the person that the program ends.
#[cfg(not(unix))]
pub(super) fn wish_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
