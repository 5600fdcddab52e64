//! The JSON Schema of scenario files, for editors. Its words come from the lists that the reader
//! uses too; what goes together in a rule is told by the reader only.

mod conditions;
mod disputes;
mod expectations;
mod outcomes;
mod steps;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod validator;

use serde_json::{Map, Value, json};

use super::names::Words;
use super::values::OPEN_ENDS;
use crate::gateway::{CardBrand, ResultCode, ResultStatus};

/// The format of scenario files as a JSON Schema, draft 2020-12. JSON scenarios are held against
/// it as they are; TOML ones as the JSON that they are equal to.
#[must_use]
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario of antom-sandbox",
        "description": "What happens to which payment. See docs/scenarios.md.",
        "type": "object",
        "required": ["title"],
        "additionalProperties": false,
        "properties": {
            "title": text("What the scenario shows."),
            "advice": text("What a good shop does then."),
            "rule": {
                "description": "Tried in order: each question about a payment is answered by the first rule that holds and says anything about it.",
                "type": "array",
                "items": {"$ref": "#/$defs/rule"}
            },
            "step": {
                "description": "The steps of a journey. See docs/journeys.md.",
                "type": "array",
                "items": {"$ref": "#/$defs/step"}
            }
        },
        "$defs": definitions()
    })
}

fn definitions() -> Value {
    let codes = |wanted: fn(ResultCode) -> bool| {
        let codes = ResultCode::ALL.iter().filter(|code| wanted(**code));
        json!({"enum": codes.map(|code| code.code()).collect::<Vec<_>>()})
    };
    json!({
        "rule": {
            "type": "object",
            "required": ["then"],
            "additionalProperties": false,
            "properties": {
                "about": text("What the rule shows."),
                "when": {"$ref": "#/$defs/when"},
                "then": {"$ref": "#/$defs/then"}
            }
        },
        "step": steps::step(),
        "when": conditions::when(),
        "then": outcomes::then(),
        "code": codes(|_| true),
        "refusal": codes(|code| code != ResultCode::Success),
        "end": codes(|code| code.status() != ResultStatus::U),
        "open_end": codes(|code| OPEN_ENDS.contains(&code)),
        "failure": codes(|code| code.status() == ResultStatus::F),
        "brand": {"enum": CardBrand::all().map(CardBrand::name).collect::<Vec<_>>()},
        "card": {
            "description": "A card number: 12 to 19 digits; blanks do not count.",
            "type": "string",
            "minLength": 12
        },
        "span": {
            "description": "A length of time. A day has 24 hours.",
            "type": "string",
            "minLength": 2,
            "examples": ["24h", "2h 30m", "7d", "500ms"]
        },
        "pattern": conditions::pattern(),
        "fields": {
            "description": "Patterns by the paths of fields; nested tables mean the same as dotted paths.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
                "anyOf": [{"$ref": "#/$defs/pattern"}, {"$ref": "#/$defs/fields"}]
            }
        },
        "count": conditions::count()
    })
}

/// A key, what it means, and its schema.
type Property = (&'static str, &'static str, Value);

fn refer(to: &str) -> Value {
    json!({"$ref": format!("#/$defs/{to}")})
}

/// A table with these keys, their descriptions and their schemas.
fn table(properties: &[Property], required: &[&str]) -> Value {
    let described = properties.iter().map(|(key, description, schema)| {
        let mut told = json!({"description": description});
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            told[keyword] = value.clone();
        }
        ((*key).to_owned(), told)
    });
    let properties: Map<_, _> = described.collect();
    let mut table = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties
    });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// A text that says something.
fn filled() -> Value {
    json!({"type": "string", "minLength": 1})
}

fn text(description: &str) -> Value {
    json!({"description": description, "type": "string", "minLength": 1})
}

fn words<T>(words: Words<T>) -> Value {
    let words: Vec<_> = words.iter().map(|(word, _)| word).collect();
    json!({"enum": words})
}

fn one_or_more(schema: &Value) -> Value {
    json!({"anyOf": [schema, {"type": "array", "minItems": 1, "items": schema}]})
}
