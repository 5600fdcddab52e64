//! Input nobody sends on purpose, or only on a bad one: an answer every time, never a crash.

use serde_json::json;

use crate::signatures::{Draft, INQUIRY};

use crate::support::wire::{Message, request, send, send_raw};
use crate::support::{App, Buyer, Place, Shop};

/// The gateway still works.
fn assert_alive(shop: &Shop) {
    assert_eq!(shop.inquire("lt-nothing").result(), "ORDER_NOT_EXIST F");
}

#[test]
fn a_signed_body_that_is_no_request_is_a_parameter_error() {
    let shop = Shop::open();
    let deep = "[".repeat(100_000);
    let deep_object = format!("{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_000));
    let bodies: [&[u8]; 18] = [
        b"",
        b" ",
        b"null",
        b"true",
        b"5",
        b"\"text\"",
        b"[]",
        b"{",
        b"{}x",
        b"{\"a\":}",
        b"\xff\xfe\xfd",
        b"{\"paymentRequestId\":\"\xff\"}",
        b"{\"paymentRequestId\":\"\\ud800\"}",
        b"\xef\xbb\xbf{}",
        b"a=b&c=d",
        b"\0\0\0",
        deep.as_bytes(),
        deep_object.as_bytes(),
    ];
    for operation in ["pay", "inquiryPayment", "capture", "cancel"] {
        for body in bodies {
            let refused = shop.call_bytes(operation, body);
            let shown: String = String::from_utf8_lossy(body).chars().take(20).collect();
            assert_eq!(refused.result(), "PARAM_ILLEGAL F", "{operation} {shown}");
            assert!(refused.why().chars().count() <= 256);
        }
    }
    assert_alive(&shop);
}

#[test]
fn values_at_the_edges_are_answered() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    order["paymentRequestId"] = json!("\u{0}\u{7f}\"'<script>\u{202e}");
    order["order"]["orderDescription"] = json!("<script>alert(1)</script>");
    order["order"]["referenceOrderId"] = json!("{{ 7*7 }}");
    order["paymentExpiryTime"] = json!("9999-12-30T00:00:00Z");
    let paid = shop.pay(&order);
    let buyer = Buyer::open(paid.text("normalUrl"));
    assert_eq!(buyer.place(), Place::Card);
    assert!(
        !buyer.seen.contains("<script>alert"),
        "markup of a shop is text"
    );
    assert_eq!(buyer.text("reference").as_deref(), Some("{{ 7*7 }}"));
    shop.admin.get("/payments");

    for body in [
        r#"{"paymentId":"x","captureRequestId":"y","captureAmount":{"currency":"SGD","value":1e400}}"#,
        r#"{"paymentId":"x","captureRequestId":"y","captureAmount":{"currency":"SGD","value":-0}}"#,
        r#"{"paymentId":"x","captureRequestId":"y","captureAmount":{"currency":"SGD","value":18446744073709551616}}"#,
    ] {
        assert_eq!(
            shop.call_bytes("capture", body.as_bytes()).result(),
            "PARAM_ILLEGAL F",
            "{body}"
        );
    }
    let mut beyond = shop.order("lt-pay-2");
    beyond["paymentExpiryTime"] = json!("9999-12-31T23:59:59+00:00");
    assert_eq!(shop.call("pay", &beyond).result(), "PARAM_ILLEGAL F");
}

#[test]
fn a_body_beyond_the_limit_is_refused_and_told() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    order["metadata"] = json!("x".repeat(900_000));
    shop.pay(&order);
    order["metadata"] = json!("x".repeat(2 * 1024 * 1024));
    let body = order.to_string().into_bytes();
    let refused = Draft::with_body(&shop, &body).answer(&shop);
    assert_eq!(refused.result(), "PARAM_ILLEGAL F");
    assert!(
        refused.why().contains("at most 1048576 bytes"),
        "{}",
        refused.why()
    );
    assert_alive(&shop);
}

#[test]
fn header_junk_is_answered_or_refused_but_never_breaks_the_gateway() {
    let shop = Shop::open();
    let junk: [(&str, Vec<u8>); 7] = [
        ("client-id", b"\xff\xfe".to_vec()),
        ("client-id", "ключ".into()),
        (
            "signature",
            b"algorithm=RSA256,keyVersion=99999999999,signature=AA".to_vec(),
        ),
        ("signature", b"signature=%,algorithm=RSA256".to_vec()),
        ("signature", b",,,===,".to_vec()),
        ("signature", vec![b'A'; 30_000]),
        ("request-time", vec![b'9'; 5_000]),
    ];
    for (name, value) in junk {
        let draft = Draft::new(&shop).unset(name);
        let headers: Vec<_> = draft
            .headers
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        let plain = request("POST", INQUIRY, "x", &headers, &draft.body);
        let cut = plain
            .windows(2)
            .position(|two| two == b"\r\n")
            .expect("a first line")
            + 2;
        let line = [name.as_bytes(), b": ", &value, b"\r\n"].concat();
        let bytes = [&plain[..cut], &line, &plain[cut..]].concat();
        let answer = send_raw(&shop.gateway, &bytes).expect("an answer");
        assert_eq!(answer.status(), 200, "{name}: {}", answer.text());
        assert_eq!(answer.json()["result"]["resultStatus"], "F");
    }
    let many = vec![("x", "y"); 2_000];
    let too_many = request("POST", INQUIRY, "x", &many, b"{}");
    assert_no_crash(send_raw(&shop.gateway, &too_many));
    assert_alive(&shop);
}

