//! South Korean cards that are confirmed at their issuer: the list of brands, the issuer's page,
//! and no card form anywhere.

use serde_json::{Value, json};

use crate::support::{App, Buyer, Place, Shop};

/// An order in won that requires issuer authentication, with further metadata.
pub(crate) fn korean_order(shop: &Shop, id: &str, more: &Value) -> Value {
    let mut order = shop.order(id);
    for amount in ["/paymentAmount", "/order/orderAmount"] {
        let amount = order.pointer_mut(amount).expect("an amount");
        *amount = json!({"currency": "KRW", "value": "25900"});
    }
    let mut metadata = json!({"requireIssuerAuthentication": true});
    for (name, value) in more.as_object().expect("metadata are fields") {
        metadata[name] = value.clone();
    }
    order["paymentMethod"]["paymentMethodMetaData"] = metadata;
    order
}

/// The buyer in front of the page of an issuer that the shop chose.
fn at_issuer(shop: &Shop, brand: &str) -> Buyer {
    let order = korean_order(shop, "lt-pay-1", &json!({"selectedCardBrand": brand}));
    let buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
    assert_eq!(buyer.place(), Place::Issuer);
    buyer
}

/// The notifications so far: type and code of each.
fn heard(shop: &Shop) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = |body: &Value| {
        let code = text(&body["result"]["resultCode"]);
        format!("{} {code}", text(&body["notifyType"]))
    };
    let notices = shop.notices().into_iter();
    notices.map(|notice| told(&notice.body)).collect()
}

#[test]
fn the_buyer_chooses_a_brand_and_confirms_at_its_issuer() {
    let shop = Shop::open();
    let order = korean_order(&shop, "lt-pay-1", &json!({}));
    let mut buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
    assert_eq!(buyer.place(), Place::Issuers);
    let offered = buyer.page.text().matches("data-test=\"issuer\"").count();
    assert_eq!(offered, 23);
    let list = buyer.url.clone();
    let first = buyer.attribute("issuer", "href").expect("a link");
    buyer = Buyer::open(list.join(&first).expect("a link").as_str());
    assert_eq!(buyer.place(), Place::Issuer);
    assert_eq!(buyer.text("issuer-name").as_deref(), Some("BC Card"));
    assert_eq!(buyer.text("amount").as_deref(), Some("KRW 25,900"));
    let back = buyer.attribute("other-card", "href").expect("a way back");
    assert_eq!(back, list.path());

    let mut buyer = Buyer::open(&format!("{list}/issuer/SHINHAN"));
    assert_eq!(buyer.text("issuer-name").as_deref(), Some("Shinhan Card"));
    buyer.submit("approve-form", &[]);
    assert_eq!(buyer.place(), Place::Shop);
    shop.admin.advance("1m");
    assert_eq!(
        heard(&shop),
        ["PAYMENT_RESULT SUCCESS", "CAPTURE_RESULT SUCCESS"]
    );
    let info = &shop.inquire("lt-pay-1")["paymentResultInfo"];
    assert_eq!(info["cardBrand"], "SHINHAN");
    assert_eq!(info["issuingCountry"], "KR");
    assert_eq!(info["paymentMethodRegion"], "KR");
    let number = info["cardNo"].as_str().expect("a masked number");
    assert!(number.len() == 16 && number.starts_with("************"));
}

#[test]
fn the_brand_that_the_shop_chose_is_met_at_once() {
    let shop = Shop::open();
    let mut buyer = at_issuer(&shop, "KAKAOBANK");
    assert_eq!(buyer.text("issuer-name").as_deref(), Some("KakaoBank"));
    assert_eq!(buyer.attribute("other-card", "href"), None);
    // No other issuer confirms it, and no card is typed.
    let url = buyer.url.to_string();
    let other = Buyer::open(&url.replace("KAKAOBANK", "SHINHAN"));
    assert_eq!(other.url, buyer.url);
    assert!(
        buyer
            .page
            .header("content-security-policy")
            .contains("'none'")
    );
    assert_eq!(buyer.page.header("cache-control"), "no-store");
    buyer.submit("approve-form", &[]);
    assert_eq!(buyer.place(), Place::Shop);
    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentResultInfo"]["cardBrand"], "KAKAOBANK");
    let late = Buyer::open(&url);
    assert_eq!(late.place(), Place::Result, "and it is over");
}

