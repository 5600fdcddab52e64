//! Scenarios and single rules, as callers send them: by name, as TOML, or as JSON that says the
//! same.

use std::fmt::Display;
use std::sync::Arc;

use serde_json::Value;
use toml::Table;

use super::error::AdminError;
use crate::gateway::{Playbook, Rule};
use crate::scenario::{self, BUILT_IN};

/// What a scenario is called by that came without a name.
const NAMELESS: &str = "custom";

const HINT: &str = "docs/scenarios.md explains the format; GET /v1/scenarios lists what is shipped";

/// A shipped scenario.
pub(super) fn shipped(name: &str) -> Option<Playbook> {
    let shipped = BUILT_IN.iter().find(|shipped| shipped.name == name)?;
    let playbook = scenario::parse(shipped.text).ok()?;
    Some(Playbook {
        name: shipped.name.to_owned(),
        ..playbook
    })
}

/// Why a name is not enough.
pub(super) fn no_such(name: &str) -> String {
    let names: Vec<_> = BUILT_IN.iter().map(|shipped| shipped.name).collect();
    let names = names.join(", ");
    format!("no shipped scenario is called \"{name}\"; there are: {names}")
}

/// A scenario of a merchant: the name of a shipped one, or a document. Files are not read for a
/// caller of the API, who may be on another machine.
pub(super) fn named_or_written(text: &str) -> Result<Playbook, AdminError> {
    if let Some(playbook) = shipped(text) {
        return Ok(playbook);
    }
    let is_name = !text.is_empty() && !text.contains(['=', '\n', '{']);
    if is_name {
        let message = format!("scenario: {}", no_such(text));
        return Err(AdminError::bad_request(message, HINT));
    }
    written(text, None)
}

/// A scenario that is written out.
pub(super) fn written(text: &str, name: Option<&str>) -> Result<Playbook, AdminError> {
    let wrong = |why: &dyn Display| AdminError::bad_request(format!("scenario: {why}"), HINT);
    let toml = if is_json(text) {
        let table = table(text).map_err(|why| wrong(&why))?;
        as_toml(&table).map_err(|why| wrong(&why))?
    } else {
        text.to_owned()
    };
    let playbook = scenario::parse(&toml).map_err(|mistakes| wrong(&mistakes))?;
    Ok(Playbook {
        name: name.unwrap_or(NAMELESS).to_owned(),
        source: text.to_owned(),
        ..playbook
    })
}

/// One rule, as an object or as a text, and its source as TOML.
pub(super) fn rule(sent: &Value) -> Result<(Rule, String), AdminError> {
    let wrong = |why: &dyn Display| {
        let hint = "write {\"when\": {…}, \"then\": {…}} as docs/scenarios.md explains them";
        AdminError::bad_request(format!("rule: {why}"), hint)
    };
    let rule = match sent {
        Value::String(text) => table(text),
        other => table(&other.to_string()),
    };
    let rule = rule.map_err(|why| wrong(&why))?;
    let source = as_toml(&rule).map_err(|why| wrong(&why))?;
    let mut whole = Table::new();
    whole.insert("title".to_owned(), "override".into());
    whole.insert("rule".to_owned(), vec![rule].into());
    let whole = as_toml(&whole).map_err(|why| wrong(&why))?;
    let playbook = scenario::parse(&whole).map_err(|mistakes| wrong(&mistakes))?;
    // The rules of the documented test cards follow it.
    let first = playbook.rules.into_iter().next();
    let first = first.ok_or_else(|| wrong(&"it is empty"))?;
    if first.then == Rule::default().then {
        return Err(wrong(&"then says nothing"));
    }
    Ok((Arc::unwrap_or_clone(first), source))
}

/// The source of a rule, as JSON.
pub(super) fn as_json(source: &str) -> Value {
    toml::from_str(source).unwrap_or_default()
}

fn table(text: &str) -> Result<Table, String> {
    if is_json(text) {
        serde_json::from_str(text).map_err(|error| error.to_string())
    } else {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}

/// No TOML begins with a brace.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

fn as_toml(table: &Table) -> Result<String, String> {
    toml::to_string(table).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::gateway::ResultCode;

    #[test]
    fn a_rule_is_taken_as_an_object_as_json_text_and_as_toml() {
        let object = json!({"about": "no money", "when": {"amount": "2590"},
            "then": {"issuer": "USER_BALANCE_NOT_ENOUGH"}});
        let toml = "about = \"no money\"\n[when]\namount = \"2590\"\n[then]\nissuer = \"USER_BALANCE_NOT_ENOUGH\"";
        let (expected, _) = rule(&object).unwrap();
        assert_eq!(expected.then.issuer, Some(ResultCode::UserBalanceNotEnough));
        for text in [object.to_string(), toml.to_owned()] {
            let (read, source) = rule(&json!(text)).unwrap();
            assert_eq!(read, expected);
            assert_eq!(as_json(&source), object);
        }
    }

    #[test]
    fn a_rule_that_cannot_be_is_told() {
        for (sent, told) in [
            (json!(null), "rule: "),
            (json!([]), "rule: "),
            (json!(5), "rule: "),
            (json!({}), "then"),
            (json!({"then": {}}), "then"),
            (json!({"then": {"issuer": null}}), "rule: "),
            (json!({"then": {"isuer": "SUCCESS"}}), "isuer"),
            (json!("then = {"), "rule: "),
            (json!(""), "then"),
        ] {
            let error = rule(&sent).unwrap_err().to_string();
            assert!(error.contains(told), "{sent}: {error}");
        }
    }

    #[test]
    fn a_scenario_keeps_the_very_text_it_was_written_in() {
        for text in [
            "title = \"Nothing\"\n",
            "{\"title\": \"Nothing\", \"rule\": [{\"then\": {\"issuer\": \"DO_NOT_HONOR\"}}]}",
        ] {
            let playbook = written(text, None).unwrap();
            let facts = (playbook.name.as_str(), playbook.title.as_str());
            assert_eq!(facts, ("custom", "Nothing"));
            assert_eq!(playbook.source, text);
        }
        assert_eq!(named_or_written("default").unwrap().name, "default");
        let unknown = named_or_written("defualt").unwrap_err().to_string();
        assert!(
            unknown.contains("\"defualt\"; there are: default"),
            "{unknown}"
        );
    }
}
