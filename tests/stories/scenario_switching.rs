//! Another scenario while the server runs: it is about later payments only.

use serde_json::{Value, json};

use crate::support::buyer::VISA;
use crate::support::wire::{Message, send};
use crate::support::{App, Shop};

const POOR: &str = "\
# Nobody has any money today.
title = \"Poor buyers\"

[[rule]]
then = { issuer = \"USER_BALANCE_NOT_ENOUGH\" }
";

/// Puts a scenario that is no JSON.
fn put_text(shop: &Shop, query: &str, kind: &str, text: &str) -> Message {
    let path = format!("/v1/merchants/{}/scenario{query}", shop.client_id);
    let headers = [("content-type", kind)];
    send(
        &App::shared().admin,
        "PUT",
        &path,
        &headers,
        text.as_bytes(),
    )
}

/// What comes of a card that is fine by itself.
fn card_result(shop: &Shop, request_id: &str) -> Value {
    let deed = json!({"action": "pay", "card": VISA});
    shop.admin.buyer(request_id, &deed)["resultCode"].clone()
}

#[test]
fn a_switch_is_about_later_payments_only() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let played = put_text(&shop, "?name=poor", "application/toml", POOR);
    assert_eq!(played.status(), 200, "{}", played.text());
    let played = played.json();
    let facts = (&played["name"], &played["title"], &played["source"]);
    assert_eq!(facts, (&json!("poor"), &json!("Poor buyers"), &json!(POOR)));
    assert_eq!(shop.admin.get("/scenario"), played);
    let merchant = shop.admin.get("");
    let names = (&merchant["scenario"], &merchant["scenarioTitle"]);
    assert_eq!(names, (&json!("poor"), &json!("Poor buyers")));

    shop.pay(&shop.order("lt-pay-2"));
    assert_eq!(card_result(&shop, "lt-pay-2"), "USER_BALANCE_NOT_ENOUGH");
    assert_eq!(card_result(&shop, "lt-pay-1"), "SUCCESS");

    let back = shop.admin.put("/scenario", &json!({"name": "default"}));
    assert_eq!(back["title"], "Documented test cards");
    assert_eq!(card_result(&shop, "lt-pay-2"), "USER_BALANCE_NOT_ENOUGH");
    shop.pay(&shop.order("lt-pay-3"));
    assert_eq!(card_result(&shop, "lt-pay-3"), "SUCCESS");

    let events = shop.admin.items("/events").into_iter();
    let switches: Vec<_> = events
        .filter(|event| event["type"] == "SCENARIO_CHANGED")
        .map(|event| event["text"].clone())
        .collect();
    let expected = [
        "the scenario is now poor: Poor buyers",
        "the scenario is now default: Documented test cards",
    ];
    assert_eq!(switches, expected);
}

#[test]
fn a_scenario_may_come_as_json_or_as_plain_text_and_needs_no_name() {
    let shop = Shop::open();
    let document = json!({
        "title": "Poor buyers",
        "rule": [{"then": {"issuer": "USER_BALANCE_NOT_ENOUGH"}}],
    });
    let as_json = shop.admin.put("/scenario", &document);
    assert_eq!(as_json["name"], "custom");
    assert_eq!(as_json["source"], document.to_string());
    shop.pay(&shop.order("lt-pay-1"));
    assert_eq!(card_result(&shop, "lt-pay-1"), "USER_BALANCE_NOT_ENOUGH");
    let as_text = put_text(&shop, "", "text/plain", POOR).json();
    assert_eq!(as_text["rules"], as_json["rules"]);
}

#[test]
fn a_merchant_may_be_created_with_one_and_a_reset_returns_to_it() {
    let shop = Shop::with(App::shared(), &json!({ "scenario": POOR }));
    let created = shop.admin.get("");
    assert_eq!(
        (&created["scenario"], &created["scenarioTitle"]),
        (&json!("custom"), &json!("Poor buyers"))
    );
    shop.admin.put("/scenario", &json!({"name": "default"}));
    assert_eq!(shop.admin.get("")["scenario"], "default");
    let reset = shop.admin.post("/reset", &json!(null));
    assert_eq!(reset["scenario"], "custom");
    assert_eq!(shop.admin.get("/scenario")["source"], POOR);
    shop.pay(&shop.order("lt-pay-1"));
    assert_eq!(card_result(&shop, "lt-pay-1"), "USER_BALANCE_NOT_ENOUGH");
}

#[test]
fn a_scenario_that_cannot_be_changes_nothing() {
    let shop = Shop::open();
    let before = shop.admin.get("/scenario");
    for (body, told) in [
        ("", "the body is empty"),
        (
            "title = \"x\"\n[[rule]]\nthen = { isuer = \"SUCCESS\" }",
            "isuer",
        ),
        (
            "{\"title\": \"x\", \"rule\": [{\"then\": {\"isuer\": 1}}]}",
            "isuer",
        ),
        (
            "{\"name\": \"no-such\"}",
            "\"no-such\". `antom-sandbox scenario list`",
        ),
        ("{\"name\": \"default\", \"colour\": 1}", "colour"),
        ("{\"title\": ", "scenario: "),
        ("{}", "title"),
        ("title", "scenario: "),
    ] {
        let refused = put_text(&shop, "", "text/plain", body);
        assert_eq!(refused.status(), 400, "{body}: {}", refused.text());
        let error = refused.json();
        let message = error["message"].as_str().expect("a message");
        assert!(message.contains(told), "{body}: {message}");
    }
    let path = format!("/v1/merchants/{}/scenario", shop.client_id);
    let refused = send(&App::shared().admin, "PUT", &path, &[], b"\xff");
    assert_eq!(refused.status(), 400, "{}", refused.text());
    assert_eq!(shop.admin.get("/scenario"), before);
}

#[test]
fn the_shipped_scenarios_are_listed_and_shown() {
    let admin = App::shared().admin();
    let list = admin.call("GET", "/v1/scenarios", &json!(null)).json();
    let first = &list["items"][0];
    assert_eq!(
        (&first["name"], &first["title"]),
        (&json!("default"), &json!("Documented test cards"))
    );
    let shown = admin.call("GET", "/v1/scenarios/default", &json!(null));
    let source = include_str!("../../scenarios/default.toml");
    assert_eq!(shown.json()["source"], source);
    assert_eq!(Shop::open().admin.get("/scenario"), shown.json());
    let unknown = admin.call("GET", "/v1/scenarios/nope", &json!(null));
    assert_eq!(unknown.status(), 404);
    assert!(unknown.text().contains("scenario list"));
}
