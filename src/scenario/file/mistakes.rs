//! Every kind of mistake, told.

use super::super::parse;

/// The mistakes of a document.
fn told(text: &str) -> Vec<String> {
    let mistakes = parse(text).expect_err(text);
    mistakes.list().iter().map(ToString::to_string).collect()
}

/// Asserts that a rule has this one mistake. The rule begins on line 3.
pub(super) fn wrong(rule: &str, expected: &str) {
    let told = told(&format!("title = \"x\"\n[[rule]]\n{rule}"));
    assert_eq!(told.len(), 1, "{rule}: {told:#?}");
    assert!(told[0].contains(expected), "{rule}: {told:#?}");
}

#[test]
fn what_is_no_key_is_told_with_what_was_meant() {
    wrong(
        "then = { isuer = \"SUCCESS\" }",
        "line 3, column 10: rule[0].then.isuer: no such key; did you mean issuer?",
    );
    wrong(
        "wen = {}\nthen = { cvv = \"N\" }",
        "line 3, column 1: rule[0].wen: no such key; did you mean when?",
    );
    wrong(
        "when = { bank = 1 }\nthen = { cvv = \"N\" }",
        "rule[0].when.bank: no such key; there are amount, currency",
    );
    wrong(
        "then.shape = { cav = true }",
        "line 3, column 16: rule[0].then.shape.cav: no such key; did you mean caav?",
    );
    wrong(
        "then.answer = { falt = \"html\", delay = \"1s\" }",
        "did you mean fault?",
    );
    wrong(
        "then.notification = { fault = \"drop\", typ = \"x\" }",
        "did you mean type?",
    );
    wrong(
        "then.buyer = { does = \"pays\", afterr = \"1s\" }",
        "did you mean after?",
    );
    wrong(
        "when.attempt = { from = 1, form = 2 }\nthen.cvv = \"N\"",
        "did you mean from?",
    );
}

#[test]
fn what_is_no_word_is_told_with_what_was_meant() {
    for (then, expected) in [
        (
            "issuer = \"DO_NOT_HONOUR\"",
            "\"DO_NOT_HONOUR\" is not a result code of Antom; did you mean DO_NOT_HONOR?",
        ),
        (
            "brand = \"VIZA\"",
            "\"VIZA\" is not a card brand of Antom; did you mean VISA?",
        ),
        ("three_ds = \"chalenge\"", "did you mean challenge?"),
        (
            "three_ds = \"none\"",
            "there are challenge, frictionless, attempted, exempted, unavailable, soft_decline",
        ),
        ("after_decline = \"retries\"", "there are retry, final"),
        (
            "answer = \"htlm\"",
            "\"htlm\" is not a fault of answers; did you mean html?",
        ),
        (
            "notification = { fault = \"drops\" }",
            "\"drops\" is not a fault of notifications; did you mean drop?",
        ),
        (
            "notification = { fault = \"drop\", type = \"PAYMENT_RESULTS\" }",
            "did you mean PAYMENT_RESULT?",
        ),
        (
            "buyer = \"pay\"",
            "\"pay\" is not something a buyer does; did you mean pays?",
        ),
        (
            "shape = { json = \"pretty\" }",
            "there are compact, escaped, spaced",
        ),
        (
            "retry = \"often\"",
            "must be \"documented\", \"never\", or a list",
        ),
    ] {
        wrong(&format!("then = {{ {then} }}"), expected);
    }
    for (when, expected) in [
        (
            "stage = [\"CAPTURED\", \"PAID\"]",
            "rule[0].when.stage[1]: \"PAID\" is not a stage; there are AWAITING_BUYER",
        ),
        ("api = \"inquiry_paymnt\"", "did you mean inquiryPayment?"),
        (
            "brand = \"MASTER\"",
            "\"MASTER\" is not a card brand of Antom",
        ),
    ] {
        wrong(
            &format!("when = {{ {when} }}\nthen = {{ shape = {{ caav = true }} }}"),
            expected,
        );
    }
}

