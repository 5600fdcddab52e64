//! The rules about what the shop is told, and when.

use jiff::SignedDuration;

use super::super::{
    Attempt, Content, EventKind, Notification, Outcome, Payment, ResultCode, Stage, State,
};
use super::world::{Seen, World};

/// Antom's schedule in minutes from each attempt to the next, copied here from file 05 §5.
const GAPS: [i64; 7] = [2, 10, 10, 60, 120, 360, 900];

/// One notification for each end of a payment, none while it has not ended or when the shop
/// cancelled it unpaid; and one for each capture.
pub(super) fn the_end_is_told_once(payment: &Payment, world: &World) {
    let events = || {
        let all = world.gateway.journal().since(0);
        all.filter(|event| event.payment_id.as_ref() == Some(&payment.id))
    };
    let reversed = events().any(|event| event.kind == EventKind::PaymentReversed);
    let end = match &payment.stage {
        Stage::AwaitingBuyer
        | Stage::Challenged(_)
        | Stage::AskingIssuer { .. }
        | Stage::Cancelled { paid: None, .. } => None,
        Stage::Authorized(_) | Stage::Cancelled { paid: Some(_), .. } => Some(ResultCode::Success),
        // The answer of `pay` has told it.
        Stage::Failed { .. } if payment.at_once && !reversed => None,
        Stage::Failed { code, .. } => Some(*code),
        Stage::Expired { .. } => Some(ResultCode::OrderIsClosed),
    };
    // What is taken back was a success before.
    let expected = reversed
        .then_some(ResultCode::Success)
        .into_iter()
        .chain(end);
    let all = world.gateway.notifications().iter();
    let about = all.filter(|one| one.payment_id.as_ref() == Some(&payment.id));
    let (mut results, mut captures) = (Vec::new(), Vec::new());
    for notification in about {
        match &notification.content {
            Content::Payment(facts) => results.push(facts.result),
            Content::Capture(facts) => captures.push((facts.capture_id.clone(), facts.result)),
            Content::Pending(_)
            | Content::Refund(_)
            | Content::Dispute(_)
            | Content::Vaulting(_) => {}
        }
    }
    assert_eq!(results, expected.collect::<Vec<_>>(), "{payment:?}");
    let made = payment.captures.iter();
    let made = made.filter(|one| one.result != ResultCode::CaptureInProcess);
    let made: Vec<_> = made.map(|one| (one.id.clone(), one.result)).collect();
    assert_eq!(captures, made, "{payment:?}");
}

/// Scheduled attempts come at the documented gaps, at most eight, and none after the shop
/// acknowledged.
pub(super) fn an_attempt_is_in_time(seen: &Seen, world: &World) {
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

pub(super) fn what_was_accepted_stays_accepted(one: &Notification) {
    let accepted = |attempt: &Attempt| attempt.outcome == Outcome::Accepted;
    let was_accepted = one.attempts.iter().any(accepted);
    assert_eq!(was_accepted, one.state == State::Accepted, "{one:?}");
}

pub(super) fn every_notification_comes_to_an_end(number: usize, one: &Notification, world: &World) {
    let seen = |seen: &&Seen| seen.scheduled && seen.notification == number;
    let scheduled = world.seen.iter().filter(seen).count();
    match &one.state {
        State::Accepted | State::Blocked { .. } => assert!(scheduled <= GAPS.len() + 1),
        State::Exhausted => assert_eq!(scheduled, GAPS.len() + 1, "given up early: {one:?}"),
        State::Pending { .. } => panic!("pending for ever: {one:?}"),
    }
    assert!(one.url.is_some() || one.attempts.is_empty());
}
