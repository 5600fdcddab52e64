//! HTTP messages for people: headers one to a line, JSON bodies indented.

use serde_json::Value;

use super::paint::{HEADING, painted};
use super::print::harmless;

const INDENT: &str = "  ";

/// A title, the headers and the body of a message.
pub(crate) fn message(title: &str, headers: &Value, body: &Value) -> String {
    let mut lines: Vec<String> = pairs(headers)
        .into_iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    match body.as_str() {
        None | Some("") => lines.push("(no body)".to_owned()),
        Some(body) => {
            lines.push(String::new());
            lines.extend(readable(body).lines().map(str::to_owned));
        }
    }
    let mut text = format!("\n{}\n", painted(HEADING, &harmless(title)));
    for line in lines {
        text.push_str(harmless(&format!("{INDENT}{line}")).trim_end());
        text.push('\n');
    }
    text
}

/// Headers come as `{"name": "value"}`, or as `[["name", "value"]]` where a name may come twice.
fn pairs(headers: &Value) -> Vec<(&str, &str)> {
    match headers {
        Value::Object(map) => map
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
            .collect(),
        Value::Array(list) => list
            .iter()
            .filter_map(|pair| Some((pair[0].as_str()?, pair[1].as_str()?)))
            .collect(),
        _ => Vec::new(),
    }
}

/// JSON with line breaks and indents; anything else as it is.
///
/// Reading and writing it anew would sort the names, and a signature is about the bytes as they
/// came: so only the blanks between them change.
fn readable(body: &str) -> String {
    let is_json = serde_json::from_str::<serde::de::IgnoredAny>(body).is_ok();
    if is_json {
        indented(body)
    } else {
        body.to_owned()
    }
}

fn indented(json: &str) -> String {
    let mut text = String::with_capacity(json.len() * 2);
    let (mut depth, mut in_string, mut escaped) = (0, false, false);
    let mut letters = json.chars().peekable();
    while let Some(letter) = letters.next() {
        if in_string {
            text.push(letter);
            in_string = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            continue;
        }
        match letter {
            '{' | '[' => {
                text.push(letter);
                while letters.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(end) = letters.next_if(|next| "}]".contains(*next)) {
                    text.push(end);
                } else {
                    depth += 1;
                    break_line(&mut text, depth);
                }
            }
            '}' | ']' => {
                depth -= 1;
                break_line(&mut text, depth);
                text.push(letter);
            }
            ',' => {
                text.push(letter);
                break_line(&mut text, depth);
            }
            ':' => text.push_str(": "),
            blank if blank.is_ascii_whitespace() => {}
            other => {
                in_string = other == '"';
                text.push(other);
            }
        }
    }
    text
}

fn break_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.push_str(&INDENT.repeat(depth));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::print::plain;

    #[test]
    fn a_body_keeps_its_order_and_its_letters() {
        let body = r#"{"z":"a\\\"{,:\\","a": [1,{} ,[ ]],"e":1.50}"#;
        let expected = "{\n  \"z\": \"a\\\\\\\"{,:\\\\\",\n  \"a\": [\n    1,\n    {},\n    []\n  ],\n  \"e\": 1.50\n}";
        assert_eq!(readable(body), expected);
        assert_eq!(readable("{not json}"), "{not json}");
    }

    #[test]
    fn headers_are_shown_in_either_form() {
        let expected = "\nPOST /x\n  a: 1\n  b: 2\n  (no body)\n";
        for headers in [json!({"a": "1", "b": "2"}), json!([["a", "1"], ["b", "2"]])] {
            assert_eq!(plain(&message("POST /x", &headers, &json!(""))), expected);
        }
    }

    #[test]
    fn a_body_does_not_steer_the_terminal() {
        let text = message("answer", &Value::Null, &json!("\u{1b}[2J\r\nx"));
        assert_eq!(plain(&text), "\nanswer\n\n  \\u{1b}[2J\n  x\n");
    }
}
