//! Looks at a world from outside: what happened, and whether it is still the same world.

use super::Sandbox;
use crate::gateway::Gateway;

/// What a watcher has to know before it compares what it sees with what it saw.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Grows with each reset and restore; the events of a new epoch are others than those before.
    pub epoch: u64,
    /// The merchant was removed: nothing more happens.
    pub closed: bool,
}

impl Sandbox {
    /// Looks at the gateway as it is now. The lock is held for as long as the look takes.
    pub fn look<R>(&self, at: impl FnOnce(&Gateway, Standing) -> R) -> R {
        // What is due by now has happened, and is announced.
        self.with_gateway(|_, _| ());
        let world = self.lock();
        let standing = Standing {
            epoch: world.epoch,
            closed: world.closed,
        };
        at(&world.gateway, standing)
    }
}
