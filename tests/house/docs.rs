//! The docs keep up with the program: every flag, every admin route, every shipped scenario.

pub(crate) mod help;

use std::fs;

use serde_json::Value;

use self::help::{commands_below, printed, program, promised_by};
use crate::tree::{TextFile, root, text_files};

pub(crate) const OPENAPI: &str = "docs/openapi.json";
const COMMAND_GUIDE: &str = "docs/command-line.md";
const ADMIN_GUIDE: &str = "docs/admin-api.md";
pub(crate) const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];

/// Whether the text has the name by itself: `--admin` is not said by `--admin-listen`.
pub(crate) fn says(text: &str, name: &str) -> bool {
    let goes_on = |next: char| next.is_ascii_alphanumeric() || "-_/{".contains(next);
    let mut after = text
        .match_indices(name)
        .map(|(at, _)| &text[at + name.len()..]);
    after.any(|rest| !rest.starts_with(goes_on))
}

/// README.md and all of docs/.
fn guides() -> String {
    let is_guide = |file: &TextFile| {
        let markdown = file.path.strip_suffix(".md");
        markdown.is_some_and(|path| path == "README" || path.starts_with("docs/"))
    };
    text_files()
        .into_iter()
        .filter(is_guide)
        .map(|file| file.text)
        .collect()
}

/// `METHOD /path` for each operation of the OpenAPI document.
pub(crate) fn routes(openapi: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(openapi).expect("the OpenAPI file is JSON");
    let paths = document["paths"]
        .as_object()
        .expect("the OpenAPI file has paths");
    let operations = paths.iter().flat_map(|(path, item)| {
        let methods = METHODS.iter().filter(|method| item.get(method).is_some());
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    operations.collect()
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_flag_and_its_environment_twin_is_in_the_guides() {
    let (promised, guides) = (promised_by(&[]), guides());
    assert!(
        !promised.is_empty(),
        "`antom-sandbox --help` names no flag at all"
    );
    let missing: Vec<_> = promised
        .iter()
        .filter(|name| !says(&guides, name))
        .collect();
    assert!(
        missing.is_empty(),
        "README.md and docs/*.md do not explain {missing:#?}"
    );
}

#[test]
fn every_command_and_its_flags_are_in_the_guide_to_the_command_line() {
    let guide = read(COMMAND_GUIDE);
    let commands = commands_below(&[]);
    assert!(commands.len() > 40, "only {commands:?}");
    for words in commands {
        let typed = format!("antom-sandbox {}", words.join(" "));
        assert!(says(&guide, &typed), "{COMMAND_GUIDE} must have `{typed}`");
        // The settings of a server have a guide of their own.
        if ["serve", "demo"].contains(&words[0].as_str()) {
            continue;
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut promised = promised_by(&words).into_iter();
        let missing = promised.find(|name| !says(&guide, name));
        assert_eq!(missing, None, "{COMMAND_GUIDE} must have it for `{typed}`");
    }
}

#[test]
fn every_admin_route_is_in_the_admin_guide() {
    let (routes, guide) = (routes(&read(OPENAPI)), read(ADMIN_GUIDE));
    assert!(!routes.is_empty(), "{OPENAPI} describes no route");
    let missing: Vec<_> = routes.iter().filter(|route| !says(&guide, route)).collect();
    assert!(
        missing.is_empty(),
        "{ADMIN_GUIDE} must have, written in full: {missing:#?}"
    );
}

#[test]
fn every_scenario_file_is_built_in_and_valid() {
    let listed = printed(&["scenario", "list"]);
    let name_of = |path: &str| {
        Some(
            path.strip_prefix("scenarios/")?
                .strip_suffix(".toml")?
                .to_owned(),
        )
    };
    let names: Vec<String> = text_files()
        .iter()
        .filter_map(|file| name_of(&file.path))
        .collect();
    assert!(!names.is_empty(), "there is no file in scenarios/");
    for name in names {
        let path = format!("scenarios/{name}.toml");
        let mut first_words = listed
            .lines()
            .filter_map(|line| line.split_whitespace().next());
        let built_in = first_words.any(|word| word == name);
        assert!(
            built_in,
            "{path}: `scenario list` lacks it; add it to src/scenario/builtin.rs"
        );
        let check = program(&["scenario", "check", &path]);
        let report = String::from_utf8_lossy(&check.stderr);
        assert!(
            check.status.success(),
            "{path}: `scenario check` refuses it:\n{report}"
        );
    }
}

#[test]
fn a_longer_name_does_not_stand_for_a_shorter_one() {
    assert!(says("use `--admin`, or", "--admin"));
    assert!(!says("use --admin-listen", "--admin"));
    assert!(!says("GET /v1/merchants/{clientId}", "GET /v1/merchants"));
}

#[test]
fn routes_are_read_from_openapi() {
    let openapi = r#"{"paths": {"/a": {"get": {}}, "/b": {"summary": "", "put": {}, "get": {}}}}"#;
    assert_eq!(routes(openapi), ["GET /a", "GET /b", "PUT /b"]);
}
