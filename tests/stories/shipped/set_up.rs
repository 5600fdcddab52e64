//! Mistakes in the set-up of a merchant: every call is refused until a person mends it.

use serde_json::json;

use super::played::{order, rules, shop};
use super::refusals::assert_refused;
use super::{Story, play};
use crate::faults::left_behind;

pub(super) const STORIES: &[Story] = &[
    ("set-up-menu", set_up_menu),
    ("signature-refused", signature),
    ("merchant-suspended", suspended),
];

#[test]
fn mistakes_in_the_set_up() {
    play(STORIES);
}

const SET_UP: [&str; 13] = [
    "KEY_NOT_FOUND",
    "CLIENT_INVALID",
    "NO_INTERFACE_DEF",
    "METHOD_NOT_SUPPORTED",
    "MEDIA_TYPE_NOT_ACCEPTABLE",
    "INVALID_MERCHANT_STATUS",
    "MERCHANT_KYB_NOT_QUALIFIED",
    "ACCESS_DENIED",
    "INVALID_API",
    "INVALID_CONTRACT",
    "MERCHANT_NOT_REGISTERED",
    "PAYMENT_NOT_QUALIFIED",
    "SYSTEM_ERROR",
];

fn set_up_menu(name: &str) {
    let shop = shop(name);
    assert_eq!(rules(&shop), SET_UP.len());
    for (amount, code) in (2001..).zip(SET_UP) {
        let mut order = order(&shop);
        order["paymentAmount"]["value"] = json!(amount.to_string());
        assert_refused(&shop, &order, &format!("{code} F"));
    }
    shop.pay(&order(&shop));
}

fn signature(name: &str) {
    let shop = shop(name);
    for operation in [
        "pay",
        "inquiryPayment",
        "capture",
        "cancel",
        "refund",
        "inquiryRefund",
    ] {
        let answer = shop.call(operation, &order(&shop));
        assert_eq!(answer.result(), "INVALID_SIGNATURE F", "{operation}");
    }
}

fn suspended(name: &str) {
    let shop = shop(name);
    for operation in ["pay", "capture", "cancel", "refund"] {
        let answer = shop.call(operation, &order(&shop));
        assert_eq!(answer.result(), "INVALID_MERCHANT_STATUS F", "{operation}");
    }
    assert_eq!(left_behind(&shop), "ORDER_NOT_EXIST", "inquiries answer");
}