#[test]
fn outcomes_of_the_wrong_kind_are_told() {
    for (then, expected) in [
        ("issuer = 5", "must be a text, not 5"),
        ("issuer = \"\"", "is empty"),
        (
            "issuer_delay = 5",
            "must be a time such as 24h, 2h 30m, 7d or 500ms, as text, not 5",
        ),
        ("issuer_delay = \"soon\"", "must be a time such as 24h"),
        ("issuer_delay = \"-5s\"", "must be a time such as 24h"),
        ("issuer_delay = \"1 month\"", "must be a time such as 24h"),
        ("capture_takes = \"nevr\"", "must be a time such as 24h"),
        (
            "shape = { caav = \"yes\" }",
            "must be true or false, not \"yes\"",
        ),
        ("shape = 1", "rule[0].then.shape: must be a table, not 1"),
        ("retry = []", "is an empty list"),
        (
            "retry = [\"2m\", 3]",
            "rule[0].then.retry[1]: must be a time",
        ),
        (
            "notification = { fault = \"drop\", attempt = 0 }",
            "must be a whole number from 1 on, not 0",
        ),
        (
            "notification = { fault = \"drop\", attempt = \"last\" }",
            "a list of numbers, or \"all\"",
        ),
        ("notification = \"drop\"", "must be a table, not \"drop\""),
        (
            "buyer = { does = \"pays\", card = 4054695723100768 }",
            "by its digits, as text",
        ),
        ("eci = 5", "must be a text, not 5"),
    ] {
        wrong(&format!("then = {{ {then} }}"), expected);
    }
}

#[test]
fn conditions_of_the_wrong_kind_are_told() {
    for (when, expected) in [
        ("card = \"4054 695x\"", "write its 12 to 19 digits"),
        ("attempt = 0", "must be a whole number from 1 on, not 0"),
        (
            "attempt = { from = \"2\" }",
            "must be a whole number from 1 on, not \"2\"",
        ),
        (
            "attempt = {}",
            "when.attempt.from: is missing; write { from = 2 }",
        ),
        (
            "amount = { at_least = 9, at_most = 1 }",
            "never fits: 9 is more than 1",
        ),
        (
            "amount = { at_least = -1 }",
            "must be a whole number from 0 on, not -1",
        ),
        (
            "amount = {}",
            "write { at_least = 1, at_most = 9 } or { present = true }",
        ),
        (
            "amount = { present = true, at_least = 1 }",
            "does not go with at_least",
        ),
        (
            "amount = [[1]]",
            "must be a text, a number, true or false, or a list of those",
        ),
        ("payment = {}", "names no field"),
        ("payment = 1", "must be a table, not 1"),
    ] {
        wrong(
            &format!("when = {{ {when} }}\nthen = {{ cvv = \"N\" }}"),
            expected,
        );
    }
}

#[test]
fn codes_that_cannot_be_meant_are_told() {
    for (then, expected) in [
        (
            "pay = \"SUCCESS\"",
            "SUCCESS is no refusal; leave the key out",
        ),
        ("cancel = \"SUCCESS\"", "SUCCESS is no refusal"),
        (
            "issuer = \"PAYMENT_IN_PROCESS\"",
            "is no end, its status is U; write SUCCESS or a code of status F",
        ),
        ("capture = \"CAPTURE_IN_PROCESS\"", "is no end"),
        ("refund = \"UNKNOWN_EXCEPTION\"", "is no end"),
        (
            "reversal = { after = \"1h\", code = \"SUCCESS\" }",
            "SUCCESS is no failure",
        ),
    ] {
        wrong(&format!("then = {{ {then} }}"), expected);
    }
}

#[test]
fn what_is_missing_or_needless_is_told() {
    assert_eq!(
        told(""),
        ["line 1, column 1: title: is missing; write title = \"Every card is declined\""]
    );
    wrong(
        "about = \"x\"",
        "line 2, column 1: rule[0].then: is missing; write then = ",
    );
    wrong("then = {}", "says nothing");
    assert_eq!(
        told("title = \"x\"\n[rule]\nthen.cvv = \"N\""),
        ["line 2, column 1: rule: is one table, not a list of rules; write [[rule]]"]
    );
    for (then, expected) in [
        (
            "reversal = { code = \"RISK_REJECT\" }",
            "then.reversal.after: is missing; write after = \"2h\"",
        ),
        ("answer = { performed = false }", "says not what goes wrong"),
        (
            "notification = { fault = \"late\" }",
            "late needs a time; write by = \"10m\"",
        ),
        (
            "notification = { fault = \"drop\", by = \"1m\" }",
            "then.notification.by: is needless, drop takes no time",
        ),
        (
            "notification = { attempt = 1 }",
            "then.notification.fault: is missing; write fault = \"drop\"",
        ),
        (
            "buyer = { after = \"1s\" }",
            "then.buyer.does: is missing; write does = \"pays\"",
        ),
        (
            "buyer = { does = \"never_comes\", card = \"4054695723100768\" }",
            "this buyer types no card",
        ),
    ] {
        wrong(&format!("then = {{ {then} }}"), expected);
    }
}

