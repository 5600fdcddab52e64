//! The rules. Some compare with what was before, so they are kept beside the walk.

use std::collections::HashSet;

use super::super::{CardResult, EventKind, Payment, ResultCode, Stage};
use super::agenda::the_agenda_holds_what_is_to_come;
use super::armed::what_is_armed_ends;
use super::courses::Course;
use super::deliveries::{
    an_attempt_is_in_time, every_notification_comes_to_an_end, the_end_is_told_once,
    what_was_accepted_stays_accepted,
};
use super::disputes::{disputes_are_in_order, the_days_add_up};
use super::refunds::RefundRules;
use super::vaults::vaultings_are_in_order;
use super::world::World;

#[derive(Default)]
pub(super) struct Rules {
    /// The stages as they were after the step before.
    stages: Vec<Stage>,
    refunds: RefundRules,
    /// How the vaultings that are over ended.
    vaultings: Vec<Option<ResultCode>>,
    /// How many events were checked already, and when the last of them was.
    events: u64,
    seen: usize,
}

impl Rules {
    pub(super) fn check(&mut self, world: &World) {
        self.stages_go_forward(world);
        self.refunds.check(world);
        vaultings_are_in_order(world, &mut self.vaultings);
        self.the_journal_goes_forward(world);
        for payment in world.gateway.payments() {
            money_is_taken_once(payment);
            a_payment_is_authorized_once(payment, world);
            the_end_is_told_once(payment, world);
            disputes_are_in_order(payment, world);
        }
        the_agenda_holds_what_is_to_come(world);
        what_is_armed_ends(world);
        for seen in &world.seen[self.seen..] {
            an_attempt_is_in_time(seen, world);
        }
        self.seen = world.seen.len();
        for notification in world.gateway.notifications() {
            what_was_accepted_stays_accepted(notification);
        }
    }

    /// What is final stays as it is, and what is paid can only be cancelled.
    fn stages_go_forward(&mut self, world: &World) {
        let payments = world.gateway.payments();
        for (before, payment) in self.stages.iter().zip(payments) {
            let (id, after) = (&payment.id, &payment.stage);
            let allowed = match (before, after) {
                // While the bank asks, its tries only become fewer.
                (Stage::Challenged(was), Stage::Challenged(is)) => {
                    was.card.masked == is.card.masked && was.code.tries_left >= is.code.tries_left
                }
                (Stage::AwaitingBuyer | Stage::Challenged(_), _) => true,
                (Stage::AskingIssuer { card: was, .. }, Stage::AskingIssuer { card: is, .. }) => {
                    was.masked == is.masked
                }
                // The buyer is gone, and nobody else can pay.
                (Stage::AskingIssuer { .. }, after) => {
                    let open = matches!(after, Stage::AwaitingBuyer | Stage::Challenged(_));
                    !open && !matches!(after, Stage::Expired { .. })
                }
                // Taken back, as the rules wanted from the beginning.
                (
                    Stage::Authorized(was),
                    Stage::Failed {
                        code,
                        card,
                        paid_at,
                        ..
                    },
                ) => {
                    // A failed payment tells no token.
                    let told = CardResult {
                        token: None,
                        ..(*was.card).clone()
                    };
                    was.reversal == Some(*code) && told == **card && *paid_at == Some(was.at)
                }
                (Stage::Authorized(was), Stage::Authorized(is)) => {
                    was.at == is.at && was.card == is.card && (is.released || !was.released)
                }
                (Stage::Authorized(was), Stage::Cancelled { paid, .. }) => {
                    !was.released && paid.as_ref().is_some_and(|paid| paid.at == was.at)
                }
                (before, after) => is_the_same_end(before, after),
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

/// What must hold when nothing is left to come.
pub(super) fn check_at_the_end(world: &World) {
    assert_eq!(world.gateway.upcoming_count(), 0);
    for payment in world.gateway.payments() {
        nothing_hangs(payment);
    }
    ids_are_unique(world);
    the_days_add_up(world);
    for vaulting in world.gateway.vaultings() {
        assert!(!vaulting.is_open(), "{vaulting:?} is open for ever");
    }
    for payment in world.gateway.payments() {
        assert!(payment.ended_at().is_some(), "{payment:?} is open for ever");
    }
    for (number, notification) in world.gateway.notifications().iter().enumerate() {
        every_notification_comes_to_an_end(number, notification, world);
    }
}

fn is_the_same_end(before: &Stage, after: &Stage) -> bool {
    match (before, after) {
        (
            Stage::Failed {
                code,
                at,
                card,
                paid_at,
            },
            Stage::Failed {
                code: c,
                at: t,
                card: d,
                paid_at: p,
            },
        ) => (code, at, card, paid_at) == (c, t, d, p),
        (Stage::Expired { at }, Stage::Expired { at: t }) => at == t,
        (Stage::Cancelled { at, paid }, Stage::Cancelled { at: t, paid: p }) => {
            at == t && paid.as_ref().map(|paid| paid.at) == p.as_ref().map(|paid| paid.at)
        }
        _ => false,
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
        let course = Course::of_payment(payment);
        if course.reversal.is_some() && matches!(payment.stage, Stage::Failed { .. }) {
            // It was taken, and taken back.
            continue;
        }
        let Stage::Authorized(authorization) = &payment.stage else {
            panic!("captured without an authorisation: {payment:?}");
        };
        assert!(
            !authorization.released,
            "captured and released: {payment:?}"
        );
        // One that takes its time began in time.
        assert!(
            course.capture_takes.is_some() || capture.at < authorization.expires_at,
            "captured too late: {payment:?}"
        );
    }
}

/// However often the buyer pays.
fn a_payment_is_authorized_once(payment: &Payment, world: &World) {
    let events = world.gateway.journal().since(0);
    let authorized = events.filter(|event| {
        event.kind == EventKind::PaymentAuthorized && event.payment_id.as_ref() == Some(&payment.id)
    });
    assert!(authorized.count() <= 1, "authorised twice: {payment:?}");
}

/// In the end the money is taken, given back, or in a capture that never ends.
fn nothing_hangs(payment: &Payment) {
    if let Stage::Authorized(paid) = &payment.stage {
        let in_process = payment.capture_in_process().is_some();
        let settled = payment.is_captured() || paid.released || in_process;
        assert!(settled, "set aside for ever: {payment:?}");
        assert!(!paid.released || !in_process, "{payment:?}");
    } else {
        let in_process = payment.capture_in_process().is_some();
        assert!(!in_process, "captured although it is over: {payment:?}");
    }
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
        payment
            .refunds
            .iter()
            .for_each(|one| unique(one.id.as_str()));
    }
    for notification in world.gateway.notifications() {
        unique(notification.id.as_str());
    }
}
