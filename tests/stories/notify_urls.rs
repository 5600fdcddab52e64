//! Where notifications go, and where they may not.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::{Value, json};

use crate::process::Program;
use crate::support::hooks::{ACK, Hooks};
use crate::support::wire::Message;
use crate::support::{App, Shop};

/// Pays an order whose notifications go to `url`, or to what the merchant says.
fn pay_with_url(shop: &Shop, url: Option<&str>) {
    let mut order = shop.manual_order("lt-pay-1");
    order["paymentNotifyUrl"] = json!(url);
    shop.pay_and_buy(&order);
    shop.admin.advance("10s");
}

fn assert_blocked(notification: &Value, told: &[&str]) {
    assert_eq!(notification["state"], "BLOCKED", "{notification}");
    assert_eq!(notification["nextAttemptAt"], json!(null));
    let reason = notification["reason"].as_str().expect("a reason");
    for part in told {
        assert!(reason.contains(part), "{reason}");
    }
}

#[test]
fn the_url_of_the_request_beats_the_merchants() {
    let merchants = Hooks::open();
    let url = format!("{}/of-merchant", merchants.base);
    let shop = Shop::with(App::shared(), &json!({ "notifyUrl": url }));
    pay_with_url(&shop, Some(&format!("{}/of-request", shop.hooks.base)));
    assert_eq!(shop.notices()[0].message.target(), "/of-request");
    assert!(merchants.take().is_empty());
}

#[test]
fn the_merchants_url_is_used_when_the_request_has_none() {
    let hooks = Hooks::open();
    let url = format!("{}/of-merchant", hooks.base);
    let mut shop = Shop::with(App::shared(), &json!({ "notifyUrl": url }));
    shop.hooks = hooks;
    pay_with_url(&shop, None);
    assert_eq!(shop.notices()[0].message.target(), "/of-merchant");
    assert_eq!(shop.admin.notification("ntf-1")["url"], url);
}

#[test]
fn a_notification_without_a_url_is_blocked_and_says_what_to_do() {
    let shop = Shop::open();
    pay_with_url(&shop, None);
    let notification = shop.admin.notification("ntf-1");
    assert_blocked(&notification, &["no URL", "paymentNotifyUrl", "notifyUrl"]);
    assert_eq!(notification["attempts"], json!([]));
    assert_eq!(notification["url"], json!(null));
    shop.admin
        .refused(409, "POST", "/notifications/ntf-1/resend", &json!({}));
}

#[test]
fn a_query_is_sent_and_signed_only_when_the_merchant_wishes() {
    for signs_query in [false, true] {
        let shop = Shop::with(App::shared(), &json!({ "signQuery": signs_query }));
        pay_with_url(
            &shop,
            Some(&format!("{}/hooks?tenant=7&x=%20y", shop.hooks.base)),
        );
        // The shop verifies over the path alone, or over path and query.
        let notices = shop.notices();
        assert_eq!(notices[0].message.target(), "/hooks?tenant=7&x=%20y");
    }
}

#[test]
fn an_empty_path_is_signed_as_a_slash() {
    let shop = Shop::open();
    pay_with_url(&shop, Some(&shop.hooks.base.clone()));
    assert_eq!(shop.notices()[0].message.target(), "/");
}

#[test]
fn a_path_is_sent_and_signed_as_it_was_written() {
    let shop = Shop::open();
    pay_with_url(
        &shop,
        Some(&format!("{}/h%C3%B6ks/a%2Fb;c=1", shop.hooks.base)),
    );
    assert_eq!(shop.notices()[0].message.target(), "/h%C3%B6ks/a%2Fb;c=1");
}

#[test]
fn a_configured_production_url_can_lead_to_this_machine() {
    let hooks = Hooks::open();
    let rewrite = format!("https://shop.example={}/dev", hooks.base);
    let app = App::with(&["--notify-rewrite", &rewrite]);
    let mut shop = Shop::at(&app);
    shop.hooks = hooks;
    pay_with_url(&shop, Some("https://shop.example/hooks?a=b"));
    let notices = shop.notices();
    assert_eq!(notices[0].message.target(), "/dev/hooks?a=b");
    let notification = shop.admin.notification("ntf-1");
    assert_eq!(notification["url"], "https://shop.example/hooks?a=b");
    assert_eq!(notification["state"], "ACCEPTED");
}

#[test]
fn a_public_address_is_not_called_and_says_how_to_allow_it() {
    for url in [
        "http://8.8.8.8/hooks",
        "http://[2001:4860:4860::8888]/hooks",
    ] {
        let shop = Shop::open();
        pay_with_url(&shop, Some(url));
        let notification = shop.admin.notification("ntf-1");
        assert_blocked(
            &notification,
            &["public address", "--notify-anywhere", "--notify-rewrite"],
        );
        assert_eq!(notification["attempts"][0]["outcome"], "BLOCKED");
        shop.admin.advance("48h");
        let attempts = &shop.admin.notification("ntf-1")["attempts"];
        assert_eq!(attempts.as_array().map(Vec::len), Some(1));
    }
}

