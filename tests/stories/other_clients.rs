//! Calls as clients of other languages write them: Antom's own for Go, PHP, Java and .NET, whose
//! languages are not at hand here, and what shops write themselves (file 01 §2 to §5 of the notes).

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde_json::{Value, json};

use crate::request_validation::{assert_refused, assert_taken, with, without};
use crate::signatures::{Draft, INQUIRY, LET_THROUGH};
use crate::support::Shop;
use crate::support::keys::{content, escaped};
use crate::support::shop::{Answer, CALL_TIME};
use crate::support::wire::{request, send_raw};

/// A `pay` with these headers beside the signature, whose forms the clients have in common.
fn pay(shop: &Shop, time: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let path = "/ams/sandbox/api/v1/payments/pay";
    let value = escaped(&shop.key.sign(&content(path, &shop.client_id, time, body)));
    let signature = format!("algorithm=RSA256,keyVersion=1,signature={value}");
    let own = [
        ("Client-Id", shop.client_id.as_str()),
        ("Request-Time", time),
        ("Signature", &signature),
    ];
    let all: Vec<_> = headers.iter().copied().chain(own).collect();
    let bytes = request("POST", path, "gateway.example", &all, body);
    let message = send_raw(&shop.gateway, &bytes).expect("every call is answered");
    shop.verified(path, message)
}

#[test]
fn the_go_client_counts_nanoseconds_and_tells_the_media_type_twice() {
    let shop = Shop::open();
    let headers = [
        ("User-Agent", "Go-http-client/1.1"),
        ("Content-Type", "application/json"),
        ("Content-Type", "application/json; charset=UTF-8"),
        ("Key-Version", "1"),
        ("Accept-Encoding", "gzip"),
    ];
    let body = shop.order("lt-pay-1").to_string();
    let answer = pay(&shop, "1763866800123456789", &headers, body.as_bytes());
    assert_eq!(answer.result(), "PAYMENT_IN_PROCESS U", "{}", answer.why());

    let folded = "application/json, application/json; charset=UTF-8";
    let draft = Draft::new(&shop).set("content-type", folded);
    assert_eq!(draft.answer(&shop).result(), LET_THROUGH, "by a proxy");
}

#[test]
fn the_php_client_escapes_slashes_and_writes_an_offset_without_a_colon() {
    let shop = Shop::open();
    let headers = [
        ("Accept", "*/*"),
        ("Content-Type", "application/json; charset=UTF-8"),
    ];
    let order = with(&shop.order("lt-pay-1"), "paymentFactor", json!([]));
    let order = with(&order, "order.orderDescription", json!("Lampions à papier"));
    let body = order
        .to_string()
        .replace('/', "\\/")
        .replace('à', "\\u00e0");
    assert!(body.contains("http:\\/\\/") && body.is_ascii());
    let answer = pay(&shop, "2025-11-23T03:00:00+0000", &headers, body.as_bytes());
    assert_eq!(answer.result(), "PAYMENT_IN_PROCESS U", "{}", answer.why());
}

#[test]
fn antoms_plugin_for_magento_tells_all_languages_of_the_browser() {
    let shop = Shop::open();
    let languages = "zh-CN,zh;q=0.9,en;q=0.8,en-GB;q=0.7,en-US;q=0.6";
    let browser = json!({"language": languages, "acceptHeader": "text/html"});
    let mut order = with(
        &shop.order("D1A2B3C4D_20261123020000123142"),
        "env.browserInfo",
        browser,
    );
    for amount in ["paymentAmount.value", "order.orderAmount.value"] {
        order = with(&order, amount, json!(2590));
    }
    order["productScene"] = json!("ELEMENT_PAYMENT");
    order["extendInfo"] = json!({"PaymentSource": "MAGENTO", "supportedCardBrands": []});
    order["requireUpdateAndConfirm"] = json!(true);
    let made = shop.call("createPaymentSession", &order);
    assert_eq!(made.result(), "SUCCESS S", "{}", made.why());
    // A browser that tells nothing: PHP's empty object.
    let silent = with(&order, "env.browserInfo", json!([]));
    let silent = with(&silent, "paymentRequestId", json!("D1A2B3C4D_2"));
    let made = shop.call("createPaymentSession", &silent);
    assert_eq!(made.result(), "SUCCESS S", "{}", made.why());

    be_strict(&shop);
    let strict = with(&order, "paymentRequestId", json!("D1A2B3C4D_3"));
    let told = "env.browserInfo.language may have 32 characters at most";
    let refused = shop.call("pay", &strict);
    assert!(refused.why().contains(told), "{}", refused.why());
}

