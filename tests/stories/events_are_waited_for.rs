//! Waiting for events instead of sleeping.

use serde_json::Value;

use crate::support::Shop;

fn sequences(found: &Value) -> Vec<u64> {
    let items = found["items"].as_array().expect("a list");
    let sequence = |event: &Value| event["sequence"].as_u64();
    items.iter().filter_map(sequence).collect()
}

#[test]
fn what_has_happened_already_is_answered_at_once() {
    let shop = Shop::open();
    for id in ["lt-pay-1", "lt-pay-2", "lt-pay-3"] {
        shop.pay(&shop.order(id));
    }
    let wait = |query: &str| sequences(&shop.admin.get(&format!("/events/wait?{query}")));
    let first = wait("api=pay");
    assert_eq!(first.len(), 1);
    let two = wait("api=pay&count=2");
    assert_eq!(two[0], first[0]);
    let since = two[1];
    assert!(wait(&format!("api=pay&since={since}"))[0] > since);
}

#[test]
fn what_happens_later_ends_the_wait() {
    let shop = Shop::open();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let path = "/events/wait?type=NOTIFICATION_ATTEMPTED&outcome=ACCEPTED&timeout=15s";
            shop.admin.get(path)
        });
        shop.pay_and_buy(&shop.order("lt-pay-1"));
        shop.admin.advance("10s");
        let found = waiting.join().expect("the wait ends");
        assert_eq!(found["items"][0]["notificationId"], "ntf-1");
    });
}

fn gave_up(shop: &Shop, query: &str) -> String {
    let path = format!("/events/wait?{query}&timeout=10ms");
    let refused = shop.admin.refused(408, "GET", &path, &Value::Null);
    refused["message"].as_str().expect("a message").to_owned()
}

#[test]
fn a_wait_that_is_given_up_tells_what_came_near() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.advance("10s");
    let told = gave_up(
        &shop,
        "type=NOTIFICATION_ATTEMPTED&outcome=REFUSED&paymentId=lt-pay-1",
    );
    for part in [
        "waited for 1 of type=NOTIFICATION_ATTEMPTED outcome=REFUSED paymentId=lt-pay-1",
        "nearest: ",
        "NOTIFICATION_ATTEMPTED: outcome is ACCEPTED, not REFUSED",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let told = gave_up(&shop, "api=pay&body.paymentAmount.value=1");
    assert!(
        told.contains("body.paymentAmount.value is 2590, not 1"),
        "{told}"
    );
    // Without an API, too, what has a body comes before what never has one.
    let told = gave_up(&shop, "body.paymentAmount.value=1");
    assert!(
        told.contains("body.paymentAmount.value is 2590, not 1"),
        "{told}"
    );
    let told = gave_up(&shop, "api=pay&body.order=*");
    assert!(
        told.contains("body.order has fields of its own; name one of them"),
        "{told}"
    );
    let refused = shop
        .admin
        .refused(400, "GET", "/events/wait?count=0", &Value::Null);
    assert!(
        refused["message"].to_string().contains("count"),
        "{refused}"
    );
    let told = gave_up(&shop, "type=PAYMENT_EXPIRED");
    assert!(told.contains("the newest events are #"), "{told}");
    let told = gave_up(&shop, "api=pay&count=2");
    assert!(told.contains("had 1"), "{told}");
    let told = gave_up(&shop, "type=PAYMENT_EXPIRED&since=1000");
    assert!(told.contains("nothing happened since 1000"), "{told}");
}

#[test]
fn a_question_about_a_request_that_is_no_longer_kept_is_not_answered_by_guessing() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    for _ in 0..1_000 {
        shop.call_bytes("cancel", b"{}");
    }
    let query = "/events/wait?api=pay&body.paymentAmount.value=1";
    let gone = shop.admin.refused(410, "GET", query, &Value::Null);
    let told = gone["message"].as_str().expect("a message");
    assert!(told.contains("req-1 is no longer kept"), "{told}");
    let listed = "/events?api=pay&body.paymentAmount.value=1";
    shop.admin.refused(410, "GET", listed, &Value::Null);
    // What needs no body is still known.
    shop.admin.get("/events/wait?api=pay&paymentId=lt-pay-1");
}

#[test]
fn a_wait_ends_with_its_merchant_and_goes_on_after_a_reset() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    std::thread::scope(|scope| {
        let path = "/events/wait?api=pay&count=2&timeout=15s";
        let waiting = scope.spawn(|| shop.admin.get(path));
        shop.admin.post("/reset", &Value::Null);
        for id in ["lt-pay-2", "lt-pay-3"] {
            shop.pay(&shop.order(id));
        }
        // Each second event is a call; a finding is between the second payment and its call.
        assert_eq!(sequences(&waiting.join().expect("it ends")), [2, 5]);
        let path = "/events/wait?type=PAYMENT_EXPIRED&timeout=60s";
        let waiting = scope.spawn(|| shop.admin.refused(404, "GET", path, &Value::Null));
        let merchant = format!("/v1/merchants/{}", shop.client_id);
        shop.admin.call("DELETE", &merchant, &Value::Null);
        waiting.join().expect("the wait ends");
    });
}
