//! What any call may be answered with stands at every call that it can happen to.

use serde_json::{Value, json};

use crate::docs::{METHODS, OPENAPI, read};

/// `METHOD /path: status` for each status that an operation has to name and does not.
fn missing(document: &Value) -> Vec<String> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(path, item)| {
        let there = METHODS.iter().filter(|method| item.get(method).is_some());
        there.map(move |method| (*method, path, &item[*method]))
    });
    let faults = operations.flat_map(|(method, path, operation)| {
        let has_body = operation.get("requestBody").is_some();
        // Pages of other sites are refused; a body may be wrong, or too long.
        let wanted = [
            ("403", method != "get"),
            ("400", has_body),
            ("413", has_body),
        ];
        let lacking = wanted.into_iter().filter(|(status, applies)| {
            *applies && operation.pointer(&format!("/responses/{status}")).is_none()
        });
        lacking.map(move |(status, _)| format!("{} {path}: {status}", method.to_uppercase()))
    });
    faults.collect()
}

#[test]
fn every_write_names_the_refusals_that_any_write_may_meet() {
    let document: Value = serde_json::from_str(&read(OPENAPI)).expect("it is JSON");
    let missing = missing(&document);
    assert!(missing.is_empty(), "{OPENAPI} lacks {missing:#?}");
}

#[test]
fn a_refusal_that_is_not_named_is_reported() {
    let document = json!({"paths": {"/a": {
        "get": {"responses": {"200": {}}},
        "put": {"requestBody": {}, "responses": {"200": {}, "400": {}, "403": {}}},
    }}});
    assert_eq!(missing(&document), ["PUT /a: 413"]);
}
