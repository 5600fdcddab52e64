//! What `pay` takes as an amount, and what it takes although it is written in another form.

use serde_json::{Value, json};

use crate::request_validation::{assert_refused, assert_taken, with, without};
use crate::support::{Buyer, Shop};

#[test]
fn only_a_positive_whole_amount_of_a_known_currency_is_taken() {
    let shop = Shop::open();
    let order = shop.order("lt-pay-1");
    let pay = |currency: &str, value: Value| {
        let amount = json!({"currency": currency, "value": value});
        shop.call("pay", &with(&order, "paymentAmount", amount))
    };
    for value in [
        json!("25.90"),
        json!("0"),
        json!("-1"),
        json!("+1"),
        json!(" 1"),
        json!("1e3"),
        json!("1,000"),
        json!("12345678901234567"),
        json!("abc"),
        json!("２５"),
        json!(25.9),
        json!(0),
        json!(-5),
        json!(true),
        json!({}),
        json!([2590]),
    ] {
        let refused = pay("SGD", value.clone());
        assert_eq!(refused.result(), "PARAM_ILLEGAL F", "{value}");
        assert!(
            refused.why().starts_with("paymentAmount.value must be"),
            "{}",
            refused.why()
        );
    }
    for (currency, value, result) in [
        ("sgd", "2590", "PARAM_ILLEGAL F"),
        ("SG", "2590", "PARAM_ILLEGAL F"),
        ("SGDX", "2590", "PARAM_ILLEGAL F"),
        ("QQQ", "2590", "CURRENCY_NOT_SUPPORT F"),
        ("IDR", "12345", "PARAM_ILLEGAL F"),
        ("IDR", "12300", "PAYMENT_IN_PROCESS U"),
    ] {
        assert_eq!(
            pay(currency, json!(value)).result(),
            result,
            "{currency} {value}"
        );
    }
    for (id, value, shown) in [
        ("a", json!("1"), "1"),
        ("b", json!(2590), "2590"),
        ("c", json!("9999999999999999"), "9999999999999999"),
    ] {
        let order = with(&shop.order(id), "paymentAmount.value", value);
        assert_eq!(
            assert_taken(&shop, &order, id)["paymentAmount"]["value"],
            shown
        );
    }
}

#[test]
fn the_amount_of_the_order_is_checked_but_need_not_be_the_payments() {
    let shop = Shop::open();
    let order = shop.order("lt-pay-1");
    let path = "order.orderAmount.value";
    assert_refused(
        &shop,
        &with(&order, path, json!("0")),
        path,
        "must be a positive",
    );
    let other = with(
        &order,
        "order.orderAmount",
        json!({"currency": "USD", "value": "1"}),
    );
    assert_taken(&shop, &other, "another order amount");
}

#[test]
fn scalars_may_come_as_strings_unknown_fields_are_ignored_and_null_is_absent() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    order["env"] = json!({
        "terminalType": "WAP", "osType": "IOS", "colorDepth": "24", "screenHeight": "900",
        "screenWidth": 1440, "timeZoneOffset": "-480", "clientIp": null,
        "browserInfo": {"javaEnabled": "true", "javaScriptEnabled": false, "language": "en"}
    });
    order["paymentFactor"] =
        json!({"isAuthorization": "true", "captureMode": "", "asyncPay": true});
    order["order"]["buyer"] = json!(null);
    order["paymentExpiryTime"] = json!(null);
    order["settlementStrategy"] = json!({"settlementCurrency": "USD", "unheardOf": [1, {}]});
    order["metadata"] = json!({"deep": {"er": [1, 2, 3]}});
    order["creditPayPlan"] = json!(null);
    assert_taken(&shop, &order, "a tolerant gateway");
}

#[test]
fn an_env_inside_the_order_is_understood_as_in_older_samples() {
    let shop = Shop::open();
    let mut order = without(&shop.order("lt-pay-1"), "env");
    order["order"]["env"] = json!({"terminalType": "WEB"});
    assert_taken(&shop, &order, "order.env");
}

#[test]
fn text_of_any_script_is_kept_as_it_is() {
    let shop = Shop::open();
    let text = "两个灯笼 – naïve “q” 🏮 <b>&amp;";
    let order = with(
        &shop.order("lt-支付-1"),
        "order.orderDescription",
        json!(text),
    );
    let paid = shop.pay(&order);
    let buyer = Buyer::open(paid.text("normalUrl"));
    assert_eq!(buyer.text("description").as_deref(), Some(text));
    assert_eq!(shop.inquire("lt-支付-1")["paymentRequestId"], "lt-支付-1");
}
