//! Long lists: pages and filters.

use serde_json::json;

use super::Page;
use crate::support::Shop;

#[test]
fn long_lists_come_in_pages_and_are_searched() {
    let shop = Shop::open();
    for number in 0..120 {
        let mut order = shop.order(&format!("dash-{number}"));
        order["order"]["referenceOrderId"] = json!(format!("order-{number}"));
        shop.pay(&order);
    }
    let cancelled = shop.call("cancel", &json!({"paymentRequestId": "dash-7"}));
    assert_eq!(cancelled.code(), "SUCCESS");

    let first = Page::of(&shop, "/payments");
    assert_eq!(first.text("total"), "120");
    assert_eq!(first.texts("payment").len(), 50);
    assert!(first.texts("payment")[0].contains("order-119"));
    assert!(!first.has("newer"));
    let last = first.follow("older").follow("older");
    assert_eq!(last.texts("payment").len(), 20);
    assert!(!last.has("older"));
    let middle = last.follow("newer");
    assert!(middle.texts("payment")[0].contains("order-69"));

    let found = Page::of(&shop, "/payments?q=ORDER-11");
    // 11 and 110 to 119.
    assert_eq!(found.texts("payment").len(), 11);
    let found = Page::of(&shop, "/payments?status=CANCELLED");
    assert_eq!(found.texts("payment").len(), 1);
    assert!(found.texts("payment")[0].contains("order-7"));
    assert!(Page::of(&shop, "/payments?q=nowhere").has("empty"));

    let requests = Page::of(&shop, "/requests?q=cancel");
    assert_eq!(requests.texts("request").len(), 1);
    let requests = Page::of(&shop, "/requests").follow("older");
    assert_eq!(requests.texts("request").len(), 50);
}

#[test]
fn amounts_codes_and_references_are_found() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("dash-paid"));
    let mut other = shop.order("dash-other");
    other["paymentAmount"]["value"] = json!("770000");
    other["order"]["orderAmount"]["value"] = json!("770000");
    shop.pay(&other);
    shop.admin.advance("10s");
    for (q, count) in [
        ("7700.00", 1),
        ("770000", 1),
        ("sgd%2025.90", 1),
        ("PAYMENT_IN_PROCESS", 1),
        ("AWAITING_BUYER", 1),
        ("lt-order-77", 2),
    ] {
        let page = Page::of(&shop, &format!("/payments?q={q}"));
        assert_eq!(page.texts("payment").len(), count, "{q}");
    }
    for (q, count) in [
        ("lt-order-77", 2),
        ("25.90", 2),
        ("dash-other", 0),
        ("ACCEPTED", 2),
    ] {
        let page = Page::of(&shop, &format!("/notifications?q={q}"));
        assert_eq!(page.texts("notification").len(), count, "{q}");
    }
    assert_eq!(
        Page::of(&shop, "/requests?q=req-2").texts("request").len(),
        1
    );
    assert_eq!(
        Page::of(&shop, "/requests?q=770000").texts("request").len(),
        1
    );
}
