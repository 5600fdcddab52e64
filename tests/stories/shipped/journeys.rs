//! The journeys that shipped scenarios hold, played by their names and without a shop.

use serde_json::Value;

use super::listed;
use crate::support::Shop;
use crate::support::program::run;

/// The shipped scenarios with steps.
fn with_steps() -> Vec<String> {
    let shop = Shop::open();
    let name = |one: &Value| one["name"].as_str().expect("a name").to_owned();
    let has_steps = |name: &String| {
        let path = format!("/v1/scenarios/{name}");
        let document = shop.admin.call("GET", &path, &Value::Null).json();
        let source = document["source"].as_str().expect("a document");
        source.contains("[[step]]")
    };
    listed().iter().map(name).filter(has_steps).collect()
}

#[test]
fn every_shipped_journey_goes_as_its_steps_expect() {
    let names = with_steps();
    assert!(names.len() >= 10, "{names:?}");
    let mut words = vec!["scenario", "run", "--json"];
    words.extend(names.iter().map(String::as_str));
    let said = run(&words);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    let guide = include_str!("../../../docs/journeys.md");
    for name in &names {
        assert!(
            guide.contains(&format!("`{name}`")),
            "the guide leaves {name} out"
        );
    }
    let report = said.json();
    let played = report.as_array().expect("a list");
    assert_eq!(played.len(), names.len());
    for (journey, name) in played.iter().zip(&names) {
        assert_eq!(journey["passed"], true, "{name}");
        let steps = journey["steps"].as_array().expect("steps");
        assert!(steps.len() >= 5, "{name}");
    }
}