/// A client's fault is answered as such, or the connection is closed.
fn assert_no_crash(answer: Option<Message>) {
    if let Some(answer) = answer {
        assert!(answer.status() < 500, "{}", answer.start);
    }
}

#[test]
fn what_is_no_http_does_no_harm() {
    let shop = Shop::open();
    for base in [&shop.gateway, &App::shared().admin] {
        for bytes in [
            &b"\x16\x03\x01\x02\x00\x01\x00"[..],
            b"nonsense\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"POST /ams/api/v1/payments/pay HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n",
            b"POST /ams/api/v1/payments/pay HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\nzz\r\n",
            b"POST http:///%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            b"OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
        ] {
            assert_no_crash(send_raw(base, bytes));
        }
    }
    assert_alive(&shop);
}

#[test]
fn no_path_leads_out_of_the_pages() {
    let shop = Shop::open();
    for path in [
        "/checkout/../../etc/passwd",
        "/checkout/..%2f..%2fetc%2fpasswd",
        "/checkout/%2e%2e/assets",
        "/checkout/assets/../../Cargo.toml",
        "/checkout/assets/no.css",
        "/checkout/",
        "/checkout//",
        "/checkout/%ff",
        "/checkout/%00%0d%0aset-cookie:x",
        "/checkout/x/challenge/cancel",
    ] {
        for method in ["GET", "POST", "HEAD", "PUT"] {
            let form = [("content-type", "application/x-www-form-urlencoded")];
            let answer = send(&shop.gateway, method, path, &form, b"");
            assert!(
                matches!(answer.status(), 404 | 405),
                "{method} {path}: {}",
                answer.start
            );
            assert_eq!(answer.find_header("set-cookie"), None);
        }
    }
}

#[test]
fn a_form_of_any_size_and_kind_is_answered() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-1"));
    let url = paid.text("normalUrl");
    let path = url
        .strip_prefix(&shop.gateway)
        .expect("a link of this gateway");
    let huge = format!("cardNumber={}", "4".repeat(2_000_000));
    let forms: [(&str, &[u8]); 8] = [
        ("application/x-www-form-urlencoded", b""),
        (
            "application/x-www-form-urlencoded",
            b"cardNumber=1&cardNumber=2",
        ),
        ("application/x-www-form-urlencoded", b"%%%=%zz&\xff=\xff"),
        (
            "application/x-www-form-urlencoded",
            b"cardNumber=%D9%A1%D9%A2&expiry=%F0%9F%8F%AE%2F1&cvv=%D9%A3%D9%A3%D9%A3&holder=%00",
        ),
        ("application/x-www-form-urlencoded", huge.as_bytes()),
        ("application/json", b"{}"),
        ("multipart/form-data; boundary=x", b"--x--"),
        ("", b"cardNumber=4054695723100768"),
    ];
    for (kind, form) in forms {
        let headers = [("content-type", kind)];
        let answer = send(&shop.gateway, "POST", path, &headers, form);
        assert!(
            (400..500).contains(&answer.status()),
            "{kind}: {}",
            answer.start
        );
    }
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
    Buyer::open(url).pay_with("4054695723100768");
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
}

#[test]
fn the_admin_api_survives_anything_as_well() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let base = &App::shared().admin;
    let of = |path: &str| format!("/v1/merchants/{}{path}", shop.client_id);
    let deep = "[".repeat(100_000);
    for (method, path) in [
        ("POST", "/v1/merchants".to_owned()),
        ("PUT", of("/clock")),
        ("POST", of("/clock/advance")),
        ("POST", of("/payments/lt-pay-1/buyer")),
    ] {
        for body in [
            &b"\xff"[..],
            b"{",
            b"5",
            b"[1]",
            deep.as_bytes(),
            b"{\"now\":\"\\ud800\"}",
        ] {
            let answer = send(base, method, &path, &[], body);
            assert!(
                (400..500).contains(&answer.status()),
                "{method} {path}: {}",
                answer.start
            );
        }
    }
    for path in [
        of("/payments/%ff"),
        of("/requests/req-%00"),
        of("/events?since=-1"),
        "/v1/merchants/%2e%2e/clock".to_owned(),
        "/v1/merchants//clock".to_owned(),
    ] {
        let answer = send(base, "GET", &path, &[], b"");
        assert!(
            (400..500).contains(&answer.status()),
            "{path}: {}",
            answer.start
        );
    }
    for by in ["99999999999999999999h", "1e9h", "P1Y", "∞", ""] {
        shop.admin
            .refused(400, "POST", "/clock/advance", &json!({ "by": by }));
    }
    assert_alive(&shop);
}
