//! What somebody has put into a form, so that a refused one comes back as it was.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The fields of a form; an empty one is as good as none.
#[derive(Clone, Default, Debug)]
pub(crate) struct Draft(HashMap<String, String>);

impl Draft {
    /// A form that was sent.
    pub(super) fn of(fields: HashMap<String, String>) -> Self {
        Self(fields)
    }

    /// What stands in a field.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    /// Whether this stands in a field.
    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.value(name) == value
    }

    /// What stands in a field, if anything does.
    pub(super) fn given(&self, name: &str) -> Option<&str> {
        Some(self.value(name)).filter(|value| !value.is_empty())
    }

    /// A body with those of these fields that have something in them.
    pub(super) fn body(&self, names: &[&str]) -> Map<String, Value> {
        let given = names.iter().filter_map(|name| {
            let value = self.given(name)?;
            Some(((*name).to_owned(), json!(value)))
        });
        given.collect()
    }

    /// A number as one, and anything else as it is: the admin API tells what is wrong with it.
    pub(super) fn number(&self, name: &str) -> Option<Value> {
        let text = self.given(name)?;
        let number: Result<u64, _> = text.parse();
        Some(number.map_or_else(|_| json!(text), |number| json!(number)))
    }

    /// An instant. A browser's field for one knows no zone, and all times here are in UTC.
    pub(super) fn instant(&self, name: &str) -> Option<String> {
        let text = self.given(name)?;
        if text.parse::<Timestamp>().is_ok() {
            return Some(text.to_owned());
        }
        Some(format!("{text}Z"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_fields_are_left_out_and_instants_are_in_utc() {
        let fields = [
            ("a", " x "),
            ("b", " "),
            ("n", "12"),
            ("m", "-1"),
            ("at", "2026-11-24T10:00"),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let draft = Draft::of(HashMap::from(fields));
        assert_eq!(json!(draft.body(&["a", "b", "c"])), json!({"a": "x"}));
        assert_eq!(draft.number("n"), Some(json!(12)));
        assert_eq!(draft.number("m"), Some(json!("-1")));
        assert_eq!(draft.number("b"), None);
        assert_eq!(draft.instant("at").as_deref(), Some("2026-11-24T10:00Z"));
        assert!(draft.is("a", "x") && draft.is("c", ""));
    }
}
