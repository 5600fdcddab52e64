//! Money of every currency: taken, shown to the buyer, and told when its scale looks wrong.

use serde_json::{Value, json};

use crate::request_validation::{assert_refused, with};
use crate::support::{Buyer, Shop};

/// An order in which every amount is this one.
fn order(shop: &Shop, id: &str, currency: &str, value: &str) -> Value {
    let amount = json!({"currency": currency, "value": value});
    let order = with(&shop.order(id), "paymentAmount", amount.clone());
    with(&order, "order.orderAmount", amount)
}

#[test]
fn the_buyer_sees_an_amount_as_its_currency_is_written() {
    let shop = Shop::open();
    for (currency, value, shown) in [
        ("SGD", "2590", "SGD 25.90"),
        ("JPY", "1000", "JPY 1,000"),
        ("KWD", "1234", "KWD 1.234"),
        ("IDR", "125000000", "IDR 1,250,000"),
        ("TWD", "99900", "TWD 999"),
        ("TWD", "99950", "TWD 999.50"),
        ("VND", "9999999999999999", "VND 9,999,999,999,999,999"),
        ("ISK", "1", "ISK 1"),
    ] {
        let id = format!("lt-{currency}-{value}");
        let paid = shop.pay(&order(&shop, &id, currency, value));
        assert_eq!(paid["paymentAmount"]["value"], value);
        let buyer = Buyer::open(paid.text("normalUrl"));
        assert_eq!(buyer.text("amount").as_deref(), Some(shown));
        let button = buyer.text("pay").unwrap_or_default();
        assert!(button.contains(&format!("Pay {shown}")), "{button}");
    }
}

#[test]
fn an_amount_is_a_whole_number_of_at_most_16_digits_and_rupiahs_end_in_00() {
    let shop = Shop::open();
    let place = "paymentAmount.value";
    for (currency, value, told) in [
        ("SGD", "25.90", "must be a positive whole number"),
        ("SGD", "-1", "must be a positive whole number"),
        ("SGD", "0", "must be a positive whole number"),
        ("SGD", "1e3", "must be a positive whole number"),
        ("SGD", "12345678901234567", "up to 16 digits"),
        ("IDR", "125000050", "must end in 00 for IDR"),
    ] {
        let amount = json!({"currency": currency, "value": value});
        let order = with(&shop.order("lt-pay-1"), "paymentAmount", amount);
        assert_refused(&shop, &order, place, told);
    }
    for unknown in ["QQQ", "XAU", "CLF"] {
        let refused = shop.call("pay", &order(&shop, "lt-pay-1", unknown, "100"));
        assert_eq!(refused.result(), "CURRENCY_NOT_SUPPORT F", "{unknown}");
    }
}

/// What is found about an order, in words; empty when nothing is.
fn found(changes: &[(&str, Value)]) -> String {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    for (path, value) in changes {
        order = with(&order, path, value.clone());
    }
    shop.pay(&order);
    let findings = shop.admin.items("/findings");
    let Some(found) = findings.first() else {
        return String::new();
    };
    assert_eq!(
        (findings.len(), &found["finding"]),
        (1, &json!("WRONG_SCALE"))
    );
    found["text"].as_str().expect("a text").to_owned()
}

fn amount(currency: &str, value: &str) -> Value {
    json!({"currency": currency, "value": value})
}

#[test]
fn an_amount_in_the_wrong_scale_is_found() {
    let lantern = json!([{
        "referenceGoodsId": "l-1", "goodsName": "Lantern", "goodsQuantity": 2,
        "goodsUnitAmount": amount("JPY", "2400"),
    }]);
    let yen = |value: &str| ("paymentAmount", amount("JPY", value));
    let ordered = |value: &str| ("order.orderAmount", amount("JPY", value));
    for (changes, told) in [
        (
            vec![yen("480000"), ordered("4800")],
            "JPY 480,000 and order.orderAmount is JPY 4,800: they differ by a factor of 100",
        ),
        (vec![yen("48"), ordered("4800")], "a factor of 100"),
        (
            vec![yen("480000"), ("order.goods", lantern.clone())],
            "the sum of order.goods is JPY 4,800",
        ),
        (
            vec![
                ("paymentAmount", amount("KWD", "123")),
                ("order.orderAmount", amount("KWD", "1230")),
            ],
            "a factor of 10",
        ),
        (vec![yen("150000000")], "JPY has no hundredths"),
        (
            vec![("paymentAmount", amount("KRW", "480000000"))],
            "multiplied by 100",
        ),
    ] {
        let text = found(&changes);
        assert!(text.contains(told), "{changes:?}: {text}");
    }
    for usual in [
        vec![yen("4800"), ordered("4800"), ("order.goods", lantern)],
        vec![("paymentAmount", amount("SGD", "259"))],
        vec![yen("1499900")],
        vec![yen("150000001")],
    ] {
        assert_eq!(found(&usual), "", "{usual:?}");
    }
}
