//! The fields of a request, as rules look at them: paths and texts, without any structure.

use std::fmt::Write as _;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Between a path and its value, and after each value. Control characters that no path has.
const OF: char = '\u{1}';
const END: char = '\u{2}';

/// Every scalar of a request by its path, such as `order.buyer.referenceBuyerId` or
/// `order.goods[0].goodsName`. One text, because a sandbox may hold a hundred thousand of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(Arc<str>);

impl Default for Fields {
    fn default() -> Self {
        Self(Arc::from(""))
    }
}

impl Fields {
    /// The fields with these paths and values, in this order.
    pub fn of<P: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (P, V)>) -> Self {
        let mut text = String::new();
        for (path, value) in pairs {
            let value = value.as_ref().replace([OF, END], " ");
            let _ = write!(text, "{}{OF}{value}{END}", path.as_ref());
        }
        Self(text.into())
    }

    /// The value at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.iter()
            .find(|(known, _)| *known == path)
            .map(|(_, value)| value)
    }

    /// Whether anything stands at a path: a value, or an object or a list with one in it.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.iter().any(|(known, _)| {
            let inner = known.strip_prefix(path);
            inner.is_some_and(|inner| inner.is_empty() || inner.starts_with(['.', '[']))
        })
    }

    /// All of them, in the order of the request.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.split(END).filter_map(|pair| pair.split_once(OF))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_fields_in_it_is_there_too() {
        let fields = Fields::of([("order.goods[0].name", "cup"), ("ordered", "")]);
        for there in ["order", "order.goods", "order.goods[0]", "ordered"] {
            assert!(fields.has(there), "{there}");
        }
        for missing in ["ord", "order.goods[1]", "order.good", "name"] {
            assert!(!fields.has(missing), "{missing}");
        }
    }

    #[test]
    fn a_field_is_found_by_its_whole_path() {
        let fields = Fields::of([("order.id", "a\u{1}b"), ("order", "x"), ("empty", "")]);
        assert_eq!(fields.get("order.id"), Some("a b"));
        assert_eq!(fields.get("order"), Some("x"));
        assert_eq!(fields.get("empty"), Some(""));
        assert_eq!(fields.get("id"), None);
        assert_eq!(fields.iter().count(), 3);
        assert_eq!(Fields::default().get(""), None);
    }
}
