//! Makes the agenda happen: by itself as time passes, or when somebody advances the time.
//!
//! While time is advanced it stands still at each due instant until everything due there was
//! sent and answered. A shop that asks for a payment inside its notification handler therefore
//! sees the right moment, and nothing waits for anything but the shop.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;

use super::clock::wall_now;
use super::errand::{Errand, Report};
use super::sender::Connections;
use super::{Sandbox, World};
use crate::gateway::{Event, Gateway, Spoil};

/// How many shops' answers are waited for at a time.
const IN_FLIGHT_MAX: usize = 64;

/// More notifications than this, due at one instant, share connections with all such of the advance.
const CROWD: usize = 32;

/// How long a live task sleeps at most before it looks at the wall's clock again.
const DOZE_MAX: Duration = Duration::from_secs(5);

/// An advance that fires more than this is taken for one without an end.
const FIRINGS_MAX: usize = 50_000_000;

/// How far to advance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// So far from now.
    By(SignedDuration),
    /// To an instant.
    To(Timestamp),
    /// To the next thing on the agenda.
    Next,
    /// Until the agenda is empty.
    Drain,
}

/// What an advance did.
#[derive(Clone, Debug)]
pub struct Advanced {
    /// The time before.
    pub from: Timestamp,
    /// The time after.
    pub to: Timestamp,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// How many events were too many for the journal to keep.
    pub dropped: u64,
}

/// Why an advance was refused or given up.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TooMuch {
    /// The goal lies before now.
    #[error("it is {now} already; time does not go back")]
    Past {
        /// The present instant.
        now: Timestamp,
    },
    /// The goal lies beyond the calendar.
    #[error("that is beyond the end of the calendar")]
    BeyondCalendar,
    /// It did not come to an end.
    #[error("stopped after {FIRINGS_MAX} firings: the agenda does not become empty")]
    NoEnd,
}

impl Sandbox {
    /// Advances the time, firing everything due on the way, in order, and waiting for each
    /// answer of the shop. Two advances of one merchant happen one after the other.
    ///
    /// # Errors
    /// See [`TooMuch`].
    pub async fn advance(self: &Arc<Self>, goal: Goal) -> Result<Advanced, TooMuch> {
        let sandbox = Arc::clone(self);
        // A task of its own: a client that hangs up must not leave the time half advanced.
        let advancing = async move { sandbox.advance_alone(goal).await };
        let task = self.runtime.spawn(advancing);
        task.await.expect("advancing does not panic")
    }

    async fn advance_alone(self: Arc<Self>, goal: Goal) -> Result<Advanced, TooMuch> {
        let _alone = self.driving.write().await;
        let held = HeldClock::new(&self);
        let from = held.from;
        let until = match goal {
            Goal::By(span) => from
                .checked_add(span)
                .map_err(|_| TooMuch::BeyondCalendar)?,
            Goal::To(at) => at,
            Goal::Next => self.lock().gateway.next_due().unwrap_or(from).max(from),
            Goal::Drain => Timestamp::MAX,
        };
        if until < from {
            return Err(TooMuch::Past { now: from });
        }
        let (since, epoch) = self.newest_event();
        self.fire_until(until).await?;
        let mut world = self.lock();
        if goal != Goal::Drain {
            world.clock.move_to(until);
        }
        let to = world.clock.now(wall_now());
        let journal = world.gateway.journal();
        let advanced = Advanced {
            from,
            to,
            events: journal.since(since).cloned().collect(),
            dropped: journal.dropped().saturating_sub(since),
        };
        // A gateway that is new since a reset had no part in it.
        if from < to && epoch == world.epoch {
            world.gateway.tell_clock_advanced(from, to);
        }
        Ok(advanced)
    }

    /// The newest event's sequence number, and the epoch in which it has it.
    fn newest_event(&self) -> (u64, u64) {
        let world = self.lock();
        (world.gateway.journal().recorded(), world.epoch)
    }

    async fn fire_until(self: &Arc<Self>, until: Timestamp) -> Result<(), TooMuch> {
        let kept = self.sender.kept();
        let mut firings = 0;
        loop {
            let (fired, errands, epoch) = self.fire_instant(until);
            if fired == 0 {
                return Ok(());
            }
            firings += fired;
            if firings > FIRINGS_MAX {
                return Err(TooMuch::NoEnd);
            }
            let reports = self.run_all(errands, &kept).await;
            let mut world = self.lock();
            // Taken in in the order of the agenda, whichever answer came first.
            for report in reports {
                world.take_in(epoch, report);
            }
            drop(world);
            self.announce_change();
        }
    }

    /// Moves the clock to the next due instant and fires everything that is due by then. What was
    /// overdue in the beginning goes out together.
    fn fire_instant(&self, until: Timestamp) -> (usize, Vec<Errand>, u64) {
        let mut world = self.lock();
        let epoch = world.epoch;
        let due = world.gateway.next_due().filter(|due| *due <= until);
        // A world that was restored meanwhile has another clock, which nobody holds.
        let goes_on = !world.closed && world.clock.is_held();
        let Some(due) = due.filter(|_| goes_on) else {
            return (0, Vec::new(), epoch);
        };
        world.clock.move_to(due);
        let now = world.clock.now(wall_now());
        let mut fired = 0;
        let mut errands = Vec::new();
        while let Some(one) = world.gateway.fire_next(now) {
            fired += 1;
            errands.extend(Errand::of(one));
        }
        (fired, errands, epoch)
    }

