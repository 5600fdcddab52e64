//! Cards that are stored without a payment, as the admin API shows them and its robots bind them.

use serde_json::{Value, json};

use crate::support::buyer::{DECLINED_VISA, VISA};
use crate::support::{App, Buyer, Shop};
use crate::vaulting::{request_with_3ds, session, status};

fn act(shop: &Shop, id: &str, deed: &Value) -> Value {
    shop.admin.post(&format!("/vaultings/{id}/buyer"), deed)
}

/// The types of the events about a vaulting, in their order.
fn timeline(shop: &Shop, id: &str) -> Vec<String> {
    let read = shop.admin.get(&format!("/vaultings/{id}"));
    let timeline = read["timeline"].as_array().expect("a timeline").clone();
    let of_event = |event: &Value| {
        assert_eq!(event["vaultingRequestId"], id);
        event["type"].as_str().unwrap_or_default().to_owned()
    };
    timeline.iter().map(of_event).collect()
}

#[test]
fn a_robot_stores_a_card_and_all_of_it_is_told_by_the_id_of_the_vaulting() {
    let shop = Shop::open();
    let made = session(&shop, "s-1");
    let listed = &shop.admin.items("/vaultings")[0];
    assert_eq!(listed["vaultingRequestId"], "s-1");
    assert_eq!(listed["stage"], "AWAITING_CARD");
    assert_eq!(listed["session"], true);
    assert_eq!(listed["normalUrl"], made["normalUrl"]);
    assert_eq!(listed["card"], Value::Null);

    Buyer::open(made.text("normalUrl"));
    let declined = act(&shop, "s-1", &json!({"action": "decline"}));
    assert_eq!(declined["step"], "DECLINED");
    assert_eq!(declined["resultCode"], "DO_NOT_HONOR");
    assert_eq!(declined["vaultingStatus"], "PROCESSING");
    let stored = act(&shop, "s-1", &json!({"action": "pay"}));
    assert_eq!(stored["step"], "FINISHED");
    assert_eq!(stored["vaultingStatus"], "SUCCESS");
    assert_eq!(stored["redirectUrl"], "https://shop.example/cards");
    shop.admin.advance("10s");

    assert_eq!(
        timeline(&shop, "s-1"),
        [
            "VAULTING_CREATED",
            "API_CALL",
            "PAGE_OPENED",
            "CARD_SUBMITTED",
            "CARD_DECLINED",
            "CARD_SUBMITTED",
            "CARD_STORED",
            "NOTIFICATION_SCHEDULED",
            "NOTIFICATION_ATTEMPTED",
        ]
    );
    let read = shop.admin.get("/vaultings/s-1");
    assert_eq!(read["stage"], "STORED");
    assert_eq!(read["card"]["cardBrand"], "VISA");
    let found = shop
        .admin
        .get("/events?vaultingRequestId=s-1&type=CARD_STORED");
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_robot_answers_the_bank_and_can_do_nothing_once_it_is_over() {
    let shop = Shop::open();
    shop.vault("vaultPaymentMethod", &request_with_3ds(&shop, "v-1", VISA));
    let wrong = act(&shop, "v-1", &json!({"action": "challenge", "otp": "1"}));
    assert_eq!(wrong["step"], "CHALLENGE");
    let left = act(&shop, "v-1", &json!({"action": "leave"}));
    assert_eq!(left["step"], "LEFT");
    let passed = act(&shop, "v-1", &json!({"action": "challenge"}));
    assert_eq!(passed["vaultingStatus"], "SUCCESS");
    let deed = json!({"action": "pay"});
    shop.admin
        .refused(409, "POST", "/vaultings/v-1/buyer", &deed);
    shop.admin
        .refused(404, "POST", "/vaultings/v-2/buyer", &deed);
    shop.admin
        .refused(404, "GET", "/vaultings/v-2", &Value::Null);

    shop.vault("vaultPaymentMethod", &request_with_3ds(&shop, "v-3", VISA));
    let cancelled = act(&shop, "v-3", &json!({"action": "cancel"}));
    assert_eq!(cancelled["vaultingStatus"], "FAIL");
    session(&shop, "s-1");
    let deed = json!({"action": "submit", "card": DECLINED_VISA});
    assert_eq!(act(&shop, "s-1", &deed)["step"], "DECLINED");
}

#[test]
fn the_buyer_of_a_scenario_stores_cards_too() {
    for (buyer, ends, returns) in [
        ("pays", "SUCCESS", true),
        ("closes_tab", "SUCCESS", false),
        ("retries_after_decline", "SUCCESS", true),
        ("declined", "FAIL", false),
        ("never_comes", "FAIL", false),
        ("leaves_card_page", "FAIL", false),
        ("returns_unpaid", "FAIL", true),
        ("pays_twice", "SUCCESS", true),
        ("pays_last_second", "SUCCESS", true),
        ("leaves_challenge", "FAIL", false),
        ("ignores_challenge", "FAIL", false),
        ("cancels_challenge", "FAIL", true),
        ("fails_challenge", "FAIL", true),
    ] {
        let scenario = format!("title = \"Robots\"\n[[rule]]\nthen = {{ buyer = \"{buyer}\" }}");
        let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
        session(&shop, "asked");
        shop.admin.drain();
        assert_eq!(status(&shop, "asked"), ends, "{buyer}");
        let told = timeline(&shop, "asked");
        let came_back = told.iter().any(|event| event == "BUYER_RETURNED");
        assert_eq!(came_back, returns, "{buyer}: {told:?}");
    }
}

#[test]
fn the_buyer_of_a_scenario_comes_for_the_bank_of_a_card_that_the_shop_sent() {
    let scenario = "title = \"Robots\"\n[[rule]]\nthen = { buyer = \"pays\" }";
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    shop.vault("vaultPaymentMethod", &request_with_3ds(&shop, "v-1", VISA));
    shop.admin.drain();
    assert_eq!(status(&shop, "v-1"), "SUCCESS");
}