#[test]
fn what_can_never_happen_is_told() {
    wrong(
        "then = { result = \"SUCCESS\" }",
        "then.result: needs the call that it answers; write when = { api = \"pay\" }",
    );
    wrong(
        "when = { repeat = 1 }\nthen = { result = \"SUCCESS\" }",
        "needs the call that it answers",
    );
    for (when, then, expected) in [
        (
            "api = \"capture\"",
            "issuer = \"SUCCESS\"",
            "is not decided during a call, so when.api never holds for it",
        ),
        (
            "repeat = 2",
            "three_ds = \"challenge\"",
            "take repeat out of when",
        ),
        (
            "request = { a = 1 }",
            "retry = \"never\"",
            "take request out of when",
        ),
        (
            "api = \"pay\"",
            "pay = \"RISK_REJECT\"",
            "take api out of when, or write result",
        ),
        (
            "card = \"4054695723100768\"",
            "pay = \"RISK_REJECT\"",
            "is decided before a card is typed",
        ),
        (
            "brand = \"VISA\"",
            "buyer = \"pays\"",
            "is decided before a card is typed",
        ),
        (
            "stage = \"CAPTURED\"",
            "pay = \"RISK_REJECT\"",
            "is decided before there is a payment",
        ),
    ] {
        wrong(
            &format!("when = {{ {when} }}\nthen = {{ {then} }}"),
            expected,
        );
    }
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_the_text() {
    let text = "titel = \"é\"\n[[rule]]\nthen = { isuer = 1, brand = \"VIZA\" }\n[[rule]]\nwhen = { attempt = 0 }\n[[rule]]\nthen = { cvv = \"N\"\nx = ";
    let places: Vec<_> = parse(text)
        .unwrap_err()
        .list()
        .iter()
        .map(|one| one.place)
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let told = told(text).join("\n");
    for expected in ["titel: no such key", "then.isuer", "VIZA", "when.attempt"] {
        assert!(told.contains(expected), "{told}");
    }
    // Nobody knows what stood in the part that is broken.
    assert!(!told.contains("is missing"), "{told}");
}

#[test]
fn of_json_the_place_is_told_too() {
    let json = r#"{"title": "x", "title": "y", "rule": [{"then": {"isuer": "SUCCESS"}}, {"then": {"issuer": null}, "when": 1}]}"#;
    assert_eq!(
        told(json),
        [
            "line 1, column 16: title: is there twice; keep one",
            "line 1, column 49: rule[0].then.isuer: no such key; did you mean issuer?",
            "line 1, column 106: rule[1].when: must be a table, not 1",
        ]
    );
    assert!(told("{\"title\": }")[0].starts_with("line 1, column 11: the JSON is broken"));
}

#[test]
fn what_no_request_can_have_is_told() {
    let then = "then = { cvv = \"N\" }";
    for amount in ["\"25.90\"", "25.9", "-5", "[2590, \"SGD 1\"]"] {
        wrong(
            &format!("when = {{ amount = {amount} }}\n{then}"),
            "is never an amount; write the smallest unit",
        );
    }
    for path in [
        "order.goods[*].x",
        "order.goods[-1]",
        "order..x",
        "[0]",
        "goods[0",
    ] {
        wrong(
            &format!("when = {{ payment = {{ \"{path}\" = \"x\" }} }}\n{then}"),
            &format!("rule[0].when.payment: no field has the path \"{path}\""),
        );
    }
    let fine = "when = { amount = \"25*\", payment = { \"a.b[0][12].c\" = 1 } }";
    assert!(parse(&format!("title = \"x\"\n[[rule]]\n{fine}\n{then}")).is_ok());
}
