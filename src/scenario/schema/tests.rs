use std::collections::BTreeSet;

use serde_json::Value;

use super::super::builtin::BUILT_IN;
use super::super::tree::grow;
use super::super::{disputes, faults, file, journey, parse, rule, then, when};
use super::schema;
use super::validator::fits;

fn keys(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let properties = schema.pointer(pointer).and_then(Value::as_object);
    properties.expect(pointer).keys().cloned().collect()
}

fn is_valid(text: &str) -> bool {
    let schema = schema();
    fits(&grow(text).0.to_json(), &schema, &schema)
}

#[test]
fn the_published_schema_is_this_one() {
    let published = include_str!("../../../docs/scenario.schema.json");
    // Not `assert_eq!`: nobody wants to read both.
    assert!(
        published == format!("{:#}\n", schema()),
        "run: cargo run -- scenario schema > docs/scenario.schema.json"
    );
}

#[test]
fn the_schema_has_the_keys_that_the_reader_knows() {
    let schema = schema();
    let messages = "/$defs/then/properties";
    for (pointer, known) in [
        ("/properties".to_owned(), file::KEYS),
        ("/$defs/rule/properties".to_owned(), rule::RULE_KEYS),
        ("/$defs/when/properties".to_owned(), when::KEYS),
        (
            "/$defs/pattern/anyOf/1/properties".to_owned(),
            when::PATTERN_KEYS,
        ),
        (messages.to_owned(), then::KEYS),
        (format!("{messages}/shape/properties"), then::SHAPE_KEYS),
        (
            format!("{messages}/reversal/properties"),
            then::REVERSAL_KEYS,
        ),
        (format!("{messages}/dispute/properties"), disputes::KEYS),
        (
            format!("{messages}/buyer/anyOf/1/properties"),
            then::BUYER_KEYS,
        ),
        (
            format!("{messages}/answer/anyOf/1/properties"),
            faults::ANSWER_KEYS,
        ),
        (
            format!("{messages}/notification/anyOf/0/anyOf/1/properties"),
            faults::NOTIFICATION_KEYS,
        ),
        (
            "/$defs/step/properties/call/properties".to_owned(),
            journey::words::CALL,
        ),
        (
            "/$defs/step/properties/shop/properties".to_owned(),
            journey::words::SHOP,
        ),
        (
            "/$defs/step/properties/arm/properties".to_owned(),
            journey::words::ARM,
        ),
        (
            "/$defs/step/properties/buyer/anyOf/1/properties".to_owned(),
            journey::words::BUYER,
        ),
    ] {
        let known: BTreeSet<_> = known.iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(keys(&schema, &pointer), known, "{pointer}");
    }
}

#[test]
fn the_schema_has_the_keys_of_steps_and_expectations() {
    let schema = schema();
    let both = |a: &[&str], b: &[&str]| [a, b].concat().iter().map(|&key| key.to_owned()).collect();
    let step: BTreeSet<String> = both(journey::words::ABOUT, journey::words::VERBS);
    assert_eq!(keys(&schema, "/$defs/step/properties"), step);
    let expect: BTreeSet<String> = both(&["of"], journey::words::SUBJECTS);
    assert_eq!(
        keys(&schema, "/$defs/step/properties/expect/properties"),
        expect
    );
}

#[test]
fn every_shipped_scenario_fits_the_schema() {
    for shipped in BUILT_IN {
        assert!(is_valid(shipped.text), "{}", shipped.name);
    }
}

