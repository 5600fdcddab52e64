//! What the pages tell.

use serde_json::json;

use super::Page;
use crate::signatures::{Draft, INQUIRY};
use crate::support::shop::CALL_TIME;
use crate::support::{App, Reply, Shop};

#[test]
fn a_new_merchant_is_told_what_to_do() {
    let shop = Shop::open();
    let payments = Page::of(&shop, "/payments");
    assert!(payments.text("empty").contains(&shop.client_id));
    assert_eq!(payments.text("clock"), "2026-11-23 02:00:00");
    assert_eq!(payments.text("next-due"), "Nothing is due");
    assert!(Page::of(&shop, "/notifications").has("empty"));
    assert!(Page::of(&shop, "/requests").has("empty"));
    let home = Page::at(&App::shared().admin, "/");
    assert_eq!(home.message.status(), 200);
    assert!(home.text("merchant").contains("SANDBOX_5X00000000000001"));
}

#[test]
fn a_payment_tells_how_it_stands_and_how_it_came_to_this() {
    let shop = Shop::open();
    let payment = shop.pay_and_buy(&shop.order("dash-1"));
    let id = payment.text("paymentId");
    shop.admin.drain();
    let page = Page::of(&shop, &format!("/payments/{id}"));
    assert_eq!(page.text("amount"), "SGD 25.90");
    assert_eq!(page.text("payment-status"), "SUCCESS");
    assert_eq!(page.text("stage"), "CAPTURED");
    assert_eq!(page.texts("transaction").len(), 1);
    assert_eq!(page.texts("notification").len(), 2);
    assert!(
        page.texts("event")
            .iter()
            .any(|text| text.contains("pay was answered"))
    );
    // A payment that is over has no buyer who could do anything.
    assert!(!page.has("buyer-pay"));
    let by_request = Page::of(&shop, "/payments/dash-1");
    assert_eq!(by_request.text("amount"), "SGD 25.90");
}

#[test]
fn the_picture_of_a_payment_is_a_file_of_its_own() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("dash-1"));
    shop.admin.drain();
    let picture = Page::of(&shop, "/payments/dash-1").follow("download");
    assert_eq!(
        picture.message.find_header("content-type"),
        Some("image/svg+xml")
    );
    let svg = picture.message.text();
    for told in ["Shop", "Bank", "PAYMENT_RESULT", "approves", "lt-order-77"] {
        assert!(svg.contains(told), "{told}: {svg}");
    }
    assert!(svg.contains("prefers-color-scheme"));
    assert!(!svg.contains("href"), "it needs nothing from elsewhere");
}

#[test]
fn a_notification_shows_every_attempt_to_the_byte() {
    let shop = Shop::open();
    shop.hooks.script([Reply::Answer(500, "oh".to_owned())]);
    shop.pay_and_buy(&shop.order("dash-1"));
    shop.admin.advance("10s");
    let page = Page::of(&shop, "/notifications/ntf-1");
    assert_eq!(page.text("state"), "PENDING");
    assert_eq!(page.texts("attempt").len(), 1);
    let sent = &shop.admin.notification("ntf-1")["attempts"][0];
    let body = sent["requestBody"].as_str().expect("a body");
    assert_eq!(page.text("attempt-body"), body);
    let signed = page.text("attempt-signed");
    assert!(signed.starts_with("POST /hooks/antom\n"), "{signed}");
    assert!(signed.ends_with(body), "{signed}");
    assert!(page.text("attempt-answer").contains("HTTP 500"));
    assert!(page.text("verdict").contains("500"));
    assert!(page.text("next-attempt").contains("in 1 min"));
    assert!(
        page.text("attempt-curl")
            .starts_with("curl -X POST 'http://")
    );
}

