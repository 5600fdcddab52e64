//! JSON within a text of a request.

use std::borrow::Cow;

use serde_json::Value;

use super::collect;

/// The documents show `metadata` as JSON within a text; rules look into it all the same.
pub(super) fn collect_inner(
    text: &str,
    path: &mut String,
    found: &mut Vec<(String, Cow<'_, str>)>,
) {
    let mut inner = Vec::new();
    let value = serde_json::from_str(text).unwrap_or_default();
    if matches!(value, Value::Object(_)) {
        collect(&value, path, &mut inner);
    }
    let owned = |(path, text): (String, Cow<'_, str>)| (path, Cow::Owned(text.into_owned()));
    found.extend(inner.into_iter().map(owned));
}
