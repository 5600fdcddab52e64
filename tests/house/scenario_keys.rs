//! The guides to scenarios and the JSON Schema of scenario files have the same keys.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::docs::help::printed;
use crate::docs::{read, says};

const GUIDES: [&str; 2] = ["docs/scenarios.md", "docs/journeys.md"];

/// Every name of a property, and every value of a list of values, below a part of the schema.
fn names(schema: &Value, keys: &mut BTreeSet<String>, values: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            if let Some(properties) = fields.get("properties").and_then(Value::as_object) {
                keys.extend(properties.keys().cloned());
            }
            let listed = fields.get("enum").and_then(Value::as_array);
            let listed = listed.into_iter().flatten().chain(fields.get("const"));
            values.extend(listed.filter_map(Value::as_str).map(str::to_owned));
            fields.values().for_each(|below| names(below, keys, values));
        }
        Value::Array(items) => items.iter().for_each(|below| names(below, keys, values)),
        _ => {}
    }
}

/// What stands in code in the first cell of each row of a text's tables.
fn first_cells(text: &str) -> Vec<&str> {
    let cells = text.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = cells.filter_map(|line| line.split('|').next());
    cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
}

/// `pay = { … }` and `[[rule]]` are about `pay` and `rule`.
fn key(code: &str) -> &str {
    let code = code.trim_start_matches('[');
    let end = code.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    &code[..end.unwrap_or(code.len())]
}

#[test]
fn the_guides_and_the_schema_have_the_same_keys() {
    let schema: Value =
        serde_json::from_str(&printed(&["scenario", "schema"])).expect("it is JSON");
    let (mut keys, mut values) = (BTreeSet::new(), BTreeSet::new());
    names(&schema, &mut keys, &mut values);
    assert!(keys.len() > 90, "only {keys:?}");
    let guides = GUIDES.map(read).concat();
    let missing: Vec<_> = keys.iter().filter(|key| !says(&guides, key)).collect();
    assert!(missing.is_empty(), "{GUIDES:?} do not explain {missing:#?}");
    let cells = first_cells(&guides);
    let unknown: Vec<_> = cells
        .into_iter()
        // Flags have a test of their own; capitals stand for a value.
        .filter(|code| code.starts_with(|c: char| c.is_ascii_lowercase() || c == '['))
        .map(key)
        .filter(|key| !keys.contains(*key) && !values.contains(*key))
        .collect();
    assert!(
        unknown.is_empty(),
        "{GUIDES:?} explain {unknown:#?}, which no file can have"
    );
}

#[test]
fn keys_are_read_from_tables() {
    let text = "| Key | x |\n|---|---|\n| `pay = { … }` `[[rule]]` | `no` |\ntext `no`\n";
    let keys: Vec<_> = first_cells(text).into_iter().map(key).collect();
    assert_eq!(keys, ["pay", "rule"]);
}
