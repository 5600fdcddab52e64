//! The admin API: lists cut short, waits for what can no longer come, a robot without a card.

use std::io::Write;
use std::thread;

use serde_json::{Value, json};

use crate::support::wire::{Message, connect, host_of, request};
use crate::support::{App, Shop};

#[test]
fn a_list_may_be_cut_to_its_newest_items() {
    let shop = Shop::open();
    for id in ["lt-pay-1", "lt-pay-2", "lt-pay-3"] {
        shop.pay_and_buy(&shop.order(id));
    }
    shop.admin.drain();
    for list in ["payments", "notifications", "requests", "events"] {
        let all = shop.admin.items(&format!("/{list}"));
        let newest = shop.admin.items(&format!("/{list}?limit=2"));
        assert_eq!(newest, all[all.len() - 2..], "{list}");
        assert_eq!(shop.admin.items(&format!("/{list}?limit=5000")), all);
        let none = shop.admin.items(&format!("/{list}?limit=0"));
        assert!(none.is_empty(), "{list}");
        for wrong in ["limit=-1", "limit=all", "limit="] {
            let path = format!("/{list}?{wrong}");
            shop.admin.refused(400, "GET", &path, &Value::Null);
        }
    }
    let events = shop.admin.items("/events?since=2&limit=1");
    assert_eq!(events, shop.admin.items("/events?limit=1"));
    assert_eq!(shop.admin.items("/events?since=100000&limit=1").len(), 0);
}

#[test]
fn a_list_is_read_page_by_page() {
    let shop = Shop::open();
    for id in ["lt-pay-1", "lt-pay-2", "lt-pay-3"] {
        shop.pay_and_buy(&shop.order(id));
    }
    shop.admin.drain();
    for (list, id) in [
        ("payments", "paymentId"),
        ("notifications", "notificationId"),
        ("requests", "requestId"),
    ] {
        let all = shop.admin.items(&format!("/{list}"));
        let mut read = shop.admin.items(&format!("/{list}?limit=2"));
        assert_eq!(read, all[all.len() - 2..], "{list}");
        read = vec![all[0].clone()];
        loop {
            let last = read.last().expect("there is one");
            let last = last[id].as_str().expect("an id");
            let page = shop.admin.items(&format!("/{list}?after={last}&limit=2"));
            if page.is_empty() {
                break;
            }
            assert!(page.len() <= 2);
            read.extend(page);
        }
        assert_eq!(read, all, "{list}");
        let path = format!("/{list}?after=nobody");
        let refused = shop.admin.refused(404, "GET", &path, &Value::Null);
        let told = refused["message"].as_str().expect("a message");
        assert!(told.contains("\"nobody\""), "{told}");
    }
    // The shop's own id will do.
    let after = shop.admin.items("/payments?after=lt-pay-2");
    assert_eq!(after[0]["paymentRequestId"], "lt-pay-3");
}

#[test]
fn what_follows_a_call_that_is_no_longer_kept_is_told_only_if_it_is_all_there() {
    let shop = Shop::open();
    for _ in 0..1_002 {
        shop.inquire("lt-nobody");
    }
    let refused = shop
        .admin
        .refused(410, "GET", "/requests?after=req-1", &Value::Null);
    assert_eq!(refused["code"], "DROPPED");
    let first = |query: &str| shop.admin.items(&format!("/requests?{query}"))[0].clone();
    assert_eq!(first("after=req-2&limit=1")["requestId"], "req-3");
    assert_eq!(first("after=req-3&limit=1")["requestId"], "req-4");
}

/// A wait that must be refused at once: its time is longer than a test waits for any answer.
fn assert_never(shop: &Shop, id: &str, until: &str, stage: &str) {
    let path = format!("/payments/{id}/wait?until={until}&timeout=60s");
    let refused = shop.admin.refused(409, "GET", &path, &Value::Null);
    let told = refused["message"].as_str().expect("a message");
    assert!(told.contains(stage) && told.ends_with(until), "{told}");
}

