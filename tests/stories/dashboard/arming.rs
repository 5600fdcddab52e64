//! Rules armed from the scenario page, and what the checker says of a wrong one.

use serde_json::json;

use super::Page;
use crate::support::Shop;

#[test]
fn a_result_is_forced_and_an_answer_spoiled() {
    let shop = Shop::open();
    let page = Page::of(&shop, "/scenarios");
    let forced = [
        ("api", "refund"),
        ("resultCode", "PROCESS_FAIL"),
        ("for", "30m"),
    ];
    let page = page.press_with("force", &forced);
    assert!(page.text("armed").contains("refund answers PROCESS_FAIL"));
    assert_eq!(page.text("armed-count"), "1 armed");
    let fault = [("api", "pay"), ("fault", "http500"), ("times", "1")];
    let page = page.press_with("arm-answer", &fault);
    assert_eq!(page.texts("armed").len(), 2);
    let order = shop.order("dash-1");
    assert_eq!(
        shop.call("inquiryPayment", &json!({"paymentRequestId": "x"}))
            .code(),
        "ORDER_NOT_EXIST"
    );
    let refund = json!({"paymentId": "x", "refundRequestId": "r", "refundAmount": {"currency": "SGD", "value": "1"}});
    assert_eq!(shop.call("refund", &refund).code(), "PROCESS_FAIL");
    let armed = &shop.admin.items("/overrides")[1];
    assert_eq!(armed["timesLeft"], 1);
    assert_eq!(armed["rule"]["then"]["answer"]["fault"], "http500");
    Page::of(&shop, "/scenarios").press("disarm-all");
    shop.pay(&order);
}

#[test]
fn cards_captures_and_notifications_go_as_a_form_says() {
    let shop = Shop::open();
    let page = Page::of(&shop, "/scenarios");
    let card = [
        ("three_ds", "challenge"),
        ("issuer", "DO_NOT_HONOR"),
        ("payment", "dash-1"),
    ];
    page.press_with("arm-card", &card);
    page.press_with("arm-course", &[("capture_delay", "2h")]);
    let late = [
        ("fault", "late"),
        ("type", "PAYMENT_RESULT"),
        ("by", "1h"),
        ("attempt", "1"),
    ];
    page.press_with("arm-notification", &late);
    let rules = shop.admin.items("/overrides");
    let then = |number: usize| &rules[number]["rule"]["then"];
    assert_eq!(
        *then(0),
        json!({"three_ds": "challenge", "issuer": "DO_NOT_HONOR"})
    );
    assert_eq!(rules[0]["payment"], "dash-1");
    assert_eq!(*then(1), json!({"capture_delay": "2h"}));
    let told = json!({"fault": "late", "type": "PAYMENT_RESULT", "by": "1h", "attempt": 1});
    assert_eq!(then(2)["notification"], told);
    shop.pay_and_buy(&shop.order("dash-2"));
    shop.admin.advance("10m");
    assert_eq!(shop.admin.payment("dash-2")["stage"], "AUTHORIZED");
    assert!(shop.notices().is_empty());
}

#[test]
fn any_rule_can_be_written_and_a_wrong_one_comes_back_with_its_mistakes() {
    let shop = Shop::open();
    let page = Page::of(&shop, "/scenarios");
    let wrong = "[then]\nisuer = \"DO_NOT_HONOR\"";
    let refused = page.press_with("arm-rule", &[("rule", wrong), ("times", "2")]);
    assert_eq!(refused.message.status(), 422);
    assert!(
        refused.text("flaw").contains("rule.then.isuer"),
        "{}",
        refused.text("flaw")
    );
    assert_eq!(refused.text("arm-rule-rule"), wrong);
    assert!(!refused.has("armed"));
    let page = refused.press_with(
        "arm-rule",
        &[("rule", "then = { issuer = \"DO_NOT_HONOR\" }")],
    );
    assert!(
        page.text("armed").contains("2 times more"),
        "{}",
        page.text("armed")
    );

    let none = page.press_with("play-document", &[("document", "titel = \"Mine\"")]);
    assert!(none.text("flaw").contains("titel"), "{}", none.text("flaw"));
    let page = none.press_with("play-document", &[("document", "title = \"Mine\"")]);
    assert_eq!(page.text("in-force"), "custom");
    assert_eq!(page.text("scenario-source"), "title = \"Mine\"");
}
