//! Buying: several goods and currencies, trying again, stored cards.

use serde_json::{Value, json};

use super::Visitor;
use crate::support::wire::send;

#[test]
fn each_good_is_paid_in_its_own_currency_and_scale() {
    let visitor = Visitor::arrive();
    let catalogue = visitor.open("/shop");
    for (number, (good, count, amount, value)) in [
        ("lanterns", "1", "SGD 25.90", "2590"),
        ("umbrella", "2", "JPY 9,600", "9600"),
        ("tea", "5", "EUR 92.50", "9250"),
        ("censer", "3", "KWD 37.500", "37500"),
    ]
    .into_iter()
    .enumerate()
    {
        let checkout = catalogue.attribute(&format!("good-{good}"), "href");
        assert!(visitor.open(&checkout).shows("buy"));
        visitor.buy_and_pay(number + 1, &[("product", good), ("quantity", count)]);
        let order = visitor.open(&format!("/orders/{}", number + 1));
        assert_eq!(order.text("order-amount"), amount);
        assert_eq!(order.text("captured"), "yes");
        let payment = visitor.payment(number + 1);
        assert_eq!(payment["paymentAmount"]["value"], value);
        assert_eq!(payment["amountText"], amount);
    }
    let orders = visitor.open("/orders").text("orders");
    assert!(orders.starts_with("Order 4 Brass censer"), "{orders}");
    // Nothing that this shop does is wrong.
    let findings = json!({"events": [{"type": "FINDING", "count": 0}]});
    visitor.admin.post("/expect", &findings);
}

#[test]
fn the_return_page_asks_until_the_end_is_known_and_not_longer() {
    let visitor = Visitor::arrive();
    visitor.submit("/buy", &[("product", "tea")]);
    let asked = || {
        let all = visitor.admin.items("/requests");
        let is_inquiry = |one: &&Value| {
            let path = one["path"].as_str();
            path.is_some_and(|path| path.ends_with("/inquiryPayment"))
        };
        all.iter().filter(is_inquiry).count()
    };
    for times in 1..=3 {
        let page = visitor.open("/orders/1");
        assert_eq!(page.text("headline"), "We are waiting for your payment…");
        assert!(page.shows("go-on"));
        assert_eq!(asked(), times);
    }
    visitor.pay(&visitor.request_id(1));
    visitor.admin.advance("10s");
    let before = asked();
    // The notifications were faster: there is nothing left to ask.
    let page = visitor.open("/orders/1");
    assert_eq!(
        page.text("headline"),
        "Thank you! Your payment is complete."
    );
    assert_eq!(page.texts("notifications").len(), 1);
    assert_eq!(asked(), before);
}

#[test]
fn a_refused_order_is_tried_again_with_a_new_id() {
    let visitor = Visitor::arrive();
    // Eleven cents are refused at once, without a page.
    let to = visitor.submit("/buy", &[("product", "match")]);
    assert_eq!(to, "/orders/1");
    let order = visitor.open("/orders/1");
    assert_eq!(order.text("headline"), "The payment failed.");
    assert_eq!(order.text("code"), "RISK_REJECT");
    visitor.submit("/orders/1/retry", &[]);

    // The robot's card is declined for good; then another one is taken.
    let rule = json!({"rule": {"then": {"after_decline": "final"}}, "times": 1});
    visitor.admin.post("/overrides", &rule);
    visitor.submit("/buy", &[("product", "tea")]);
    let first = visitor.request_id(2);
    visitor.admin.buyer(&first, &json!({"action": "decline"}));
    visitor.admin.advance("10s");
    let order = visitor.open("/orders/2");
    assert_eq!(order.text("headline"), "The payment failed.");
    assert!(order.shows("retry"));
    let page = visitor.submit("/orders/2/retry", &[]);
    assert!(page.contains("/checkout/"), "{page}");
    let second = visitor.request_id(2);
    assert_ne!(first, second);
    visitor.pay(&second);
    visitor.admin.advance("10s");
    let order = visitor.open("/orders/2");
    assert_eq!(
        order.text("headline"),
        "Thank you! Your payment is complete."
    );
    assert_eq!(order.texts("request-id"), [second.clone(), first.clone()]);
    assert!(!order.shows("retry"));
    let order_of = |id: &str| visitor.admin.payment(id)["referenceOrderId"].clone();
    assert_eq!(order_of(&first), order_of(&second));
    // What is paid is not paid again.
    assert_eq!(visitor.submit("/orders/2/retry", &[]), "/orders/2");
    assert_eq!(visitor.request_id(2), second);
}

#[test]
fn a_stored_card_pays_at_once_until_it_is_deleted() {
    let visitor = Visitor::arrive();
    assert!(!visitor.open("/checkout/tea").shows("stored-card-1"));
    visitor.buy_and_pay(1, &[("product", "tea"), ("store", "on")]);
    let cards = visitor.open("/cards").text("cards");
    assert!(cards.starts_with("VISA ending 0768"), "{cards}");
    assert!(visitor.open("/checkout/umbrella").shows("stored-card-1"));

    // No page: it is paid when pay has answered.
    let to = visitor.submit("/buy", &[("product", "umbrella"), ("card", "0")]);
    assert_eq!(to, "/orders/2");
    assert_eq!(visitor.open("/orders/2").text("status"), "SUCCESS");
    assert_eq!(visitor.payment(2)["stage"], "AUTHORIZED");
    visitor.admin.advance("10s");
    assert_eq!(visitor.open("/orders/2").text("captured"), "yes");

    // Another card, although one is stored.
    let to = visitor.submit("/buy", &[("product", "tea"), ("card", "new")]);
    assert!(to.contains("/checkout/"), "{to}");

    visitor.submit("/cards/0/forget", &[]);
    assert!(!visitor.open("/cards").shows("cards"));
    assert!(visitor.admin.items("/cards")[0]["deletedTime"].is_string());
}

#[test]
fn what_the_shop_does_not_sell_is_said_so() {
    let visitor = Visitor::arrive();
    for path in ["/checkout/moon", "/orders/9", "/nowhere"] {
        let page = send(visitor.shop(), "GET", path, &[], b"");
        assert_eq!(page.status(), 404, "{path}");
        assert!(page.text().contains("data-test=\"message\""), "{path}");
    }
    assert_eq!(visitor.post("/buy", &[("product", "moon")]).status(), 404);
}

#[test]
fn a_page_of_another_site_presses_nothing_here() {
    let visitor = Visitor::arrive();
    let foreign = [
        ("origin", "https://evil.example"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    for path in ["/buy", "/switches", "/situations/paid"] {
        let answer = send(
            visitor.shop(),
            "POST",
            path,
            &foreign,
            b"switch=down&on=yes",
        );
        assert_eq!(answer.status(), 403, "{path}");
    }
    assert_eq!(visitor.admin.items("/payments").len(), 0);
    let page = send(visitor.shop(), "GET", "/shop", &foreign[..1], b"");
    assert_eq!(page.status(), 200);
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
}