#[test]
fn a_notify_url_that_is_none_is_refused_at_once() {
    let shop = Shop::open();
    for url in [
        "shop.example/hooks",
        "ftp://shop.example/",
        "http://",
        "/hooks",
    ] {
        let mut order = shop.order("lt-pay-1");
        order["paymentNotifyUrl"] = json!(url);
        let refused = shop.call("pay", &order);
        assert_eq!(refused.result(), "PARAM_ILLEGAL F");
        assert!(
            refused.why().starts_with("paymentNotifyUrl must be"),
            "{}",
            refused.why()
        );
    }
    let wish = json!({"notifyUrl": "shop.example/hooks"});
    let refused = App::shared().admin().call("POST", "/v1/merchants", &wish);
    assert_eq!(refused.status(), 400);
    assert!(refused.text().contains("notifyUrl"), "{}", refused.text());
}

#[test]
fn a_wrong_rewrite_stops_the_start_with_a_sentence() {
    let error = App::try_with(&["--notify-rewrite", "shop.example"]).err();
    let error = error.expect("it does not start");
    assert!(
        error.contains("--notify-rewrite shop.example: write FROM=TO"),
        "{error}"
    );
}

#[test]
fn a_name_of_this_machine_is_looked_up_and_called() {
    let shop = Shop::open();
    let url = shop.hooks.base.replace("127.0.0.1", "localhost");
    pay_with_url(&shop, Some(&format!("{url}/hooks")));
    assert_eq!(shop.notices()[0].message.target(), "/hooks");
}

#[test]
fn where_a_cloud_keeps_credentials_is_not_called_whatever_is_allowed() {
    let app = App::with(&["--notify-anywhere"]);
    for url in [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
    ] {
        let shop = Shop::at(&app);
        pay_with_url(&shop, Some(url));
        assert_blocked(&shop.admin.notification("ntf-1"), &["keeps credentials"]);
    }
}

/// A shop that is started anew between two notifications has closed what was kept open.
#[test]
fn every_attempt_has_a_connection_of_its_own() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    thread::spawn(move || {
        // Answers once on each connection and would keep it open.
        let mut open = Vec::new();
        for mut stream in listener.incoming().flatten() {
            let length = ACK.len();
            let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{ACK}");
            if Message::read(&mut stream).is_some() && stream.write_all(answer.as_bytes()).is_ok() {
                open.push(stream);
            }
        }
    });
    let shop = Shop::open();
    pay_with_url(&shop, Some(&format!("http://{address}/")));
    let resent = shop.admin.post("/notifications/ntf-1/resend", &json!({}));
    assert_eq!(resent["attempts"][1]["outcome"], "ACCEPTED", "{resent}");
}

/// A day of retries would otherwise cost more for its connections than for anything else but the
/// signatures.
#[test]
fn a_crowd_of_notifications_at_one_instant_shares_connections() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    let (connections, requests) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (met, heard) = (Arc::clone(&connections), Arc::clone(&requests));
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            met.fetch_add(1, Ordering::SeqCst);
            let heard = Arc::clone(&heard);
            thread::spawn(move || {
                let length = ACK.len();
                let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{ACK}");
                while Message::read(&mut stream).is_some() {
                    heard.fetch_add(1, Ordering::SeqCst);
                    if stream.write_all(answer.as_bytes()).is_err() {
                        break;
                    }
                }
            });
        }
    });
    let shop = Shop::with(App::shared(), &json!({ "scenario": "buyer-closes-tab" }));
    for number in 0..150 {
        let mut order = shop.manual_order(&format!("lt-pay-{number}"));
        order["paymentNotifyUrl"] = json!(format!("http://{address}/"));
        shop.call("pay", &order);
    }
    shop.admin.advance("1m");
    assert_eq!(requests.load(Ordering::SeqCst), 150);
    let connections = connections.load(Ordering::SeqCst);
    assert!(connections < 150, "{connections}");
}

#[test]
fn the_log_tells_of_each_attempt_that_was_not_accepted() {
    let words = "--http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --clock stepped";
    let program = Program::start(words).expect("it starts");
    let (http, admin) = (program.address("http"), program.address("admin"));
    for url in ["http://8.8.8.8/hooks", "http://127.0.0.1:9/hooks"] {
        let shop = Shop::of(http, admin, &json!({}));
        pay_with_url(&shop, Some(url));
    }
    let said = fs::read_to_string(format!("{}/stderr", program.home)).expect("it is kept");
    for told in [
        "ntf-1 to http://8.8.8.8/hooks: not sent: 8.8.8.8 is a public address",
        "ntf-1 to http://127.0.0.1:9/hooks: no connection",
    ] {
        assert_eq!(said.matches(told).count(), 1, "{said}");
    }
}
