//! Scenarios and single rules, as callers send them: by name, as TOML, or as JSON that says the
//! same.

use serde_json::Value;

use super::error::AdminError;
use crate::gateway::{Playbook, Rule};
use crate::scenario::{self, Mistakes, instead_of};

/// What a scenario is called by that came without a name.
const NAMELESS: &str = "custom";

const HINT: &str = "docs/scenarios.md explains the format; GET /v1/scenarios lists what is shipped";

/// What to say of a name that no shipped scenario has.
pub(super) fn no_such(name: &str) -> String {
    let instead = instead_of(name);
    format!("no shipped scenario is called \"{name}\". {instead}")
}

/// A scenario of a merchant: the name of a shipped one, or a document. Files are not read for a
/// caller of the API, who may be on another machine.
pub(super) fn named_or_written(text: &str) -> Result<Playbook, AdminError> {
    if let Some(playbook) = scenario::named(text) {
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
    let playbook = scenario::parse(text)
        .map_err(|mistakes| AdminError::bad_request(format!("scenario: {mistakes}"), HINT))?;
    Ok(Playbook {
        name: name.unwrap_or(NAMELESS).to_owned(),
        ..playbook
    })
}

/// One rule, as an object or as a text, and its source.
pub(super) fn rule(sent: &Value) -> Result<(Rule, String), AdminError> {
    let wrong = |why: &str| {
        let hint = "write {\"when\": {…}, \"then\": {…}} as docs/scenarios.md explains them";
        AdminError::bad_request(why, hint)
    };
    let (source, is_text) = match sent {
        Value::String(text) => (text.clone(), true),
        Value::Object(_) => (sent.to_string(), false),
        other => return Err(wrong(&format!("rule: {other} is no rule"))),
    };
    let rule = scenario::parse_rule(&source);
    let rule = rule.map_err(|mistakes| wrong(&told(&mistakes, is_text)))?;
    if rule.then == Rule::default().then {
        return Err(wrong("rule.then: it says nothing"));
    }
    Ok((rule, source))
}

/// What is wrong with a rule. Of an object the caller knows the paths only: the text that was read
/// is ours.
fn told(mistakes: &Mistakes, is_text: bool) -> String {
    let lines = mistakes.list().iter().map(|mistake| {
        let path = match mistake.path.as_str() {
            "" => "rule".to_owned(),
            path => format!("rule.{path}"),
        };
        let place = mistake.place.filter(|_| is_text);
        let place = place.map_or_else(String::new, |at| {
            format!("line {}, column {}: ", at.line, at.column)
        });
        format!("{place}{path}: {}", mistake.text)
    });
    lines.chain(mistakes.more()).collect::<Vec<_>>().join("\n")
}

/// The source of a rule, as JSON.
pub(super) fn as_json(source: &str) -> Value {
    value(source).unwrap_or_default()
}

/// A text in JSON or TOML; no TOML begins with a brace.
pub(super) fn value(text: &str) -> Result<Value, String> {
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| error.to_string())
    } else {
        toml::from_str(text).map_err(|error| error.to_string())
    }
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
            (
                json!({"then": {"issuer": null}}),
                "rule.then: it says nothing",
            ),
            (json!({"then": {"isuer": "SUCCESS"}}), "rule.then.isuer: "),
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
            unknown.contains("\"defualt\". Did you mean default?"),
            "{unknown}"
        );
    }
}
