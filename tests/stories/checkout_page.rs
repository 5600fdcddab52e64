//! A shop makes a payment session and sends its buyer to the Checkout Page.

use serde_json::{Value, json};

use crate::request_validation::{with, without};
use crate::support::buyer::{Buyer, DECLINED_VISA, Place, VISA};
use crate::support::shop::Answer;
use crate::support::{App, Shop};

/// A session for the order of every shop, with Antom's page.
fn order(shop: &Shop, request_id: &str) -> Value {
    with(
        &shop.order(request_id),
        "productScene",
        json!("CHECKOUT_PAYMENT"),
    )
}

fn create(shop: &Shop, order: &Value) -> Answer {
    let answer = shop.call("createPaymentSession", order);
    assert_eq!(answer.result(), "SUCCESS S", "{}", answer.why());
    answer
}

/// `F DO_NOT_HONOR` and the like, of all that came.
fn told(shop: &Shop) -> Vec<String> {
    shop.admin.advance("10s");
    let notices = shop.notices();
    let told = notices.iter().map(|notice| {
        let text = |path: &str| {
            notice
                .body
                .pointer(path)
                .and_then(Value::as_str)
                .unwrap_or("-")
        };
        format!("{} {}", text("/notifyType"), text("/result/resultCode"))
    });
    told.collect()
}

#[test]
fn a_payment_begins_when_the_buyer_submits_and_ends_on_antoms_own_page() {
    let shop = Shop::open();
    let session = create(&shop, &order(&shop, "ck-1"));
    assert!(session.json().get("paymentId").is_none());
    assert_eq!(session["paymentSessionExpiryTime"], "2026-11-23T03:00:00Z");
    assert!(session.text("paymentSessionData").ends_with("==&&SG&&111"));
    assert_eq!(shop.inquire("ck-1").result(), "ORDER_NOT_EXIST F");
    let key = json!({"paymentRequestId": "ck-1"});
    assert_eq!(shop.call("cancel", &key).result(), "ORDER_NOT_EXIST F");

    shop.admin.advance("5m");
    let mut buyer = Buyer::open(session.text("normalUrl"));
    assert_eq!(buyer.place(), Place::Card);
    assert_eq!(
        shop.inquire("ck-1").result(),
        "ORDER_NOT_EXIST F",
        "only looked at"
    );
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Result);
    assert_eq!(
        buyer.text("result-title").as_deref(),
        Some("Payment complete")
    );
    let back = buyer.attribute("back-to-shop", "href");
    assert_eq!(
        back.as_deref(),
        Some("https://shop.example/return?o=lt-order-77")
    );

    let found = shop.inquire("ck-1");
    assert_eq!(found.text("paymentStatus"), "SUCCESS");
    assert_eq!(found["paymentCreateTime"], "2026-11-23T10:05:00+08:00");
    assert_eq!(
        told(&shop),
        ["PAYMENT_RESULT SUCCESS", "CAPTURE_RESULT SUCCESS"]
    );
    let again = create(&shop, &order(&shop, "ck-1"));
    assert_eq!(
        again.json(),
        session.json(),
        "the same answer, also once it is paid"
    );
}

#[test]
fn several_cards_may_be_tried_and_only_the_last_outcome_is_told() {
    let shop = Shop::open();
    let session = create(&shop, &order(&shop, "ck-1"));
    let mut buyer = Buyer::open(session.text("normalUrl"));
    buyer.pay_with(DECLINED_VISA);
    assert_eq!(buyer.place(), Place::Card);
    assert!(buyer.text("decline-banner").is_some());
    assert_eq!(shop.inquire("ck-1").text("paymentStatus"), "PROCESSING");
    assert!(told(&shop).is_empty());
    buyer.pay_with(VISA);
    assert_eq!(
        told(&shop),
        ["PAYMENT_RESULT SUCCESS", "CAPTURE_RESULT SUCCESS"]
    );

    let session = create(&shop, &order(&shop, "ck-2"));
    let mut buyer = Buyer::open(session.text("normalUrl"));
    buyer.pay_with(DECLINED_VISA);
    assert!(told(&shop).is_empty());
    shop.admin.advance("1h");
    assert_eq!(told(&shop), ["PAYMENT_RESULT DO_NOT_HONOR"]);
    let failed = shop.inquire("ck-2");
    assert_eq!(failed.text("paymentStatus"), "FAIL");
    assert_eq!(failed.text("paymentResultCode"), "DO_NOT_HONOR");
    let closed = shop.call("createPaymentSession", &order(&shop, "ck-2"));
    assert_eq!(closed.result(), "ORDER_IS_CLOSED F");
}

