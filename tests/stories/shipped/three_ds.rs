//! 3DS: whether the bank asks, and what `threeDSResult` says afterwards.

use serde_json::{Value, json};

use super::played::{
    BACK, LONG, PAID, TAKEN, assert_heard_at, deeds, hear, order, shop, status, tries_anew,
};
use super::{Story, play};
use crate::support::Shop;

pub(super) const STORIES: &[Story] = &[
    ("3ds-challenge", |name| authenticated(name, true)),
    ("3ds-frictionless", |name| authenticated(name, false)),
    ("3ds-attempted", attempted),
    ("3ds-unavailable", unavailable),
    ("3ds-upgrade", upgraded),
    ("3ds-upgrade-off", |name| {
        failed(name, "AUTHENTICATION_REQUIRED", false);
    }),
    ("3ds-wrong-code", |name| {
        failed(name, "USER_PAYMENT_VERIFICATION_FAILED", true);
    }),
    ("3ds-cancelled", |name| {
        failed(name, "USER_PAYMENT_VERIFICATION_FAILED", true);
    }),
    ("3ds-timed-out", timed_out),
];

#[test]
fn three_ds_goes_as_the_scenario_says() {
    play(STORIES);
}

fn was_asked(shop: &Shop) -> bool {
    !deeds(shop, &["CHALLENGE_SHOWN"]).is_empty()
}

/// Pays an order to the end, and gives the `threeDSResult` of the notification, which an inquiry
/// repeats.
fn three_ds_result(shop: &Shop, order: &Value) -> Value {
    shop.pay(order);
    let heard = hear(shop, LONG);
    assert_heard_at(&heard, &[(BACK, 10), (PAID, 13), (TAKEN, 16)]);
    let told = heard[1].message.json()["paymentResultInfo"]["threeDSResult"].clone();
    assert_eq!(
        shop.inquire("lt-1")["paymentResultInfo"]["threeDSResult"],
        told
    );
    told
}

/// A shop that did not ask for 3DS.
fn authenticated(name: &str, asked: bool) {
    let shop = shop(name);
    let told = three_ds_result(&shop, &order(&shop));
    assert_eq!(was_asked(&shop), asked);
    assert_eq!(told["eci"], "05");
    assert!(
        told["cavv"].as_str().is_some_and(|cavv| cavv.len() == 28),
        "{told}"
    );
}

fn attempted(name: &str) {
    let shop = shop(name);
    let told = three_ds_result(&shop, &order(&shop));
    assert!(!was_asked(&shop));
    assert_eq!(
        (&told["eci"], &told["challenged"]),
        (&json!("06"), &json!(false))
    );
}

fn unavailable(name: &str) {
    let shop = shop(name);
    let mut asking = order(&shop);
    asking["paymentMethod"]["paymentMethodMetaData"] = json!({"is3DSAuthentication": true});
    let told = three_ds_result(&shop, &asking);
    assert!(!was_asked(&shop));
    assert_eq!(told, json!({"cavv": "", "eci": ""}));
}

fn upgraded(name: &str) {
    authenticated(name, true);
    let shop = shop(name);
    let mut stubborn = order(&shop);
    stubborn["paymentMethod"]["paymentMethodMetaData"] =
        json!({"enableAuthenticationUpgrade": false});
    shop.pay(&stubborn);
    let heard = hear(&shop, LONG);
    let failed = "PAYMENT_RESULT AUTHENTICATION_REQUIRED";
    assert_heard_at(&heard, &[(BACK, 10), (failed, 13)]);
    assert!(!was_asked(&shop));
}

fn failed(name: &str, code: &str, asked: bool) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    let heard = hear(&shop, LONG);
    let told = format!("PAYMENT_RESULT {code}");
    assert_heard_at(&heard, &[(BACK, 10), (&told, 13)]);
    assert_eq!(heard[1].message.json()["result"]["resultStatus"], "F");
    assert_eq!(was_asked(&shop), asked);
    assert_eq!(status(&shop), "FAIL");
    assert_eq!(shop.inquire("lt-1")["paymentResultCode"], code);
    tries_anew(&shop);
}

fn timed_out(name: &str) {
    let shop = shop(name);
    shop.pay(&order(&shop));
    // The bank's page is opened ten seconds after the payment, and waits ten minutes.
    assert!(hear(&shop, "10m 9s").is_empty());
    assert_eq!(status(&shop), "PROCESSING");
    let heard = hear(&shop, LONG);
    let told = "PAYMENT_RESULT USER_PAYMENT_VERIFICATION_FAILED";
    assert_heard_at(&heard, &[(told, 613)]);
    assert_eq!(heard[0].message.json()["result"]["resultStatus"], "F");
    let pages = ["CHALLENGE_SHOWN", "BANK_PAGE_OPENED", "CHALLENGE_TIMED_OUT"];
    assert_eq!(deeds(&shop, &pages), pages);
    let inquiry = shop.inquire("lt-1");
    let three_ds = &inquiry["paymentResultInfo"]["threeDSResult"];
    assert_eq!(
        (&inquiry["paymentStatus"], &three_ds["challengeCancel"]),
        (&json!("FAIL"), &json!("04"))
    );
    tries_anew(&shop);
}
