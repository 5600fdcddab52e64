//! The events of a merchant as a stream.

use serde_json::{Value, json};

use crate::process::Program;
use crate::support::{Follower, Shop};

#[test]
fn events_come_as_they_happen() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let mut follower = Follower::open(&shop.admin, "", None);
    assert_eq!(follower.names(2), ["PAYMENT_CREATED", "API_CALL"]);
    shop.admin.buyer("lt-pay-1", &json!({"action": "leave"}));
    let left = follower.next().expect("an event");
    assert_eq!((left.id, left.name.as_str()), (Some(3), "BUYER_LEFT"));
    let listed = shop.admin.items("/events?since=2");
    assert_eq!(left.data, listed[0]);
}

#[test]
fn whoever_connects_again_gets_what_came_in_between() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let mut first = Follower::open(&shop.admin, "", None);
    let seen = first.next().and_then(|sent| sent.id);
    drop(first);
    shop.inquire("lt-pay-1");
    let mut again = Follower::open(&shop.admin, "?since=0", seen);
    let ids: Vec<_> = (0..2)
        .map(|_| again.next().and_then(|sent| sent.id))
        .collect();
    assert_eq!(ids, [Some(2), Some(3)]);
    let mut since = Follower::open(&shop.admin, "?since=2", None);
    assert_eq!(since.next().and_then(|sent| sent.id), Some(3));
}

#[test]
fn only_what_fits_is_sent() {
    let shop = Shop::open();
    let mut follower = Follower::open(&shop.admin, "?api=inquiryPayment", None);
    shop.pay(&shop.order("lt-pay-1"));
    shop.inquire("lt-pay-1");
    let sent = follower.next().expect("an event");
    assert_eq!(sent.data["api"], "inquiryPayment");
    let path = "/events?api=inquire";
    shop.admin.refused(400, "GET", path, &Value::Null);
}

#[test]
fn a_reset_is_announced_and_the_end_of_a_merchant_is_the_end() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let mut follower = Follower::open(&shop.admin, "", None);
    assert_eq!(follower.names(2), ["PAYMENT_CREATED", "API_CALL"]);
    shop.admin.post("/reset", &Value::Null);
    let reset = follower.next().expect("an event");
    assert_eq!((reset.id, reset.name.as_str()), (Some(0), "reset"));
    shop.pay(&shop.order("lt-pay-1"));
    assert_eq!(follower.next().and_then(|sent| sent.id), Some(1));
    assert_eq!(follower.names(1), ["API_CALL"]);
    let mut stale = Follower::open(&shop.admin, "", Some(77));
    assert_eq!(stale.names(2), ["reset", "PAYMENT_CREATED"]);
    let path = format!("/v1/merchants/{}", shop.client_id);
    let removed = shop.admin.call("DELETE", &path, &Value::Null);
    assert!(removed.status() < 300);
    assert_eq!(follower.names(1), ["removed"]);
    assert!(follower.next().is_none());
}

#[test]
fn a_follower_who_comes_late_is_told_how_much_is_gone() {
    let shop = Shop::open();
    let clock = json!({"pace": "stepped"});
    for _ in 0..10_003 {
        shop.admin.put("/clock", &clock);
    }
    let mut follower = Follower::open(&shop.admin, "", None);
    let dropped = follower.next().expect("an event");
    assert_eq!((dropped.id, dropped.name.as_str()), (Some(3), "dropped"));
    assert_eq!(dropped.data["dropped"], 3);
    assert_eq!(follower.next().and_then(|sent| sent.id), Some(4));
    let gone = shop
        .admin
        .refused(410, "GET", "/events/wait?type=API_CALL", &Value::Null);
    assert_eq!(gone["code"], "DROPPED");
    let expected = json!({"events": [{"type": "API_CALL", "count": 0}]});
    shop.admin.refused(410, "POST", "/expect", &expected);
    let known = json!({"events": [{"type": "API_CALL", "count": 0}], "since": 3});
    shop.admin.post("/expect", &known);
}

#[cfg(unix)]
#[test]
fn a_follower_does_not_hold_up_the_stop_of_the_server() {
    let flags = "serve --http 127.0.0.1:0 --https off --admin 127.0.0.1:0";
    let mut server = Program::start(flags).expect("the program starts");
    let (http, admin) = (
        server.address("http").to_owned(),
        server.address("admin").to_owned(),
    );
    let shop = Shop::of(&http, &admin, &json!({}));
    shop.pay(&shop.order("lt-pay-1"));
    let mut follower = Follower::open(&shop.admin, "", None);
    assert_eq!(follower.names(2), ["PAYMENT_CREATED", "API_CALL"]);
    // While one follows, the one admin worker answers others.
    assert_eq!(shop.admin.items("/events").len(), 2);
    assert_eq!(server.stop_by("-TERM"), Some(0));
    assert!(follower.was_ended());
}