#[test]
fn a_bank_that_is_not_convinced_leaves_the_session_open() {
    let shop = Shop::open();
    let meta = "availablePaymentMethod.paymentMethodMetaData";
    let order = without(&order(&shop, "ck-1"), "paymentMethod");
    let mut order = with(
        &order,
        "availablePaymentMethod",
        json!({
            "paymentMethodTypeList": [{"paymentMethodType": "CARD", "paymentMethodOrder": "1"}],
            "paymentMethodMetaData": {},
        }),
    );
    order = with(&order, meta, json!({"is3DSAuthentication": "true"}));
    let session = create(&shop, &order);
    let mut buyer = Buyer::open(session.text("normalUrl"));
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Challenge);
    buyer.cancel();
    assert_eq!(buyer.place(), Place::Card);
    let banner = buyer.text("decline-banner").expect("a banner");
    assert!(
        banner.contains("USER_PAYMENT_VERIFICATION_FAILED"),
        "{banner}"
    );
    buyer.pay_with(VISA);
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Result);
    assert_eq!(shop.inquire("ck-1").text("paymentStatus"), "SUCCESS");
}

#[test]
fn a_session_that_nobody_uses_ends_without_a_payment() {
    let shop = Shop::open();
    let soon = with(
        &order(&shop, "ck-1"),
        "paymentSessionExpiryTime",
        json!("2026-11-23T10:20:00+08:00"),
    );
    let session = create(&shop, &soon);
    assert_eq!(session["paymentSessionExpiryTime"], "2026-11-23T02:20:00Z");
    shop.admin.advance("21m");
    assert!(told(&shop).is_empty());
    assert_eq!(shop.inquire("ck-1").result(), "ORDER_NOT_EXIST F");
    let page = Buyer::open(session.text("normalUrl"));
    assert_eq!(
        page.text("result-title").as_deref(),
        Some("This payment link has expired")
    );
    let events = shop.admin.items("/events");
    assert!(
        events
            .iter()
            .any(|event| event["type"] == "SESSION_EXPIRED"),
        "{events:?}"
    );
    for (at, told) in [
        ("2026-11-23T02:00:00Z", "is in the past"),
        ("2026-11-23T03:30:00Z", "may be an hour ahead at most"),
        ("soon", "must be a time with its offset"),
    ] {
        let order = with(&order(&shop, "ck-2"), "paymentSessionExpiryTime", json!(at));
        let refused = shop.call("createPaymentSession", &order);
        assert_eq!(refused.result(), "PARAM_ILLEGAL F");
        assert!(refused.why().contains(told), "{}", refused.why());
    }
}

#[test]
fn a_request_id_is_for_one_payment_however_it_is_made() {
    let shop = Shop::open();
    create(&shop, &order(&shop, "ck-1"));
    let refused = shop.call("pay", &shop.order("ck-1"));
    assert_eq!(refused.result(), "REPEAT_REQ_INCONSISTENT F");
    let other = with(&order(&shop, "ck-1"), "paymentAmount.value", json!("2591"));
    let refused = shop.call("createPaymentSession", &other);
    assert_eq!(refused.result(), "REPEAT_REQ_INCONSISTENT F");
    shop.pay(&shop.order("pay-1"));
    let refused = shop.call("createPaymentSession", &order(&shop, "pay-1"));
    assert_eq!(refused.result(), "REPEAT_REQ_INCONSISTENT F");
    let why = shop.admin.last_request()["why"].to_string();
    assert!(why.contains("was first used with pay"), "{why}");
}

