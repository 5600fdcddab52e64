//! An order that was paid twice: both payments name each other, and one of them can be undone.

use serde_json::{Value, json};

use crate::support::Shop;
use crate::support::program::printed;

fn duplicates(shop: &Shop, id: &str) -> Value {
    shop.admin.payment(id)["duplicates"].clone()
}

/// The ids of two payments of one order, the first and the second, both paid.
fn pair(shop: &Shop, order: impl Fn(&str) -> Value) -> [Value; 2] {
    let paid = ["lt-pay-1", "lt-pay-2"].map(|id| shop.pay_and_buy(&order(id)));
    shop.admin.advance("1m");
    paid.map(|one| one["paymentId"].clone())
}

fn paid_twice(shop: &Shop) -> Vec<Value> {
    let mut found = shop.admin.items("/findings");
    found.retain(|one| one["finding"] == "PAID_TWICE");
    found
}

fn assert_pair(shop: &Shop, [first, second]: &[Value; 2]) {
    assert_eq!(duplicates(shop, "lt-pay-1"), json!([second]));
    assert_eq!(duplicates(shop, "lt-pay-2"), json!([first]));
    let findings = paid_twice(shop);
    let last = findings.last().expect("it is found");
    assert_eq!(last["paymentId"], *second);
    let told = "order lt-order-77 is paid twice: \"lt-pay-1\" had paid it already";
    assert_eq!(last["text"], told);
}

fn assert_settled(shop: &Shop) {
    for id in ["lt-pay-1", "lt-pay-2"] {
        assert_eq!(duplicates(shop, id), json!([]), "{id}");
    }
}

#[test]
fn what_is_not_captured_yet_is_cancelled() {
    let shop = Shop::open();
    let ids = pair(&shop, |id| shop.manual_order(id));
    assert_pair(&shop, &ids);
    let cancelled = shop.call("cancel", &json!({ "paymentId": ids[1] }));
    assert_eq!(cancelled.result(), "SUCCESS S");
    assert_settled(&shop);
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
}

#[test]
fn what_is_captured_is_refunded() {
    let shop = Shop::open();
    let ids = pair(&shop, |id| shop.order(id));
    assert_pair(&shop, &ids);
    let refund = |request_id: &str, value: &str| {
        let order = json!({
            "refundRequestId": request_id,
            "paymentId": ids[0],
            "refundAmount": {"currency": "SGD", "value": value},
        });
        shop.call("refund", &order).result()
    };
    assert_eq!(refund("lt-ref-1", "1000"), "REFUND_IN_PROCESS U");
    assert_pair(&shop, &ids);
    assert_eq!(refund("lt-ref-2", "1590"), "REFUND_IN_PROCESS U");
    assert_settled(&shop);
}

#[test]
fn a_captured_duplicate_is_cancelled_where_the_contract_lets_it() {
    let shop = Shop::open();
    let ids = pair(&shop, |id| shop.order(id));
    let cancel = || {
        shop.call("cancel", &json!({ "paymentId": ids[1] }))
            .result()
    };
    assert_eq!(cancel(), "ORDER_STATUS_INVALID F");
    let contract = json!({"cancellations": {"captured": "REFUND"}});
    shop.admin.put("/contract", &contract);
    assert_eq!(cancel(), "SUCCESS S");
    assert_settled(&shop);
}

#[test]
fn other_orders_and_payments_without_money_are_no_duplicates() {
    let shop = Shop::open();
    let mut other = shop.manual_order("lt-pay-3");
    other["order"]["referenceOrderId"] = json!("lt-order-78");
    shop.pay_and_buy(&other);
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    shop.pay(&shop.order("lt-pay-2"));
    assert_settled(&shop);
    shop.admin.advance("7d");
    shop.pay_and_buy(&shop.manual_order("lt-pay-4"));
    assert_eq!(duplicates(&shop, "lt-pay-4"), json!([]), "it was released");
    assert_eq!(paid_twice(&shop).len(), 0);
}

#[test]
fn the_command_line_shows_the_other_payment() {
    let shop = Shop::open();
    let [first, _] = pair(&shop, |id| shop.order(id));
    let admin = ["--admin", shop.admin.base(), "--merchant", &shop.client_id];
    let shown = printed(&[&["payments", "show", "lt-pay-2"], &admin[..]].concat());
    let line = format!("duplicates     {}", first.as_str().expect("an id"));
    assert!(shown.contains(&line), "{shown}");
}
