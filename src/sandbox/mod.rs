//! One merchant's running world: a gateway and its clock under one lock, what came and went over
//! the wire, and the driver that fires the agenda.

pub mod address;
pub mod clock;
mod driver;
mod errand;
pub mod keys;
mod letter;
mod links;
pub mod merchants;
pub mod record;
pub mod sender;
pub mod signing;
pub mod snapshot;
pub mod tls;
mod watching;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{Timestamp, Unit};
use tokio::runtime::Handle;
use tokio::sync::{Notify, RwLock, watch};

use self::clock::{Pace, VirtualClock, wall_now, whole};
pub use self::driver::{Advanced, Goal, TooMuch};
use self::keys::{MerchantKeys, random_seed};
use self::record::Records;
use self::sender::Sender;
pub use self::watching::Standing;
use crate::gateway::{Gateway, Playbook, Terms};
use crate::protocol::key::SigningKey;

/// What a merchant is created with.
#[derive(Debug)]
pub struct Profile {
    /// The client id.
    pub client_id: String,
    /// The keys that verify the merchant's requests.
    pub keys: MerchantKeys,
    /// The key that signs what the gateway sends.
    pub gateway_key: Arc<SigningKey>,
    /// The root of everything random; drawn anew at each reset when absent.
    pub seed: Option<u64>,
    /// How the gateway treats the merchant.
    pub terms: Terms,
    /// What will happen to its payments.
    pub playbook: Arc<Playbook>,
    /// How fast its time passes.
    pub pace: Pace,
    /// What time it is in the beginning; the wall's time unless given.
    pub now: Option<Timestamp>,
    /// Whether the query of a notify URL is part of what is signed (file 01 §4.2 leaves it open).
    pub sign_query: bool,
}

/// One merchant's world. Nothing in it is shared with another merchant.
#[derive(Debug)]
pub struct Sandbox {
    profile: Profile,
    sender: Arc<Sender>,
    /// Where time is advanced: on all processors, and not on the thread that answers the caller.
    runtime: Handle,
    world: Mutex<World>,
    records: Mutex<Records>,
    /// Whoever makes time pass in steps holds this alone; live deliveries share it.
    driving: Arc<RwLock<()>>,
    /// Wake the two live tasks when a due time or the clock may have changed.
    transitions_nudge: Notify,
    deliveries_nudge: Notify,
    /// Counts changes, for those who wait for one.
    changes: watch::Sender<u64>,
}

/// What those who wait for a world look at.
#[derive(PartialEq, Eq)]
struct Next {
    due: [Option<Timestamp>; 2],
    recorded: u64,
}

/// What the lock guards.
#[derive(Debug)]
struct World {
    gateway: Gateway,
    clock: VirtualClock,
    /// Set when the merchant is removed: nothing more is sent.
    closed: bool,
    /// Grows with each reset and restore: what was under way before belongs to a gateway that is gone.
    epoch: u64,
}

impl Sandbox {
    /// A new world with an empty gateway.
    #[must_use]
    pub fn new(profile: Profile, sender: Arc<Sender>, runtime: Handle) -> Self {
        let wall = wall_now();
        let seed = profile.seed.unwrap_or_else(random_seed);
        // A clock that stands still is compared by people: it starts at a whole second.
        let start = match profile.pace {
            Pace::Stepped => whole(wall, Unit::Second),
            Pace::Live { .. } => wall,
        };
        let clock = VirtualClock::new(profile.pace, profile.now.unwrap_or(start), wall);
        Self {
            world: Mutex::new(World {
                gateway: empty_gateway(&profile, seed),
                clock,
                closed: false,
                epoch: 0,
            }),
            records: Mutex::default(),
            driving: Arc::default(),
            transitions_nudge: Notify::new(),
            deliveries_nudge: Notify::new(),
            changes: watch::Sender::new(0),
            profile,
            sender,
            runtime,
        }
    }

    /// The client id.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.profile.client_id
    }

    /// What the merchant was created with.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Calls a verb of the gateway at the present instant. The lock is held for as long as the
    /// verb takes: nothing slow belongs in there.
    pub fn with_gateway<R>(&self, verb: impl FnOnce(&mut Gateway, Timestamp) -> R) -> R {
        let mut world = self.lock();
        let now = world.clock.now(wall_now());
        let before = world.next();
        world.gateway.catch_up(now);
        let result = verb(&mut world.gateway, now);
        let after = world.next();
        drop(world);
        if before.due != after.due {
            self.nudge();
        }
        if before != after {
            self.announce_change();
        }
        result
    }

    /// The present instant of this merchant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.lock().clock.now(wall_now())
    }

    /// How time passes.
    #[must_use]
    pub fn pace(&self) -> Pace {
        self.lock().clock.pace()
    }

    /// Changes how time passes, without a jump.
    pub fn set_pace(&self, pace: Pace) {
        let mut world = self.lock();
        world.clock.set_pace(pace, wall_now());
        let now = world.clock.now(wall_now());
        world
            .gateway
            .tell_clock_changed(now, now, &pace.to_string());
        drop(world);
        self.nudge();
        self.announce_change();
    }

    /// Sets the time of a world in which nothing has happened yet.
    ///
    /// # Errors
    /// A sentence, when something has happened: time never goes back, and forward is `advance`.
    pub fn set_now(&self, now: Timestamp) -> Result<(), &'static str> {
        let mut world = self.lock();
        if !world.gateway.journal().is_fresh() {
            return Err(
                "the time can only be set before anything has happened; advance it, or reset the merchant first",
            );
        }
        let (from, pace) = (world.clock.now(wall_now()), world.clock.pace());
        world.clock = VirtualClock::new(pace, now, wall_now());
        world
            .gateway
            .tell_clock_changed(from, now, &pace.to_string());
        drop(world);
        self.announce_change();
        Ok(())
    }

    /// Empties the world: payments, notifications, journal, records. Its clock goes on. Unless the
    /// merchant asked for a seed there is a new one: a shop has the old ids in its database, and a
    /// browser may still show an old link.
    pub fn reset(&self) {
        let mut world = self.lock();
        let seed = self.profile.seed.unwrap_or_else(random_seed);
        world.gateway = empty_gateway(&self.profile, seed);
        world.epoch += 1;
        drop(world);
        *self.records() = Records::default();
        self.announce_change();
    }

    /// Ends the world: nothing more is sent from it.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.announce_change();
    }

    /// Whether the merchant was removed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.lock().closed
    }

    /// The seed of everything random here.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.lock().gateway.seed()
    }

    /// What came over the wire, and what was answered.
    pub fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a notification for this URL is really sent: the settings may replace its beginning.
    #[must_use]
    pub fn sent_to(&self, url: &str) -> String {
        self.sender.rewritten(url)
    }

    /// A counter that moves whenever something happened here.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn nudge(&self) {
        self.transitions_nudge.notify_one();
        self.deliveries_nudge.notify_one();
    }

    fn announce_change(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    /// A verb that panicked leaves the lock poisoned; the next call still finds a gateway, and a
    /// shop is better served by its answer than by silence.
    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl World {
    fn next(&self) -> Next {
        let gateway = &self.gateway;
        Next {
            due: [gateway.next_transition_due(), gateway.next_delivery_due()],
            recorded: gateway.journal().recorded(),
        }
    }
}

fn empty_gateway(profile: &Profile, seed: u64) -> Gateway {
    let (terms, playbook) = (profile.terms.clone(), Arc::clone(&profile.playbook));
    Gateway::new(&profile.client_id, seed, terms, playbook)
}
