//! Answers that are no acknowledgement: each is told with its reason, and tried again.

use serde_json::{Value, json};

use crate::support::hooks::{ACK, Hooks};
use crate::support::{App, Reply, Shop};

/// Lets the shop answer its first notification so, and shows what came of it.
fn first_attempt(shop: &Shop, reply: Reply) -> Value {
    shop.answers([reply]);
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    shop.admin.advance("1m");
    let notification = shop.admin.notification("ntf-1");
    assert_eq!(notification["state"], "PENDING", "{notification}");
    assert_eq!(notification["attempts"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        notification["reason"],
        notification["attempts"][0]["reason"]
    );
    let attempt = notification["attempts"][0].clone();
    shop.admin.advance("2m");
    assert_eq!(shop.admin.notification("ntf-1")["state"], "ACCEPTED");
    attempt
}

fn reason(attempt: &Value) -> &str {
    attempt["reason"].as_str().expect("an attempt has a reason")
}

#[test]
fn only_the_documented_answer_is_an_acknowledgement() {
    let try_later = r#"{"result":{"resultCode":"PROCESS_FAIL","resultStatus":"F","resultMessage":"try later"}}"#;
    for (status, body, told) in [
        (200, "", "empty body"),
        (200, " \r\n", "empty body"),
        (200, "OK", "not JSON"),
        (200, "success", "not JSON"),
        (200, "<!doctype html><p>Hello", "not JSON"),
        (200, r#"{"resultCode":"SUCCESS"}"#, "no \"result\""),
        (200, r#"[{"result":1}]"#, "no \"result\""),
        (
            200,
            r#"{"result":{"resultCode":"SUCCESS"}}"#,
            "resultStatus is missing",
        ),
        (
            200,
            r#"{"result":{"resultCode":"success","resultStatus":"S"}}"#,
            "resultCode is \"success\"",
        ),
        (200, try_later, "resultCode is \"PROCESS_FAIL\""),
        (500, ACK, "HTTP 500"),
        (404, "not here", "HTTP 404"),
        (201, ACK, "HTTP 201"),
        (204, "", "HTTP 204"),
    ] {
        let attempt = first_attempt(&Shop::open(), Reply::Answer(status, body.to_owned()));
        assert_eq!(attempt["outcome"], "REFUSED");
        assert_eq!(attempt["httpStatus"], status);
        assert_eq!(attempt["responseBody"], body);
        assert!(reason(&attempt).contains(told), "{told}: {attempt}");
    }
}

#[test]
fn blanks_and_further_fields_do_not_spoil_an_acknowledgement() {
    let shop = Shop::open();
    let spaced =
        "\n {\"more\": 1, \"result\": {\"resultStatus\": \"S\", \"resultCode\": \"SUCCESS\"}} ";
    shop.answers([Reply::Answer(200, spaced.to_owned())]);
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    shop.admin.advance("10s");
    assert_eq!(shop.admin.notification("ntf-1")["state"], "ACCEPTED");
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = Hooks::open();
    let redirect = Reply::Redirect(format!("{}/hooks", elsewhere.base));
    let attempt = first_attempt(&Shop::open(), redirect);
    assert_eq!(
        (&attempt["outcome"], &attempt["httpStatus"]),
        (&json!("REFUSED"), &json!(302))
    );
    assert!(reason(&attempt).contains("redirect"), "{attempt}");
    assert!(elsewhere.take().is_empty());
}

#[test]
fn an_endless_answer_is_cut_short() {
    let long = Reply::Answer(200, format!("{}{ACK}", " ".repeat(1_000_000)));
    let attempt = first_attempt(&Shop::open(), long);
    assert_eq!(attempt["outcome"], "REFUSED");
    assert!(reason(&attempt).contains("longer than"), "{attempt}");
    let shown = attempt["responseBody"].as_str().expect("its head is shown");
    assert!(shown.len() <= 4096);
}

#[test]
fn a_shop_that_hangs_up_or_is_not_there_is_unreachable() {
    let attempt = first_attempt(&Shop::open(), Reply::Close);
    assert_eq!(
        (&attempt["outcome"], &attempt["httpStatus"]),
        (&json!("UNREACHABLE"), &json!(null))
    );
    assert!(reason(&attempt).contains("connection broke"), "{attempt}");

    let shop = Shop::open();
    let mut order = shop.manual_order("lt-pay-1");
    order["paymentNotifyUrl"] = json!("http://127.0.0.1:1/hooks");
    shop.pay_and_buy(&order);
    shop.admin.advance("10s");
    let attempt = &shop.admin.notification("ntf-1")["attempts"][0];
    assert_eq!(attempt["outcome"], "UNREACHABLE");
    assert!(reason(attempt).contains("no connection"), "{attempt}");
}

#[test]
fn a_shop_that_says_nothing_is_waited_for_and_then_given_up() {
    let app = App::with(&["--notify-timeout", "200ms"]);
    let attempt = first_attempt(&Shop::at(&app), Reply::Hang);
    assert_eq!(
        (&attempt["outcome"], &attempt["httpStatus"]),
        (&json!("TIMED_OUT"), &json!(null))
    );
    assert_eq!(reason(&attempt), "no answer within 0.2 s");
    let took = attempt["durationMs"].as_f64().expect("a duration");
    assert!((200.0..5000.0).contains(&took), "{took}");
}
