//! Texts that are no TOML and no JSON: what is wrong, where, and what to write.

use super::super::parse;

/// The mistakes of a text, each of them with the line below it.
fn told(text: &str) -> Vec<String> {
    let mistakes = parse(text).expect_err(text);
    mistakes.list().iter().map(ToString::to_string).collect()
}

#[test]
fn the_line_is_shown_with_a_caret() {
    assert_eq!(
        told("title = \"x\"\n[[rule]]\nthen = { issuer = DO_NOT_HONOR }"),
        [
            "line 3, column 19: a text stands in quotation marks; write \"DO_NOT_HONOR\"\n  \
          3 | then = { issuer = DO_NOT_HONOR }\n    \
          |                   ^"
        ]
    );
    assert_eq!(
        told("{\"title\": \"é\", }"),
        [
            "line 1, column 16: the JSON is broken: trailing comma; leave the last comma out\n  \
          1 | {\"title\": \"é\", }\n    \
          |                ^"
        ]
    );
}

/// Texts with a slip, and what is said of it.
const TEXTS: &[(&str, &str)] = &[
    (
        "title = \"x",
        "line 1, column 11: a text is not closed; write \" at its end",
    ),
    (
        "title: \"x\"",
        "between a key and its value stands =, not :",
    ),
    ("title = ", "title has no value; write title = \"a text\""),
    ("title = “x”", "these quotation marks are for print"),
    (
        "title = \"\"\"x",
        "a text that begins with \"\"\" is not closed",
    ),
    ("title = \"x\";", "a line ends without ;"),
    ("title = \"a\\qb\"", "write \\\\ for the \\ itself"),
    (
        "title = \"\\u00zz\"",
        "write \\u and four hexadecimal digits",
    ),
    (
        "title = \"x\"\ntitle = \"y\"",
        "line 2, column 1: title is there twice; keep one",
    ),
    ("title = \"x\"\n// no", "a comment begins with #"),
    ("title = \"x\"\r[[rule]]", "a lone carriage return"),
    (
        "title = \"x\"\n= 5",
        "there is no key; write a name before the =",
    ),
    ("title = \"x\"\nbuyer 7 = 1", "write key = value"),
    (
        "title = \"x\"\n[[rule]",
        "write ]] behind it, such as [[rule]]",
    ),
    (
        "title = \"x\"\n[a]\n[a]",
        "the table a is there twice; write [[a]]",
    ),
];

/// The same of what stands in a rule.
const RULES: &[(&str, &str)] = &[
    (
        "then = { cvv = \"N\" ",
        "a { is not closed; write } at its end",
    ),
    ("then = { cvv \"N\" }", "there is a key without a value"),
    (
        "then = { cvv = \"N\", avs }",
        "avs has no value; write avs = \"a text\"",
    ),
    (
        "then = { cvv = 'N\" }",
        "a text is not closed; write ' at its end",
    ),
    (
        "then = { cvv = \"N\" } x",
        "something stands behind the value",
    ),
    (
        "then = { cvv = \"N\" avs = \"Y\" }",
        "two keys stand side by side; write a comma",
    ),
    (
        "then = { retry = [\"2m\" \"3m\"] }",
        "two items stand side by side; write a comma",
    ),
    (
        "then = { retry = [\"2m\", \"3m\" }",
        "a [ is not closed before this }",
    ),
    (
        "then = { retry = [\"2m\", ",
        "a [ is not closed; write ] at its end",
    ),
    ("then = { capture_delay = 24h }", "write \"24h\""),
    (
        "then = { performed = True }",
        "True is no value; write true or false",
    ),
    (
        "then = { cvv = null }",
        "null is nothing in TOML; leave the key out",
    ),
    ("then = { issuer = tomorrow }", "write \"tomorrow\""),
    ("then = { issuer = nobody }", "write \"nobody\""),
    ("when = { amount = 25.9.0 }", "25.9.0 is no number"),
    ("when = { attempt = 01 }", "01 is no number"),
    (
        "when.payment.goods[0].x = 1",
        "write the path in quotation marks",
    ),
    (
        "then = {cvv = \"N\"}\nthen.avs = \"Y\"",
        "then stands further up and is closed",
    ),
    ("then.cvv = \"N\"\n[rule]", "line 4"),
];

#[test]
fn every_slip_in_toml_is_told_with_what_to_write() {
    let rules = RULES.iter().map(|(rule, expected)| {
        let text = format!("title = \"x\"\n[[rule]]\n{rule}");
        (text, *expected)
    });
    let texts = TEXTS
        .iter()
        .map(|(text, expected)| ((*text).to_owned(), *expected));
    for (text, expected) in texts.chain(rules) {
        let told = told(&text).join("\n");
        assert!(told.contains(expected), "{text}\n{told}");
    }
}

#[test]
fn what_an_open_bracket_swallows_is_not_told() {
    let text = "title = \"x\"\n[[rule]]\nthen = { isuer = 1 }\n[[rule]]\nthen = { retry = [\"2m\", \"10m\" }\n[[rule]]\nthen = { issuer = 1 }";
    let told = told(text);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].contains("did you mean issuer?"), "{told:#?}");
    assert!(
        told[1].starts_with("line 5, column 31: a [ is not closed"),
        "{told:#?}"
    );
}

#[test]
fn every_slip_in_json_is_told_with_what_to_write() {
    for (text, expected) in [
        (
            "{\"title\": }",
            "line 1, column 11: the JSON is broken: expected value; write a text",
        ),
        (
            "{title: \"x\"}",
            "key must be a string; write each key in double quotation marks",
        ),
        (
            "{\"title\": 'x'}",
            "expected value; write double quotation marks",
        ),
        ("{\"title\": \"x\"\n", "close every text, { and ["),
        (
            "{\"title\": \"x\"} x",
            "leave out what follows the document",
        ),
    ] {
        let told = told(text).join("\n");
        assert!(told.contains(expected), "{text}\n{told}");
        assert!(told.ends_with('^'), "{told}");
    }
}
