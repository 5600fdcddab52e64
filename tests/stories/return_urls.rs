//! The shop's own URLs: what is taken as one, and how a buyer comes back by it.

use serde_json::{Value, json};

use crate::request_validation::{assert_refused, with};
use crate::support::buyer::{Buyer, Place, VISA};
use crate::support::wire::send;
use crate::support::{App, Shop};

const NONE: [&str; 8] = [
    "localhost:3000/hooks",
    "ftp://shop.example/",
    "mailto:shop@shop.example",
    "https:shop.example",
    "http:///shop.example",
    "https://shop.example/a b",
    "https://shop.example/\r\nset-cookie: a=b",
    "https://shop.example/\u{0}",
];

#[test]
fn what_is_no_web_address_is_refused_wherever_a_shop_gives_one() {
    let shop = Shop::open();
    let order = shop.order("lt-pay-1");
    let told = "must be an absolute http or https URL";
    for url in NONE {
        for path in ["paymentRedirectUrl", "paymentNotifyUrl"] {
            assert_refused(&shop, &with(&order, path, json!(url)), path, told);
        }
        let wish = json!({ "notifyUrl": url });
        let refused = App::shared().admin().call("POST", "/v1/merchants", &wish);
        assert_eq!(refused.status(), 400, "{url}");
        let why = refused.json();
        let message = why["message"].as_str().expect("a message");
        assert!(message.starts_with(&format!("notifyUrl {told}")), "{why}");
        assert_eq!(why["hint"], "write http://127.0.0.1:3000/hooks/antom");
    }
}

#[test]
fn a_buyer_who_paid_comes_back_whatever_letters_the_shop_uses() {
    let shop = Shop::open();
    let url = "https://säfe.example/灯笼?name=\"ü\"&x={}";
    let order = with(&shop.order("lt-pay-1"), "paymentRedirectUrl", json!(url));
    let mut buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Shop);
    let location = buyer.page.find_header("location").expect("a redirect");
    assert!(location.is_ascii(), "{location}");
    assert!(
        location.starts_with("https://xn--sfe-qla.example/%E7%81%AF"),
        "{location}"
    );
    let paid = shop.inquire("lt-pay-1");
    assert_eq!(
        paid["paymentRedirectUrl"], url,
        "the echo is the shop's text"
    );
    assert_eq!(paid["paymentStatus"], "SUCCESS");
}

#[test]
fn a_form_that_cannot_be_read_shows_a_page() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-1"));
    let url = paid.text("normalUrl");
    let path = url.strip_prefix(&shop.gateway).expect("a link of ours");
    let form = "application/x-www-form-urlencoded";
    let huge = format!("cardNumber={}", "4".repeat(300_000));
    for (path, kind, body, status) in [
        (path.to_owned(), "application/json", "{}", 415),
        (path.to_owned(), "text/plain", "cardNumber=4", 415),
        (path.to_owned(), form, huge.as_str(), 413),
        (format!("{path}/challenge"), "application/json", "{}", 415),
    ] {
        let answer = send(
            &shop.gateway,
            "POST",
            &path,
            &[("content-type", kind)],
            body.as_bytes(),
        );
        assert_eq!(answer.status(), status, "{kind}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        let text = answer.text();
        assert!(text.contains("This form cannot be read"), "{text}");
        assert!(text.contains(&format!("href=\"{path}\"")), "{text}");
    }
    assert_eq!(
        shop.inquire("lt-pay-1")["paymentStatus"],
        Value::from("PROCESSING")
    );
}