    /// Does errands side by side; gives the reports in the order they were asked for.
    async fn run_all(
        self: &Arc<Self>,
        mut errands: Vec<Errand>,
        kept: &Arc<Connections>,
    ) -> Vec<Report> {
        if errands.len() == 1
            && let Some(errand) = errands.pop()
        {
            return vec![self.run_errand(errand, self.sender.own()).await];
        }
        let connections = if errands.len() > CROWD {
            kept
        } else {
            self.sender.own()
        };
        let carriers = errands.len().min(IN_FLIGHT_MAX);
        let queue = Arc::new(Mutex::new(errands.into_iter().enumerate()));
        let mut tasks = JoinSet::new();
        for _ in 0..carriers {
            let (sandbox, queue) = (Arc::clone(self), Arc::clone(&queue));
            let connections = Arc::clone(connections);
            tasks.spawn(async move {
                let mut done = Vec::new();
                // The queue is free again while the shop answers.
                let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
                while let Some((index, errand)) = next() {
                    done.push((index, sandbox.run_errand(errand, &connections).await));
                }
                done
            });
        }
        let done = tasks.join_all().await.into_iter();
        let mut done: Vec<_> = done.flatten().collect();
        done.sort_by_key(|(index, _)| *index);
        done.into_iter().map(|(_, report)| report).collect()
    }

    /// Sends a notification once more, at once, spoiled if that is wanted, and waits for the shop's
    /// answer. Nothing else is held up by it: neither the time nor other notifications.
    ///
    /// # Errors
    /// A sentence: there is no such notification, it has nowhere to go, or the fault is one of the
    /// schedule.
    pub async fn resend(
        self: &Arc<Self>,
        id: &str,
        fault: Option<Spoil>,
    ) -> Result<(), &'static str> {
        let (delivery, epoch) = {
            let mut world = self.lock();
            let now = world.clock.now(wall_now());
            (world.gateway.resend(now, id, fault)?, world.epoch)
        };
        let errand = Errand::Notify(Box::new(delivery));
        let sending = Arc::clone(self).run_alone(errand, epoch);
        // A task of its own: a client that hangs up must not lose what came of the attempt.
        self.runtime
            .spawn(sending)
            .await
            .expect("sending does not panic");
        Ok(())
    }

    /// Fires the agenda as live time passes, for as long as the merchant exists. Slow shops hold up
    /// deliveries, never the payments: those have a loop of their own.
    pub(super) async fn run_live(self: Arc<Self>) {
        tokio::join!(self.run_transitions(), Arc::clone(&self).run_deliveries());
    }

    async fn run_transitions(&self) {
        loop {
            let wait = self.time_until(Gateway::next_transition_due);
            if wait == Some(Duration::ZERO) {
                // An advance fires these itself.
                let _sharing = self.driving.read().await;
                self.with_gateway(|_, _| ());
            } else {
                doze(wait, &self.transitions_nudge).await;
            }
        }
    }

    async fn run_deliveries(self: Arc<Self>) {
        let places = Arc::new(Semaphore::new(IN_FLIGHT_MAX));
        loop {
            let wait = self.time_until(Gateway::next_delivery_due);
            if wait != Some(Duration::ZERO) {
                doze(wait, &self.deliveries_nudge).await;
                continue;
            }
            let Ok(place) = Arc::clone(&places).acquire_owned().await else {
                return;
            };
            let sharing = Arc::clone(&self.driving).read_owned().await;
            if let Some((errand, epoch)) = self.next_errand() {
                let sending = Arc::clone(&self).run_alone(errand, epoch);
                tokio::spawn(async move {
                    sending.await;
                    drop((place, sharing));
                });
            }
        }
    }

    fn time_until(&self, due: impl FnOnce(&Gateway) -> Option<Timestamp>) -> Option<Duration> {
        let mut world = self.lock();
        let due = due(&world.gateway)?;
        world.clock.time_until(due, wall_now())
    }

    fn next_errand(&self) -> Option<(Errand, u64)> {
        let mut world = self.lock();
        let now = world.clock.now(wall_now());
        world.gateway.catch_up(now);
        let fired = world.gateway.fire_next_delivery(now)?;
        Errand::of(fired).map(|errand| (errand, world.epoch))
    }
}

/// Waits for the due time, or for a reason to look again. Never long: a machine that slept, or a
/// clock that was set, is noticed by looking.
async fn doze(wait: Option<Duration>, nudge: &Notify) {
    match wait {
        None => nudge.notified().await,
        Some(wait) => {
            let _ = tokio::time::timeout(wait.min(DOZE_MAX), nudge.notified()).await;
        }
    }
}

/// A clock that stands still until this is dropped, however the advance ends.
struct HeldClock<'a> {
    sandbox: &'a Sandbox,
    from: Timestamp,
}

impl<'a> HeldClock<'a> {
    fn new(sandbox: &'a Sandbox) -> Self {
        let from = sandbox.lock().clock.hold(wall_now());
        Self { sandbox, from }
    }
}

impl Drop for HeldClock<'_> {
    fn drop(&mut self) {
        let mut world: MutexGuard<'_, World> = self.sandbox.lock();
        world.clock.release(wall_now());
        drop(world);
        self.sandbox.nudge();
        self.sandbox.announce_change();
    }
}