#[test]
fn a_refused_call_names_the_field() {
    let shop = Shop::open();
    let mut order = shop.order("dash-1");
    order["paymentAmount"]["value"] = json!("x");
    shop.call("pay", &order);
    let list = Page::of(&shop, "/requests?refused=yes");
    assert_eq!(list.texts("request").len(), 1);
    let page = Page::of(&shop, "/requests/req-1");
    assert_eq!(page.text("code"), "PARAM_ILLEGAL");
    assert!(
        page.text("why").contains("paymentAmount.value"),
        "{}",
        page.text("why")
    );
    assert!(page.text("request-body").contains("dash-1"));
    assert!(page.text("response-body").contains("PARAM_ILLEGAL"));
}

#[test]
fn a_call_with_a_query_is_repeated_with_it() {
    let shop = Shop::open();
    let target = format!("{INQUIRY}?a=1&b=2");
    let draft = Draft::new(&shop);
    let signature = shop.signature(&target, CALL_TIME, &draft.body);
    let draft = Draft {
        target: target.clone(),
        ..draft
    };
    draft.set("signature", &signature).answer(&shop);
    let page = Page::of(&shop, "/requests/req-1");
    let again = format!("curl -X POST '{}{target}'", shop.gateway);
    assert!(
        page.text("curl").starts_with(&again),
        "{}",
        page.text("curl")
    );
    assert_eq!(page.text("code"), "ORDER_NOT_EXIST");
    let list = Page::of(&shop, "/requests");
    let row = list.text("request");
    assert!(
        row.contains("inquiryPayment") && !row.contains('?'),
        "{row}"
    );
}

#[test]
fn a_refused_signature_says_what_was_expected() {
    let shop = Shop::open();
    let signature = "algorithm=RSA256,keyVersion=1,signature=AAAA";
    Draft::new(&shop).set("signature", signature).answer(&shop);
    let page = Page::of(&shop, "/requests/req-1");
    assert_eq!(page.text("code"), "INVALID_SIGNATURE");
    let told = page.texts("diagnosis");
    let kept = &shop.admin.last_request()["diagnosis"];
    assert!(!told.is_empty());
    assert_eq!(serde_json::json!(told), *kept);
}

#[test]
fn a_page_that_is_not_there_says_so_as_a_page() {
    let shop = Shop::open();
    let base = format!("/merchants/{}", shop.client_id);
    for path in [
        "/payments/x",
        "/notifications/x",
        "/requests/x",
        "/x",
        "/payments/x/sequence.svg",
    ] {
        let page = Page::at(shop.admin.base(), &format!("{base}{path}"));
        assert_eq!(page.message.status(), 404, "{path}");
        assert!(page.has("problem"), "{path}: {}", page.message.text());
        // It is this merchant who is shown, and whose other pages the navigation leads to.
        let stays = format!("data-events=\"/v1{base}/events");
        assert!(page.message.text().contains(&stays), "{path}");
    }
    let page = Page::at(shop.admin.base(), "/merchants/nobody/payments");
    assert_eq!(page.message.status(), 404);
    assert!(page.text("problem").contains("nobody"));
}

#[test]
fn what_a_shop_writes_cannot_become_markup() {
    let shop = Shop::open();
    let mut order = shop.order("dash-1");
    let nasty = "<script>alert(1)</script>\"'>";
    order["order"]["orderDescription"] = json!(nasty);
    order["order"]["referenceOrderId"] = json!("<b>77");
    shop.pay_and_buy(&order);
    shop.admin.drain();
    for path in [
        "/payments",
        "/payments/dash-1",
        "/requests/req-1",
        "/payments/dash-1/sequence.svg",
    ] {
        let text = Page::of(&shop, path).message.text();
        assert!(
            !text.contains("<script>alert") && !text.contains("<b>77"),
            "{path}"
        );
    }
    let search = Page::of(&shop, "/payments?q=%22%3E%3Cscript%3Ealert");
    assert!(!search.message.text().contains("<script>alert"));
    let policy = search.message.header("content-security-policy");
    assert!(policy.contains("script-src 'self'") && policy.contains("frame-ancestors 'none'"));
}
