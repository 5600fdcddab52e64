use serde_json::json;

use super::super::file::parse_journey;
use super::super::tree::grow;
use super::*;

fn steps(text: &str) -> Vec<Step> {
    let journey = parse_journey(&format!("title = \"x\"\n{text}"));
    journey
        .unwrap_or_else(|mistakes| panic!("{mistakes}"))
        .steps
}

fn mistakes(text: &str) -> Vec<String> {
    let mistakes = parse_journey(&format!("title = \"x\"\n{text}"));
    let mistakes = mistakes.expect_err(text);
    mistakes.list().iter().map(ToString::to_string).collect()
}

pub(in crate::scenario) const ALL: &str = r#"
[[step]]
as = "first"
pay = { paymentAmount.value = "11" }
[[step]]
timeout = "500ms"
call = { api = "capture", body = { paymentId = "${first.paymentId}" }, exact = true }
[[step]]
shop = { path = "/buy", form = { manual = true }, headers = { accept = "text/html" } }
[[step]]
name = "the buyer pays"
buyer = { action = "pay", card = "4054 6957 2310 0768", otp = "000000", payment = "${newest.paymentId}" }
[[step]]
advance = "next"
[[step]]
advance = "2026-11-24T10:00:00+08:00"
[[step]]
arm = { rule = { then = { issuer = "DO_NOT_HONOR" } }, times = 1 }
[[step]]
resend = "newest"
[[step]]
hooks = [500, "hang", "ack"]
[[step]]
await = { type = "PAYMENT_CREATED", api = "pay", count = 2, within = "1s" }
[[step]]
expect = { of = "first", notification = { result.resultStatus = "S", count = { at_least = 2 } } }
[[step]]
expect = { finding = "none" }
[[step]]
expect = { shop = { path = "/orders/1", status = 200, text = "*Thank you*" } }
"#;

#[test]
fn every_verb_is_read_and_told() {
    let steps = steps(ALL);
    let told: Vec<_> = steps.iter().map(|step| step.name.as_str()).collect();
    let expected = [
        "pay",
        "call capture",
        "shop POST /buy",
        "the buyer pays",
        "advance next",
        "advance 2026-11-24T10:00:00+08:00",
        "arm",
        "resend newest",
        "hooks",
        "await PAYMENT_CREATED, api pay, count 2",
        "expect notification: result.resultStatus S, count at least 2",
        "expect finding: count 0",
        "expect shop /orders/1: status 200, text *Thank you*",
    ];
    assert_eq!(told, expected);
    assert_eq!(
        steps[0].deed,
        Deed::Pay(json!({"paymentAmount": {"value": "11"}}))
    );
    assert_eq!(
        (&steps[0].keep, &steps[1].timeout),
        (&Some("first".to_owned()), &Some("500ms".to_owned()))
    );
    let hooks = vec![HookAnswer::Status(500), HookAnswer::Hang, HookAnswer::Ack];
    assert_eq!(steps[8].deed, Deed::Hooks(hooks));
    let Deed::Shop(shop) = &steps[2].deed else {
        panic!("{:?}", steps[2]);
    };
    assert_eq!(
        shop.content,
        Content::Form(vec![("manual".to_owned(), "true".to_owned())])
    );
}

#[test]
fn steps_in_json_are_the_same() {
    let (tree, _) = grow(&format!("title = \"x\"\n{ALL}"));
    let from_json = parse_journey(&tree.to_json().to_string()).unwrap();
    assert_eq!(from_json.steps, steps(ALL));
}

