//! From settings to a program that serves: the one place where everything is put together.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::thread::available_parallelism;

use serde::Deserialize;
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::admin::NewMerchant;
use super::application::{Application, Listeners, bind};
use super::state::{Manners, State};
use crate::gateway::{ResultCode, RetrySchedule};
use crate::protocol::web_address;
use crate::sandbox::clock::{Pace, wall_now};
use crate::sandbox::merchants::{Defaults, Merchants};
use crate::sandbox::sender::{HeaderTime, Sender, SenderSettings};
use crate::sandbox::tls::{self, Tls};
use crate::scenario;
use crate::settings::{HeaderClock, Messages, Resend, Settings};

/// Where a program listens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Addresses {
    /// The gateway, `http://127.0.0.1:8080`.
    pub http: String,
    /// The gateway over TLS.
    pub https: Option<String>,
    /// The admin API.
    pub admin: String,
}

/// Starts to serve as the settings say. Must be called on the runtime that will run it.
///
/// # Errors
/// A sentence for the person at the keyboard: what is wrong, and what to do.
pub fn start(settings: &Settings) -> Result<(Application, Addresses), String> {
    start_beside(settings, None)
}

/// The same beside a demo shop, to which the dashboard has a link.
///
/// # Errors
/// As [`start`] has them.
pub fn start_beside(
    settings: &Settings,
    shop_url: Option<&str>,
) -> Result<(Application, Addresses), String> {
    let defaults = defaults(settings)?;
    let sender = Arc::new(Sender::new(sender_settings(settings)?));
    let listeners = bind_all(settings)?;
    let tls = load_tls(settings)?;
    let addresses = listeners.addresses()?;
    let merchants = Merchants::new(defaults, sender, Handle::current());
    create_merchants(&merchants, settings.merchants.as_deref())?;
    let state = State {
        merchants,
        manners: manners(settings),
        public_url: settings
            .public_url
            .clone()
            .unwrap_or_else(|| addresses.http.clone()),
        https_url: https_url(settings, &addresses),
        admin_url: addresses.admin.clone(),
        shop_url: shop_url.map(str::to_owned),
        ca_pem: tls.as_ref().map(|tls| tls.ca_pem.clone()),
        stopping: watch::Sender::new(false),
    };
    let workers = available_parallelism().map_or(1, usize::from);
    let application = Application::start(listeners, tls.as_ref(), state, workers)
        .map_err(|error| format!("cannot serve: {error}"))?;
    Ok((application, addresses))
}

/// Where the gateway is reached over TLS: as the world knows it, or as this machine does.
fn https_url(settings: &Settings, addresses: &Addresses) -> Option<String> {
    let public = settings.public_url.clone();
    let public = public.filter(|url| url.starts_with("https:"));
    public.or_else(|| addresses.https.clone())
}

fn defaults(settings: &Settings) -> Result<Defaults, String> {
    let pace: Pace = settings
        .clock
        .parse()
        .map_err(|error| format!("--clock: {error}"))?;
    let playbook = if settings.scenario == "default" {
        scenario::default_playbook()
    } else {
        let loaded = scenario::load(&settings.scenario);
        Arc::new(loaded.map_err(|error| error.to_string())?)
    };
    Ok(Defaults {
        pace,
        seed: settings.seed,
        playbook,
        retry: match settings.resend {
            Resend::Live => RetrySchedule::documented(),
            Resend::Off => RetrySchedule::never(),
        },
        notify_url: notify_url(settings)?,
    })
}

fn notify_url(settings: &Settings) -> Result<Option<String>, String> {
    let Some(text) = &settings.notify_url else {
        return Ok(None);
    };
    web_address::parse(text).map_err(|why| format!("--notify-url {why}, not \"{text}\""))?;
    Ok(Some(text.clone()))
}

fn sender_settings(settings: &Settings) -> Result<SenderSettings, String> {
    let rewrites = settings.notify_rewrite.iter().map(|text| {
        let wrong = |error| format!("--notify-rewrite {text}: {error}");
        text.parse().map_err(wrong)
    });
    Ok(SenderSettings {
        timeout: settings.notify_timeout.unsigned_abs(),
        rewrites: rewrites.collect::<Result<_, String>>()?,
        anywhere: settings.notify_anywhere,
        header_time: header_time(settings),
    })
}

fn manners(settings: &Settings) -> Manners {
    Manners {
        strict: settings.strict,
        explain: settings.messages == Messages::Explain,
        unsigned_errors: settings.unsigned_errors,
        signature_code: ResultCode::named(&settings.signature_code)
            .unwrap_or(ResultCode::InvalidSignature),
        header_time: header_time(settings),
    }
}

fn header_time(settings: &Settings) -> HeaderTime {
    match settings.header_time {
        HeaderClock::Real => HeaderTime::Real,
        HeaderClock::Virtual => HeaderTime::Virtual,
    }
}

fn bind_all(settings: &Settings) -> Result<Listeners, String> {
    let https = settings.https.0.map(|address| bind(address, "--https"));
    Ok(Listeners {
        http: bind(settings.http, "--http")?,
        https: https.transpose()?,
        admin: bind(settings.admin, "--admin")?,
    })
}

impl Listeners {
    fn addresses(&self) -> Result<Addresses, String> {
        let url = |scheme, listener: &TcpListener| url_of(scheme, listener);
        Ok(Addresses {
            http: url("http", &self.http)?,
            https: self.https.as_ref().map(|at| url("https", at)).transpose()?,
            admin: url("http", &self.admin)?,
        })
    }
}

/// How this machine reaches a socket. One that listens everywhere is reached by the loopback.
///
/// # Errors
/// The system does not tell the socket's address.
pub fn url_of(scheme: &str, listener: &TcpListener) -> Result<String, String> {
    let address = listener.local_addr();
    let mut address = address.map_err(|error| format!("a socket has no address: {error}"))?;
    if address.ip().is_unspecified() {
        address.set_ip(Ipv4Addr::LOCALHOST.into());
    }
    Ok(format!("{scheme}://{address}"))
}

fn load_tls(settings: &Settings) -> Result<Option<Tls>, String> {
    if settings.https.0.is_none() {
        return Ok(None);
    }
    tls::load_or_make(&settings.home_folder(), &settings.tls_name, wall_now())
        .map(Some)
        .map_err(|error| {
            format!("no TLS: {error}. Choose another folder with --home, or start with --https off")
        })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MerchantsFile {
    #[serde(rename = "merchant", default)]
    merchants: Vec<NewMerchant>,
}

fn create_merchants(merchants: &Merchants, path: Option<&Path>) -> Result<(), String> {
    let Some(path) = path else {
        return Ok(());
    };
    let wrong = |error: &dyn std::fmt::Display| format!("--merchants {}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| wrong(&error))?;
    let file: MerchantsFile = toml::from_str(&text).map_err(|error| wrong(&error))?;
    for new in file.merchants {
        let wish = new.wish().map_err(|error| wrong(&error))?;
        merchants.create(wish).map_err(|error| wrong(&error))?;
    }
    Ok(())
}