/// What it leaves alone it sends as null, and of each list of words the first one.
fn order_of_dotnet(shop: &Shop) -> Value {
    let mut order = shop.order("PR20190000000001_1763866800000.1234");
    let nothing = |place: &mut Value, names: &str| {
        for name in names.split(' ') {
            place[name] = Value::Null;
        }
    };
    nothing(
        &mut order,
        "metadata customizedInfo paymentQuote agreementInfo subscriptionInfo processingAmount \
         paymentExpiryTime creditPayPlan appId merchantRegion userRegion payToMethod \
         isAuthorization merchant extendInfo merchantAccountId dualOfflinePayment",
    );
    nothing(
        &mut order["order"],
        "merchant goods shipping env extendInfo transit lodging gaming orderDiscountAmount",
    );
    nothing(
        &mut order["env"],
        "storeTerminalId userAgent deviceTokenId clientIp cookieId extendInfo browserInfo \
         colorDepth screenHeight screenWidth timeZoneOffset deviceBrand deviceLanguage deviceId",
    );
    nothing(
        &mut order["paymentMethod"],
        "paymentMethodId paymentMethodMetaData customerId extendInfo",
    );
    order["env"]["osType"] = json!("IOS");
    order["paymentFactor"] = json!({
        "isPaymentEvaluation": null, "inStorePaymentScenario": "PaymentCode",
        "presentmentMode": "BUNDLE", "captureMode": null, "isAuthorization": true,
    });
    order
}

#[test]
fn the_dotnet_client_sends_every_field_it_knows() {
    let shop = Shop::open();
    let headers = [
        ("X-sdkVersion", "ams-dotnet.20201113"),
        ("Content-Type", "application/json; charset=UTF-8"),
    ];
    let body = order_of_dotnet(&shop).to_string();
    let answer = pay(
        &shop,
        "2025-11-23T03:00:00.1234567Z",
        &headers,
        body.as_bytes(),
    );
    assert_eq!(answer.result(), "PAYMENT_IN_PROCESS U", "{}", answer.why());
}

#[test]
fn the_java_client_accepts_anything_but_json_and_is_served_all_the_same() {
    let shop = Shop::open();
    let headers = [
        ("Accept", "text/plain,text/xml,text/javascript,text/html"),
        ("User-Agent", "global-sdk-java"),
        ("Content-Type", "application/json; charset=UTF-8"),
        ("SDK-VERSION", "global-open-sdk-java"),
    ];
    let body = shop.order("lt-pay-1").to_string();
    let answer = pay(&shop, "1763866800000", &headers, body.as_bytes());
    assert_eq!(answer.result(), "PAYMENT_IN_PROCESS U", "{}", answer.why());
    // It cuts the header at its commas, takes the third part, and that at its equals signs.
    let header = answer.message.header("signature");
    let third = header.split(',').nth(2).expect("three parts");
    assert_eq!(third.split('=').count(), 2, "{header}");
}

#[test]
fn a_query_may_be_appended_to_the_path_signed_or_not() {
    let shop = Shop::open();
    let target = format!("{INQUIRY}?_input_charset=utf-8");
    let draft = |signed: &str| {
        let draft = Draft::new(&shop);
        let signature = shop.signature(signed, CALL_TIME, &draft.body);
        Draft {
            target: target.clone(),
            ..draft
        }
        .set("signature", &signature)
    };
    for signed in [target.as_str(), INQUIRY] {
        // The answer is signed with what the caller takes for the path.
        let answer = shop.verified(signed, draft(signed).send(&shop.gateway));
        assert_eq!(answer.result(), LET_THROUGH, "{signed}");
        assert_eq!(shop.admin.last_request()["path"], target);
    }
    let other = draft("/ams/sandbox/api/v1/payments/inquiryPayment?_input_charset=gbk");
    let refused = shop.verified(INQUIRY, other.send(&shop.gateway));
    assert_eq!(refused.result(), "INVALID_SIGNATURE F");
}

#[test]
fn a_path_that_begins_with_two_slashes_is_told_where_they_come_from() {
    let shop = Shop::open();
    let draft = Draft {
        target: format!("/{INQUIRY}"),
        ..Draft::new(&shop)
    };
    let refused = draft.answer(&shop);
    assert_eq!(refused.result(), "NO_INTERFACE_DEF F");
    let request = shop.admin.last_request();
    let why = request["why"].as_str().expect("a reason");
    assert!(why.contains("at the end of the gateway URL"), "{why}");
}