#[test]
fn the_contract_says_whether_the_result_page_is_shown_and_what_may_be_paid() {
    let shop = Shop::open();
    shop.admin.put(
        "/contract",
        &json!({"resultPage": false, "settlementCurrencies": ["SGD", "USD"]}),
    );
    let unsettled = shop.call("createPaymentSession", &order(&shop, "ck-1"));
    assert_eq!(unsettled.result(), "SETTLE_CONTRACT_NOT_MATCH F");
    let settled = json!({"settlementCurrency": "USD"});
    let session = create(
        &shop,
        &with(&order(&shop, "ck-1"), "settlementStrategy", settled),
    );
    let mut buyer = Buyer::open(session.text("normalUrl"));
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Shop);
    shop.admin
        .put("/contract", &json!({"fieldRules": "STRICT"}));
    let strict = shop.call("createPaymentSession", &order(&shop, "ck-2"));
    assert_eq!(strict.result(), "PARAM_ILLEGAL F");
    assert!(
        strict.why().contains("settlementStrategy is required"),
        "{}",
        strict.why()
    );
}

#[test]
fn an_element_has_data_for_the_browser_and_no_page() {
    let shop = Shop::open();
    let scene = with(
        &shop.order("ck-1"),
        "productScene",
        json!("ELEMENT_PAYMENT"),
    );
    for (id, order) in [("ck-1", scene), ("ck-2", shop.order("ck-2"))] {
        let session = create(&shop, &order);
        assert!(session.json().get("normalUrl").is_none());
        assert!(!session.text("paymentSessionData").is_empty());
        assert_eq!(shop.admin.payment(id)["session"]["submitted"], false);
        shop.admin.buyer(id, &json!({"action": "pay"}));
        assert_eq!(shop.admin.payment(id)["session"]["submitted"], true);
        assert_eq!(shop.inquire(id).text("paymentStatus"), "SUCCESS");
    }
}

#[test]
fn a_session_may_be_as_short_as_published_clients_write_it() {
    let shop = Shop::open();
    let short = without(&order(&shop, "ck-1"), "order.referenceOrderId");
    let single = json!({"referenceGoodsId": "tea-1", "goodsName": "Tea", "goodsQuantity": 1});
    let short = with(&short, "order.goods", single.clone());
    create(&shop, &short);
    create(&shop, &with(&short, "paymentRequestId", json!("ck-2")));

    let contract = json!({"fieldRules": "STRICT"});
    shop.admin.put("/contract", &contract);
    let strict = with(&short, "paymentRequestId", json!("ck-3"));
    let answer = shop.call("createPaymentSession", &strict);
    assert_eq!(answer.result(), "PARAM_ILLEGAL F");
    for told in [
        "order.referenceOrderId is required",
        "order.goods must be an array",
    ] {
        assert!(answer.why().contains(told), "{}", answer.why());
    }
    // What `pay` insists on is not up to the contract.
    shop.admin
        .put("/contract", &json!({"fieldRules": "LENIENT"}));
    let paid = without(&shop.order("web-9"), "order.referenceOrderId");
    assert_eq!(shop.call("pay", &paid).result(), "PARAM_ILLEGAL F");
    let paid = with(&shop.order("web-9"), "order.goods", single);
    assert_eq!(shop.call("pay", &paid).result(), "PAYMENT_IN_PROCESS U");
}

