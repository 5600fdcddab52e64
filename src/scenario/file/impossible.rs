//! What could never hold, or never happen, told before anything is played.

use super::super::{parse, parse_rule};
use super::mistakes::wrong;

/// Asserts that a condition has this one mistake.
fn never(when: &str, expected: &str) {
    wrong(
        &format!("when = {{ {when} }}\nthen = {{ cvv = \"N\" }}"),
        expected,
    );
}

fn is_good(when: &str) {
    let text = format!("title = \"x\"\n[[rule]]\nwhen = {{ {when} }}\nthen = {{ cvv = \"N\" }}");
    assert!(parse(&text).is_ok(), "{when}: {:?}", parse(&text));
}

#[test]
fn a_value_that_no_request_can_have_is_told_with_what_was_meant() {
    for (when, expected) in [
        (
            "currency = \"sgd\"",
            "line 3, column 21: rule[0].when.currency: \"sgd\" is not a currency of ISO 4217; did you mean SGD?",
        ),
        (
            "currency = [\"SGD\", \"QQQ\"]",
            "rule[0].when.currency[1]: \"QQQ\" is not",
        ),
        ("currency = \"Z*Q\"", "\"Z*Q\" is not a currency"),
        (
            "currency = { at_least = 1 }",
            "a currency of ISO 4217 is no number",
        ),
        (
            "terminal = \"web\"",
            "\"web\" is not a terminalType; did you mean WEB?",
        ),
        (
            "terminal = \"DESKTOP\"",
            "there are WEB, WAP, APP, MINI_APP",
        ),
        ("terminal = true", "\"true\" is not a terminalType"),
        (
            "capture_mode = \"manual\"",
            "is not a captureMode; did you mean MANUAL?",
        ),
        (
            "payment = { \"paymentAmount.currency\" = \"usd\" }",
            "rule[0].when.payment.paymentAmount.currency: \"usd\" is not a currency of ISO 4217; did you mean USD?",
        ),
        ("payment = { env.osType = \"ios\" }", "did you mean IOS?"),
    ] {
        never(when, expected);
    }
    for when in [
        "currency = [\"SGD\", \"U*\"]",
        "currency = { present = true }",
        "terminal = \"*APP\"",
        "capture_mode = { present = false }",
        // The request of any call is left open: it may be one that Antom refuses.
        "payment = { \"order.extendInfo\" = \"whatever\" }",
        "metadata = { order_type = \"gift\", a = { b = 1 } }",
        "metadata = \"*gift*\"",
        "buyer = \"Any Body\"",
    ] {
        is_good(when);
    }
}

#[test]
fn an_amount_that_nobody_can_ask_for_is_told() {
    for amount in ["0", "\"000\"", "\"\"", "12345678901234567", "1e3"] {
        never(
            &format!("amount = {amount}"),
            "is never an amount; write the smallest unit",
        );
    }
    for amount in ["{ at_most = 0 }", "{ at_least = 12345678901234567 }"] {
        never(
            &format!("amount = {amount}"),
            "never fits: an amount is at least 1",
        );
    }
    for amount in [
        "\"*\"",
        "\"0*\"",
        "9999999999999999",
        "{ at_least = 0 }",
        "[11, \"2*\"]",
    ] {
        is_good(&format!("amount = {amount}"));
    }
}

#[test]
fn card_data_is_never_looked_at() {
    for when in ["payment", "request"] {
        let path = "paymentMethod.paymentMethodMetaData.cardNo";
        let rule = format!(
            "when = {{ {when} = {{ \"{path}\" = \"4*\" }} }}\nthen = {{ answer = \"html\" }}"
        );
        wrong(
            &rule,
            "cardNo is card data, which rules never see here; write when.card",
        );
    }
}

#[test]
fn the_metadata_of_a_shop_is_looked_into() {
    let rule =
        parse_rule("when.metadata = { order_type = \"gift\", shop.no = 7 }\nthen.cvv = \"N\"");
    let paths: Vec<_> = rule
        .unwrap()
        .when
        .payment
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(paths, ["metadata.order_type", "metadata.shop.no"]);
}

