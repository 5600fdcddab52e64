//! Fields of a JSON value by their path, such as `transactions[0].transactionType`.

use serde_json::Value;

/// What stands there; `None` for a field that is missing or null.
pub(super) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let mut found = value;
    for part in path.split('.') {
        let (name, indexes) = part.split_at(part.find('[').unwrap_or(part.len()));
        // A list has no name of its own: `[0].code`.
        if !name.is_empty() || indexes.is_empty() {
            found = found.get(name)?;
        }
        for index in indexes.split('[').skip(1) {
            let index: usize = index.strip_suffix(']')?.parse().ok()?;
            found = found.get(index)?;
        }
    }
    (!found.is_null()).then_some(found)
}

/// A value as patterns see it and texts quote it: a text as it is, anything else as JSON.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The text at a path; empty when there is none.
pub(super) fn text_at(value: &Value, path: &str) -> String {
    at(value, path).map(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_leads_through_objects_and_lists() {
        let value = json!({"a": {"b": [{"c": 1}, [2, "x"]]}, "n": null});
        assert_eq!(text_at(&value, "a.b[0].c"), "1");
        assert_eq!(text_at(&value, "a.b[1][1]"), "x");
        assert_eq!(text_at(&value, "a.b[1]"), r#"[2,"x"]"#);
        for nowhere in ["a.x", "n", "a.b[2]", "a.b[x]", "a.b[0", "a[0]", "", "a.b.c"] {
            assert_eq!(at(&value, nowhere), None, "{nowhere}");
        }
    }
}
