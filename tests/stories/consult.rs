//! A shop asks how its buyer could pay, before it shows its own page.

use serde_json::{Value, json};

use crate::journeys::file;
use crate::request_validation::{with, without};
use crate::support::app::Folder;
use crate::support::program::run;
use crate::support::shop::CALL_TIME;
use crate::support::wire::send;
use crate::support::{App, Shop};

fn question() -> Value {
    json!({
        "productCode": "CASHIER_PAYMENT",
        "paymentAmount": {"currency": "SGD", "value": "2590"},
        "env": {"terminalType": "WEB", "clientIp": "203.0.113.9"},
    })
}

/// Regions in the order of the answer; those that cannot be used, with the reason.
fn regions(shop: &Shop, question: &Value) -> Vec<String> {
    let answer = shop.call("consult", question);
    assert_eq!(answer.result(), "SUCCESS S", "{}", answer.why());
    let options = answer["paymentOptions"].as_array().expect("options");
    let told = options.iter().map(|option| {
        assert_eq!(option["paymentMethodType"], "CARD");
        let region = option["paymentMethodRegion"][0].as_str().expect("a region");
        assert_eq!(option["enabled"], option.get("disableReason").is_none());
        match option["disableReason"].as_str() {
            Some(reason) => format!("{region} {reason}"),
            None => region.to_owned(),
        }
    });
    told.collect()
}

fn signs(shop: &Shop, contract: &Value) {
    shop.admin.put("/contract", contract);
}

#[test]
fn a_shop_learns_how_its_buyer_could_pay_and_nothing_is_made() {
    let shop = Shop::open();
    let question = question();
    let elsewhere = |region: &str| format!("{region} CHANNEL_NOT_SUPPORT_CURRENCY");
    let mut expected = vec!["GLOBAL".to_owned()];
    expected.extend(["BR", "CL", "MX", "PE", "KR"].map(elsewhere));
    assert_eq!(regions(&shop, &question), expected);
    assert!(shop.admin.items("/payments").is_empty());
    let path = shop.admin.last_request()["path"].to_string();
    assert!(path.ends_with("/consult\""), "{path}");
}

#[test]
fn the_options_follow_region_currency_and_the_buyers_home() {
    let shop = Shop::open();
    let reais = with(&question(), "paymentAmount.currency", json!("BRL"));
    signs(&shop, &json!({"regions": ["GLOBAL", "BR"]}));
    assert_eq!(regions(&shop, &reais), ["GLOBAL", "BR"]);
    let at_home = with(&reais, "userRegion", json!("BR"));
    assert_eq!(regions(&shop, &at_home), ["BR", "GLOBAL"]);
    let local = with(&reais, "allowedPaymentMethodRegions", json!(["BR"]));
    assert_eq!(regions(&shop, &local), ["BR"]);
    let chile = with(&reais, "allowedPaymentMethodRegions", json!(["CL"]));
    let none = shop.call("consult", &chile);
    assert_eq!(none.result(), "NO_PAY_OPTIONS F");
    let why = shop.admin.last_request()["why"].to_string();
    assert!(
        why.contains("[CL]") && why.contains("[GLOBAL, BR]"),
        "{why}"
    );
    for wallets_only in [
        with(&reais, "allowedPaymentMethods", json!(["ALIPAY_CN"])),
        with(&reais, "blockedPaymentMethods", json!(["CARD"])),
    ] {
        assert_eq!(shop.call("consult", &wallets_only).code(), "NO_PAY_OPTIONS");
    }
}

