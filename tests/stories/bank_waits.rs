//! The bank's page has a time of its own, and sends its code again a few times.

use serde_json::{Value, json};

use crate::support::buyer::{MASTERCARD, VISA};
use crate::support::{Buyer, Place, Shop};
use crate::vaulting::{request_with_3ds, status};

/// A buyer in front of the bank's page.
fn challenged(shop: &Shop, order: &Value) -> Buyer {
    let paid = shop.pay(order);
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Challenge);
    buyer
}

fn kinds(shop: &Shop, id: &str) -> Vec<String> {
    let timeline = shop.admin.get(&format!("/payments/{id}"))["timeline"].clone();
    let events = timeline.as_array().expect("a list").iter();
    events
        .map(|event| event["type"].as_str().expect("a text").to_owned())
        .collect()
}

#[test]
fn a_buyer_who_gives_no_code_in_ten_minutes_was_not_authenticated() {
    let shop = Shop::open();
    let mut buyer = challenged(&shop, &shop.order_with_3ds("lt-pay-1"));
    assert_eq!(buyer.text("time-left").as_deref(), Some("10 min 0 s"));
    shop.admin.advance("9m 59s");
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
    shop.admin.advance("1s");
    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentStatus"], "FAIL");
    assert_eq!(
        inquiry["paymentResultCode"],
        "USER_PAYMENT_VERIFICATION_FAILED"
    );
    let three_ds = &inquiry["paymentResultInfo"]["threeDSResult"];
    assert_eq!(three_ds["challengeCancel"], "04");
    assert_eq!(three_ds["threeDStransactionStatusReason"], "14");
    assert_eq!(
        (&three_ds["challenged"], &three_ds["eci"], &three_ds["cavv"]),
        (&json!(true), &json!("07"), &json!(""))
    );
    let kinds = kinds(&shop, "lt-pay-1");
    for kind in ["BANK_PAGE_OPENED", "CHALLENGE_TIMED_OUT"] {
        assert!(kinds.iter().any(|one| one == kind), "{kind}: {kinds:?}");
    }

    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Result);
    let message = buyer.text("result-message").expect("a message");
    assert!(
        message.contains("did not get the code in time"),
        "{message}"
    );
    shop.admin.drain();
    let notices = shop.notices();
    assert_eq!(notices.len(), 1, "told once, and the expiry tells nothing");
    let result = &notices[0].body["result"];
    assert_eq!(result["resultCode"], "USER_PAYMENT_VERIFICATION_FAILED");
}

#[test]
fn the_time_begins_with_the_page_and_not_anew() {
    let shop = Shop::open();
    let mut buyer = challenged(&shop, &shop.order_with_3ds("lt-pay-1"));
    shop.admin.advance("4m");
    buyer.type_code("000000");
    assert_eq!(buyer.text("time-left").as_deref(), Some("6 min 0 s"));
    buyer.ask_again();
    let again = Buyer::open(buyer.url.as_str());
    assert_eq!(again.text("time-left").as_deref(), Some("6 min 0 s"));
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Shop);
    shop.admin.advance("6m");
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
}

#[test]
fn a_page_that_nobody_opens_ends_with_the_payment() {
    let shop = Shop::open();
    shop.pay(&shop.order_with_3ds("lt-pay-1"));
    let act = |action: &str| shop.admin.buyer("lt-pay-1", &json!({"action": action}));
    act("submit");
    shop.admin.advance("13m");
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");

    // A robot opens it, too. What is left of the payment's time is less than the bank's.
    assert_eq!(act("openBank")["step"], "CHALLENGE");
    assert_eq!(act("resend")["step"], "CHALLENGE");
    shop.admin.advance("1m");
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "FAIL");
    shop.admin.drain();
    let result = &shop.notices()[0].body["result"];
    assert_eq!(result["resultCode"], "ORDER_IS_CLOSED");
}

#[test]
fn a_payment_that_the_shop_cancels_has_no_bank_waiting() {
    let shop = Shop::open();
    challenged(&shop, &shop.order_with_3ds("lt-pay-1"));
    let cancelled = shop.call("cancel", &json!({"paymentRequestId": "lt-pay-1"}));
    assert_eq!(cancelled.code(), "SUCCESS");
    shop.admin.advance("10m");
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "CANCELLED");
}

#[test]
fn the_code_is_sent_again_three_times_and_stays_the_same() {
    let shop = Shop::open();
    let mut buyer = challenged(&shop, &shop.order_with_3ds("lt-pay-1"));
    assert_eq!(buyer.text("code-sent"), None);
    for left in [
        "You can have it sent 2 more times.",
        "You can have it sent 1 more time.",
        "The bank does not send it any more.",
    ] {
        buyer.ask_again();
        assert_eq!(buyer.place(), Place::Challenge);
        assert!(buyer.text("code-sent").is_some());
        assert_eq!(buyer.text("sends-left").as_deref(), Some(left));
    }
    assert_eq!(buyer.text("resend-code"), None, "no button any more");
    assert_eq!(buyer.text("tries-left").as_deref(), Some("3 tries left."));
    // Whoever posts the form all the same gets nothing.
    let path = format!("{}/resend", buyer.url.path());
    buyer.post(&path, "");
    assert_eq!(buyer.place(), Place::Challenge);
    let again = json!({"action": "resend"});
    shop.admin
        .refused(409, "POST", "/payments/lt-pay-1/buyer", &again);
    let sent = kinds(&shop, "lt-pay-1");
    let sent = sent.iter().filter(|kind| *kind == "CODE_SENT_AGAIN");
    assert_eq!(sent.count(), 3);
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Shop);
}

#[test]
fn the_bank_of_a_vaulting_is_like_that_of_a_payment() {
    let shop = Shop::open();
    let asked = shop.vault(
        "vaultPaymentMethod",
        &request_with_3ds(&shop, "v-1", MASTERCARD),
    );
    let mut buyer = Buyer::open(asked.text("normalUrl"));
    assert_eq!(buyer.text("time-left").as_deref(), Some("10 min 0 s"));
    buyer.ask_again();
    assert!(buyer.text("code-sent").is_some());
    shop.admin.advance("9m 59s");
    assert_eq!(status(&shop, "v-1"), "PROCESSING");
    shop.admin.advance("1s");
    assert_eq!(status(&shop, "v-1"), "FAIL");
    buyer.type_code("123456");
    assert_eq!(
        buyer.text("result-title").as_deref(),
        Some("Card not saved")
    );
}
