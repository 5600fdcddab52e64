//! Merchants share nothing: ids, clocks, payments, notifications, chance.

use std::thread;

use serde_json::{Value, json};

use crate::support::buyer::VISA;
use crate::support::shop::START;
use crate::support::wire::send;
use crate::support::{App, Buyer, Place, Shop};

#[test]
fn one_merchant_sees_nothing_of_another() {
    let (one, other) = (Shop::open(), Shop::open());
    assert_ne!(one.client_id, other.client_id);
    let paid = one.pay(&one.order("lt-pay-1"));
    assert_eq!(other.inquire("lt-pay-1").result(), "ORDER_NOT_EXIST F");
    let by_id = json!({"paymentId": paid["paymentId"]});
    assert_eq!(
        other.call("inquiryPayment", &by_id).result(),
        "ORDER_NOT_EXIST F"
    );
    let same_id = other.pay(&other.order("lt-pay-1"));
    assert_ne!(paid["paymentId"], same_id["paymentId"]);
    assert_ne!(paid["normalUrl"], same_id["normalUrl"]);

    one.admin.drain();
    assert_eq!(one.inquire("lt-pay-1")["paymentStatus"], "FAIL");
    assert_eq!(other.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
    assert_eq!(other.admin.now(), START);
    assert_eq!((one.notices().len(), other.notices().len()), (1, 0));
    assert_eq!(other.admin.items("/notifications"), Vec::<Value>::new());
    let strangers = other.admin.items("/requests");
    assert!(
        strangers
            .iter()
            .all(|call| call["clientId"] == other.client_id.as_str())
    );
}

#[test]
fn many_merchants_work_side_by_side() {
    let works = (0..8).map(|_| {
        thread::spawn(|| {
            let shop = Shop::open();
            for number in 0..5 {
                let paid = shop.pay(&shop.order(&format!("lt-pay-{number}")));
                Buyer::open(paid.text("normalUrl")).pay_with(VISA);
                shop.admin.advance("10s");
            }
            assert_eq!(shop.admin.now(), "2026-11-23T02:00:50Z");
            assert_eq!(shop.notices().len(), 10);
        })
    });
    let works: Vec<_> = works.collect();
    for work in works {
        work.join().expect("each merchant's work succeeds");
    }
}

/// A day in the life of a merchant: every byte the gateway said, and when.
fn day(app: &App, seed: u64) -> Vec<String> {
    let shop = Shop::with(app, &json!({"clientId": "SANDBOX_SAME", "seed": seed}));
    let mut said = Vec::new();
    for number in 0..3 {
        let order = shop.order_with_3ds(&format!("lt-pay-{number}"));
        let paid = shop.pay(&order);
        said.push(format!("{:?}", paid.message.find_header("signature")));
        said.push(paid.message.text());
        shop.admin.buyer(
            paid.text("paymentId"),
            &json!({"action": "pay", "card": VISA}),
        );
        said.push(shop.inquire(&format!("lt-pay-{number}")).message.text());
    }
    said.push(shop.admin.drain()["to"].to_string());
    for notice in shop.notices() {
        said.push(format!("{:?}", notice.message.header("signature")));
        said.push(notice.message.text());
    }
    said
}

#[test]
fn the_same_seed_and_calls_give_the_same_bytes_in_another_process_life() {
    let flags = [
        "--header-time",
        "virtual",
        "--public-url",
        "http://sandbox.example",
    ];
    let [first, second, other] = [7, 7, 8].map(|seed| day(&App::with(&flags), seed));
    assert_eq!(first, second);
    assert!(
        first[1].contains("\"normalUrl\":\"http://sandbox.example/checkout/"),
        "{}",
        first[1]
    );
    for (one, another) in first.iter().zip(&other) {
        assert_ne!(one, another);
    }
}

#[test]
fn a_new_merchant_is_told_all_that_its_shop_needs() {
    let admin = App::shared().admin();
    let created = admin.call("POST", "/v1/merchants", &json!(null));
    assert_eq!(created.status(), 201);
    let created = created.json();
    assert!(
        created["clientId"]
            .as_str()
            .is_some_and(|id| id.starts_with("SANDBOX_5X"))
    );
    for key in ["merchantPrivateKey", "antomPublicKey"] {
        assert!(
            created[key]
                .as_str()
                .is_some_and(|key| key.starts_with("MII")),
            "{key}"
        );
    }
    assert_eq!(
        (&created["clock"], &created["seed"]),
        (&json!("stepped"), &json!(7))
    );
    let client_id = created["clientId"].as_str().expect("an id");
    let read = admin.call("GET", &format!("/v1/merchants/{client_id}"), &json!(null));
    assert_eq!(read.json(), created);
    let listed = admin.call("GET", "/v1/merchants", &json!(null)).json();
    let items = listed["items"].as_array().expect("a list");
    assert!(items.contains(&created));
    assert_eq!(items[0]["clientId"], "SANDBOX_5X00000000000001");
    assert_eq!(admin.get("")["clientId"], "SANDBOX_5X00000000000001");
}

#[test]
fn a_merchant_that_cannot_be_is_refused_with_what_to_write() {
    let shop = Shop::open();
    let admin = App::shared().admin();
    for (wish, status, told) in [
        (json!({"clientId": shop.client_id}), 409, "exists already"),
        (json!({"clientId": "a b"}), 400, "letters, digits, hyphens"),
        (json!({"clientId": ""}), 400, "1 to 64"),
        (json!({"clientId": "default"}), 400, "client id"),
        (json!({"clientId": "x".repeat(65)}), 400, "1 to 64"),
        (
            json!({"clock": "fast"}),
            400,
            "a pace is live, stepped, or xN",
        ),
        (json!({"scenario": "no-such"}), 400, "scenario:"),
        (json!({"publicKey": "no key"}), 400, "publicKey:"),
        (json!({"now": "yesterday"}), 400, "not what this call takes"),
        (json!({"colour": "red"}), 400, "unknown field `colour`"),
        (json!([]), 400, "not a JSON object"),
    ] {
        let refused = admin.call("POST", "/v1/merchants", &wish);
        assert_eq!(refused.status(), status, "{wish}");
        let error = refused.json();
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|text| text.contains(told)),
            "{error}"
        );
        assert!(
            error["hint"].is_string() && error["code"].is_string(),
            "{error}"
        );
    }
    let private = json!({"publicKey": crate::support::keys::OWN_PRIVATE});
    let refused = admin.call("POST", "/v1/merchants", &private).text();
    assert!(refused.contains("this is a private key"), "{refused}");
}