#[test]
fn an_option_that_cannot_be_used_says_why() {
    let shop = Shop::open();
    let told = |contract: Value| {
        signs(&shop, &contract);
        let local = with(
            &question(),
            "allowedPaymentMethodRegions",
            json!(["GLOBAL"]),
        );
        regions(&shop, &local).remove(0)
    };
    for (contract, reason) in [
        (
            json!({"currencies": ["USD"]}),
            "CHANNEL_NOT_SUPPORT_CURRENCY",
        ),
        (
            json!({"status": "SUSPENDED"}),
            "PAYMENT_ACCOUNT_NOT_AVAILABLE",
        ),
        (
            json!({"status": "KYB_PENDING"}),
            "PAYMENT_ACCOUNT_NOT_AVAILABLE",
        ),
        (json!({"terminals": ["APP"]}), "CHANNEL_DISABLE"),
        (
            json!({"amountLimits": {"SGD": {"maxAmount": "2589"}}}),
            "EXCEED_CHANNEL_LIMIT_RULE",
        ),
        (json!({"paymentsPerDay": 0}), "EXCEED_CHANNEL_LIMIT_RULE"),
        (
            json!({"disabledRegions": {"GLOBAL": "SERVICE_DEGRADE"}}),
            "SERVICE_DEGRADE",
        ),
    ] {
        assert_eq!(told(contract), format!("GLOBAL {reason}"));
    }
    assert_eq!(
        told(json!({"amountLimits": {"SGD": {"maxAmount": "2590"}}})),
        "GLOBAL"
    );
}

#[test]
fn instalments_and_limits_are_told_where_there_are_any() {
    let shop = Shop::open();
    let reais = with(
        &question(),
        "paymentAmount",
        json!({"currency": "BRL", "value": "9900"}),
    );
    let local = with(&reais, "allowedPaymentMethodRegions", json!(["BR"]));
    let option = |question: &Value| shop.call("consult", question)["paymentOptions"][0].clone();
    signs(
        &shop,
        &json!({
            "amountLimits": {"BRL": {"maxAmount": 10_000}},
            "installments": {"BR": {"months": [3, 6], "minAmount": 9900}, "US": {"months": [12]}},
        }),
    );
    let found = option(&local);
    let plans = found["installment"]["plans"].as_array().expect("plans");
    assert_eq!(plans.len(), 2);
    assert_eq!(plans[0]["installmentNum"], "3");
    assert_eq!(plans[0]["enabled"], true);
    assert_eq!(
        plans[0]["minInstallmentAmount"],
        json!({"currency": "BRL", "value": "9900"})
    );
    assert_eq!(
        found["amountLimitInfoMap"],
        json!({"BRL": {"singleLimit": {"maxAmount": {"currency": "BRL", "value": "10000"}}}})
    );
    let less = option(&with(&local, "paymentAmount.value", json!("9899")));
    assert_eq!(less["installment"]["plans"][0]["enabled"], false);

    let dollars = option(&with(&question(), "paymentAmount.currency", json!("USD")));
    let brands = dollars["installment"]["supportCardBrands"]
        .as_array()
        .expect("brands");
    let names: Vec<_> = brands.iter().map(|brand| &brand["cardBrand"]).collect();
    assert_eq!(names, ["VISA", "MASTERCARD", "DISCOVER"]);
    assert_eq!(option(&question()).get("installment"), None);
}

#[test]
fn the_logos_are_served_by_the_gateway() {
    let shop = Shop::open();
    let answer = shop.call("consult", &question());
    let options = answer["paymentOptions"].as_array().expect("options");
    let detail = &options[0]["paymentOptionDetail"];
    let brands = detail["supportCardBrands"].as_array().expect("brands");
    assert_eq!(brands.len(), 8);
    let mut logos: Vec<_> = brands.iter().map(|brand| &brand["logo"]).collect();
    logos.push(&options[0]["logo"]);
    for logo in logos {
        let url = logo["logoUrl"].as_str().expect("a URL");
        let path = url.strip_prefix(&shop.gateway).expect("it is ours");
        let picture = send(&shop.gateway, "GET", path, &[], b"");
        assert_eq!(picture.status(), 200, "{url}");
        assert_eq!(picture.header("content-type"), "image/svg+xml");
        assert_eq!(picture.header("x-content-type-options"), "nosniff");
        assert!(picture.header("cache-control").contains("max-age="));
        assert!(picture.text().starts_with("<svg xmlns="), "{url}");
    }
    let none = send(&shop.gateway, "GET", "/logos/nobody.svg", &[], b"");
    assert_eq!(none.status(), 404);
}