#[test]
fn a_wait_for_what_can_no_longer_come_is_refused_at_once() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-cancelled"));
    shop.call("cancel", &json!({"paymentRequestId": "lt-cancelled"}));
    for until in ["CAPTURED", "SUCCESS", "PROCESSING", "EXPIRED"] {
        assert_never(&shop, "lt-cancelled", until, "CANCELLED");
    }
    // A shop that cancels is not told of it.
    assert_never(&shop, "lt-cancelled", "NOTIFIED", "CANCELLED");
    shop.admin.wait("lt-cancelled", "FINAL");

    shop.pay(&shop.order("lt-expired"));
    shop.admin.advance("1h");
    assert_never(&shop, "lt-expired", "CAPTURED", "EXPIRED");
    shop.admin.wait("lt-expired", "FAIL");
    shop.admin.wait("lt-expired", "NOTIFIED");

    shop.pay_and_buy(&shop.manual_order("lt-paid"));
    assert_never(&shop, "lt-paid", "CHALLENGED", "AUTHORIZED");
    let path = "/payments/lt-paid/wait?until=CAPTURED&timeout=10ms";
    shop.admin.refused(408, "GET", path, &Value::Null);
    shop.admin.advance("8d");
    assert_never(&shop, "lt-paid", "CAPTURED", "RELEASED");
}

#[test]
fn a_wait_ends_when_its_goal_is_lost() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    thread::scope(|scope| {
        let waiting = scope.spawn(|| assert_never(&shop, "lt-pay-1", "SUCCESS", "CANCELLED"));
        shop.call("cancel", &json!({"paymentRequestId": "lt-pay-1"}));
        waiting.join().expect("the wait ends");
    });
}

#[test]
fn the_robot_pays_also_where_the_scenario_names_no_card_that_is_approved() {
    let scenario = "title = \"Declines\"\n[[rule]]\nabout = \"No\"\nwhen.card = \"4111111111111111\"\nthen.issuer = \"DO_NOT_HONOR\"\n";
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    shop.pay(&shop.order("lt-pay-1"));
    let paid = shop.admin.buyer("lt-pay-1", &json!({"action": "pay"}));
    assert_eq!(paid["paymentStatus"], "SUCCESS", "{paid}");

    // The documented test cards come after the rules of every scenario, so this one beats them.
    let approved = "title = \"Nothing is declined\"\n[[rule]]\nthen.issuer = \"SUCCESS\"\n";
    let generous = Shop::with(App::shared(), &json!({ "scenario": approved }));
    generous.pay(&generous.order("lt-pay-1"));
    let buyer = &generous.admin;
    let path = "/payments/lt-pay-1/buyer";
    let refused = buyer.refused(400, "POST", path, &json!({"action": "decline"}));
    assert_eq!(refused["message"], "the scenario declines no card");
    let paid = buyer.buyer("lt-pay-1", &json!({"action": "pay"}));
    assert_eq!(paid["paymentStatus"], "SUCCESS", "{paid}");
}

#[test]
fn the_clock_lists_the_first_twenty_of_what_is_due() {
    let shop = Shop::open();
    for number in 0..25 {
        shop.pay(&shop.order(&format!("lt-pay-{number}")));
    }
    let clock = shop.admin.get("/clock");
    assert_eq!(clock["dueCount"], 25);
    let due = clock["due"].as_array().expect("a list");
    assert_eq!(due.len(), 20);
    assert_eq!(due[0]["at"], clock["nextDueAt"]);
}

#[test]
fn a_wait_does_not_hold_up_the_stop_of_the_server() {
    let app = App::with(&[]);
    let shop = Shop::at(&app);
    shop.pay(&shop.order("lt-pay-1"));
    thread::scope(|scope| {
        let waits = [
            "/payments/lt-pay-1/wait?until=SUCCESS&timeout=15s",
            "/events/wait?type=PAYMENT_CAPTURED&timeout=15s",
        ];
        let waits = waits.map(|path| {
            let mut stream = connect(&app.admin);
            let path = format!("/v1/merchants/{}{path}", shop.client_id);
            let asked = request("GET", &path, host_of(&app.admin), &[], b"");
            stream.write_all(&asked).expect("the server reads");
            scope.spawn(move || Message::read(&mut stream).expect("the wait is answered"))
        });
        // The one worker of the admin API has begun with the waits before it answers this.
        shop.admin.get("/clock");
        app.stop();
        for wait in waits {
            let answer = wait.join().expect("an answer");
            assert_eq!(answer.status(), 503, "{}", answer.text());
            assert_eq!(answer.json()["code"], "STOPPING");
        }
    });
}
