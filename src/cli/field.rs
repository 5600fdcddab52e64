//! What is in an answer of the admin API, as text that does no harm to a terminal.

use serde_json::Value;

/// A field in one line; of a list its length, of nothing nothing. Dots lead into objects.
pub(crate) fn field(item: &Value, name: &str) -> String {
    match name.split('.').fold(item, |inner, part| &inner[part]) {
        Value::Null => String::new(),
        Value::String(text) => one_line(text),
        Value::Array(items) => items.len().to_string(),
        other => other.to_string(),
    }
}

/// The items of a list; none when it is missing.
pub(crate) fn items<'a>(of: &'a Value, name: &str) -> &'a [Value] {
    of[name].as_array().map_or(&[], Vec::as_slice)
}

fn one_line(text: &str) -> String {
    harmless(text).replace('\n', "\\n").replace('\t', "\\t")
}

/// The text without control characters: what a shop sends must not steer the terminal.
pub(crate) fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() && letter != '\n' && letter != '\t' {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    shown
}
