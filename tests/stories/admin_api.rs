//! The admin API: the robot buyer, waiting, what happened, and who may not use it.

use std::io::{Read, Write};
use std::thread;

use serde_json::{Value, json};

use crate::support::buyer::{DECLINED_VISA, VISA};
use crate::support::wire::{connect, host_of, request, send};
use crate::support::{App, Shop};

fn message(error: &Value) -> &str {
    error["message"].as_str().expect("an error has a message")
}

#[test]
fn the_robot_buyer_does_what_a_person_can_do() {
    let shop = Shop::open();
    shop.pay(&shop.order_with_3ds("lt-pay-1"));
    let mut last = json!(null);
    for (deed, step, status, code) in [
        (
            json!({"action": "leave"}),
            "LEFT",
            "PROCESSING",
            "PAYMENT_IN_PROCESS",
        ),
        (
            json!({"action": "decline"}),
            "DECLINED",
            "PROCESSING",
            "DO_NOT_HONOR",
        ),
        (
            json!({"action": "pay", "card": DECLINED_VISA}),
            "DECLINED",
            "PROCESSING",
            "DO_NOT_HONOR",
        ),
        (
            json!({"action": "submit", "card": VISA}),
            "CHALLENGE",
            "PROCESSING",
            "PAYMENT_IN_PROCESS",
        ),
        (
            json!({"action": "challenge", "otp": "0"}),
            "CHALLENGE",
            "PROCESSING",
            "PAYMENT_IN_PROCESS",
        ),
        (
            json!({"action": "challenge"}),
            "FINISHED",
            "SUCCESS",
            "SUCCESS",
        ),
    ] {
        last = shop.admin.buyer("lt-pay-1", &deed);
        let got = (&last["step"], &last["paymentStatus"], &last["resultCode"]);
        assert_eq!(
            got,
            (&json!(step), &json!(status), &json!(code)),
            "{deed}: {last}"
        );
    }
    assert_eq!(
        last["redirectUrl"],
        "https://shop.example/return?o=lt-order-77"
    );
}

#[test]
fn a_deed_that_cannot_be_done_is_refused_with_a_reason() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let path = "/payments/lt-pay-1/buyer";
    for (status, deed, told) in [
        (400, json!({}), "missing field `action`"),
        (400, json!({"action": "dance"}), "unknown variant `dance`"),
        (
            400,
            json!({"action": "pay", "card": "1234"}),
            "12 to 19 digits",
        ),
        (
            400,
            json!({"action": "pay", "pin": "1"}),
            "unknown field `pin`",
        ),
        (409, json!({"action": "challenge"}), "no bank is asking"),
        (409, json!({"action": "cancel"}), "no bank is asking"),
    ] {
        let refused = shop.admin.refused(status, "POST", path, &deed);
        assert!(message(&refused).contains(told), "{deed}: {refused}");
    }
    shop.admin.buyer("lt-pay-1", &json!({"action": "pay"}));
    for action in ["pay", "decline", "leave", "challenge"] {
        let refused = shop
            .admin
            .refused(409, "POST", path, &json!({ "action": action }));
        assert!(
            message(&refused).contains("the payment is over"),
            "{refused}"
        );
    }
    let unknown = shop.admin.refused(
        404,
        "POST",
        "/payments/nope/buyer",
        &json!({"action": "pay"}),
    );
    assert!(message(&unknown).contains("\"nope\""), "{unknown}");
}

#[test]
fn a_wait_ends_when_the_payment_is_as_wished() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let waiting = {
        let admin = shop.admin.clone();
        thread::spawn(move || admin.wait("lt-pay-1", "captured"))
    };
    for until in ["PROCESSING", "AWAITING_BUYER"] {
        shop.admin.wait("lt-pay-1", until);
    }
    shop.admin.buyer("lt-pay-1", &json!({"action": "pay"}));
    for until in ["SUCCESS", "AUTHORIZED", "FINAL"] {
        assert_eq!(
            shop.admin.wait("lt-pay-1", until)["paymentStatus"],
            "SUCCESS"
        );
    }
    shop.admin.drain();
    shop.admin.wait("lt-pay-1", "NOTIFIED");
    let seen = waiting.join().expect("the wait ends");
    assert_eq!(seen["stage"], "CAPTURED");
}

