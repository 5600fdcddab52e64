//! The switches: what each does, seen on both sides.

use serde_json::{Value, json};

use super::Visitor;

fn attempts(visitor: &Visitor) -> Vec<Value> {
    let all = visitor.admin.items("/notifications");
    let each = all.iter().filter_map(|one| one["attempts"].as_array());
    each.flatten().map(|one| one["outcome"].clone()).collect()
}

#[test]
fn all_switches_go_off_at_one_press() {
    let visitor = Visitor::arrive();
    assert!(!visitor.open("/").shows("all-off"));
    let all = visitor.open("/switches").all("[role=switch]", "data-test");
    assert_eq!(all.len(), 6);
    for name in &all {
        let key = name.strip_prefix("switch-").expect("it is a switch");
        visitor.turn(key, true);
        let page = visitor.open("/switches");
        assert_eq!(page.attribute(name, "aria-checked"), "true", "{name}");
    }
    let said = visitor.open("/orders").text("bad-behaviour");
    assert!(said.contains("Down, Slow, Wrong answer"), "{said}");
    visitor.submit("/switches", &[("switch", "all")]);
    let page = visitor.open("/switches");
    assert!(!page.shows("bad-behaviour"));
    for name in &all {
        assert_eq!(page.attribute(name, "aria-checked"), "false", "{name}");
    }
    let unknown = visitor.post("/switches", &[("switch", "lazy"), ("on", "yes")]);
    assert_eq!(unknown.status(), 400);
}

#[test]
fn a_slow_shop_knows_and_yet_is_told_again() {
    let visitor = Visitor::with("--notify-timeout 200ms");
    visitor.turn("slow", true);
    visitor.buy_and_pay(1, &[("product", "tea")]);
    assert_eq!(attempts(&visitor), ["TIMED_OUT", "TIMED_OUT"]);
    assert_eq!(visitor.open("/orders/1").text("captured"), "yes");
    visitor.turn("slow", false);
    visitor.admin.advance("3m");
    let accepted = attempts(&visitor);
    let accepted = accepted.iter().filter(|one| *one == "ACCEPTED").count();
    assert_eq!(accepted, 2);
    let verdict = visitor.open("/inbox").text("verdict");
    assert!(verdict.contains("Told before"), "{verdict}");
}

#[test]
fn a_shop_that_is_down_reads_nothing_and_asks_nothing() {
    let visitor = Visitor::arrive();
    visitor.submit("/buy", &[("product", "tea")]);
    let id = visitor.request_id(1);
    visitor.turn("down", true);
    let asked = visitor.admin.items("/requests").len();
    visitor.pay(&id);
    visitor.admin.advance("10s");
    let order = visitor.open("/orders/1");
    assert_eq!(order.text("status"), "PROCESSING");
    assert_eq!(attempts(&visitor), ["REFUSED", "REFUSED"]);
    assert_eq!(visitor.admin.items("/requests").len(), asked);
    visitor.turn("down", false);
    assert_eq!(visitor.open("/orders/1").text("captured"), "yes");
}

#[test]
fn the_amount_of_a_notification_is_compared_with_the_order() {
    let visitor = Visitor::arrive();
    let rule =
        json!({"then": {"notification": {"fault": "changed_amount", "type": "PAYMENT_RESULT"}}});
    visitor.admin.post("/overrides", &json!({ "rule": rule }));
    visitor.buy_and_pay(1, &[("product", "tea")]);
    let verdicts = visitor.open("/inbox").texts("verdict");
    let told = verdicts
        .iter()
        .any(|one| one.contains("the order is about EUR 18.50"));
    assert!(told, "{verdicts:?}");
    visitor.turn("no-verification", true);
    visitor.buy_and_pay(2, &[("product", "tea")]);
    let verdicts = visitor.open("/inbox").texts("verdict");
    assert_eq!(verdicts[0], "Believed without a look at its signature.");
}

#[test]
fn a_shop_that_contradicting_news_reach_asks_antom() {
    let visitor = Visitor::arrive();
    let rule = json!({"then": {"notification": {"fault": "contradict", "type": "PAYMENT_RESULT"}}});
    visitor.admin.post("/overrides", &json!({ "rule": rule }));
    visitor.submit("/buy", &[("product", "tea")]);
    let id = visitor.request_id(1);
    visitor.pay(&id);
    // The buyer is back before the notification: the shop asks, and knows that it is paid.
    assert_eq!(visitor.open("/orders/1").text("status"), "SUCCESS");
    visitor.admin.advance("10s");
    let order = visitor.open("/orders/1");
    assert_eq!(
        order.text("headline"),
        "Thank you! Your payment is complete."
    );
    let diary = order.text("diary");
    assert!(diary.contains("the contrary of what is known"), "{diary}");
}
