//! What holds whatever a shop, a buyer and the network do, in whatever order.
//!
//! A walk takes random steps in a small [`World`](world::World) and asks after each of them
//! whether the rules still hold. `PROPTEST_CASES=10000` walks longer.

mod agenda;
mod armed;
mod cast;
mod courses;
mod deliveries;
mod disputes;
mod forgeries;
mod inquiries;
mod refunds;
mod rules;
mod steps;
mod vaults;
mod world;

use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::prelude::*;

use self::rules::{Rules, check_at_the_end};
use self::steps::{Answer, Step, answer, step};
use self::world::World;
use super::{Event, Gateway, Saved};

fn walk(seed: u64, steps: &[Step], answers: &[Answer]) -> World {
    let mut world = World::new(seed, answers);
    let mut rules = Rules::default();
    for step in steps {
        world.take(step);
        rules.check(&world);
    }
    world.drain();
    rules.check(&world);
    check_at_the_end(&world);
    world
}

fn events(world: &World) -> Vec<Event> {
    world.gateway.journal().since(0).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        // A failure prints its shortest walk; that is kept as a test, not as a file of seeds.
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_rules_hold_whatever_happens(
        steps in vec(step(), 1..40),
        answers in vec(answer(), 1..8),
    ) {
        walk(7, &steps, &answers);
    }

    #[test]
    fn the_same_seed_and_steps_give_the_same_world(
        seed: u64,
        steps in vec(step(), 1..20),
        answers in vec(answer(), 1..8),
    ) {
        let (first, second) = (walk(seed, &steps, &answers), walk(seed, &steps, &answers));
        assert_eq!(events(&first), events(&second));
        let shown = |world: &World| {
            format!("{:?}{:?}", world.gateway.payments(), world.gateway.notifications())
        };
        assert_eq!(shown(&first), shown(&second));
    }

    #[test]
    fn a_world_that_was_written_down_goes_on_as_it_would_have(
        seed: u64,
        before in vec(step(), 1..20),
        after in vec(step(), 1..20),
        answers in vec(answer(), 1..8),
    ) {
        let mut worlds = [World::new(seed, &answers), World::new(seed, &answers)];
        for world in &mut worlds {
            for step in &before {
                world.take(step);
            }
            // What is under way is not taken along.
            world.arrive();
        }
        let [_, second] = &mut worlds;
        let text = written(second);
        let saved: Saved = serde_json::from_str(&text).expect("what was written can be read");
        second.gateway = Gateway::restored(saved).expect("a gateway can be what it was");
        assert_eq!(written(second), text);
        for world in &mut worlds {
            for step in &after {
                world.take(step);
            }
            world.drain();
        }
        assert_eq!(written(&worlds[0]), written(&worlds[1]));
    }
}

/// All that a gateway knows.
fn written(world: &World) -> String {
    serde_json::to_string(&world.gateway.save(world.now)).expect("a gateway can be written")
}

#[test]
fn nothing_breaks_at_the_end_of_the_calendar() {
    let approve = Step::Submit {
        payment: 0,
        card: steps::Card::Approved,
    };
    let mut world = World::new(7, &[Answer::Refuse]);
    world.now = Timestamp::MAX - SignedDuration::from_mins(1);
    for manual in [false, true] {
        world.take(&Step::Pay {
            id: u8::from(manual),
            value: 2590,
            manual,
            three_ds: false,
        });
    }
    world.take(&approve);
    world.take(&Step::Advance { seconds: 3600 });
    assert_eq!(world.now, Timestamp::MAX);
    world.take(&Step::Pay {
        id: 2,
        value: 2590,
        manual: false,
        three_ds: false,
    });
    world.drain();
    assert!(
        world
            .gateway
            .payments()
            .iter()
            .all(|payment| !payment.is_open())
    );
}
