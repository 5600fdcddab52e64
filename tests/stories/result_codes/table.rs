//! A table of result codes, from its file: what each code says, and how it is reached.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

/// The codes of one place. What it says of recipes holds for every row that does not say it
/// itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) title: String,
    /// The API that is called.
    pub(super) api: String,
    /// Where the code stands: `result`, `payment`, `transaction`, or the beginning of a notification's type.
    pub(super) tells: String,
    /// `then` of a rule that reaches every row without a cause; `CODE` stands for its code.
    /// Without it they are forced.
    pub(super) rule: Option<String>,
    #[serde(default)]
    pub(super) order: Map<String, Value>,
    #[serde(default)]
    pub(super) steps: Vec<String>,
    #[serde(rename = "code")]
    pub(super) rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) code: String,
    pub(super) status: String,
    pub(super) message: String,
    /// The natural cause, in words. A row without one is reached by a rule, or forced.
    pub(super) how: Option<String>,
    /// Another API than the table's.
    pub(super) api: Option<String>,
    /// The merchant's contract.
    pub(super) contract: Option<Value>,
    /// `then` of the scenario's only rule; empty for none.
    pub(super) rule: Option<String>,
    /// What is different in the order of step `pay`, by path.
    pub(super) order: Option<Map<String, Value>>,
    /// What happens before the call.
    pub(super) steps: Option<Vec<String>>,
    /// A card in the request of `pay`.
    pub(super) card: Option<String>,
    /// What is different in the call, by path.
    #[serde(default)]
    pub(super) request: Map<String, Value>,
    /// What is wrong with the call beneath its body.
    pub(super) defect: Option<String>,
}

impl Table {
    /// The rule that reaches a row.
    pub(super) fn rule_of(&self, row: &Row) -> Option<String> {
        let rule = row.rule.as_ref().or(self.rule.as_ref());
        let rule = rule.filter(|rule| !rule.is_empty())?;
        Some(rule.replace("CODE", &row.code))
    }

    /// Whether a forced result is what reaches a row.
    pub(super) fn is_forced(&self, row: &Row) -> bool {
        row.how.is_none() && self.rule.is_none()
    }
}

pub(super) fn read(name: &str) -> Table {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/result_codes");
    let text = fs::read_to_string(folder.join(format!("{name}.toml"))).expect("a table");
    toml::from_str(&text).unwrap_or_else(|error| panic!("{name}.toml: {error}"))
}
