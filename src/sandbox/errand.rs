//! What goes out to the shop: notifications, and the automatic buyer's way back.

use std::sync::Arc;

use super::clock::wall_now;
use super::sender::Connections;
use super::{Sandbox, World};
use crate::gateway::{Attempt, Delivery, Fired, Spoil, Visit};

/// Something to be done outside.
#[derive(Debug)]
pub(super) enum Errand {
    /// A notification has to be sent.
    Notify(Box<Delivery>),
    /// The buyer goes back to the shop.
    Visit(Visit),
}

/// What came of it.
#[derive(Debug)]
pub(super) enum Report {
    /// The attempts, one for each time the same was sent.
    Notified(Box<Delivery>, Vec<Attempt>),
    /// What the shop's page said.
    Visited(Visit, String),
}

impl Errand {
    /// What a fired timer asks for, if it asks for anything.
    pub(super) fn of(fired: Fired) -> Option<Self> {
        match fired {
            Fired::Done => None,
            Fired::Send(delivery) => Some(Self::Notify(delivery)),
            Fired::Visit(visit) => Some(Self::Visit(visit)),
        }
    }
}

impl Sandbox {
    /// Does an errand and waits for the shop's answer.
    pub(super) async fn run_errand(&self, errand: Errand, connections: &Connections) -> Report {
        match errand {
            Errand::Visit(visit) => {
                let what = self.sender.visit(&visit.url).await;
                Report::Visited(visit, what)
            }
            Errand::Notify(delivery) => {
                let attempt = || self.sender.attempt(&self.profile, &delivery, connections);
                let mut attempts = vec![attempt().await];
                if delivery.twice {
                    attempts.push(attempt().await);
                }
                Report::Notified(delivery, attempts)
            }
        }
    }

    /// Does an errand and takes in what came of it.
    pub(super) async fn run_alone(self: Arc<Self>, errand: Errand, epoch: u64) {
        let report = self.run_errand(errand, self.sender.own()).await;
        self.lock().take_in(epoch, report);
        self.nudge();
        self.announce_change();
    }

    /// Sends those notifications of a payment now that the rules want out before something else
    /// happens, one after the other, and waits for the shop's answers.
    pub async fn send_early(self: &Arc<Self>, payment_id: &str, before: Spoil) {
        let (early, epoch) = {
            let mut world = self.lock();
            let now = world.clock.now(wall_now());
            let early = world.gateway.take_early(now, payment_id, before);
            (early, world.epoch)
        };
        for delivery in early {
            let errand = Errand::Notify(Box::new(delivery));
            Arc::clone(self).run_alone(errand, epoch).await;
        }
    }
}

impl World {
    /// Takes in what came of an errand, unless the merchant was reset meanwhile.
    pub(super) fn take_in(&mut self, epoch: u64, report: Report) {
        if epoch != self.epoch {
            return;
        }
        let now = self.clock.now(wall_now());
        self.gateway.catch_up(now);
        match report {
            Report::Visited(visit, what) => self.gateway.returned(now, &visit, &what),
            Report::Notified(delivery, attempts) => {
                let mut attempts = attempts.into_iter();
                if let Some(first) = attempts.next() {
                    self.gateway.settle(now, &delivery, first);
                }
                for again in attempts {
                    self.gateway.settle(now, &delivery.copy(), again);
                }
            }
        }
    }
}
