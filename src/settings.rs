//! Every setting: a flag, its environment twin, its default.

mod private;

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Args, ValueEnum};
use etcetera::BaseStrategy;
use jiff::SignedDuration;

/// The settings of a server.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Where the gateway listens for plain http
    #[arg(long, value_name = "ADDRESS", env = "ANTOM_SANDBOX_HTTP", default_value = "127.0.0.1:8080", value_parser = listen_address)]
    pub http: SocketAddr,

    /// Where the gateway listens for https; `off` for nowhere
    #[arg(long, value_name = "ADDRESS|off", env = "ANTOM_SANDBOX_HTTPS", default_value = "127.0.0.1:8443", value_parser = address_or_off)]
    pub https: MaybeAddress,

    /// Where the admin API listens
    #[arg(long, value_name = "ADDRESS", env = "ANTOM_SANDBOX_ADMIN_LISTEN", default_value = "127.0.0.1:8090", value_parser = listen_address)]
    pub admin: SocketAddr,

    /// How buyers reach the gateway: the beginning of normalUrl [default: the http listener]
    #[arg(long, value_name = "URL", env = "ANTOM_SANDBOX_PUBLIC_URL", value_parser = base_url)]
    pub public_url: Option<String>,

    /// How time passes: live, stepped, or xN for N times as fast
    #[arg(
        long,
        value_name = "PACE",
        env = "ANTOM_SANDBOX_CLOCK",
        default_value = "live"
    )]
    pub clock: String,

    /// Makes everything random repeatable [default: another seed at each start]
    #[arg(long, value_name = "N", env = "ANTOM_SANDBOX_SEED")]
    pub seed: Option<u64>,

    /// What happens to payments: a shipped scenario or a file
    #[arg(
        long,
        value_name = "NAME|FILE",
        env = "ANTOM_SANDBOX_SCENARIO",
        default_value = "default"
    )]
    pub scenario: String,

    /// Folder of the TLS material [default: under your data folder]
    #[arg(long, value_name = "DIR", env = "ANTOM_SANDBOX_HOME")]
    pub home: Option<PathBuf>,

    /// A further name or address for the TLS certificate, such as a container's; may be repeated
    #[arg(
        long,
        value_name = "NAME",
        env = "ANTOM_SANDBOX_TLS_NAME",
        value_delimiter = ','
    )]
    pub tls_name: Vec<String>,

    /// Merchants to create at the start: a TOML file with a `[[merchant]]` table each
    #[arg(long, value_name = "FILE", env = "ANTOM_SANDBOX_MERCHANTS")]
    pub merchants: Option<PathBuf>,

    /// Where notifications go when a pay request names no URL and its merchant has none
    #[arg(long, value_name = "URL", env = "ANTOM_SANDBOX_NOTIFY_URL")]
    pub notify_url: Option<String>,

    /// Send notifications for URLs that begin with FROM to TO instead, such as
    /// `https://shop.example=http://127.0.0.1:3000`; may be repeated
    #[arg(
        long,
        value_name = "FROM=TO",
        env = "ANTOM_SANDBOX_NOTIFY_REWRITE",
        value_delimiter = ','
    )]
    pub notify_rewrite: Vec<String>,

    /// Allow notifications to public addresses
    #[arg(long, env = "ANTOM_SANDBOX_NOTIFY_ANYWHERE", value_parser = BoolishValueParser::new())]
    pub notify_anywhere: bool,

    /// How long a shop may take to answer a notification
    #[arg(long, value_name = "TIME", env = "ANTOM_SANDBOX_NOTIFY_TIMEOUT", default_value = "10s", value_parser = positive_duration)]
    pub notify_timeout: SignedDuration,

    /// Send unacknowledged notifications again as the live gateway does, or never, as Antom's own sandbox
    #[arg(
        long,
        value_name = "WHEN",
        env = "ANTOM_SANDBOX_RESEND",
        default_value = "live"
    )]
    pub resend: Resend,

    /// Leave the answers to refused requests unsigned, as the real gateway may
    #[arg(long, env = "ANTOM_SANDBOX_UNSIGNED_ERRORS", value_parser = BoolishValueParser::new())]
    pub unsigned_errors: bool,

    /// Text of parameter errors: name the field and the mend, or Antom's documented sentence
    #[arg(
        long,
        value_name = "STYLE",
        env = "ANTOM_SANDBOX_MESSAGES",
        default_value = "explain"
    )]
    pub messages: Messages,

    /// Refuse also what the documents demand but the gateway is not known to insist on
    #[arg(long, env = "ANTOM_SANDBOX_STRICT", value_parser = BoolishValueParser::new())]
    pub strict: bool,

    /// Which clock dates the signed headers: the real one, or the merchant's
    #[arg(
        long,
        value_name = "CLOCK",
        env = "ANTOM_SANDBOX_HEADER_TIME",
        default_value = "real"
    )]
    pub header_time: HeaderClock,

    /// The name of the bad-signature code, which changed over the years
    #[arg(long, value_name = "CODE", env = "ANTOM_SANDBOX_SIGNATURE_CODE", default_value = "INVALID_SIGNATURE", value_parser = ["INVALID_SIGNATURE", "SIGNATURE_INVALID"])]
    pub signature_code: String,

    /// Write the addresses here, as JSON, once everything listens
    #[arg(long, value_name = "FILE", env = "ANTOM_SANDBOX_READY_FILE")]
    pub ready_file: Option<PathBuf>,

    /// Form of the log
    #[arg(
        long,
        value_name = "FORM",
        env = "ANTOM_SANDBOX_LOG",
        default_value = "text"
    )]
    pub log: LogForm,

    /// What is logged: a level, or levels for modules
    #[arg(
        long,
        value_name = "LEVEL",
        env = "ANTOM_SANDBOX_LOG_LEVEL",
        default_value = "warn,antom_sandbox=info"
    )]
    pub log_level: String,
}

