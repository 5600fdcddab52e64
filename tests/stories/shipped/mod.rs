//! Every shipped scenario does on the wire what its title says, and what its advice says a good
//! shop does then works out.

mod answers;
mod buyers;
mod captures;
mod connections;
mod declines;
mod disputes;
mod forged;
mod journeys;
mod korea;
mod played;
mod refunds;
mod refusals;
mod resending;
mod set_up;
mod shapes;
mod stored_cards;
mod three_ds;
mod timing;

use std::collections::BTreeSet;
use std::panic::catch_unwind;

use serde_json::{Value, json};

use crate::support::Shop;

/// A shipped scenario, by its name, and how it is played.
type Story = (&'static str, fn(&str));

/// The stories of every group. A scenario has one story, in the group where its fault lies.
const GROUPS: &[&[Story]] = &[
    answers::STORIES,
    buyers::STORIES,
    captures::STORIES,
    connections::STORIES,
    declines::STORIES,
    disputes::STORIES,
    forged::STORIES,
    korea::STORIES,
    refunds::STORIES,
    refusals::STORIES,
    resending::STORIES,
    set_up::STORIES,
    shapes::STORIES,
    stored_cards::STORIES,
    three_ds::STORIES,
    timing::STORIES,
];

/// Plays all, and then names those that failed, and why.
fn play(stories: &[Story]) {
    let failure = |(name, story): &Story| {
        let why = catch_unwind(|| story(name)).err()?;
        let text = why.downcast_ref::<String>().map(String::as_str);
        let text = text.or(why.downcast_ref::<&str>().copied());
        Some(format!("\n{name}: {}", text.unwrap_or("it failed")))
    };
    let failures: String = stories.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "these scenarios failed:{failures}");
}

/// What `GET /v1/scenarios` lists.
fn listed() -> Vec<Value> {
    let list = Shop::open()
        .admin
        .call("GET", "/v1/scenarios", &Value::Null);
    let list = list.json();
    list["items"].as_array().expect("a list").clone()
}

#[test]
fn every_shipped_scenario_has_one_story_and_every_story_a_scenario() {
    let names: Vec<&str> = GROUPS
        .iter()
        .copied()
        .flatten()
        .map(|(name, _)| *name)
        .collect();
    let stories: BTreeSet<String> = names.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(names.len(), stories.len(), "a scenario has two stories");
    let name = |one: &Value| one["name"].as_str().expect("a name").to_owned();
    let shipped: BTreeSet<String> = listed().iter().map(name).collect();
    let untold: Vec<_> = shipped.difference(&stories).collect();
    assert!(
        untold.is_empty(),
        "tests/stories/shipped says nothing of {untold:?}"
    );
    let unknown: Vec<_> = stories.difference(&shipped).collect();
    assert!(unknown.is_empty(), "there is no scenario {unknown:?}");
}

#[test]
fn every_scenario_says_what_it_shows_and_what_a_good_shop_does() {
    let shop = Shop::open();
    for one in listed() {
        let name = one["name"].as_str().expect("a name");
        assert_ne!(one["title"], "", "{name}");
        if name != "default" {
            assert_ne!(one["advice"], "", "{name}");
        }
        let used = shop.admin.put("/scenario", &json!({ "name": name }));
        assert_eq!(used["title"], one["title"], "{name}");
    }
}
