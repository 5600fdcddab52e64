//! Every file in `scenarios/` is shipped inside the program.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use crate::fault::{Fault, assert_none, assert_one};
use crate::tree::text_files;

/// The names of the files in `scenarios/`.
fn written() -> BTreeSet<String> {
    let files = text_files().into_iter();
    let name = |path: String| {
        let file = path.strip_prefix("scenarios/")?;
        Some(file.strip_suffix(".toml")?.to_owned())
    };
    files.filter_map(|file| name(file.path)).collect()
}

/// The names that the program lists.
fn shipped() -> BTreeSet<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_antom-sandbox"));
    let output = command.args(["scenario", "list", "--json"]).output();
    let output = output.expect("the program runs");
    let list: Value = serde_json::from_slice(&output.stdout).expect("a list in JSON");
    let items = list["items"].as_array().expect("items").iter();
    let names = items.filter_map(|item| item["name"].as_str());
    names.map(str::to_owned).collect()
}

fn left_out(written: &BTreeSet<String>, shipped: &BTreeSet<String>) -> Vec<Fault> {
    let fault = |name: &String| Fault {
        file: format!("scenarios/{name}.toml"),
        line: 1,
        what: "the scenario is not shipped".to_owned(),
        instead: "add its name to the list in src/scenario/builtin.rs".to_owned(),
    };
    written.difference(shipped).map(fault).collect()
}

#[test]
fn every_scenario_is_shipped() {
    let written = written();
    assert!(written.contains("default"), "{written:?}");
    assert_none(&left_out(&written, &shipped()));
}

#[test]
fn a_scenario_that_is_not_shipped_is_reported() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let faults = left_out(&names(&["a", "b"]), &names(&["a"]));
    assert_one(
        &faults,
        1,
        "scenarios/b.toml:1: the scenario is not shipped",
    );
}