/// An address, or none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MaybeAddress(pub Option<SocketAddr>);

/// Whether unacknowledged notifications are sent again.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resend {
    /// Eight attempts over a day.
    Live,
    /// One attempt.
    Off,
}

/// How parameter errors are worded.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Messages {
    /// The field, what is wrong with it, what to write.
    Explain,
    /// The one documented sentence.
    Documented,
}

/// Which clock dates `request-time` and `response-time`.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeaderClock {
    /// The wall's.
    Real,
    /// The merchant's.
    Virtual,
}

/// The form of the log.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum LogForm {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Settings {
    /// The home folder: as told, or under the user's data folder.
    #[must_use]
    pub fn home_folder(&self) -> PathBuf {
        let usual = || match etcetera::choose_base_strategy() {
            Ok(base) => base.data_dir().join("antom-sandbox"),
            // A user without a home, as in some containers.
            Err(_) => std::env::temp_dir().join("antom-sandbox"),
        };
        self.home.clone().unwrap_or_else(usual)
    }
}

pub(crate) fn listen_address(text: &str) -> Result<SocketAddr, String> {
    let form = "write ADDRESS:PORT such as 127.0.0.1:8080; port 0 takes any free one";
    let mut found = text
        .to_socket_addrs()
        .map_err(|error| format!("{error}; {form}"))?;
    found.next().ok_or_else(|| form.to_owned())
}

fn address_or_off(text: &str) -> Result<MaybeAddress, String> {
    match text {
        "off" => Ok(MaybeAddress(None)),
        address => listen_address(address).map(|address| MaybeAddress(Some(address))),
    }
}

fn base_url(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text).map_err(|error| format!("{error}; write http://HOST:PORT"))?;
    match url.scheme() {
        "http" | "https" => Ok(text.trim_end_matches('/').to_owned()),
        other => Err(format!("the scheme must be http or https, not {other}")),
    }
}

fn positive_duration(text: &str) -> Result<SignedDuration, String> {
    let form = "write a time such as 10s or 500ms";
    let duration: SignedDuration = text.parse().map_err(|error| format!("{error}; {form}"))?;
    if duration.is_positive() {
        Ok(duration)
    } else {
        Err(form.to_owned())
    }
}