#[test]
fn a_question_is_checked_field_by_field() {
    let shop = Shop::open();
    for (question, told) in [
        (
            without(&question(), "productCode"),
            "productCode is required",
        ),
        (
            without(&question(), "paymentAmount"),
            "paymentAmount is required",
        ),
        (
            with(&question(), "paymentAmount.value", json!("25.90")),
            "paymentAmount.value must be",
        ),
        (
            with(&question(), "env.terminalType", json!("TV")),
            "env.terminalType must be",
        ),
        (
            with(&question(), "userRegion", json!("SGP")),
            "userRegion may have 2",
        ),
        (
            with(&question(), "allowedPaymentMethodRegions", json!("BR")),
            "allowedPaymentMethodRegions must be an array",
        ),
        (
            with(
                &question(),
                "allowedPaymentMethodRegions",
                json!(["EUROPE!"]),
            ),
            "allowedPaymentMethodRegions[0] may have 6",
        ),
    ] {
        let refused = shop.call("consult", &question);
        assert_eq!(refused.result(), "PARAM_ILLEGAL F", "{told}");
        assert!(refused.why().starts_with(told), "{}", refused.why());
    }
    let odd = with(&question(), "paymentAmount.currency", json!("QQQ"));
    assert_eq!(
        shop.call("consult", &odd).result(),
        "CURRENCY_NOT_SUPPORT F"
    );
    let bare = without(&question(), "env");
    assert_eq!(shop.call("consult", &bare).code(), "SUCCESS");
    signs(&shop, &json!({"fieldRules": "STRICT"}));
    let refused = shop.call("consult", &bare);
    assert_eq!(refused.why(), "env is required");
}

#[test]
fn consult_is_forced_and_spoiled_like_any_api() {
    let shop = Shop::at(App::shared());
    let forced = json!({"api": "consult", "resultCode": "PROCESS_FAIL"});
    shop.admin.post("/forced-results", &forced);
    let answer = shop.call("consult", &question());
    assert_eq!(answer.result(), "PROCESS_FAIL F");
    assert_eq!(answer.why(), "A general business failure occurred.");
    shop.admin
        .call("DELETE", &shop_path(&shop, "/forced-results"), &json!(null));

    let rule = json!({"when": {"api": "consult"}, "then": {"answer": "http502"}});
    shop.admin
        .post("/overrides", &json!({"rule": rule, "times": 1}));
    assert_eq!(status_of(&shop, &question()), 502);
    assert!(shop.admin.last_request()["fault"].is_string());
    assert_eq!(status_of(&shop, &question()), 200);
}

fn shop_path(shop: &Shop, path: &str) -> String {
    format!("/v1/merchants/{}{path}", shop.client_id)
}

/// The HTTP status of an answer that need not be a good one.
fn status_of(shop: &Shop, question: &Value) -> u16 {
    const PATH: &str = "/ams/sandbox/api/v1/payments/consult";
    let body = question.to_string();
    let signature = shop.signature(PATH, CALL_TIME, body.as_bytes());
    let headers = [
        ("content-type", "application/json; charset=UTF-8"),
        ("client-id", shop.client_id.as_str()),
        ("request-time", CALL_TIME),
        ("signature", &signature),
    ];
    send(&shop.gateway, "POST", PATH, &headers, body.as_bytes()).status()
}

#[test]
fn a_journey_asks_how_to_pay_before_it_pays() {
    let folder = Folder::new();
    let steps = r#"
[[step]]
call = { api = "consult", body = { userRegion = "KR", paymentAmount.currency = "KRW" } }
[[step]]
expect = { answer = { result.resultCode = "SUCCESS", "paymentOptions[0].paymentMethodRegion[0]" = "KR", "paymentOptions[0].enabled" = true } }
"#;
    let said = run(&["scenario", "run", &file(&folder, "asks.toml", steps)]);
    assert_eq!(
        (said.code, said.err.as_str()),
        (Some(0), ""),
        "{}",
        said.out
    );
    assert!(said.out.contains("consult → S SUCCESS"), "{}", said.out);
}