#[test]
fn a_wait_in_vain_says_how_the_payment_stands_and_what_to_do() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let refused = shop.admin.refused(
        408,
        "GET",
        "/payments/lt-pay-1/wait?until=SUCCESS&timeout=10ms",
        &json!(null),
    );
    assert_eq!(
        message(&refused),
        "the payment is AWAITING_BUYER (paymentStatus PROCESSING), not SUCCESS"
    );
    assert_eq!(
        refused["hint"],
        "with a stepped clock nothing happens by itself: advance it"
    );
    let refused = shop.admin.refused(
        408,
        "GET",
        "/payments/lt-pay-1/wait?until=NOTIFIED&timeout=0s",
        &json!(null),
    );
    assert!(message(&refused).ends_with("not NOTIFIED"));
    for (query, told) in [
        ("until=PAID", "\"PAID\" is nothing to wait for"),
        ("until=SUCCESS&timeout=soon", "timeout:"),
        ("timeout=5s", "until is missing: write …/wait?until=SUCCESS"),
    ] {
        let path = format!("/payments/lt-pay-1/wait?{query}");
        let refused = shop.admin.refused(400, "GET", &path, &json!(null));
        assert!(message(&refused).contains(told), "{query}: {refused}");
    }
    shop.admin.refused(
        404,
        "GET",
        "/payments/nope/wait?until=SUCCESS",
        &json!(null),
    );
}

#[test]
fn a_payment_is_shown_with_its_transactions_notifications_and_timeline() {
    let shop = Shop::open();
    let paid = shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.drain();
    let payment = shop.admin.payment("lt-pay-1");
    assert_eq!(
        payment,
        shop.admin.payment(paid.text("paymentId")),
        "either id will do"
    );
    assert_eq!(payment["stage"], "CAPTURED");
    assert_eq!(payment["amountText"], "SGD 25.90");
    assert_eq!(payment["card"]["cardNo"], "************0768");
    assert_eq!(payment["transactions"][0]["type"], "CAPTURE");
    assert_eq!(payment["notifications"], json!(["ntf-1", "ntf-2"]));
    assert_eq!(payment["timelineDropped"], 0);
    let timeline = payment["timeline"].as_array().expect("a timeline");
    let kinds: Vec<_> = timeline
        .iter()
        .map(|event| event["type"].as_str().expect("a type"))
        .collect();
    assert_eq!(
        kinds[..5],
        [
            "PAYMENT_CREATED",
            "API_CALL",
            "CARD_SUBMITTED",
            "PAYMENT_AUTHORIZED",
            "NOTIFICATION_SCHEDULED"
        ]
    );
    let events = shop.admin.items("/events?paymentId=lt-pay-1");
    assert_eq!(&events, timeline);
    let later = shop.admin.items("/events?since=2");
    assert_eq!(later[0]["sequence"], 3);
    assert_eq!(
        shop.admin.items("/payments")[0]["paymentId"],
        paid["paymentId"]
    );
}

#[test]
fn every_call_of_the_shop_is_kept_byte_for_byte() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let answer = shop.call_bytes("inquiryPayment", b" {\"paymentRequestId\" : \"lt-pay-1\"}");
    let list = shop.admin.get("/requests");
    assert_eq!(list["dropped"], 0);
    let ids: Vec<_> = list["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["requestId"])
        .collect();
    assert_eq!(ids, ["req-1", "req-2"]);
    let kept = shop.admin.get("/requests/req-2");
    assert_eq!(
        kept["requestBody"],
        " {\"paymentRequestId\" : \"lt-pay-1\"}"
    );
    assert_eq!(kept["responseBody"], answer.message.text());
    assert_eq!(kept["path"], "/ams/sandbox/api/v1/payments/inquiryPayment");
    assert_eq!(
        (&kept["method"], &kept["httpStatus"]),
        (&json!("POST"), &json!(200))
    );
    assert_eq!(
        (&kept["resultCode"], &kept["why"]),
        (&json!("SUCCESS"), &json!(""))
    );
    let headers = kept["responseHeaders"].as_array().expect("headers");
    assert!(headers.contains(&json!(["signature", answer.message.header("signature")])));
}

