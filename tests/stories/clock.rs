//! Time travel: every way to advance, and time that runs by itself.

use serde_json::{Value, json};

use crate::support::{App, Shop};

fn kinds(travelled: &Value) -> Vec<&str> {
    let events = travelled["events"].as_array().expect("events");
    events
        .iter()
        .map(|event| event["type"].as_str().expect("a type"))
        .collect()
}

#[test]
fn a_clock_is_advanced_by_a_span_to_an_instant_to_the_next_thing_or_to_the_end() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let quiet = shop.admin.advance("30s");
    let expected = json!({"from": "2026-11-23T02:00:00Z", "to": "2026-11-23T02:00:30Z", "events": [], "dropped": 0});
    assert_eq!(quiet, expected);
    let to = shop.admin.post(
        "/clock/advance",
        &json!({"to": "2026-11-23T10:01:00+08:00"}),
    );
    assert_eq!(to["to"], "2026-11-23T02:01:00Z");
    let next = shop.admin.advance_next();
    assert_eq!(next["to"], "2026-11-23T02:14:00Z");
    assert_eq!(kinds(&next), ["PAYMENT_EXPIRED", "NOTIFICATION_SCHEDULED"]);
    let drained = shop.admin.drain();
    assert_eq!(kinds(&drained), ["NOTIFICATION_ATTEMPTED"]);
    assert_eq!(
        drained["to"], drained["events"][0]["at"],
        "the clock stays where the last thing was"
    );
    let idle = shop.admin.advance_next();
    assert_eq!(idle["from"], idle["to"]);
    for (span, to) in [
        ("1d", "2026-11-24"),
        ("1w", "2026-12-01"),
        ("PT24H", "2026-12-02"),
        ("0s", "2026-12-02"),
    ] {
        let travelled = shop.admin.advance(span);
        assert!(
            travelled["to"]
                .as_str()
                .is_some_and(|text| text.starts_with(to)),
            "{travelled}"
        );
    }
}

#[test]
fn what_happened_on_the_way_is_told_in_order_each_at_its_time() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.pay(&shop.order("lt-pay-2"));
    let travelled = shop.admin.advance("20m");
    let events = travelled["events"].as_array().expect("events");
    let times: Vec<_> = events
        .iter()
        .map(|event| event["at"].as_str().expect("a time"))
        .collect();
    assert!(times.is_sorted(), "{times:?}");
    let sequences: Vec<_> = events
        .iter()
        .map(|event| event["sequence"].as_u64())
        .collect();
    assert!(
        sequences.windows(2).all(|pair| pair[0] < pair[1]),
        "{sequences:?}"
    );
    let kinds = kinds(&travelled);
    for (kind, count) in [
        ("PAYMENT_CAPTURED", 1),
        ("PAYMENT_EXPIRED", 1),
        ("NOTIFICATION_ATTEMPTED", 3),
    ] {
        assert_eq!(
            kinds.iter().filter(|one| **one == kind).count(),
            count,
            "{kind}"
        );
    }
    assert_eq!(shop.notices().len(), 3);
}

#[test]
fn the_clock_tells_what_is_due() {
    let shop = Shop::open();
    assert_eq!(
        shop.admin.get("/clock"),
        json!({"now": "2026-11-23T02:00:00Z", "pace": "stepped", "nextDueAt": null, "due": [], "dueCount": 0})
    );
    for number in 0..25 {
        shop.pay(&shop.order(&format!("lt-pay-{number}")));
    }
    let clock = shop.admin.get("/clock");
    assert_eq!(
        (&clock["nextDueAt"], &clock["dueCount"]),
        (&json!("2026-11-23T02:14:00Z"), &json!(25))
    );
    assert_eq!(clock["due"].as_array().map(Vec::len), Some(20));
    let text = clock["due"][0]["text"].as_str().expect("a sentence");
    assert!(
        text.starts_with("payment 2026112319401080010018811") && text.ends_with("expires"),
        "{text}"
    );
}