#[test]
fn a_session_is_checked_field_by_field() {
    let shop = Shop::open();
    let good = order(&shop, "ck-1");
    for (order, code, told) in [
        (
            without(&good, "order"),
            "PARAM_ILLEGAL",
            "order is required",
        ),
        (
            with(&good, "productScene", json!("PAGE")),
            "PARAM_ILLEGAL",
            "productScene must be",
        ),
        (
            with(
                &good,
                "savedPaymentMethods",
                json!([{"paymentMethodId": "ALIPAYx=="}]),
            ),
            "PARAM_ILLEGAL",
            "savedPaymentMethods[0].paymentMethodType is not CARD",
        ),
        (
            with(
                &good,
                "paymentMethod.paymentMethodMetaData",
                json!({"cardNo": VISA}),
            ),
            "PARAM_ILLEGAL",
            "paymentMethod names a card",
        ),
        (
            with(&good, "paymentMethod.paymentMethodId", json!("ALIPAYx==")),
            "PARAM_ILLEGAL",
            "paymentMethod.paymentMethodId is a stored card",
        ),
        (
            with(
                &without(&good, "paymentMethod"),
                "availablePaymentMethod",
                json!({
                    "paymentMethodTypeList": [{"paymentMethodType": "ALIPAY_CN"}],
                }),
            ),
            "NO_PAY_OPTIONS",
            "availablePaymentMethod.paymentMethodTypeList has no CARD",
        ),
        (
            with(&good, "locale", json!("en_US_and_more")),
            "PARAM_ILLEGAL",
            "locale may have 8",
        ),
    ] {
        let refused = shop.call("createPaymentSession", &order);
        assert_eq!(refused.code(), code, "{told}");
        let why = shop.admin.last_request()["why"].to_string();
        assert!(why.starts_with(&format!("\"{told}")), "{why}");
    }
    let bare = without(&without(&good, "paymentMethod"), "env");
    create(&shop, &bare);
}

#[test]
fn a_session_gives_back_what_it_was_made_of() {
    let shop = Shop::open();
    let order = with(&order(&shop, "ck-1"), "customizedInfo", json!("aisle seat"));
    create(&shop, &order);
    for path in [
        "/ams/sandbox/api//v1/payments/retrievePaymentSession",
        "/ams/sandbox/api/v1/payments/retrievePaymentSession",
    ] {
        let found = shop.call_at(path, &json!({"paymentRequestId": "ck-1"}));
        assert_eq!(found.result(), "SUCCESS S", "{path}");
        assert_eq!(found["order"], order["order"]);
        assert_eq!(found["promotionResults"], json!([]));
        assert_eq!(found["customizedInfo"], "aisle seat");
        let unknown = shop.call_at(path, &json!({"paymentRequestId": "nobody"}));
        assert_eq!(unknown.result(), "ORDER_NOT_EXIST F");
    }
    let doubled = "/ams/sandbox/api//v1/payments/inquiryPayment";
    let refused = shop.call_at(doubled, &json!({"paymentRequestId": "ck-1"}));
    assert_eq!(refused.result(), "NO_INTERFACE_DEF F");
}

#[test]
fn sessions_are_forced_spoiled_and_ruled_like_payments() {
    let shop = Shop::at(App::shared());
    shop.admin.post(
        "/forced-results",
        &json!({"api": "createPaymentSession", "resultCode": "PROCESS_FAIL", "for": "30m"}),
    );
    assert_eq!(
        shop.call("createPaymentSession", &order(&shop, "ck-1"))
            .result(),
        "PROCESS_FAIL F"
    );
    shop.admin.refused(
        400,
        "POST",
        "/forced-results",
        &json!({"api": "createPaymentSession", "resultCode": "SUCCESS"}),
    );
    shop.admin.advance("31m");
    let by_risk = with(&order(&shop, "ck-1"), "paymentAmount.value", json!("11"));
    assert_eq!(
        shop.call("createPaymentSession", &by_risk).result(),
        "RISK_REJECT F"
    );
    create(&shop, &order(&shop, "ck-1"));
}
