//! South Korean cards that are typed: no security code, but the holder and two digits of the
//! password; never 3DS.

use serde_json::{Value, json};

use crate::card_in_the_request::order_with_card;
use crate::support::{Buyer, Place, Shop};

/// The published test card, a Hyundai.
const HYUNDAI: &str = "9490220011669217";

/// The card form, with what only South Korean cards are asked for.
fn fill_in(buyer: &mut Buyer, more: &[(&str, &str)]) {
    let mut fields = vec![
        ("card-number", HYUNDAI),
        ("expiry", "09/29"),
        ("cvv", ""),
        ("holder", "Kim Minjun"),
    ];
    fields.extend(more);
    buyer.submit("card-form", &fields);
}

/// What is told of the card of `lt-pay-1`.
fn assert_paid_without_cvv(shop: &Shop) {
    let info = &shop.inquire("lt-pay-1")["paymentResultInfo"];
    assert_eq!(info["cardBrand"], "HYUNDAI");
    assert_eq!(info["cardNo"], "************9217");
    assert_eq!(info["issuingCountry"], "KR");
    assert_eq!(info["paymentMethodRegion"], "KR");
    assert_eq!(info["cvvResultRaw"], "");
    assert_eq!(info["threeDSResult"], json!({"cavv": "", "eci": ""}));
}

#[test]
fn the_form_asks_for_the_holder_and_two_digits_of_the_password() {
    for holder in ["1990-01-31", "1234567890"] {
        let shop = Shop::open();
        let order = shop.order_with_3ds("lt-pay-1");
        let mut buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
        assert_eq!(buyer.attribute("holder-id", "name"), None, "not asked yet");
        fill_in(&mut buyer, &[]);
        assert_eq!((buyer.place(), buyer.page.status()), (Place::Card, 422));
        assert!(buyer.text("holder-id-error").is_some());
        assert!(buyer.text("password-error").is_some());
        assert_eq!(buyer.text("cvv-error"), None);

        fill_in(&mut buyer, &[("holder-id", "1990"), ("password", "47")]);
        let typed = buyer.attribute("holder-id", "value");
        assert_eq!(typed.as_deref(), Some("1990"), "it is kept to be mended");
        assert_eq!(buyer.attribute("password", "value"), None, "a secret");
        assert_eq!(buyer.text("password-error"), None);
        fill_in(&mut buyer, &[("holder-id", holder), ("password", "47")]);
        assert_eq!(buyer.place(), Place::Shop, "and never 3DS");
        assert_paid_without_cvv(&shop);
    }
}

#[test]
fn what_the_shop_has_told_is_not_asked_again() {
    for told in [
        json!({"dateOfBirth": "1990-01-31", "cardPasswordDigest": "12"}),
        json!({"businessNo": "1234567890", "cardPasswordDigest": "12"}),
    ] {
        let shop = Shop::open();
        let mut order = shop.order("lt-pay-1");
        order["paymentMethod"]["paymentMethodMetaData"] = told;
        let mut buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
        fill_in(&mut buyer, &[]);
        assert_eq!(buyer.place(), Place::Shop);
        assert_paid_without_cvv(&shop);
    }
}

#[test]
fn a_card_of_the_request_comes_with_both() {
    let shop = Shop::open();
    let whole = json!({"cvv": null, "dateOfBirth": "1990-01-31", "cardPasswordDigest": "12"});
    let with = |changes: &[(&str, Value)]| {
        let mut metadata = whole.clone();
        for (field, value) in changes {
            metadata[field] = value.clone();
        }
        order_with_card(&shop, "lt-pay-1", HYUNDAI, &metadata)
    };
    let nobody = ("dateOfBirth", json!(null));
    for (changes, named) in [
        (vec![nobody.clone()], "dateOfBirth"),
        (vec![("dateOfBirth", json!("31.01.1990"))], "dateOfBirth"),
        (
            vec![nobody.clone(), ("businessNo", json!("1"))],
            "businessNo",
        ),
        (
            vec![("cardPasswordDigest", json!(null))],
            "cardPasswordDigest",
        ),
        (
            vec![("cardPasswordDigest", json!("1"))],
            "cardPasswordDigest",
        ),
    ] {
        let refused = shop.call("pay", &with(&changes));
        assert_eq!(refused.result(), "INVALID_PAYMENT_METHOD_META_DATA F");
        let why = shop.admin.last_request()["why"].to_string();
        assert!(why.contains(named), "{why}");
    }
    // A security code is of no use to these cards, and is let pass.
    let paid = shop.call("pay", &with(&[("cvv", json!("123"))]));
    assert_eq!(paid.result(), "SUCCESS S");
    assert_paid_without_cvv(&shop);
    let mut corporate = with(&[nobody, ("businessNo", json!("1234567890"))]);
    corporate["paymentRequestId"] = json!("lt-pay-2");
    assert_eq!(shop.call("pay", &corporate).result(), "SUCCESS S");
}

#[test]
fn the_robot_buyer_knows_what_to_type() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-1"));
    let act = json!({"action": "pay", "card": HYUNDAI});
    let outcome = shop.admin.buyer(paid.text("paymentId"), &act);
    assert_eq!(outcome["paymentStatus"], "SUCCESS", "{outcome}");
    assert_paid_without_cvv(&shop);
}