#[test]
fn a_buyer_who_does_not_confirm_has_not_paid() {
    for (form, code) in [
        ("reject-form", "DO_NOT_HONOR"),
        ("cancel-form", "USER_PAYMENT_VERIFICATION_FAILED"),
    ] {
        let shop = Shop::open();
        let mut buyer = at_issuer(&shop, "SHINHAN");
        buyer.submit(form, &[]);
        assert_eq!(buyer.place(), Place::Shop);
        shop.admin.advance("1m");
        assert_eq!(heard(&shop), [format!("PAYMENT_RESULT {code}")]);
        let inquiry = shop.inquire("lt-pay-1");
        assert_eq!(inquiry["paymentStatus"], "FAIL");
        assert_eq!(inquiry["paymentResultCode"], code);
    }
}

#[test]
fn the_time_to_pay_runs_out_at_the_issuer_too() {
    let shop = Shop::open();
    let mut buyer = at_issuer(&shop, "SHINHAN");
    shop.admin.advance("14m");
    buyer.submit("approve-form", &[]);
    assert_eq!((buyer.place(), buyer.page.status()), (Place::Result, 410));
    shop.admin.advance("1m");
    assert_eq!(heard(&shop), ["PAYMENT_RESULT ORDER_IS_CLOSED"]);
}

#[test]
fn a_scenario_lets_the_issuer_decline_and_the_buyer_choose_another() {
    let scenario = r#"
title = "Shinhan has no money"
[[rule]]
when = { brand = "SHINHAN" }
then = { issuer = "USER_BALANCE_NOT_ENOUGH", after_decline = "retry" }
"#;
    let shop = Shop::with(App::shared(), &json!({"scenario": scenario}));
    let order = korean_order(&shop, "lt-pay-1", &json!({}));
    let list = shop.pay(&order).text("normalUrl").to_owned();
    let mut buyer = Buyer::open(&format!("{list}/issuer/SHINHAN"));
    buyer.submit("approve-form", &[]);
    assert_eq!(buyer.place(), Place::Issuers);
    let banner = buyer.text("decline-banner").expect("it is told");
    assert!(banner.contains("USER_BALANCE_NOT_ENOUGH"), "{banner}");
    let mut buyer = Buyer::open(&format!("{list}/issuer/WOORI"));
    buyer.submit("approve-form", &[]);
    assert_eq!(buyer.place(), Place::Shop);
    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentResultInfo"]["cardBrand"], "WOORI");
}

