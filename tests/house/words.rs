//! Words that must not stay in the tree: unfinished work, one machine's paths, silenced lints.

use syn::Attribute;
use syn::visit::Visit;

use crate::fault::{Fault, assert_none, assert_one};
use crate::tree::{RustFile, TextFile, rust_files, text_files};

/// Lock files record where packages come from; nobody writes them by hand.
const GENERATED: [&str; 1] = ["Cargo.lock"];

/// A word and what to do instead; put together here, so that this file passes its own rule.
const WORDS: &[(&str, &str)] = &[
    (concat!("to", "do!"), UNFINISHED),
    (concat!("unimple", "mented!"), UNFINISHED),
    (concat!("FIX", "ME"), UNFINISHED),
    // As a mark only: the three letters alone are also a currency code.
    (concat!("// XX", "X"), UNFINISHED),
    (concat!("XX", "X:"), UNFINISHED),
    (concat!("db", "g!"), "log with tracing, or delete it"),
    (
        concat!("#[ig", "nore"),
        "make the test pass quickly, or delete it",
    ),
    (concat!("/ro", "ot/"), MACHINE),
    (concat!("/ho", "me/"), MACHINE),
    (concat!("crates", ".io"), REGISTRY),
    (concat!("pypi", ".org"), REGISTRY),
    (concat!("python", "hosted.org"), REGISTRY),
    (concat!("npm", "js.com"), REGISTRY),
    (concat!("npm", "js.org"), REGISTRY),
    (concat!("debian", ".org"), REGISTRY),
];
const UNFINISHED: &str = "finish it, or leave it out and say so in the docs";
const MACHINE: &str = "use a relative path, or `~` in texts for people";
const REGISTRY: &str = "name the package; its client knows where to find it";

fn forbidden_words(file: &TextFile) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        for (word, instead) in WORDS.iter().filter(|(word, _)| stands_in(line, word)) {
            faults.push(Fault {
                file: file.path.clone(),
                line: index + 1,
                what: format!("the text has {word:?}"),
                instead: (*instead).to_owned(),
            });
        }
    }
    faults
}

/// Whether the word stands there by itself: letters and digits at its ends must not go on.
fn stands_in(line: &str, word: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (
            line[..at].chars().next_back(),
            line[at + word.len()..].chars().next(),
        );
        let open_start = is_letter(word.chars().next()) && is_letter(before);
        let open_end = is_letter(word.chars().next_back()) && is_letter(after);
        !open_start && !open_end
    })
}

fn attributes_without_reason(file: &RustFile) -> Vec<Fault> {
    let mut reader = LintAttributes {
        file: &file.path,
        faults: Vec::new(),
    };
    reader.visit_file(&file.syntax);
    reader.faults
}

struct LintAttributes<'a> {
    file: &'a str,
    faults: Vec<Fault>,
}

impl<'ast> Visit<'ast> for LintAttributes<'_> {
    fn visit_attribute(&mut self, attr: &'ast Attribute) {
        let syn::Meta::List(list) = &attr.meta else {
            return;
        };
        let text = list.tokens.to_string();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let path = &list.path;
        let hidden =
            path.is_ident("cfg_attr") && (words.contains(&"allow") || words.contains(&"expect"));
        let silences = hidden || path.is_ident("allow") || path.is_ident("expect");
        if silences && !words.contains(&"reason") {
            self.faults.push(Fault {
                file: self.file.to_owned(),
                line: attr.pound_token.span.start().line,
                what: "a lint is silenced without a reason".to_owned(),
                instead: "repair it, or write #[expect(the::lint, reason = \"…\")]".to_owned(),
            });
        }
    }
}

#[test]
fn no_text_file_has_a_forbidden_word() {
    let files = text_files();
    let written = files
        .iter()
        .filter(|file| !GENERATED.contains(&file.path.as_str()));
    assert_none(&written.flat_map(forbidden_words).collect::<Vec<_>>());
}

#[test]
fn no_lint_is_silenced_without_a_reason() {
    let folders = ["src/", "tests/", "benches/"];
    let faults: Vec<Fault> = folders
        .iter()
        .flat_map(|folder| rust_files(folder))
        .flat_map(|file| attributes_without_reason(&file))
        .collect();
    assert_none(&faults);
}

#[test]
fn each_forbidden_word_is_reported_where_it_stands() {
    for (word, instead) in WORDS {
        let text = format!("fine\nsome {word} here\n");
        let file = TextFile {
            path: "docs/sample.md".to_owned(),
            text,
        };
        assert_one(&forbidden_words(&file), 2, instead);
    }
    let fine = [
        "a to-do list",
        concat!("the currency XX", "X"),
        "the home/ folder",
        "see the ignored case",
    ]
    .join("\n");
    assert_none(&forbidden_words(&TextFile {
        path: "docs/sample.md".to_owned(),
        text: fine,
    }));
}

#[test]
fn a_silenced_lint_needs_its_reason() {
    let check = |text: &str| attributes_without_reason(&RustFile::parse("src/sample.rs", text));
    assert_one(
        &check("\n#[allow(dead_code)] fn f() {}"),
        2,
        "without a reason",
    );
    assert_one(&check("#![expect(dead_code)]"), 1, "without a reason");
    assert_one(
        &check("#[cfg_attr(test, allow(dead_code))] fn f() {}"),
        1,
        "without a reason",
    );
    assert_none(&check(
        "#[expect(dead_code, reason = \"kept for the docs\")] fn f() {}",
    ));
    assert_none(&check("fn f() { option.expect(\"set at start\"); }"));
}
