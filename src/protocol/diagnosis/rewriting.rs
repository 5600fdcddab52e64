//! The same JSON as other programs write it: blanks and escaped slashes come and go, the order of
//! the fields stays. A tree of values would not do, it forgets that order.

/// How a program sets the blanks between tokens.
#[derive(Clone, Copy)]
struct Style {
    after_comma: &'static str,
    after_colon: &'static str,
    /// For each level, on lines of their own.
    indent: Option<&'static str>,
}

/// JavaScript, PHP, Java and Go; Python; and the pretty forms of all of them.
const STYLES: [Style; 4] = [
    Style {
        after_comma: "",
        after_colon: "",
        indent: None,
    },
    Style {
        after_comma: " ",
        after_colon: " ",
        indent: None,
    },
    Style {
        after_comma: "",
        after_colon: " ",
        indent: Some("  "),
    },
    Style {
        after_comma: "",
        after_colon: " ",
        indent: Some("    "),
    },
];

/// The body in every usual form; none when it is not JSON.
pub(super) fn rewritings(body: &[u8]) -> Vec<Vec<u8>> {
    let Ok(text) = std::str::from_utf8(body) else {
        return Vec::new();
    };
    if serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
        return Vec::new();
    }
    let plain = text.replace("\\/", "/");
    // PHP escapes slashes unless told not to.
    let escaped = plain.replace('/', "\\/");
    let forms = [plain, escaped].map(|text| STYLES.map(|style| style.write(&text).into_bytes()));
    forms.into_iter().flatten().collect()
}

/// A message for people to read, its fields in their order.
#[cfg(test)]
pub(in crate::protocol) fn pretty(json: &[u8]) -> String {
    STYLES[2].write(std::str::from_utf8(json).expect("a message is text"))
}

impl Style {
    /// Sets the blanks of well-formed JSON anew.
    fn write(self, json: &str) -> String {
        let mut written = String::with_capacity(json.len() * 2);
        let mut depth = 0;
        let (mut in_string, mut escaped, mut just_opened) = (false, false, false);
        for c in json.chars() {
            if in_string {
                written.push(c);
                in_string = escaped || c != '"';
                escaped = c == '\\' && !escaped;
                continue;
            }
            if c.is_ascii_whitespace() {
                continue;
            }
            let closes = matches!(c, '}' | ']');
            if closes {
                depth -= 1;
            }
            // An empty object or array stays on its line.
            if just_opened != closes {
                self.break_line(&mut written, depth);
            }
            written.push(c);
            just_opened = matches!(c, '{' | '[');
            match c {
                '{' | '[' => depth += 1,
                ',' => {
                    written.push_str(self.after_comma);
                    self.break_line(&mut written, depth);
                }
                ':' => written.push_str(self.after_colon),
                '"' => in_string = true,
                _ => {}
            }
        }
        written
    }

    fn break_line(self, written: &mut String, depth: usize) {
        if let Some(indent) = self.indent {
            written.push('\n');
            written.extend(std::iter::repeat_n(indent, depth));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_written_as_each_language_would() {
        let body = br#" {"b" : "x, {y}:\"z\" ","a":[1 ,{}, [] ,{"u":"http:\/\/h"}]} "#;
        let forms = rewritings(body).into_iter();
        let forms: Vec<_> = forms
            .map(|form| String::from_utf8(form).expect("text"))
            .collect();
        assert_eq!(
            forms[0],
            r#"{"b":"x, {y}:\"z\" ","a":[1,{},[],{"u":"http://h"}]}"#
        );
        assert_eq!(
            forms[1],
            r#"{"b": "x, {y}:\"z\" ", "a": [1, {}, [], {"u": "http://h"}]}"#
        );
        let pretty = [
            "{",
            r#"  "b": "x, {y}:\"z\" ","#,
            r#"  "a": ["#,
            "    1,",
            "    {},",
            "    [],",
            "    {",
            r#"      "u": "http://h""#,
            "    }",
            "  ]",
            "}",
        ];
        assert_eq!(forms[2], pretty.join("\n"));
        assert_eq!(
            forms[4],
            r#"{"b":"x, {y}:\"z\" ","a":[1,{},[],{"u":"http:\/\/h"}]}"#
        );
    }

    #[test]
    fn what_is_no_json_has_no_other_form() {
        for broken in [&b"{"[..], b"}", b"", b"\xff"] {
            assert!(rewritings(broken).is_empty());
        }
    }
}
