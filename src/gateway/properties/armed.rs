//! Rules that are armed during a walk, and when they have to end.

use jiff::SignedDuration;

use super::super::{Arming, Attempts, EventKind, NotificationFault, ResultCode, Rule, Spoil, Then};
use super::steps::{Armed, Step};
use super::world::World;

fn then(what: Armed) -> Then {
    let mut then = Then::default();
    match what {
        Armed::RefusesPay => then.pay = Some(ResultCode::RiskReject),
        Armed::Declines => then.issuer = Some(ResultCode::DoNotHonor),
        Armed::LetsCapturesFail => then.capture = Some(ResultCode::ProcessFail),
        Armed::LetsRefundsFail => then.refund = Some(ResultCode::ProcessFail),
        Armed::RefusesToCancel => then.cancel = Some(ResultCode::ProcessFail),
        Armed::SpoilsNotifications => then.notifications.push(NotificationFault {
            notify_type: None,
            attempts: Attempts::All,
            spoil: Spoil::StaleTime(SignedDuration::from_hours(1)),
        }),
    }
    then
}

/// Arms a rule.
pub(super) fn arm(world: &mut World, step: &Step) {
    let Step::Arm {
        what,
        times,
        minutes,
    } = *step
    else {
        return;
    };
    let rule = Rule {
        then: then(what),
        ..Rule::default()
    };
    let arming = Arming {
        rule,
        times,
        lasts: minutes.map(SignedDuration::from_mins),
        ..Arming::default()
    };
    let armed = world.gateway.arm(world.now, arming);
    world.armed.push(armed);
}

/// What is armed decides as many acts as it may, while it may.
pub(super) fn what_is_armed_ends(world: &World) {
    let uses = |id: &str| {
        let events = world.gateway.journal().since(0);
        let used = events.filter(|event| event.kind == EventKind::OverrideUsed);
        let own = format!("{id} had its say");
        used.filter(move |event| event.text.starts_with(&own))
    };
    for armed in &world.armed {
        let used: Vec<_> = uses(&armed.id.to_string()).collect();
        if let Some(times) = armed.left {
            assert!(used.len() <= times as usize, "used too often: {armed:?}");
        }
        if let Some(end) = armed.expires_at {
            assert!(
                used.iter().all(|event| event.at < end),
                "used after its end: {armed:?}"
            );
        }
    }
    for armed in world.gateway.overrides(world.now) {
        assert!(armed.left != Some(0), "used up: {armed:?}");
        assert!(armed.expires_at.is_none_or(|end| world.now < end));
    }
}