#[test]
fn what_is_not_there_is_told_with_where_to_look() {
    let shop = Shop::open();
    for path in [
        "/payments/nope",
        "/notifications/ntf-1",
        "/requests/req-1",
        "/requests/nope",
        "/requests/req-18446744073709551615",
        "/requests/req-0",
        "/nothing",
    ] {
        shop.admin.refused(404, "GET", path, &json!(null));
    }
    shop.admin
        .refused(404, "POST", "/notifications/nope/resend", &json!(null));
    let nobody = shop
        .admin
        .call("GET", "/v1/merchants/NOBODY/clock", &json!(null));
    assert_eq!(nobody.status(), 404);
    assert!(message(&nobody.json()).contains("NOBODY"));
}

#[test]
fn errors_are_json_also_when_the_call_itself_is_wrong() {
    let shop = Shop::open();
    shop.admin.refused(405, "GET", "/reset", &json!(null));
    shop.admin.refused(405, "DELETE", "/clock", &json!(null));
    shop.admin
        .refused(400, "GET", "/events?since=yesterday", &json!(null));
    let huge = json!({"action": "x".repeat(2_000_000)});
    shop.admin.refused(413, "POST", "/payments/x/buyer", &huge);
}

#[test]
fn a_page_of_another_site_may_not_drive_the_admin_api() {
    let shop = Shop::open();
    let base = &App::shared().admin;
    let path = format!("/v1/merchants/{}/reset", shop.client_id);
    shop.pay(&shop.order("lt-pay-1"));
    for origin in [
        "https://evil.example",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
    ] {
        let refused = send(base, "POST", &path, &[("origin", origin)], b"");
        assert_eq!(refused.status(), 403, "{origin}");
        assert_eq!(refused.json()["code"], "FOREIGN_ORIGIN");
    }
    assert_eq!(shop.admin.items("/payments").len(), 1);
    let own = send(base, "POST", &path, &[("origin", base)], b"");
    assert_eq!(own.status(), 200);
}

/// Everything that is answered to `HEAD`.
fn send_head(base: &str, target: &str) -> String {
    let mut stream = connect(base);
    let asked = request("HEAD", target, host_of(base), &[], b"");
    stream.write_all(&asked).expect("the server reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it is text");
    answer
}

#[test]
fn the_admin_address_says_that_it_is_ready_and_describes_itself() {
    let base = &App::shared().admin;
    let ready = send(base, "GET", "/readyz", &[], b"");
    assert_eq!(
        (ready.status(), ready.json()),
        (200, json!({"status": "ready"}))
    );
    let head = send_head(base, "/readyz");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.ends_with("\r\n\r\n"), "{head}");
    let description = send(base, "GET", "/openapi.json", &[], b"");
    assert_eq!(description.header("content-type"), "application/json");
    let version = &description.json()["openapi"];
    assert!(
        version
            .as_str()
            .is_some_and(|version| version.starts_with("3.1")),
        "{version}"
    );
    let home = send(base, "GET", "/", &[], b"");
    assert_eq!(home.status(), 200);
    let nowhere = send(base, "GET", "/no/such/path", &[], b"");
    assert_eq!(
        (nowhere.status(), nowhere.json()["code"].as_str()),
        (404, Some("NOT_FOUND"))
    );
    let without_tls = send(base, "GET", "/ca.pem", &[], b"");
    assert_eq!(without_tls.status(), 404);
}
