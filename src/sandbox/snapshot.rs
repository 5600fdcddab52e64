//! A merchant's world as one JSON document, to be restored here or elsewhere.
//!
//! It has everything that the world goes on from: the gateway, its clock, the calls that are kept.
//! It has none of what belongs to the merchant itself: keys, client id, what a reset returns to.
//! It has no card number but those that rules name, for no world has any other.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Sandbox;
use super::clock::{Pace, VirtualClock, wall_now};
use super::record::Records;
use crate::gateway::{Flaw, Gateway, Saved};

/// What the document says it is.
const FORMAT: &str = "antom-sandbox-snapshot";

/// The version of the format. It grows with every change that an older program would not
/// understand, or would understand otherwise.
const VERSION: u32 = 1;

/// A merchant's world, written down.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Snapshot {
    format: String,
    version: u32,
    /// The version of the program that wrote it, for people.
    program: String,
    /// Whose world it was, for people.
    merchant: Origin,
    clock: Clock,
    gateway: Saved,
    requests: Records,
}

/// The merchant that a world was taken from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Origin {
    client_id: String,
    sign_query: bool,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clock {
    now: Timestamp,
    pace: Pace,
}

/// The beginning of every version of the document.
#[derive(Deserialize)]
struct Head {
    format: Option<String>,
    version: Option<u32>,
}

/// Why a document cannot be restored.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadSnapshot {
    /// It was damaged, or is not whole.
    #[error("the snapshot cannot be read: {0}")]
    Unreadable(String),
    /// It is something else altogether.
    #[error("this is no snapshot: its format is not \"{FORMAT}\"")]
    NoSnapshot,
    /// It is of another version.
    #[error("this is a snapshot of version {0}, and this program reads version {VERSION}")]
    OtherVersion(u32),
    /// What it says does not fit together.
    #[error("the snapshot contradicts itself at {0}")]
    Contradiction(#[from] Flaw),
}

impl Snapshot {
    /// Reads a document. Whether it fits together is seen when it is restored.
    ///
    /// # Errors
    /// It is no snapshot of this version, or not a whole one.
    pub fn read(document: &[u8]) -> Result<Self, BadSnapshot> {
        let unreadable = |error: serde_json::Error| BadSnapshot::Unreadable(error.to_string());
        // Serde would also take an array, as the fields in the order of our source.
        if !document.trim_ascii_start().starts_with(b"{") {
            return Err(BadSnapshot::NoSnapshot);
        }
        let head: Head = serde_json::from_slice(document).map_err(unreadable)?;
        if head.format.as_deref() != Some(FORMAT) {
            return Err(BadSnapshot::NoSnapshot);
        }
        match head.version {
            Some(VERSION) => serde_json::from_slice(document).map_err(unreadable),
            Some(other) => Err(BadSnapshot::OtherVersion(other)),
            None => Err(BadSnapshot::Unreadable("its version is missing".to_owned())),
        }
    }
}

impl Sandbox {
    /// Writes the world down as it is now. An attempt to notify that is under way counts as not
    /// made.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let (gateway, now) = self.with_gateway(|gateway, now| (gateway.save(now), now));
        Snapshot {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            merchant: Origin {
                client_id: self.client_id().to_owned(),
                sign_query: self.profile.sign_query,
            },
            clock: Clock {
                now,
                pace: self.pace(),
            },
            gateway,
            requests: self.records().clone(),
        }
    }

    /// Puts the world of a snapshot in the place of this one, whose gateway it hands back. What is
    /// under way of the old world ends nowhere, and an advance ends there and then.
    pub(super) fn restore(&self, snapshot: Snapshot) -> Result<Gateway, BadSnapshot> {
        let Snapshot {
            clock: Clock { now, pace },
            gateway,
            requests,
            ..
        } = snapshot;
        requests.check().map_err(|flaw| flaw.within("requests"))?;
        let gateway = Gateway::restored(gateway).map_err(|flaw| flaw.within("gateway"))?;
        let mut world = self.lock();
        let gone = std::mem::replace(&mut world.gateway, gateway);
        world.clock = VirtualClock::new(pace, now, wall_now());
        world.epoch += 1;
        drop(world);
        *self.records() = requests;
        self.nudge();
        self.announce_change();
        Ok(gone)
    }
}
