//! Of two rules that say the same in two ways, the one that was armed last wins; and rules look into
//! the shop's own metadata.

use serde_json::{Value, json};

use crate::support::{App, Shop};

fn arm(shop: &Shop, wish: &Value) -> Value {
    shop.admin.post("/overrides", wish)
}

#[test]
fn the_newest_armed_rule_wins_whether_it_answers_the_call_or_says_how_it_goes() {
    let shop = Shop::open();
    let refused = |id: &str| shop.call("pay", &shop.order(id)).result();
    let forced = json!({"api": "pay", "resultCode": "RISK_REJECT"});
    shop.admin.post("/forced-results", &forced);
    arm(
        &shop,
        &json!({"rule": {"then": {"pay": "DO_NOT_HONOR"}}, "times": 1}),
    );
    assert_eq!(refused("lt-pay-1"), "DO_NOT_HONOR F");
    assert_eq!(
        refused("lt-pay-2"),
        "RISK_REJECT F",
        "the newer one is used up"
    );
    arm(&shop, &json!({"rule": {"then": {"pay": "DO_NOT_HONOR"}}}));
    shop.admin.post("/forced-results", &forced);
    assert_eq!(refused("lt-pay-3"), "RISK_REJECT F", "forced last");
}

#[test]
fn an_armed_outcome_beats_a_result_of_the_scenario() {
    let scenario = "title = \"Captures come to nothing\"\n[[rule]]\nwhen = { api = \"capture\" }\nthen = { result = \"UNKNOWN_EXCEPTION\" }";
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    let answer = shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    let capture = |id: &str| {
        let amount = json!({"currency": "SGD", "value": "2590"});
        let payment = answer.text("paymentId");
        let wish = json!({"captureRequestId": id, "paymentId": payment, "captureAmount": amount});
        shop.call("capture", &wish).result()
    };
    assert_eq!(capture("lt-cap-1"), "UNKNOWN_EXCEPTION U");
    let good = json!({"rule": {"then": {"capture": "SUCCESS"}}, "times": 1});
    arm(&shop, &good);
    assert_eq!(capture("lt-cap-2"), "SUCCESS S");
    assert_eq!(capture("lt-cap-3"), "UNKNOWN_EXCEPTION U");
}

#[test]
fn a_rule_looks_into_the_metadata_of_an_order() {
    let shop = Shop::open();
    let rule =
        json!({"when": {"metadata": {"order_type": "gift"}}, "then": {"pay": "RISK_REJECT"}});
    arm(&shop, &json!({ "rule": rule }));
    let refused = |id: &str, metadata: Value| {
        let mut order = shop.order(id);
        order["metadata"] = metadata;
        shop.call("pay", &order).result()
    };
    // The documents have it as a text; some shops send it as an object.
    let text = "{\"order_type\":\"gift\"}";
    assert_eq!(refused("lt-pay-1", json!(text)), "RISK_REJECT F");
    assert_eq!(
        refused("lt-pay-2", json!({"order_type": "gift"})),
        "RISK_REJECT F"
    );
    assert_eq!(
        refused("lt-pay-3", json!({"order_type": "own"})),
        "PAYMENT_IN_PROCESS U"
    );
    assert_eq!(refused("lt-pay-4", json!("gift")), "PAYMENT_IN_PROCESS U");
}
