//! The rules about disputes, and about the sums of all that moved.

use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;

use super::super::agenda::DisputeTimer;
use super::super::agenda::Timer;
use super::super::moment::{earlier, later};
use super::super::{
    Content, Dispute, DisputeStage, DisputeTerms, DisputeType, Judgement, Payment, PaymentKey,
    Stage, Verdict, antom_date,
};
use super::world::World;

/// What somebody does about a dispute.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    Open { value: Option<u64>, judged: bool },
    OpenRequest,
    Settle,
    Accept,
    Defend,
    Judge(Verdict),
    Withdraw,
    Escalate,
}

pub(super) fn deed() -> impl Strategy<Value = Deed> {
    let value = prop_oneof![Just(None), Just(Some(1_000)), Just(Some(2_590))];
    prop_oneof![
        4 => (value, any::<bool>()).prop_map(|(value, judged)| Deed::Open { value, judged }),
        1 => Just(Deed::OpenRequest),
        1 => Just(Deed::Settle),
        2 => Just(Deed::Accept),
        3 => Just(Deed::Defend),
        1 => Just(Deed::Judge(Verdict::ValidateSuccess)),
        1 => Just(Deed::Judge(Verdict::ValidateFail)),
        1 => Just(Deed::Withdraw),
        1 => Just(Deed::Escalate),
    ]
}

/// A refusal is as good as an answer here.
pub(super) fn dispute(world: &mut World, payment: u8, deed: Deed) {
    let Some(payment) = world.payment(payment) else {
        return;
    };
    let key = PaymentKey::Id(payment.id.to_string());
    let newest = payment.disputes.last();
    let id = newest.map_or_else(String::new, |dispute| dispute.id.to_string());
    let (now, gateway) = (world.now, &mut world.gateway);
    let terms = DisputeTerms::default();
    let judgement = |judged: bool| {
        judged.then_some(Judgement {
            result: Verdict::ValidateSuccess,
            after: SignedDuration::from_hours(50),
        })
    };
    let terms = match deed {
        Deed::Open { value, judged } => DisputeTerms {
            value,
            judgement: judgement(judged),
            ..terms
        },
        Deed::OpenRequest => DisputeTerms {
            kind: DisputeType::RetrievalRequest,
            due_in: Some(SignedDuration::from_hours(9)),
            ..terms
        },
        Deed::Settle => DisputeTerms { rdr: true, ..terms },
        Deed::Accept => return drop(gateway.accept_dispute(now, &id)),
        Deed::Defend => return drop(gateway.supply_defense(now, &id, "YQ==".into())),
        Deed::Judge(verdict) => return drop(gateway.judge_dispute(now, &id, verdict, Some(7))),
        Deed::Withdraw => {
            let _ = gateway.cancel_dispute(now, &id);
            return;
        }
        Deed::Escalate => {
            let _ = gateway.escalate_dispute(now, &id);
            return;
        }
    };
    let _ = gateway.open_dispute(now, &key, &terms);
}

/// The timers of disputes that are still to move on.
pub(super) fn timers(number: usize, payment: &Payment) -> Vec<(Timestamp, Timer)> {
    let mut expected = Vec::new();
    for (index, dispute) in payment.disputes.iter().enumerate() {
        let mut add = |due, what| expected.push((due, Timer::Dispute(number, index, what)));
        if dispute.awaits_answer() {
            add(dispute.due_at, DisputeTimer::Due);
        }
        if dispute.stage == DisputeStage::Created {
            let a_day_before = earlier(dispute.due_at, SignedDuration::from_hours(24));
            add(a_day_before.max(dispute.opened_at), DisputeTimer::Alert);
        }
        if let (DisputeStage::DefenseSupplied { at }, Some(judgement)) =
            (&dispute.stage, dispute.judgement)
        {
            add(later(*at, judgement.after), DisputeTimer::Judgement);
        }
    }
    expected
}

/// Nobody loses more by disputes than was taken, and the newest word about a dispute is where it
/// stands.
pub(super) fn disputes_are_in_order(payment: &Payment, world: &World) {
    let claimed: u64 = payment.disputes.iter().map(Dispute::claimed_value).sum();
    assert!(claimed <= payment.captured_value(), "{payment:?}");
    for dispute in &payment.disputes {
        let told = world.gateway.notifications().iter().rev();
        let mut told = told.filter_map(|one| match &one.content {
            Content::Dispute(facts) if facts.dispute.id == dispute.id => Some(facts),
            _ => None,
        });
        let newest = told.next().expect("the beginning is told");
        assert_eq!(newest.news, dispute.stage.news(), "{dispute:?}");
    }
}

/// Whatever moved is on one day, and all of it together is what the payments tell.
pub(super) fn the_days_add_up(world: &World) {
    let start = antom_date("2026-11-23T02:00:00Z".parse().expect("an instant"));
    let end = antom_date(world.now);
    if end > start.saturating_add(3.years()) {
        return;
    }
    let mut day = start;
    let mut settled = vec![0_i64; world.gateway.payments().len()];
    while day <= end {
        let movements = world.gateway.movements(day);
        assert_eq!(world.gateway.movement_count(day), movements.len());
        for movement in movements {
            assert_eq!(antom_date(movement.at), day);
            let payments = world.gateway.payments();
            let number = payments
                .iter()
                .position(|one| one.id == movement.payment.id);
            settled[number.expect("a payment of this gateway")] += movement.settles;
        }
        day = day.tomorrow().expect("a day of these years");
    }
    for (payment, settled) in world.gateway.payments().iter().zip(settled) {
        let back = payment
            .refunds
            .iter()
            .filter(|one| one.status() == "SUCCESS");
        let back: u64 = back.map(|one| one.amount.value).sum();
        let claimed: u64 = payment
            .disputes
            .iter() // A request for documents that was answered has taken nothing.
            .filter(|dispute| dispute.charged_at.is_some())
            .map(Dispute::claimed_value)
            .sum();
        let lost = back + claimed;
        let kept = i64::try_from(payment.captured_value()).expect("it is small");
        let kept = kept - i64::try_from(lost).expect("it is small");
        match payment.stage {
            // Taken back as well, of which refunds before are a part.
            Stage::Failed { .. } => assert!(settled <= kept, "{settled} {payment:?}"),
            _ => assert_eq!(settled, kept, "{payment:?}"),
        }
    }
}
