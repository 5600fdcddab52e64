//! Armed rules: they beat everything, they are counted, they end, and nothing of them leaks.

use serde_json::{Value, json};

use crate::support::buyer::{DECLINED_VISA, VISA};
use crate::support::{App, Shop};

/// A rule under which nobody has money.
fn poor() -> Value {
    json!({"then": {"issuer": "USER_BALANCE_NOT_ENOUGH"}})
}

fn arm(shop: &Shop, wish: &Value) -> Value {
    shop.admin.post("/overrides", wish)
}

fn armed(shop: &Shop) -> Vec<Value> {
    shop.admin.items("/overrides")
}

/// What comes of a card.
fn card_result(shop: &Shop, request_id: &str, card: &str) -> Value {
    let deed = json!({"action": "pay", "card": card});
    shop.admin.buyer(request_id, &deed)["resultCode"].clone()
}

#[test]
fn an_armed_rule_beats_the_scenario_which_beats_the_test_cards() {
    let scenario = "title = \"Fraud\"\n[[rule]]\nthen = { issuer = \"FRAUD_REJECT\" }";
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    shop.pay(&shop.order("lt-pay-1"));
    // The documents promise that this card is approved.
    assert_eq!(card_result(&shop, "lt-pay-1", VISA), "FRAUD_REJECT");
    arm(&shop, &json!({"rule": poor()}));
    arm(
        &shop,
        &json!({"rule": {"then": {"issuer": "ACCESS_DENIED"}}}),
    );
    assert_eq!(card_result(&shop, "lt-pay-1", VISA), "ACCESS_DENIED");
    shop.admin
        .call("DELETE", &path(&shop, "/ovr-2"), &json!(null));
    assert_eq!(
        card_result(&shop, "lt-pay-1", VISA),
        "USER_BALANCE_NOT_ENOUGH"
    );
    let taken = shop.admin.call("DELETE", &path(&shop, ""), &json!(null));
    assert_eq!(taken.json(), json!({"takenBack": 1}));
    assert_eq!(card_result(&shop, "lt-pay-1", VISA), "FRAUD_REJECT");
}

fn path(shop: &Shop, rest: &str) -> String {
    format!("/v1/merchants/{}/overrides{rest}", shop.client_id)
}

#[test]
fn an_armed_rule_beats_the_magic_amount() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    order["paymentAmount"]["value"] = json!("11");
    order["order"]["orderAmount"]["value"] = json!("11");
    assert_eq!(shop.call("pay", &order).result(), "RISK_REJECT F");
    arm(
        &shop,
        &json!({"rule": {"then": {"pay": "FRAUD_REJECT"}}, "times": 1}),
    );
    assert_eq!(shop.call("pay", &order).result(), "FRAUD_REJECT F");
    assert_eq!(shop.call("pay", &order).result(), "RISK_REJECT F");
}

#[test]
fn an_armed_rule_is_silent_about_what_it_does_not_name() {
    let shop = Shop::open();
    arm(&shop, &json!({"rule": {"then": {"issuing_country": "NL"}}}));
    shop.pay(&shop.order("lt-pay-1"));
    assert_eq!(
        card_result(&shop, "lt-pay-1", DECLINED_VISA),
        "DO_NOT_HONOR"
    );
    assert_eq!(card_result(&shop, "lt-pay-1", VISA), "SUCCESS");
    assert_eq!(
        shop.admin.payment("lt-pay-1")["card"]["issuingCountry"],
        "NL"
    );
}

