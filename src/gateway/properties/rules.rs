//! The rules. Some compare with what was before, so they are kept beside the walk.

use std::collections::HashSet;

use jiff::SignedDuration;

use super::super::{Content, EventKind, Notification, Payment, ResultCode, Stage, State};
use super::world::{Seen, World};

/// Antom's schedule in minutes from each attempt to the next, copied here from file 05 §5.
const GAPS: [i64; 7] = [2, 10, 10, 60, 120, 360, 900];

#[derive(Default)]
pub(super) struct Rules {
    /// The stages as they were after the step before.
    stages: Vec<Stage>,
    /// How many events were checked already, and when the last of them was.
    events: u64,
    seen: usize,
}

impl Rules {
    pub(super) fn check(&mut self, world: &World) {
        self.stages_go_forward(world);
        self.the_journal_goes_forward(world);
        for payment in world.gateway.payments() {
            money_is_taken_once(payment);
            the_end_is_told_once(payment, world);
        }
        for seen in &world.seen[self.seen..] {
            an_attempt_is_in_time(seen, world);
        }
        self.seen = world.seen.len();
    }

    pub(super) fn check_at_the_end(&self, world: &World) {
        assert!(world.gateway.upcoming().is_empty());
        ids_are_unique(world);
        for payment in world.gateway.payments() {
            assert!(!payment.is_open(), "{payment:?} is open for ever");
        }
        for (number, notification) in world.gateway.notifications().iter().enumerate() {
            every_notification_comes_to_an_end(number, notification, world);
        }
    }

    /// What is final stays as it is, and what is paid can only be cancelled.
    fn stages_go_forward(&mut self, world: &World) {
        let payments = world.gateway.payments();
        for (before, payment) in self.stages.iter().zip(payments) {
            let (id, after) = (&payment.id, &payment.stage);
            let allowed = match (before, after) {
                (Stage::AwaitingBuyer | Stage::Challenged(_), _) => true,
                (Stage::Authorized(was), Stage::Authorized(is)) => {
                    was.at == is.at && was.card == is.card && (is.released || !was.released)
                }
                (Stage::Authorized(was), Stage::Cancelled { paid, .. }) => {
                    !was.released && paid.as_ref().is_some_and(|paid| paid.at == was.at)
                }
                (before, after) => format!("{before:?}") == format!("{after:?}"),
            };
            assert!(allowed, "{id} went from {before:?} to {after:?}");
        }
        self.stages = payments
            .iter()
            .map(|payment| payment.stage.clone())
            .collect();
    }

    fn the_journal_goes_forward(&mut self, world: &World) {
        let journal = world.gateway.journal();
        assert_eq!(journal.dropped(), 0, "the walk is too long for the journal");
        let mut last = None;
        // Begins with the event before, to compare the first new one with it.
        for event in journal.since(self.events.saturating_sub(1)) {
            if let Some((sequence, at)) = last {
                assert_eq!(event.sequence, sequence + 1);
                assert!(event.at >= at, "{event:?} is earlier than the event before");
            }
            assert!(event.at <= world.now, "{event:?} is yet to come");
            last = Some((event.sequence, event.at));
        }
        self.events = journal.recorded();
    }
}

fn money_is_taken_once(payment: &Payment) {
    let taken: Vec<_> = payment
        .captures
        .iter()
        .filter(|capture| capture.result == ResultCode::Success)
        .collect();
    assert!(taken.len() <= 1, "captured twice: {payment:?}");
    for capture in taken {
        let (authorized, taken) = (payment.order.amount, capture.amount);
        assert_eq!(authorized.currency, taken.currency);
        assert!(
            taken.value <= authorized.value,
            "captured too much: {payment:?}"
        );
        let Stage::Authorized(authorization) = &payment.stage else {
            panic!("captured without an authorisation: {payment:?}");
        };
        assert!(
            !authorization.released,
            "captured and released: {payment:?}"
        );
        assert!(
            capture.at < authorization.expires_at,
            "captured too late: {payment:?}"
        );
    }
}

