//! Cards that the bank refuses, and card forms with mistakes.

use serde_json::json;

use crate::support::buyer::{DECLINED_VISA, MASTERCARD, VISA};
use crate::support::{Buyer, Place, Shop};

fn at_the_card_page(shop: &Shop) -> Buyer {
    let paid = shop.pay(&shop.order("lt-pay-1"));
    Buyer::open(paid.text("normalUrl"))
}

#[test]
fn a_declined_card_leaves_the_payment_open_and_another_card_succeeds() {
    let shop = Shop::open();
    let mut buyer = at_the_card_page(&shop);
    assert_eq!(buyer.text("decline-banner"), None);
    for number in [DECLINED_VISA, "5162770472561357"] {
        buyer.pay_with(number);
        assert_eq!(buyer.place(), Place::Card);
        let banner = buyer.text("decline-banner").expect("the page tells of it");
        assert!(
            banner.starts_with("Your bank declined this card."),
            "{banner}"
        );
        assert!(banner.contains("DO_NOT_HONOR"), "{banner}");
        let inquiry = shop.inquire("lt-pay-1");
        assert_eq!(inquiry["paymentStatus"], "PROCESSING");
        assert_eq!(inquiry["paymentResultInfo"], json!(null));
    }
    shop.admin.advance("1m");
    assert_eq!(shop.notices().len(), 0, "a decline is not told");

    buyer.pay_with(MASTERCARD);
    assert_eq!(buyer.place(), Place::Shop);
    let info = &shop.inquire("lt-pay-1")["paymentResultInfo"];
    assert_eq!(
        (&info["cardBrand"], &info["cardNo"]),
        (&json!("MASTERCARD"), &json!("************4622"))
    );
    assert_eq!(info["funding"], "DEBIT");
}

/// What is typed, the field it is told beside, and part of what is told.
const MISTAKES: [[&str; 6]; 11] = [
    [
        "",
        "09/29",
        "123",
        "A Buyer",
        "card-number",
        "Enter the card number.",
    ],
    [
        "4054695723100769",
        "09/29",
        "123",
        "A Buyer",
        "card-number",
        "not valid",
    ],
    [
        "40546957231",
        "09/29",
        "123",
        "A Buyer",
        "card-number",
        "12 to 19 digits",
    ],
    [
        "4054x95723100768",
        "09/29",
        "123",
        "A Buyer",
        "card-number",
        "digits only",
    ],
    [
        "1234567812345670",
        "09/29",
        "123",
        "A Buyer",
        "card-number",
        "not accepted here",
    ],
    [VISA, "13/29", "123", "A Buyer", "expiry", "01 to 12"],
    [VISA, "10/26", "123", "A Buyer", "expiry", "expired"],
    [VISA, "soon", "123", "A Buyer", "expiry", "MM/YY"],
    [
        VISA,
        "09/29",
        "12",
        "A Buyer",
        "cvv",
        "3 digits on the back",
    ],
    [
        "378282246310005",
        "09/29",
        "123",
        "A Buyer",
        "cvv",
        "4 digits on the front",
    ],
    [VISA, "09/29", "123", " ", "holder", "Enter the name"],
];

#[test]
fn every_mistake_is_told_beside_its_field_and_nothing_is_charged() {
    let shop = Shop::open();
    let mut buyer = at_the_card_page(&shop);
    for [number, expiry, cvv, holder, field, told] in MISTAKES {
        buyer.submit_card(number, expiry, cvv, holder);
        assert_eq!(
            (buyer.place(), buyer.page.status()),
            (Place::Card, 422),
            "{told}"
        );
        let error = buyer.text(&format!("{field}-error"));
        let error = error.unwrap_or_else(|| panic!("nothing beside {field}: {told}"));
        assert!(error.contains(told), "{error}");
        assert_eq!(
            buyer.attribute(field, "aria-invalid").as_deref(),
            Some("true")
        );
        assert!(buyer.text("mistakes-banner").is_some());
    }
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Shop);
}

#[test]
fn all_mistakes_are_told_at_once_and_the_name_is_kept() {
    let shop = Shop::open();
    let mut buyer = at_the_card_page(&shop);
    buyer.submit_card("1", "1", "1", "Ann \"O'<b>Neil");
    for field in ["card-number", "expiry", "cvv"] {
        assert!(buyer.text(&format!("{field}-error")).is_some(), "{field}");
    }
    assert_eq!(buyer.text("holder-error"), None);
    assert_eq!(
        buyer.attribute("holder", "value").as_deref(),
        Some("Ann \"O'<b>Neil")
    );
}

#[test]
fn a_typed_number_never_comes_back_in_any_answer() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order_with_3ds("lt-pay-1"));
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    let numbers = [
        "4111 1111 1111 1112",
        "6011000990139424",
        "4242424242424242",
    ];
    buyer.submit_card(numbers[0], "09/29", "987", "A Buyer");
    buyer.submit_card(numbers[1], "13/29", "987", "A Buyer");
    buyer.submit_card(numbers[2], "09/29", "987", "A Buyer");
    assert_eq!(buyer.place(), Place::Challenge);
    buyer.type_code("123456");
    shop.admin.drain();
    let mut everything = buyer.seen;
    for path in [
        "/events",
        "/payments/lt-pay-1",
        "/notifications",
        "/requests",
    ] {
        everything.push_str(&shop.admin.get(path).to_string());
    }
    everything.push_str(&shop.inquire("lt-pay-1").json().to_string());
    for number in numbers {
        assert!(!everything.contains(number), "{number}");
        assert!(!everything.contains(&number.replace(' ', "")), "{number}");
    }
    assert!(!everything.contains("\"987\""), "the security code");
    assert!(everything.contains("************4242"));
}

#[test]
fn an_amount_of_eleven_is_refused_at_once() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    order["paymentAmount"] = json!({"currency": "JPY", "value": "11"});
    let refused = shop.call("pay", &order);
    assert_eq!(refused.result(), "RISK_REJECT F");
    assert_eq!(shop.inquire("lt-pay-1").result(), "ORDER_NOT_EXIST F");
}
