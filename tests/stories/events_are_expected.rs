//! Asserting what was called and delivered: how often, in which order, with what.

use serde_json::{Value, json};

use crate::support::Shop;

fn not_met(shop: &Shop, wish: &Value) -> String {
    let refused = shop.admin.refused(409, "POST", "/expect", wish);
    assert_eq!(refused["code"], "NOT_MET", "{refused}");
    refused["message"].as_str().expect("a message").to_owned()
}

fn paid_shop() -> Shop {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.inquire("lt-pay-1");
    shop.admin.drain();
    shop
}

#[test]
fn counts_are_at_least_at_most_or_exact() {
    let shop = paid_shop();
    let met = shop.admin.post(
        "/expect",
        &json!({"events": [
            {"type": "API_CALL", "count": 2},
            {"type": "NOTIFICATION_ATTEMPTED", "outcome": "ACCEPTED", "count": {"atLeast": 1, "atMost": 2}},
            {"finding": "PAID_TWICE", "count": 0},
            {"api": ["pay", "capture"]},
        ]}),
    );
    assert_eq!(met["met"], true);
    assert_eq!(met["matched"][0].as_array().map(Vec::len), Some(2));
    assert_eq!(met["matched"][2], json!([]));

    let told = not_met(&shop, &json!({"events": [{"api": "pay", "count": 2}]}));
    assert!(
        told.contains("events[0] api=pay: 1, wanted exactly 2"),
        "{told}"
    );
    let told = not_met(&shop, &json!({"events": [{"api": "pay", "count": 0}]}));
    assert!(told.contains("1, wanted exactly 0: #2"), "{told}");
    let told = not_met(
        &shop,
        &json!({"events": [{"api": "pay"}, {"api": "cancel"}]}),
    );
    assert!(
        told.starts_with("events[1] api=cancel: 0, wanted at least 1"),
        "{told}"
    );
}

#[test]
fn the_order_is_asked_for_when_it_matters() {
    let shop = paid_shop();
    let lines = |first: &str, second: &str| json!({"inOrder": true, "events": [{"api": first}, {"api": second}]});
    shop.admin.post("/expect", &lines("pay", "inquiryPayment"));
    let told = not_met(&shop, &lines("inquiryPayment", "pay"));
    assert!(told.contains("1 in all, but not in this order"), "{told}");
    let any = json!({"events": [{"api": "inquiryPayment"}, {"api": "pay"}]});
    shop.admin.post("/expect", &any);
}

#[test]
fn fields_of_calls_and_deliveries_are_compared() {
    let shop = paid_shop();
    let met = json!({"events": [
        {"api": "pay", "body.paymentAmount.value": 2590, "body.order.buyer.referenceBuyerId": "buyer-*"},
        {"notifyType": "PAYMENT_RESULT", "body.result.resultCode": "SUCCESS", "body.paymentRequestId": "lt-pay-1"},
    ]});
    shop.admin.post("/expect", &met);
    let wrong = json!({"events": [{"notifyType": "CAPTURE_RESULT", "type": "NOTIFICATION_ATTEMPTED", "body.captureAmount.value": "1"}]});
    let told = not_met(&shop, &wrong);
    assert!(
        told.contains("body.captureAmount.value is 2590, not 1"),
        "{told}"
    );
}

#[test]
fn within_a_time_it_may_still_come_and_must_not_come_too_often() {
    let shop = Shop::open();
    let wish = json!({"within": "15s", "events": [{"api": "pay"}]});
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| shop.admin.post("/expect", &wish));
        shop.pay(&shop.order("lt-pay-1"));
        assert_eq!(waiting.join().expect("it ends")["met"], true);
    });
    // Too many is certain before the time is up.
    let wish = json!({"within": "60s", "events": [{"api": "pay", "count": {"atMost": 0}}]});
    not_met(&shop, &wish);
    let later = json!({"since": 2, "within": "10ms", "events": [{"api": "pay", "count": 0}]});
    shop.admin.post("/expect", &later);
}

#[test]
fn what_cannot_be_expected_is_refused_with_what_to_write() {
    let shop = Shop::open();
    for (wish, told) in [
        (json!({"events": []}), "nothing is expected"),
        (json!({"events": [{"tipe": "API_CALL"}]}), "events[0]"),
        (json!({"events": [{"type": "API"}]}), "\"API\""),
        (
            json!({"events": [{"api": "pay", "count": "two"}]}),
            "is no count",
        ),
        (
            json!({"events": [{"api": "pay", "count": {"atLeast": 3, "atMost": 1}}]}),
            "is no count",
        ),
        (json!({"events": [{"order": {"x": 1}}]}), "events[0].order"),
        (json!({"events": [{}], "within": "soon"}), "within"),
        (json!({"event": []}), "events"),
    ] {
        let refused = shop.admin.refused(400, "POST", "/expect", &wish);
        let message = refused["message"].as_str().unwrap_or_default();
        assert!(message.contains(told), "{told}: {refused}");
    }
}

#[test]
fn a_crowd_of_events_is_told_by_its_first() {
    let shop = Shop::open();
    shop.admin.put("/scenario", &json!({"name": "default"}));
    for _ in 0..7 {
        shop.admin.put("/scenario", &json!({"name": "default"}));
    }
    let told = not_met(
        &shop,
        &json!({"events": [{"type": "SCENARIO_CHANGED", "count": 1}]}),
    );
    assert_eq!(
        told,
        "events[0] type=SCENARIO_CHANGED: 8, wanted exactly 1: #1, #2, #3, #4, #5, and 3 more"
    );
}
