//! THE table: which room may use what, and which things happen behind one door only.
//!
//! Changing the architecture means changing a line here, on purpose, in the same commit.

/// A top-level module, the other rooms and the external crates that it may name, with blanks between.
/// The standard library is open to all, but for [`DOORS`].
pub(super) struct Room {
    pub(super) name: &'static str,
    pub(super) rooms: &'static str,
    pub(super) crates: &'static str,
}

pub(super) const ROOMS: &[Room] = &[
    Room {
        name: "gateway",
        rooms: "",
        crates: "jiff rand rand_chacha serde thiserror uuid",
    },
    Room {
        name: "protocol",
        rooms: "gateway",
        crates: "aws_lc_rs base64 csv jiff percent_encoding rsa serde serde_json thiserror url",
    },
    Room {
        name: "scenario",
        rooms: "gateway",
        crates: "jiff serde serde_json thiserror toml",
    },
    Room {
        name: "sandbox",
        rooms: "gateway protocol",
        crates: "aws_lc_rs base64 dashmap futures_util jiff rand rand_chacha rcgen reqwest rsa rustls time \
                 serde serde_json thiserror tokio tracing url uuid",
    },
    // The pages of the gateway and of the demo shop are sent alike, and that is all they share.
    Room {
        name: "page",
        rooms: "",
        crates: "actix_web askama tracing",
    },
    Room {
        name: "web",
        rooms: "gateway page protocol sandbox scenario settings",
        crates: "actix_tls actix_web askama futures_util jiff percent_encoding rustls serde serde_json socket2 \
                 thiserror tokio toml tracing url",
    },
    Room {
        name: "demo",
        rooms: "page protocol",
        crates: "actix_web askama futures_util jiff reqwest rustls serde serde_json thiserror tokio tracing url",
    },
    Room {
        name: "cli",
        rooms: "demo protocol scenario settings telemetry web",
        crates: "anstream anstyle anyhow clap clap_complete clap_mangen jiff percent_encoding reqwest rustls serde serde_json tokio tracing url",
    },
    Room {
        name: "settings",
        rooms: "",
        crates: "clap etcetera jiff rand serde thiserror url",
    },
    Room {
        name: "telemetry",
        rooms: "settings",
        crates: "tracing_subscriber",
    },
    Room {
        name: "main",
        rooms: "cli",
        crates: "anyhow",
    },
    Room {
        name: "lib",
        rooms: "",
        crates: "",
    },
];

/// Files that may use one room more than their own room may.
pub(super) const EXCEPTIONS: &[(&str, &str)] = &[
    // Starting a server means building the merchants that it serves.
    ("src/cli/serve.rs", "sandbox"),
    ("src/cli/demo.rs", "sandbox"),
    // Prints the well-known key pairs.
    ("src/cli/keys.rs", "sandbox"),
];

/// Something that may happen in few places only, so that everything else stays predictable.
pub(super) struct Door {
    pub(super) paths: &'static [&'static str],
    /// Files, or folders ending in `/`.
    pub(super) open_in: &'static [&'static str],
    pub(super) instead: &'static str,
}

pub(super) const DOORS: &[Door] = &[
    Door {
        paths: &[
            "std::time::SystemTime",
            "std::time::Instant",
            "tokio::time::Instant",
            "jiff::Timestamp::now",
            "jiff::Zoned::now",
        ],
        // The demo shop is a program of its own, with a clock of its own.
        open_in: &["src/sandbox/clock.rs", "src/demo/antom.rs"],
        instead: "take the instant as an argument; wall time is read in src/sandbox/clock.rs only",
    },
    Door {
        paths: &["reqwest"],
        open_in: &[
            "src/sandbox/sender.rs",
            "src/sandbox/sender/",
            "src/cli/client.rs",
            // A journey is a merchant, and a visitor of the shop that it was told.
            "src/cli/journey/http.rs",
            "src/demo/",
        ],
        instead: "send through src/sandbox/sender.rs (shop) or src/cli/client.rs (admin API)",
    },
    Door {
        paths: &["std::env"],
        open_in: &["src/settings.rs"],
        instead: "add a setting to src/settings.rs and hand its value in",
    },
    Door {
        paths: &[
            "std::thread::sleep",
            "tokio::time::sleep",
            "tokio::time::sleep_until",
            "tokio::time::interval",
            "tokio::time::interval_at",
            "actix_web::rt::time",
        ],
        open_in: &[
            "src/sandbox/driver.rs",
            "src/web/api/faults.rs",
            // Looks now and then whether a server that is gone is back.
            "src/cli/watch.rs",
            // A shop that is slow on purpose.
            "src/demo/inbox.rs",
        ],
        instead: "put a timer on the agenda; only the live loop, answer faults and a slow shop wait in real time",
    },
    Door {
        paths: &["std::fs", "tokio::fs"],
        open_in: &[
            "src/scenario/load.rs",
            "src/sandbox/keys.rs",
            "src/sandbox/tls/files.rs",
            "src/web/setup.rs",
            "src/cli/",
        ],
        instead: "take the content as an argument; see who may read files in tests/house/arrows/table.rs",
    },
    Door {
        paths: &["std::net", "tokio::net"],
        open_in: &[
            "src/settings.rs",
            "src/sandbox/address.rs",
            "src/sandbox/sender/",
            "src/web/",
            "src/cli/",
            "src/demo/",
        ],
        instead: "keep sockets and addresses in the shell: web, cli, demo, sandbox/sender.rs",
    },
    Door {
        paths: &["std::thread", "std::process", "tokio::process"],
        open_in: &[
            "src/main.rs",
            "src/cli/",
            "src/web/setup.rs",
            "src/sandbox/keys.rs",
        ],
        instead: "leave threads, exit codes and process ids to main.rs, cli/ and web/application.rs",
    },
    Door {
        paths: &[
            "rand::random",
            "rand::thread_rng",
            "rand::rngs::OsRng",
            "rand_core::OsRng",
            "rsa::rand_core::OsRng",
            "aws_lc_rs::rand",
            "uuid::Uuid::new_v4",
        ],
        // Signing takes a source of randomness that PKCS#1 v1.5 never draws from.
        open_in: &[
            "src/sandbox/keys.rs",
            "src/settings.rs",
            "src/protocol/key.rs",
        ],
        instead: "draw from the seeded generator; fresh entropy is for keys and for the default seed",
    },
    Door {
        paths: &[
            "std::print",
            "std::println",
            "std::eprint",
            "std::eprintln",
            "std::dbg",
            "std::io::stdout",
            "std::io::stderr",
        ],
        open_in: &["src/main.rs", "src/cli/", "src/telemetry.rs"],
        instead: "log with tracing at the boundary, or return the text and let cli/ print it",
    },
];