#[test]
fn what_does_not_go_with_it_is_refused_and_named() {
    let shop = Shop::open();
    let brand = "SELECTED_CARD_BRAND_NOT_AVAILABLE F";
    for (more, result, named) in [
        (
            json!({"selectedCardBrand": "VISA"}),
            brand,
            "selectedCardBrand",
        ),
        (
            json!({"selectedCardBrand": "DAEHAN"}),
            brand,
            "selectedCardBrand",
        ),
        (
            json!({"cardNo": "9490220011669217", "expiryYear": "29", "expiryMonth": "09"}),
            "PARAM_ILLEGAL F",
            "cardNo",
        ),
        (json!({"tokenize": true}), "PARAM_ILLEGAL F", "tokenize"),
        (
            json!({"isCardOnFile": true}),
            "PARAM_ILLEGAL F",
            "isCardOnFile",
        ),
        (
            json!({"paymentMethodRegion": "BR"}),
            "PARAM_ILLEGAL F",
            "paymentMethodRegion",
        ),
    ] {
        let refused = shop.call("pay", &korean_order(&shop, "lt-pay-1", &more));
        assert_eq!(refused.result(), result, "{more}");
        let why = shop.admin.last_request()["why"].to_string();
        assert!(why.contains(named), "{why}");
    }
    let mut manual = korean_order(&shop, "lt-pay-1", &json!({}));
    manual["paymentFactor"]["captureMode"] = json!("MANUAL");
    let refused = shop.call("pay", &manual);
    assert_eq!(refused.result(), "PARAM_ILLEGAL F");
    assert!(refused.why().contains("captureMode"), "{}", refused.why());
    let mut dollars = korean_order(&shop, "lt-pay-1", &json!({}));
    dollars["paymentAmount"]["currency"] = json!("SGD");
    let refused = shop.call("pay", &dollars);
    assert_eq!(refused.result(), "CURRENCY_NOT_SUPPORT F");
    // The same fields where the Java SDK has the flag.
    let mut beside = korean_order(&shop, "lt-pay-1", &json!({"selectedCardBrand": "VISA"}));
    beside["paymentMethod"]["paymentMethodMetaData"]["requireIssuerAuthentication"] = json!(null);
    beside["paymentMethod"]["requireIssuerAuthentication"] = json!("true");
    assert_eq!(shop.call("pay", &beside).result(), brand);
    beside["paymentMethod"]["paymentMethodMetaData"] = json!({});
    let buyer = Buyer::open(shop.pay(&beside).text("normalUrl"));
    assert_eq!(buyer.place(), Place::Issuers);
}

#[test]
fn the_contract_says_which_issuers_there_are() {
    let under = |contract: Value| Shop::with(App::shared(), &json!({"contract": contract}));
    let some = under(json!({"cardBrands": ["VISA", "HYUNDAI", "LOTTE"]}));
    let order = korean_order(&some, "lt-pay-1", &json!({}));
    let buyer = Buyer::open(some.pay(&order).text("normalUrl"));
    let offered = buyer.page.text().matches("data-test=\"issuer\"").count();
    assert_eq!(offered, 2);
    let missing = Buyer::open(&format!("{}/issuer/SHINHAN", buyer.url));
    assert_eq!(missing.place(), Place::Issuers);
    for contract in [
        json!({"cardBrands": ["VISA"]}),
        json!({"regions": ["GLOBAL"]}),
    ] {
        let shop = under(contract);
        let refused = shop.call("pay", &korean_order(&shop, "lt-pay-1", &json!({})));
        assert_eq!(refused.result(), "NO_PAY_OPTIONS F");
    }
}

#[test]
fn the_robot_buyer_confirms_rejects_and_cancels() {
    for (act, status, code) in [
        (json!({"action": "pay"}), "SUCCESS", "SUCCESS"),
        (
            json!({"action": "pay", "brand": "TOSSBANK"}),
            "SUCCESS",
            "SUCCESS",
        ),
        (json!({"action": "decline"}), "FAIL", "DO_NOT_HONOR"),
        (
            json!({"action": "cancel"}),
            "FAIL",
            "USER_PAYMENT_VERIFICATION_FAILED",
        ),
    ] {
        let shop = Shop::open();
        let order = korean_order(&shop, "lt-pay-1", &json!({}));
        let id = shop.pay(&order).text("paymentId").to_owned();
        for wrong in [
            json!({"action": "submit"}),
            json!({"action": "pay", "brand": "VISA"}),
            json!({"action": "pay", "card": "9490220011669217"}),
        ] {
            let path = format!("/payments/{id}/buyer");
            let refused = shop.admin.call(
                "POST",
                &format!("/v1/merchants/{}{path}", shop.client_id),
                &wrong,
            );
            assert!(matches!(refused.status(), 400 | 409), "{}", refused.text());
        }
        let outcome = shop.admin.buyer(&id, &act);
        assert_eq!(outcome["step"], "FINISHED", "{outcome}");
        let inquiry = shop.inquire("lt-pay-1");
        assert_eq!(inquiry["paymentStatus"], status);
        assert_eq!(inquiry["paymentResultCode"], code);
        if let Some(brand) = act["brand"].as_str() {
            assert_eq!(inquiry["paymentResultInfo"]["cardBrand"], brand);
        }
    }
}