/// One notification for each end of a payment, none while it has not ended or when the shop
/// cancelled it unpaid; and one for each capture.
fn the_end_is_told_once(payment: &Payment, world: &World) {
    let expected = match &payment.stage {
        Stage::AwaitingBuyer | Stage::Challenged(_) | Stage::Cancelled { paid: None, .. } => None,
        Stage::Authorized(_) | Stage::Cancelled { paid: Some(_), .. } => Some(ResultCode::Success),
        Stage::Failed { code, .. } => Some(*code),
        Stage::Expired { .. } => Some(ResultCode::OrderIsClosed),
    };
    let all = world.gateway.notifications().iter();
    let about = all.filter(|one| one.payment_id == payment.id);
    let (mut results, mut captures) = (Vec::new(), Vec::new());
    for notification in about {
        match &notification.content {
            Content::Payment(facts) => results.push(facts.result),
            Content::Capture(facts) => captures.push((facts.capture_id.clone(), facts.result)),
        }
    }
    assert_eq!(
        results,
        expected.into_iter().collect::<Vec<_>>(),
        "{payment:?}"
    );
    let made = payment.captures.iter();
    let made: Vec<_> = made.map(|one| (one.id.clone(), one.result)).collect();
    assert_eq!(captures, made, "{payment:?}");
}

/// Scheduled attempts come at the documented gaps, at most eight, and none after the shop
/// acknowledged.
fn an_attempt_is_in_time(seen: &Seen, world: &World) {
    if !seen.scheduled {
        return;
    }
    assert!(
        !seen.after_acceptance,
        "sent again after acceptance: {seen:?}"
    );
    let scheduled = |one: &&Seen| one.scheduled && one.notification == seen.notification;
    let times: Vec<_> = world
        .seen
        .iter()
        .filter(scheduled)
        .map(|one| one.at)
        .collect();
    let place = times.iter().position(|at| *at == seen.at).expect("itself");
    let Some(before) = place.checked_sub(1) else {
        let id = &world.gateway.notifications()[seen.notification].id;
        let mut events = world.gateway.journal().since(0);
        let written = events.find(|event| {
            event.kind == EventKind::NotificationScheduled
                && event.notification_id.as_ref() == Some(id)
        });
        let delay = seen
            .at
            .duration_since(written.expect("an event").at)
            .as_secs();
        assert!(
            (3..=5).contains(&delay),
            "the first attempt came after {delay} s"
        );
        return;
    };
    let gap = GAPS.get(before).map(|gap| SignedDuration::from_mins(*gap));
    assert_eq!(
        Some(seen.at.duration_since(times[before])),
        gap,
        "attempt {}",
        place + 1
    );
}

fn every_notification_comes_to_an_end(number: usize, one: &Notification, world: &World) {
    let seen = |seen: &&Seen| seen.scheduled && seen.notification == number;
    let scheduled = world.seen.iter().filter(seen).count();
    match &one.state {
        State::Accepted | State::Blocked { .. } => assert!(scheduled <= GAPS.len() + 1),
        State::Exhausted => assert_eq!(scheduled, GAPS.len() + 1, "given up early: {one:?}"),
        State::Pending { .. } => panic!("pending for ever: {one:?}"),
    }
    assert!(one.url.is_some() || one.attempts.is_empty());
}

fn ids_are_unique(world: &World) {
    let mut ids = HashSet::new();
    let mut unique = |id: &str| assert!(ids.insert(id.to_owned()), "{id} was given twice");
    for payment in world.gateway.payments() {
        unique(payment.id.as_str());
        unique(payment.token.as_str());
        for capture in &payment.captures {
            unique(capture.id.as_str());
        }
    }
    for notification in world.gateway.notifications() {
        unique(notification.id.as_str());
    }
}