#[test]
fn the_schema_takes_what_the_reader_takes() {
    for then in [
        "result = \"UNKNOWN_EXCEPTION\"",
        "answer = \"html\"",
        "answer = { delay = \"11s\", performed = false }",
        "notification = { fault = \"late\", by = \"10m\", attempt = [1, 2] }",
        "notification = [{ fault = \"drop\", attempt = \"all\" }, { fault = \"swap\", type = \"PAYMENT_RESULT\" }]",
        "retry = [\"2m\"]",
        "buyer = { does = \"pays\", after = \"1s\", card = \"4054 6957 2310 0768\" }",
        "capture_takes = \"never\"",
        "shape = { json = \"escaped\", caav = true }",
    ] {
        let when = if then.contains("result =") || then.starts_with("answer") {
            "when = { api = \"pay\", repeat = { from = 2 }, request = { order.a = [1, true] } }"
        } else {
            "when = { currency = [\"SGD\", \"*\"], terminal = { present = true }, metadata = { a_b = 1 }, amount = { at_least = 3 }, payment = { \"a.b\" = { present = true } } }"
        };
        let text = format!("title = \"x\"\n[[rule]]\n{when}\nthen = {{ {then} }}");
        assert!(is_valid(&text), "{text}");
        assert!(parse(&text).is_ok(), "{:?}", parse(&text));
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let rule = |rule: &str| format!("title = \"x\"\n[[rule]]\n{rule}");
    for text in [
        "rule = []".to_owned(),
        "title = \"x\"\nrules = []".to_owned(),
        rule("about = \"no outcome\""),
        rule("then = {}"),
        rule("then = { isuer = \"SUCCESS\" }"),
        rule("then = { issuer = \"NOPE\" }"),
        rule("then = { issuer = \"PAYMENT_IN_PROCESS\" }"),
        rule("then = { pay = \"SUCCESS\" }"),
        rule("then = { reversal = { after = \"1h\", code = \"SUCCESS\" } }"),
        rule("then = { answer = { performed = false } }"),
        rule("then = { notification = { fault = \"late\" } }"),
        rule("then = { notification = { fault = \"drop\", by = \"1s\" } }"),
        rule("then = { issuer_delay = 5 }"),
        rule("then = { buyer = { after = \"1s\" } }"),
        rule("when = { stage = [] }\nthen = { cvv = \"N\" }"),
        rule("when = { attempt = 0 }\nthen = { cvv = \"N\" }"),
        rule("when = { amount = { at_leest = 1 } }\nthen = { cvv = \"N\" }"),
        rule("when = { amount = 0 }\nthen = { cvv = \"N\" }"),
        rule("when = { amount = \"25.90\" }\nthen = { cvv = \"N\" }"),
        rule("when = { amount = { at_most = 0 } }\nthen = { cvv = \"N\" }"),
        rule("when = { currency = \"sgd\" }\nthen = { cvv = \"N\" }"),
        rule("when = { terminal = \"web\" }\nthen = { cvv = \"N\" }"),
        rule("when = { capture_mode = \"manual\" }\nthen = { cvv = \"N\" }"),
        rule("then = { funding = \"debit\" }"),
        rule("then = { issuing_country = \"us\" }"),
        rule("then = { region = \"global\" }"),
        rule("when = { api = \"refunds\" }\nthen = { result = \"SUCCESS\" }"),
    ] {
        assert!(!is_valid(&text), "{text}");
        assert!(parse(&text).is_err(), "{text}");
    }
}

#[test]
fn the_reference_explains_every_key() {
    let text = include_str!("../../../docs/scenarios.md");
    let (_, reference) = text.split_once("## Reference").expect("a reference");
    let lists = [
        rule::RULE_KEYS,
        when::KEYS,
        when::PATTERN_KEYS,
        then::KEYS,
        then::SHAPE_KEYS,
        then::REVERSAL_KEYS,
        then::BUYER_KEYS,
        disputes::KEYS,
        faults::ANSWER_KEYS,
        faults::NOTIFICATION_KEYS,
    ];
    for key in lists.concat() {
        let told = [format!("`{key}`"), format!("{key} = ")];
        assert!(told.iter().any(|told| reference.contains(told)), "{key}");
    }
}

#[test]
fn the_schema_takes_the_steps_that_the_reader_takes_and_refuses_others() {
    let titled = |steps: &str| format!("title = \"x\"\n{steps}");
    assert!(is_valid(&titled(journey::tests::ALL)));
    for step in [
        "name = \"x\"",
        "payy = {}",
        "pay = 5",
        "call = {}",
        "call = { api = \"captur\" }",
        "shop = {}",
        "buyer = \"buys\"",
        "advance = 5",
        "arm = { rule = {} }",
        "await = {}",
        "expect = {}",
        "expect = { finding = \"NOPE\" }",
        "expect = { payment = {} }",
        "expect = { shop = { path = \"/\" } }",
    ] {
        let text = titled(&format!("[[step]]\n{step}"));
        assert!(!is_valid(&text), "{text}");
        assert!(parse(&text).is_err(), "{text}");
    }
}