#[test]
fn outcomes_that_antom_has_no_word_for_are_told() {
    for (then, expected) in [
        (
            "issuing_country = \"us\"",
            "\"us\" is not a country of ISO 3166; did you mean US?",
        ),
        (
            "issuing_country = \"France\"",
            "write two capital letters, such as US",
        ),
        (
            "region = \"global\"",
            "is not a region of cards; did you mean GLOBAL?",
        ),
        (
            "region = \"EUROPE\"",
            "there are GLOBAL, BR, CL, MX, PE, KR",
        ),
        (
            "funding = \"debit\"",
            "is not a funding type; did you mean DEBIT?",
        ),
        ("category = \"BUSINESS\"", "there are CONSUMER, COMMERCIAL"),
        ("eci = \"5\"", "is not an ECI"),
    ] {
        wrong(&format!("then = {{ {then} }}"), expected);
    }
    // What an issuer may say in whichever way stays open.
    let open = "then = { avs = \"?\", cvv = \"\", acquirer_reference_no = \"x\", region = \"FR\" }";
    assert!(parse_rule(open).is_ok());
}

#[test]
fn an_answer_that_the_documents_rule_out_is_told() {
    wrong(
        "when = { api = \"pay\" }\nthen = { result = \"SUCCESS\" }",
        "then.result: pay cannot answer SUCCESS, for an answer by rule makes no payment; write a refusal, or PAYMENT_IN_PROCESS",
    );
    wrong(
        "when = { api = \"createPaymentSession\" }\nthen = { result = \"SUCCESS\" }",
        "makes no session",
    );
    for answer in ["\"no_url\"", "{ fault = \"no_url\", performed = false }"] {
        wrong(
            &format!("when = {{ api = \"capture\" }}\nthen = {{ answer = {answer} }}"),
            "then.answer: no_url does nothing to an answer of capture, which has no URL",
        );
    }
    for good in [
        "when = { api = \"cancel\" }\nthen = { result = \"SUCCESS\" }",
        "when = { api = \"pay\" }\nthen = { result = \"PAYMENT_IN_PROCESS\" }",
        "when = { api = \"pay\" }\nthen = { answer = { fault = \"no_url\", performed = false } }",
    ] {
        assert!(parse_rule(good).is_ok(), "{good}");
    }
}

#[test]
fn of_a_single_rule_the_place_is_told() {
    let told = parse_rule("[when]\namount = 11\n[then]\nisuer = \"SUCCESS\"").unwrap_err();
    assert_eq!(
        told.to_string(),
        "line 4, column 1: then.isuer: no such key; did you mean issuer?"
    );
    let scenario = parse_rule("title = \"x\"\n[[rule]]\nthen.cvv = \"N\"").unwrap_err();
    assert_eq!(
        scenario.to_string(),
        "line 1, column 1: is a whole scenario; write when and then of one rule, without [[rule]]"
    );
}

#[test]
fn a_fault_that_never_happens_is_told() {
    for (then, expected) in [
        (
            "notification = { fault = \"swap\", type = \"REFUND_RESULT\" }",
            "then.notification.type: swap happens to PAYMENT_RESULT only",
        ),
        (
            "notification = { fault = \"pending_first\", attempt = [2, 3] }",
            "then.notification.attempt: pending_first happens to the first attempt only",
        ),
        (
            "notification = { fault = \"late\", by = \"0s\" }",
            "is no time at all",
        ),
        ("answer = { delay = \"0s\" }", "is no time at all"),
        (
            "answer = { fault = \"never\", delay = \"5s\" }",
            "never has no end; leave it out",
        ),
        ("shape = {}", "says nothing; write how messages are written"),
        (
            "buyer = { does = \"pays\", card = \"4054695723100769\" }",
            "no page takes \"4054695723100769\": This card number is not valid",
        ),
    ] {
        wrong(&format!("then = {{ {then} }}"), expected);
    }
    never(
        "card = \"4054695723100769\"",
        "no page takes \"4054695723100769\"",
    );
    never(
        "order = { referenceOrderId = \"x\" }",
        "is one field, order.referenceOrderId, and has none in it",
    );
    wrong(
        "when = { stage = [\"CAPTURED\", \"CHALLENGED\"] }\nthen = { issuer = \"DO_NOT_HONOR\" }",
        "is decided when a card is typed, while the payment is AWAITING_BUYER",
    );
}

#[test]
fn one_mistake_made_many_times_is_not_told_for_ever() {
    let rules = "[[rule]]\nthen = { isuer = 1 }\n".repeat(1_000);
    let mistakes = parse(&format!("title = \"x\"\n{rules}")).unwrap_err();
    assert_eq!(mistakes.list().len(), 200);
    let told = mistakes.to_string();
    assert!(told.ends_with("\nand 800 more mistakes"), "{told}");
}
