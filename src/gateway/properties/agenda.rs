//! The rules about what is still to come.

use jiff::{SignedDuration, Timestamp};

use super::super::agenda::Timer;
use super::super::moment::later;
use super::super::{CaptureMode, EventKind, Gateway, Lag, Payment, Stage, State};
use super::courses::Course;
use super::disputes;
use super::refunds::timers;
use super::vaults;
use super::world::World;

/// A timer for each thing that is still to happen, and none for what has become pointless.
pub(super) fn the_agenda_holds_what_is_to_come(world: &World) {
    let gateway = &world.gateway;
    let mut expected = Vec::new();
    for (number, payment) in gateway.payments().iter().enumerate() {
        expected.extend(timers(number, payment));
        expected.extend(disputes::timers(number, payment));
        expected.extend(of_stage(gateway, number, payment));
    }
    for (number, vaulting) in gateway.vaultings().iter().enumerate() {
        expected.extend(vaults::timers(number, vaulting));
    }
    for (number, notification) in gateway.notifications().iter().enumerate() {
        if let State::Pending {
            next_attempt_at: Some(due),
        } = notification.state
        {
            expected.push((due, Timer::Delivery(number)));
        }
    }
    let set: Vec<_> = gateway.agenda.upcoming().collect();
    for timer in &expected {
        assert!(set.contains(timer), "{timer:?} is missing");
    }
    for timer in &set {
        let wanted = expected.contains(timer) || is_of_a_robot(gateway, timer.1);
        assert!(wanted, "{timer:?} is pointless");
    }
    assert!(set.is_sorted_by_key(|(due, _)| *due), "{set:?}");
}

/// Robots come when they come, also to a payment that is over by then; but not after the shop
/// cancelled it.
fn is_of_a_robot(gateway: &Gateway, timer: Timer) -> bool {
    match timer {
        Timer::Visit(number) => gateway.payments()[number].buyer.is_some(),
        Timer::Buyer(number) => {
            let payment = &gateway.payments()[number];
            payment.buyer.is_some() && !matches!(payment.stage, Stage::Cancelled { .. })
        }
        _ => false,
    }
}

/// What the stage of a payment lets expect.
fn of_stage(gateway: &Gateway, number: usize, payment: &Payment) -> Vec<(Timestamp, Timer)> {
    let course = Course::of_payment(payment);
    let mut expected = Vec::new();
    if payment.is_open() {
        expected.push((payment.expires_at, Timer::PaymentExpiry(number)));
    }
    if let Stage::Challenged(bank) = &payment.stage
        && let Some(end) = bank.code.ends_at.filter(|end| *end < payment.expires_at)
    {
        expected.push((end, Timer::ChallengeEnd(number)));
    }
    if let Stage::AskingIssuer { .. } = payment.stage {
        let mut events = gateway.journal().since(0).rev();
        let asked = events.find(|event| {
            event.kind == EventKind::IssuerAsked && event.payment_id.as_ref() == Some(&payment.id)
        });
        let asked = asked.expect("it was asked").at;
        let delay = course.issuer.expect("the issuer is slow");
        expected.push((later(asked, delay), Timer::IssuerAnswer(number)));
    }
    let Stage::Authorized(paid) = &payment.stage else {
        return expected;
    };
    let automatic = payment.order.capture_mode == CaptureMode::Automatic;
    if let Lag::After(delay) = course.capture_delay
        && automatic
        && payment.captures.is_empty()
        && !paid.released
    {
        expected.push((later(paid.at, delay), Timer::AutomaticCapture(number)));
    }
    let in_a_week = later(paid.at, SignedDuration::from_hours(7 * 24));
    let in_process = payment.capture_in_process();
    let may_be_released = !payment.is_captured() && !paid.released;
    // What the week finds in process is released when that has failed.
    let has_come_to_its_end = in_process.is_some() && gateway_has_passed(gateway, in_a_week);
    if may_be_released && !has_come_to_its_end {
        expected.push((in_a_week, Timer::AuthorizationExpiry(number)));
    }
    if let (Some(index), Some(Lag::After(takes))) = (in_process, course.capture_takes) {
        let since = payment.captures[index].at;
        expected.push((later(since, takes), Timer::CaptureEnd(number)));
    }
    let reversal = course.reversal.filter(|_| payment.may_be_reversed());
    expected.extend(reversal.map(|after| (later(paid.at, after), Timer::Reversal(number))));
    expected
}

/// Whether everything that was due by an instant has been fired.
fn gateway_has_passed(gateway: &Gateway, at: Timestamp) -> bool {
    gateway.next_transition_due().is_none_or(|next| next > at)
}
