//! As much of JSON Schema as ours uses. A keyword that is not known here fails loudly.

use serde_json::Value;

use super::conditions::{DIGITS, STAR};
use super::outcomes::TWO_LETTERS;

/// What is said about values, not demanded of them.
const SILENT: [&str; 6] = [
    "$schema",
    "$defs",
    "title",
    "description",
    "examples",
    "properties",
];

/// Whether a value is as a schema wants it.
pub(super) fn fits(value: &Value, schema: &Value, root: &Value) -> bool {
    let keywords = schema.as_object().expect("a schema is an object");
    keywords
        .iter()
        .all(|(keyword, wanted)| match keyword.as_str() {
            "additionalProperties" => properties_fit(value, schema, root),
            silent if SILENT.contains(&silent) => true,
            keyword => keyword_fits(value, keyword, wanted, root),
        })
}

fn keyword_fits(value: &Value, keyword: &str, wanted: &Value, root: &Value) -> bool {
    let list = || wanted.as_array().expect("a list").iter();
    let least = || wanted.as_u64().expect("a number");
    match keyword {
        "$ref" => {
            let path = wanted.as_str().and_then(|to| to.strip_prefix('#'));
            let schema = root.pointer(path.expect("a reference")).expect("a schema");
            fits(value, schema, root)
        }
        "type" => match wanted {
            Value::Array(kinds) => kinds.iter().any(|kind| is_a(value, kind)),
            kind => is_a(value, kind),
        },
        "enum" => list().any(|known| known == value),
        "const" => wanted == value,
        "anyOf" => list().any(|schema| fits(value, schema, root)),
        "required" => list().all(|key| {
            let key = key.as_str().expect("a key");
            value
                .as_object()
                .is_none_or(|fields| fields.contains_key(key))
        }),
        "items" => value
            .as_array()
            .is_none_or(|items| items.iter().all(|item| fits(item, wanted, root))),
        "minItems" => value
            .as_array()
            .is_none_or(|items| items.len() as u64 >= least()),
        "minProperties" => value
            .as_object()
            .is_none_or(|fields| fields.len() as u64 >= least()),
        "minLength" => value
            .as_str()
            .is_none_or(|text| text.chars().count() as u64 >= least()),
        "pattern" => value.as_str().is_none_or(|text| is_like(text, wanted)),
        "minimum" => value
            .as_f64()
            .is_none_or(|_| value.as_u64().is_some_and(|n| n >= least())),
        other => panic!("the schema has a keyword that this validator lacks: {other}"),
    }
}

fn is_like(text: &str, pattern: &Value) -> bool {
    match pattern.as_str().expect("a pattern") {
        STAR => text.contains('*'),
        DIGITS => !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '*'),
        TWO_LETTERS => text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase()),
        other => panic!("no pattern {other}"),
    }
}

fn properties_fit(value: &Value, schema: &Value, root: &Value) -> bool {
    let Some(fields) = value.as_object() else {
        return true;
    };
    let others = &schema["additionalProperties"];
    fields
        .iter()
        .all(|(key, inner)| match schema["properties"].get(key) {
            Some(schema) => fits(inner, schema, root),
            None if others.is_object() => fits(inner, others, root),
            None => others == &Value::Bool(true),
        })
}

fn is_a(value: &Value, kind: &Value) -> bool {
    match kind.as_str().expect("a type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        other => panic!("no type {other}"),
    }
}