#[test]
fn a_counted_rule_decides_so_often_and_no_more() {
    let shop = Shop::open();
    let one = arm(&shop, &json!({"rule": poor(), "times": 2}));
    assert_eq!(
        one,
        json!({
            "overrideId": "ovr-1", "rule": poor(), "payment": null, "timesLeft": 2,
            "timesUsed": 0, "armedAt": "2026-11-23T02:00:00Z", "expiresAt": null,
        })
    );
    shop.pay(&shop.order("lt-pay-1"));
    shop.inquire("lt-pay-1");
    assert_eq!(armed(&shop), [one], "nothing was decided yet");
    assert_eq!(
        card_result(&shop, "lt-pay-1", VISA),
        "USER_BALANCE_NOT_ENOUGH"
    );
    let left = &armed(&shop)[0];
    assert_eq!(
        (&left["timesLeft"], &left["timesUsed"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(
        card_result(&shop, "lt-pay-1", VISA),
        "USER_BALANCE_NOT_ENOUGH"
    );
    assert_eq!(armed(&shop), Vec::<Value>::new());
    assert_eq!(card_result(&shop, "lt-pay-1", VISA), "SUCCESS");
    let detail = shop.admin.payment("lt-pay-1");
    let timeline = detail["timeline"].as_array().expect("a timeline").iter();
    let used = timeline.filter(|event| event["type"] == "OVERRIDE_USED");
    assert_eq!(used.count(), 2);
}

#[test]
fn a_rule_may_be_about_one_payment_by_either_id() {
    let shop = Shop::open();
    let first = shop.pay(&shop.order("lt-pay-1"));
    for payment in ["lt-pay-2", first.text("paymentId")] {
        arm(
            &shop,
            &json!({"rule": poor(), "payment": payment, "times": 1}),
        );
    }
    // One of them was there before the rule, the other came after it.
    for (id, code) in [
        ("lt-pay-1", "USER_BALANCE_NOT_ENOUGH"),
        ("lt-pay-2", "USER_BALANCE_NOT_ENOUGH"),
        ("lt-pay-3", "SUCCESS"),
    ] {
        shop.pay(&shop.order(id));
        assert_eq!(card_result(&shop, id, VISA), code, "{id}");
    }
    assert_eq!(card_result(&shop, "lt-pay-1", VISA), "SUCCESS");
}

#[test]
fn a_rule_ends_by_itself_in_virtual_time() {
    let shop = Shop::open();
    let one = arm(&shop, &json!({"rule": poor(), "for": "10m"}));
    assert_eq!(one["expiresAt"], "2026-11-23T02:10:00Z");
    shop.pay(&shop.order("lt-pay-1"));
    shop.admin.advance("9m 59s");
    assert_eq!(
        card_result(&shop, "lt-pay-1", VISA),
        "USER_BALANCE_NOT_ENOUGH"
    );
    shop.admin.advance("1s");
    assert_eq!(armed(&shop), Vec::<Value>::new());
    assert_eq!(card_result(&shop, "lt-pay-1", VISA), "SUCCESS");
}

#[test]
fn nothing_armed_reaches_another_merchant_or_outlives_a_reset() {
    let (shop, other) = (Shop::open(), Shop::open());
    arm(&shop, &json!({"rule": poor()}));
    let forced = json!({"api": "cancel", "resultCode": "PROCESS_FAIL"});
    shop.admin.post("/forced-results", &forced);
    assert_eq!(armed(&other), Vec::<Value>::new());
    other.pay(&other.order("lt-pay-1"));
    assert_eq!(card_result(&other, "lt-pay-1", VISA), "SUCCESS");
    assert_eq!(armed(&shop).len(), 2);
    shop.admin.post("/reset", &json!(null));
    assert_eq!(armed(&shop), Vec::<Value>::new());
    assert_eq!(shop.admin.items("/forced-results"), Vec::<Value>::new());
    shop.pay(&shop.order("lt-pay-1"));
    assert_eq!(card_result(&shop, "lt-pay-1", VISA), "SUCCESS");
    let first = arm(&shop, &json!({"rule": poor()}));
    assert_eq!(first["overrideId"], "ovr-1", "it counts anew");
}

#[test]
fn a_wish_that_cannot_be_arms_nothing() {
    let shop = Shop::open();
    for (wish, told) in [
        (json!({}), "missing field `rule`"),
        (json!({"rule": {"then": {}}}), "then"),
        (json!({"rule": {"then": {"isuer": "SUCCESS"}}}), "isuer"),
        (json!({"rule": "then = {"}), "rule: "),
        (json!({"rule": poor(), "times": 0}), "times: "),
        (
            json!({"rule": poor(), "times": -1}),
            "times: -1 is no number of acts; write 1 or more",
        ),
        (json!({"rule": poor(), "payment": ""}), "payment: "),
        (json!({"rule": poor(), "for": "soon"}), "for: "),
        (json!({"rule": poor(), "for": "0s"}), "for: "),
        (
            json!({"rule": poor(), "until": "30m"}),
            "unknown field `until`",
        ),
    ] {
        let refused = shop.admin.refused(400, "POST", "/overrides", &wish);
        let message = refused["message"].as_str().expect("a message");
        assert!(message.contains(told), "{wish}: {message}");
    }
    let refused = shop
        .admin
        .refused(404, "DELETE", "/overrides/ovr-1", &json!(null));
    assert_eq!(refused["message"], "no rule \"ovr-1\" is armed");
    assert_eq!(armed(&shop), Vec::<Value>::new());
}

#[test]
fn a_rule_may_name_a_card_that_was_typed_before() {
    const NAMED_BY_NO_RULE: &str = "4111111111111111";
    let shop = Shop::open();
    let paid = shop.pay(&shop.manual_order("lt-pay-1"));
    let bought = card_result(&shop, "lt-pay-1", NAMED_BY_NO_RULE);
    assert_eq!(bought, "SUCCESS");
    let fails =
        |card: &str| json!({"rule": {"when": {"card": card}, "then": {"capture": "PROCESS_FAIL"}}});
    arm(&shop, &fails(VISA));
    arm(&shop, &fails(NAMED_BY_NO_RULE));
    let capture = json!({
        "captureRequestId": "lt-capture-1",
        "paymentId": paid["paymentId"],
        "captureAmount": {"currency": "SGD", "value": "2590"},
    });
    assert_eq!(shop.call("capture", &capture).result(), "PROCESS_FAIL F");
    let used: Vec<_> = armed(&shop)
        .iter()
        .map(|one| one["timesUsed"].clone())
        .collect();
    assert_eq!(used, [0, 1]);
}

/// Only what has not ended is told with another code, and only of that a rule is used up.
#[test]
fn a_code_for_what_has_not_ended_waits_for_it() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.advance("10s");
    shop.pay(&shop.order("lt-pay-2"));
    let rule = json!({"then": {"in_process": "UNKNOWN_EXCEPTION"}});
    arm(&shop, &json!({"rule": rule, "times": 1}));
    let told = |id: &str| shop.inquire(id)["paymentResultCode"].clone();
    assert_eq!(told("lt-pay-1"), "SUCCESS");
    assert_eq!(told("lt-pay-2"), "UNKNOWN_EXCEPTION");
    assert_eq!(told("lt-pay-2"), "PAYMENT_IN_PROCESS");

    // A payment's own table has none for too much traffic.
    let rule = json!({"then": {"in_process": "REQUEST_TRAFFIC_EXCEED_LIMIT"}});
    arm(&shop, &json!({ "rule": rule }));
    assert_eq!(told("lt-pay-2"), "PAYMENT_IN_PROCESS");
}
