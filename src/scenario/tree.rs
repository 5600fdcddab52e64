//! A scenario as a tree, the same for TOML and JSON. Of TOML every value knows its place.

mod broken;
mod from_json;
mod from_toml;
mod places;

use serde_json::{Map, Number, Value};

use super::mistake::{Desk, Place};

/// A value and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Tree {
    pub(super) place: Option<Place>,
    pub(super) value: Branch,
}

/// What a value is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Branch {
    Null,
    Boolean(bool),
    Number(Number),
    Text(String),
    List(Vec<Tree>),
    /// In the order of the text. In JSON a key may be there twice.
    Table(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) place: Option<Place>,
    pub(super) value: Tree,
}

/// Reads a text as far as it can be read. What begins with `{` is JSON, anything else TOML.
pub(super) fn grow(text: &str) -> (Tree, Desk) {
    // Some editors put a byte order mark first. TOML allows for it, the reader of JSON does not.
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (tree, broken) = if unmarked.trim_start().starts_with('{') {
        from_json::read(unmarked)
    } else {
        from_toml::read(text)
    };
    (tree, Desk::with(broken))
}

impl Tree {
    /// The value as JSON. Of a key that is there twice the last counts.
    pub(super) fn to_json(&self) -> Value {
        match &self.value {
            Branch::Null => Value::Null,
            Branch::Boolean(flag) => Value::Bool(*flag),
            Branch::Number(number) => Value::Number(number.clone()),
            Branch::Text(text) => Value::String(text.clone()),
            Branch::List(items) => Value::Array(items.iter().map(Self::to_json).collect()),
            Branch::Table(entries) => {
                let pair = |entry: &Entry| (entry.key.clone(), entry.value.to_json());
                Value::Object(entries.iter().map(pair).collect::<Map<_, _>>())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_and_json_grow_the_same_tree() {
        let toml = "b = 1\n[a]\nx.y = [true, 0x10, 2.50]\nz = \"é\"\n[[c]]\n[[c]]\nd = 1979-05-27";
        let json = r#"{"b": 1, "a": {"x": {"y": [true, 16, 2.5]}, "z": "é"},
            "c": [{}, {"d": "1979-05-27"}]}"#;
        let (from_toml, desk) = grow(toml);
        desk.close(Some(())).unwrap();
        let (from_json, desk) = grow(json);
        desk.close(Some(())).unwrap();
        assert_eq!(from_toml.to_json(), from_json.to_json());
        assert_eq!(
            from_toml.to_json().to_string(),
            from_json.to_json().to_string()
        );
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        for text in ["\u{feff}{\"a\": 1}", "\u{feff}a = 1"] {
            let (tree, desk) = grow(text);
            desk.close(Some(())).unwrap();
            assert_eq!(tree.to_json().to_string(), "{\"a\":1}");
        }
    }

    #[test]
    fn every_fault_of_a_broken_text_is_told_with_its_place() {
        for (text, told) in [
            (
                "a = 1\né = = 2\nb = [1,,2]\na = 3",
                vec![
                    "line 2, column 1: a key has letters",
                    "line 3, column 8: a comma too many",
                    "line 4, column 1",
                ],
            ),
            ("{\"a\": 1,\n \"b\": }", vec!["line 2, column 7"]),
            ("{} {}", vec!["line 1, column 4"]),
        ] {
            let (_, desk) = grow(text);
            let mistakes = desk.close(Some(())).unwrap_err();
            let places: Vec<_> = mistakes.list().iter().map(ToString::to_string).collect();
            assert_eq!(places.len(), told.len(), "{places:#?}");
            for (place, told) in places.iter().zip(told) {
                assert!(place.starts_with(told), "{places:#?}");
            }
        }
    }
}