#[test]
fn an_api_key_stands_for_the_signature() {
    let shop = Shop::open();
    let id = shop.client_id.strip_prefix("SANDBOX_").expect("a test id");
    let call = |key: &str| {
        let draft = Draft::new(&shop)
            .unset("client-id")
            .unset("request-time")
            .unset("signature")
            .set("Authorization", &format!("Bearer {key}"));
        draft.answer(&shop)
    };
    for written in [
        id,
        &STANDARD_NO_PAD.encode(&shop.client_id),
        &STANDARD_NO_PAD.encode(id),
    ] {
        let answer = call(&format!("irak_TEST_{written}_any_secret"));
        assert_eq!(answer.result(), LET_THROUGH, "{written}");
        assert_eq!(answer.message.header("client-id"), shop.client_id);
    }
    let stranger = call("irak_TEST_nobody_s");
    assert_eq!(stranger.result(), "CLIENT_INVALID F");
    let malformed = call("sk_test_123");
    assert_eq!(malformed.result(), "PARAM_ILLEGAL F");
    assert!(
        malformed.why().contains("irak_TEST_"),
        "{}",
        malformed.why()
    );
    for signed in [
        Draft::new(&shop)
            .unset("client-id")
            .set("Authorization", "Basic aXJhazp4"),
        Draft::new(&shop)
            .unset("client-id")
            .set("Authorization", &format!("Bearer irak_TEST_{id}_s")),
        Draft::new(&shop)
            .unset("signature")
            .set("client-id", "")
            .set("Authorization", &format!("Bearer irak_TEST_{id}_s")),
    ] {
        let refused = signed.answer(&shop);
        assert_eq!(refused.why(), "the header client-id is required");
    }
    let both = Draft::new(&shop)
        .set("Authorization", "Bearer irak_TEST_nobody_s")
        .set("request-time", "1763866800001");
    let refused = both.answer(&shop);
    assert_eq!(
        refused.result(),
        "INVALID_SIGNATURE F",
        "who signs is verified"
    );
}

#[test]
fn the_secret_of_a_kept_call_is_hidden() {
    let shop = Shop::open();
    let id = shop.client_id.strip_prefix("SANDBOX_").expect("a test id");
    let key = format!("Bearer irak_TEST_{id}_");
    for (sent, shown) in [
        (format!("{key}hush_hush"), format!("{key}***")),
        ("Basic aHVzaDpodXNo".to_owned(), "***".to_owned()),
    ] {
        let draft = Draft::new(&shop).set("Authorization", &sent);
        assert_eq!(draft.answer(&shop).result(), LET_THROUGH);
        let kept = shop.admin.last_request();
        let headers = kept["requestHeaders"].as_array().expect("headers");
        assert!(headers.contains(&json!(["authorization", shown])), "{kept}");
    }
    let world = shop.admin.get("/snapshot").to_string();
    assert!(!world.contains("hush_hush") && !world.contains("aHVzaDpodXNo"));
}

#[test]
fn the_key_of_the_guide_is_that_of_the_default_merchant() {
    let guide = include_str!("../../docs/start.md");
    let key = guide.split('`').find(|word| word.starts_with("irak_"));
    let key = key.expect("a key").split('_').collect::<Vec<_>>();
    let identity = STANDARD_NO_PAD.encode("SANDBOX_5X00000000000001");
    assert_eq!(key, ["irak", "TEST", &identity, "any"]);
}

fn be_strict(shop: &Shop) {
    let rules = json!({"fieldRules": "STRICT"});
    shop.admin.put("/contract", &rules);
}

#[test]
fn a_browser_may_be_called_an_operating_system_unless_the_rules_are_strict() {
    let shop = Shop::open();
    let order = with(&shop.order("lt-pay-1"), "env.osType", json!("WEB"));
    assert_taken(&shop, &order, "osType WEB of a WEB terminal");
    let order = with(&order, "env.terminalType", json!("WAP"));
    let order = with(&order, "paymentRequestId", json!("lt-pay-2"));
    assert_refused(&shop, &order, "env.osType", "must be IOS or ANDROID");

    be_strict(&shop);
    let order = with(&order, "env.terminalType", json!("WEB"));
    assert_refused(&shop, &order, "env.osType", "must be IOS or ANDROID");
}

#[test]
fn methods_of_a_session_may_be_counted_from_nought_unless_the_rules_are_strict() {
    let shop = Shop::open();
    let order = |id: &str| {
        let methods = json!([{"paymentMethodType": "CARD", "paymentMethodOrder": "0"}]);
        let path = "availablePaymentMethod.paymentMethodTypeList";
        with(&without(&shop.order(id), "paymentMethod"), path, methods)
    };
    let made = shop.call("createPaymentSession", &order("ck-1"));
    assert_eq!(made.result(), "SUCCESS S", "{}", made.why());

    be_strict(&shop);
    let refused = shop.call("createPaymentSession", &order("ck-2"));
    assert_eq!(refused.result(), "PARAM_ILLEGAL F");
    let told = "paymentMethodOrder must be a whole number from 1";
    assert!(refused.why().contains(told), "{}", refused.why());
}