#[test]
fn a_deleted_merchant_is_gone_with_its_payments() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-1"));
    let path = format!("/v1/merchants/{}", shop.client_id);
    assert_eq!(shop.admin.call("DELETE", &path, &json!(null)).status(), 204);
    shop.admin.refused(404, "GET", "", &json!(null));
    shop.admin.refused(404, "DELETE", "", &json!(null));
    assert_eq!(shop.inquire("lt-pay-1").result(), "CLIENT_INVALID F");
    let buyer = Buyer::open(paid.text("normalUrl"));
    assert_eq!((buyer.place(), buyer.page.status()), (Place::Notice, 404));
    let default = App::shared().admin();
    let refused = default.refused(409, "DELETE", "", &json!(null));
    assert!(
        refused["message"]
            .as_str()
            .is_some_and(|text| text.contains("reset it instead"))
    );
}

#[test]
fn a_merchant_that_was_reset_starts_over_and_keeps_its_time() {
    let shop = Shop::open();
    let first = shop.pay(&shop.order("lt-pay-1"));
    shop.pay(&shop.order("lt-pay-2"));
    shop.admin.advance("1h");
    let reset = shop.admin.post("/reset", &json!(null));
    assert_eq!(
        (&reset["payments"], &reset["now"]),
        (&json!(0), &json!("2026-11-23T03:00:00Z"))
    );
    for list in ["/payments", "/notifications", "/requests", "/events"] {
        assert_eq!(shop.admin.items(list), Vec::<Value>::new(), "{list}");
    }
    assert_eq!(Buyer::open(first.text("normalUrl")).page.status(), 404);
    assert_eq!(shop.admin.get("/clock")["dueCount"], 0);
    let again = shop.pay(&shop.order("lt-pay-1"));
    assert_eq!(again["paymentCreateTime"], "2026-11-23T11:00:00+08:00");
}

#[test]
fn merchants_can_be_written_into_a_file() {
    let folder = crate::support::app::Folder::new();
    let file = folder.file(
        "merchants.toml",
        "[[merchant]]\nclientId = \"SANDBOX_FILE\"\nnow = \"2030-01-01T00:00:00Z\"\n",
    );
    let app = App::with(&["--merchants", &file]);
    let path = "/v1/merchants/SANDBOX_FILE";
    let merchant = send(&app.admin, "GET", path, &[], b"").json();
    assert_eq!(merchant["now"], "2030-01-01T00:00:00Z");
    let wrong = folder.file("wrong.toml", "[[merchant]]\nclientID = \"X\"\n");
    let error = App::try_with(&["--merchants", &wrong])
        .err()
        .expect("it does not start");
    assert!(
        error.contains("line 2") && error.contains("clientID"),
        "{error}"
    );
}
