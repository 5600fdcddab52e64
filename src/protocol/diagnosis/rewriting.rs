//! The same JSON as other programs write it: blanks and escaped slashes come and go, the order of
//! the fields stays. A tree of values would not do, it forgets that order.
//!
//! Nobody has signed these bodies, so anybody may send them: what is made of one stays small.
//! Indentation alone would make gigabytes of some deeply nested kilobytes.

/// Beyond these a body is no request of a shop, and has no other form.
const BODY_MAX: usize = 32 * 1024;
const DEPTH_MAX: usize = 32;

/// A form that grows beyond so many times its body, and a little, is given up.
const GROWTH_MAX: usize = 4;
const GROWTH_FREE: usize = 8 * 1024;

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

/// The body in every usual form, one after the other; none when it is not JSON or is too large.
pub(super) fn rewritings(body: &[u8]) -> impl Iterator<Item = Vec<u8>> + use<> {
    let forms = readable(body).map(|text| {
        let plain = text.replace("\\/", "/");
        // PHP escapes slashes unless told not to.
        let escaped = plain.replace('/', "\\/");
        [plain, escaped]
    });
    forms.into_iter().flatten().flat_map(|text| {
        STYLES
            .iter()
            .filter_map(move |style| style.write(&text).map(String::into_bytes))
    })
}

fn readable(body: &[u8]) -> Option<&str> {
    if body.len() > BODY_MAX || is_deeper_than(DEPTH_MAX, body) {
        return None;
    }
    let text = std::str::from_utf8(body).ok()?;
    serde_json::from_str::<serde::de::IgnoredAny>(text).ok()?;
    Some(text)
}

/// Brackets in texts count as well: a little too careful, and it needs no reading of JSON.
fn is_deeper_than(max: usize, body: &[u8]) -> bool {
    let mut depth = 0_usize;
    body.iter().any(|byte| {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > max
    })
}

/// A message for people to read, its fields in their order.
#[cfg(test)]
pub(in crate::protocol) fn pretty(json: &[u8]) -> String {
    let json = std::str::from_utf8(json).expect("a message is text");
    STYLES[2].write(json).expect("a message is not deep")
}

impl Style {
    /// Sets the blanks of well-formed JSON anew; `None` when that takes too much room.
    fn write(self, json: &str) -> Option<String> {
        let room = json.len() * GROWTH_MAX + GROWTH_FREE;
        let mut written = String::with_capacity(json.len() * 2);
        let mut depth = 0;
        let (mut in_string, mut escaped, mut just_opened) = (false, false, false);
        for c in json.chars() {
            if written.len() > room {
                return None;
            }
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
        Some(written)
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
        let forms: Vec<_> = rewritings(body)
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
            assert_eq!(rewritings(broken).count(), 0);
        }
    }

    fn nested(depth: usize, inside: &str) -> String {
        format!("{}{inside}{}", "[".repeat(depth), "]".repeat(depth))
    }

    #[test]
    fn what_is_too_deep_or_too_large_has_no_other_form() {
        assert_eq!(rewritings(nested(32, "0").as_bytes()).count(), 8);
        let flat = format!("[{}0]", "0,".repeat(512 * 1024));
        for hostile in [
            nested(33, "0"),
            nested(25_000, "0"),
            "[".repeat(50_000),
            flat,
        ] {
            assert_eq!(rewritings(hostile.as_bytes()).count(), 0);
        }
    }

    #[test]
    fn no_form_grows_without_bounds() {
        let wide = nested(31, &format!("{}0", "0,".repeat(16_000)));
        let forms: Vec<_> = rewritings(wide.as_bytes()).collect();
        // Those on one line; indented ones would take some sixty times the room.
        assert_eq!(forms.len(), 4);
        let most = wide.len() * GROWTH_MAX + GROWTH_FREE;
        assert!(forms.iter().all(|form| form.len() <= most));
    }
}
