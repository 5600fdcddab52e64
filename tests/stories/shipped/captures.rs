//! Captures: when they come, how they end, and what an inquiry says meanwhile.

use serde_json::{Value, json};

use super::played::{
    BACK, LONG, PAID, TAKEN, assert_heard, assert_heard_at, hear, notices, order, shop, status,
};
use super::{Story, play};
use crate::support::Shop;
use crate::support::shop::Answer;

pub(super) const STORIES: &[Story] = &[
    ("capture-delayed", delayed),
    ("capture-fails", fails),
    ("capture-in-process", in_process),
    ("capture-never", never),
    ("capture-by-hand", by_hand),
    ("late-risk-reversal", reversed),
];

#[test]
fn captures_end_as_the_scenario_says() {
    play(STORIES);
}

/// The transactions that an inquiry tells, each as `TYPE STATUS`.
fn transactions(shop: &Shop) -> Vec<String> {
    let answer = shop.inquire("lt-1");
    let Some(list) = answer["transactions"].as_array() else {
        return Vec::new();
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |one: &Value| {
        format!(
            "{} {}",
            text(&one["transactionType"]),
            text(&one["transactionStatus"])
        )
    };
    list.iter().map(line).collect()
}

fn capture(shop: &Shop, id: &str, payment_id: &Value, value: &str) -> Answer {
    let capture = json!({
        "captureRequestId": id,
        "paymentId": payment_id,
        "captureAmount": {"currency": "SGD", "value": value},
    });
    shop.call("capture", &capture)
}

fn delayed(name: &str) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    assert_heard_at(&hear(&shop, "2h 9s"), &[(BACK, 10), (PAID, 13)]);
    assert_eq!(status(&shop), "SUCCESS");
    assert_eq!(transactions(&shop), [""; 0], "authorised, and no money yet");
    assert_heard_at(&hear(&shop, LONG), &[(TAKEN, 7213)]);
    assert_eq!(transactions(&shop), ["CAPTURE SUCCESS"]);
}

fn fails(name: &str) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    let heard = hear(&shop, LONG);
    let failed = "CAPTURE_RESULT PROCESS_FAIL";
    assert_heard_at(&heard, &[(BACK, 10), (PAID, 13), (failed, 16)]);
    assert_eq!(heard[2].message.json()["result"]["resultStatus"], "F");
    assert_eq!(transactions(&shop), ["CAPTURE FAIL"]);
    assert_eq!(status(&shop), "SUCCESS", "the authorisation succeeded");
}

fn in_process(name: &str) {
    let automatic = shop(name);
    automatic.pay(&order(&automatic));
    assert_heard_at(&hear(&automatic, "30m"), &[(BACK, 10), (PAID, 13)]);
    assert_eq!(transactions(&automatic), ["CAPTURE PROCESSING"]);
    assert_heard_at(&hear(&automatic, LONG), &[(TAKEN, 1816)]);
    assert_eq!(transactions(&automatic), ["CAPTURE SUCCESS"]);

    let manual = shop(name);
    let paid = manual.pay(&manual.manual_order("lt-1"));
    assert_heard(&notices(&manual, "1m"), &[PAID]);
    for _ in 0..2 {
        let answer = capture(&manual, "lt-cap-1", &paid["paymentId"], "2590");
        assert_eq!(answer.result(), "CAPTURE_IN_PROCESS U");
    }
    let another = capture(&manual, "lt-cap-2", &paid["paymentId"], "2590");
    assert_eq!(another.result(), "MULTI_CAPTURE_NOT_SUPPORTED F");
    assert_heard_at(&notices(&manual, LONG), &[(TAKEN, 60 + 1803)]);
}

fn never(name: &str) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    assert_heard(&notices(&shop, "144h"), &[PAID]);
    assert_eq!(
        (status(&shop).as_str(), transactions(&shop).len()),
        ("SUCCESS", 0)
    );
    let expires = shop.inquire("lt-1").text("authExpiryTime").to_owned();
    assert_eq!(
        expires, "2026-11-30T10:00:10+08:00",
        "a week, then it is gone"
    );
    assert!(notices(&shop, "48h").is_empty());
    assert_eq!(shop.admin.payment("lt-1")["stage"], "RELEASED");
}

fn by_hand(name: &str) {
    let shop = shop(name);
    let paid = shop.pay(&shop.manual_order("lt-1"));
    assert_heard(&notices(&shop, "24h"), &[PAID]);
    assert_eq!(transactions(&shop), [""; 0], "it waits for the shop");
    for (id, value, result) in [
        ("lt-cap-1", "1000", "PARAM_ILLEGAL F"),
        ("lt-cap-1", "2591", "CAPTURE_AMOUNT_EXCEED_AUTH_LIMIT F"),
        ("lt-cap-1", "2590", "SUCCESS S"),
        ("lt-cap-2", "2590", "MULTI_CAPTURE_NOT_SUPPORTED F"),
    ] {
        let answer = capture(&shop, id, &paid["paymentId"], value);
        assert_eq!(answer.result(), result, "{id} {value}");
    }
    assert_heard(&notices(&shop, LONG), &[TAKEN]);
    let second = shop.pay(&shop.manual_order("lt-2"));
    assert_heard(&notices(&shop, "192h"), &[PAID]);
    let late = capture(&shop, "lt-cap-3", &second["paymentId"], "2590");
    assert_eq!(late.result(), "AUTH_EXPIRED F");
}

fn reversed(name: &str) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    assert_heard_at(&hear(&shop, "2h"), &[(BACK, 10), (PAID, 13), (TAKEN, 16)]);
    assert_eq!(status(&shop), "SUCCESS");
    let heard = notices(&shop, LONG);
    assert_heard_at(&heard, &[("PAYMENT_RESULT SUSPECTED_RISK", 7213)]);
    let body = heard[0].message.json();
    assert_eq!(body["result"]["resultStatus"], "F");
    assert_eq!(body["paymentRequestId"], "lt-1");
    let answer = shop.inquire("lt-1");
    assert_eq!(answer["paymentStatus"], "FAIL");
    assert_eq!(answer["paymentResultCode"], "SUSPECTED_RISK");
}