#[test]
fn time_does_not_go_back() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    shop.admin.advance("1h");
    let past = json!({"to": "2026-11-23T02:59:59Z"});
    let refused = shop.admin.refused(409, "POST", "/clock/advance", &past);
    assert_eq!(
        refused["message"],
        "it is 2026-11-23T03:00:00Z already; time does not go back"
    );
    let refused = shop.admin.refused(
        409,
        "PUT",
        "/clock",
        &json!({"now": "2026-01-01T00:00:00Z"}),
    );
    assert!(
        refused["message"]
            .as_str()
            .is_some_and(|text| text.contains("before anything has happened"))
    );
    assert_eq!(shop.admin.now(), "2026-11-23T03:00:00Z");
    let empty = Shop::open();
    empty
        .admin
        .put("/clock", &json!({"now": "2020-02-29T12:00:00Z"}));
    assert_eq!(empty.admin.now(), "2020-02-29T12:00:00Z");
}

#[test]
fn an_advance_that_says_nothing_clear_is_refused_with_what_to_write() {
    let shop = Shop::open();
    for (body, told) in [
        (json!({}), "how far is not clear"),
        (json!(null), "how far is not clear"),
        (json!({"next": false}), "how far is not clear"),
        (json!({"by": "1h", "drain": true}), "how far is not clear"),
        (
            json!({"by": "soon"}),
            "by: \"soon\" is no time; write a time such as 24h",
        ),
        (json!({"by": "-1h"}), "time does not go back"),
        (
            json!({"by": "1 month"}),
            "months and years have no fixed length",
        ),
        (json!({"by": 5}), "not what this call takes"),
        (json!({"to": "2026-11-24"}), "not what this call takes"),
        (json!({"hours": 5}), "unknown field `hours`"),
    ] {
        let refused = shop.admin.refused(400, "POST", "/clock/advance", &body);
        assert!(
            refused["message"]
                .as_str()
                .is_some_and(|text| text.contains(told)),
            "{body}: {refused}"
        );
    }
    let far = shop
        .admin
        .refused(409, "POST", "/clock/advance", &json!({"by": "500000w"}));
    assert_eq!(far["message"], "that is beyond the end of the calendar");
    for pace in ["fast", "x0", "x", "x9999999999", ""] {
        let refused = shop
            .admin
            .refused(400, "PUT", "/clock", &json!({ "pace": pace }));
        assert!(
            refused["message"]
                .as_str()
                .is_some_and(|text| text.contains("a pace is live, stepped, or xN")),
            "{refused}"
        );
    }
}

#[test]
fn a_payment_finishes_by_itself_when_time_runs() {
    let shop = Shop::with(App::shared(), &json!({"clock": "x3600"}));
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.wait("lt-pay-1", "CAPTURED");
    shop.admin.wait("lt-pay-1", "NOTIFIED");
    assert_eq!(shop.notices().len(), 2);
    shop.pay(&shop.order("lt-pay-2"));
    let expired = shop.admin.wait("lt-pay-2", "EXPIRED");
    assert_eq!(expired["paymentStatus"], "FAIL");
}

#[test]
fn a_change_of_pace_does_not_jump_and_live_time_can_be_advanced_too() {
    let shop = Shop::open();
    let started = shop.admin.put("/clock", &json!({"pace": "live"}));
    assert_eq!(started["pace"], "live");
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.advance("1h");
    assert_eq!(shop.notices().len(), 2);
    let stopped = shop.admin.put("/clock", &json!({"pace": "stepped"}));
    let now = stopped["now"].as_str().expect("a time");
    assert!(
        ("2026-11-23T03:00:00".."2026-11-23T03:00:30").contains(&now),
        "{now}"
    );
    assert_eq!(shop.admin.now(), now, "it stands still");
}

#[test]
fn two_advances_at_once_happen_one_after_the_other() {
    let shop = Shop::open();
    for number in 0..10 {
        shop.pay(&shop.order(&format!("lt-pay-{number}")));
    }
    let travels: Vec<_> = (0..4)
        .map(|_| {
            let admin = shop.admin.clone();
            std::thread::spawn(move || admin.advance("1h"))
        })
        .collect();
    for travel in travels {
        travel.join().expect("an advance succeeds");
    }
    assert_eq!(shop.admin.now(), "2026-11-23T06:00:00Z");
    assert_eq!(shop.notices().len(), 10, "each was sent once");
}