/// Steps, and what is told of them.
const WRONG: &[(&str, &str)] = &[
    (
        "[step]\npay = {}",
        "is one table, not a list of steps; write [[step]]",
    ),
    (
        "[[step]]\nname = \"x\"",
        "line 2, column 1: step[0]: does nothing; write one of pay, call",
    ),
    (
        "[[step]]\npay = {}\nbuyer = \"pay\"",
        "line 4, column 1: step[0].buyer: is a second deed",
    ),
    ("[[step]]\npayy = {}", "did you mean pay?"),
    ("[[step]]\npay = 5", "must be a table, not 5"),
    ("[[step]]\npay = {}\nas = \"a b\"", "cannot be referred to"),
    ("[[step]]\npay = {}\nas = \"newest\"", "choose another name"),
    ("[[step]]\npay = {}\ntimeout = \"0s\"", "is no time at all"),
    (
        "[[step]]\ncall = { api = \"capture\", body = { a = \"${pay.id}\" } }",
        "no earlier step is called \"pay\"; there are journey, newest",
    ),
    (
        "[[step]]\npay = { a = \"${newest.x\" }",
        "has a ${ without its }",
    ),
    (
        "[[step]]\ncall = { body = {} }",
        "step[0].call.api: is missing",
    ),
    (
        "[[step]]\ncall = { api = \"captur\" }",
        "did you mean capture?",
    ),
    (
        "[[step]]\nshop = { path = \"buy\" }",
        "must begin with a slash; write \"/buy\"",
    ),
    (
        "[[step]]\nshop = { path = \"/\", json = {}, form = {} }",
        "does not go with json",
    ),
    (
        "[[step]]\nshop = { path = \"/\", method = \"PSOT\" }",
        "did you mean POST?",
    ),
    ("[[step]]\nbuyer = \"buys\"", "there are pay, decline"),
    (
        "[[step]]\nbuyer = { action = \"pay\", card = \"1\" }",
        "is no card number",
    ),
    ("[[step]]\nadvance = \"soon\"", "\"next\" or \"drain\""),
    (
        "[[step]]\nadvance = \"2 moons\"",
        "a time such as \"2m\", an instant such as \"2026-11-24T10:00:00Z\", \"next\" or \"drain\", not \"2 moons\"",
    ),
    (
        "[[step]]\narm = { rule = { then = { isuer = \"SUCCESS\" } } }",
        "did you mean issuer?",
    ),
    ("[[step]]\nhooks = [\"nak\"]", "is no answer"),
    ("[[step]]\nhooks = 99", "is no answer"),
    ("[[step]]\nawait = { within = \"1s\" }", "waits for nothing"),
    ("[[step]]\nexpect = {}", "expects one thing"),
    (
        "[[step]]\nexpect = { payment = { a = 1 }, inquiry = { a = 1 } }",
        "expects one thing",
    ),
    ("[[step]]\nexpect = { payment = {} }", "expects nothing"),
    (
        "[[step]]\nexpect = { payment = 5 }",
        "must be a table of fields",
    ),
    (
        "[[step]]\nexpect = { payment = { stage = { at_most = 1, at_least = 2 } } }",
        "never fits",
    ),
    (
        "[[step]]\nexpect = { of = \"frist\", payment = { stage = \"X\" } }",
        "no earlier step is called \"frist\"",
    ),
    (
        "[[step]]\npay = {}\n[[step]]\nexpect = { of = \"pay\", finding = \"none\" }",
        "leave it out",
    ),
    (
        "[[step]]\nexpect = { finding = \"PAID_TWISE\" }",
        "did you mean PAID_TWICE?",
    ),
    (
        "[[step]]\nexpect = { shop = { path = \"/\" } }",
        "expects nothing of the page",
    ),
];

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_write() {
    for (text, told) in WRONG {
        let mistakes = mistakes(text);
        assert!(
            mistakes.iter().any(|mistake| mistake.contains(told)),
            "{text}: {mistakes:#?}"
        );
        assert!(mistakes[0].starts_with("line "), "{mistakes:#?}");
    }
}

#[test]
fn the_mistakes_of_all_steps_are_told_at_once() {
    let text = "[[step]]\nadvance = \"soon\"\n[[step]]\nbuyer = { action = \"buys\", card = \"1\" }\n[[step]]\nas = \"x y\"\n";
    assert_eq!(mistakes(text).len(), 5);
}
