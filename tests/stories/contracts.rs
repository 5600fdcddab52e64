//! A merchant's contract: what it has not signed is refused, for the real reason and with a hint.

use serde_json::{Value, json};

use crate::request_validation::{with, without};
use crate::support::buyer::VISA;
use crate::support::{App, Shop};

fn under(contract: &Value) -> Shop {
    Shop::with(App::shared(), &json!({ "contract": contract }))
}

/// The answer to an order, and why, as the admin API tells it.
fn refused(shop: &Shop, order: &Value) -> (String, String) {
    let answer = shop.call("pay", order);
    let request = shop.admin.last_request();
    let why = request["why"].as_str().expect("a reason").to_owned();
    (answer.result(), why)
}

const METADATA: &str = "paymentMethod.paymentMethodMetaData";

/// A contract; a field of the order and its value; the code of the breach; what is told of it.
type Breach = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const BREACHES: [Breach; 16] = [
    (
        r#"{"status": "SUSPENDED"}"#,
        "userRegion",
        r#""SG""#,
        "INVALID_MERCHANT_STATUS",
        "contract.status is SUSPENDED",
    ),
    (
        r#"{"status": "KYB_PENDING"}"#,
        "userRegion",
        r#""SG""#,
        "MERCHANT_KYB_NOT_QUALIFIED",
        "make it ACTIVE",
    ),
    (
        r#"{"status": "NOT_REGISTERED"}"#,
        "userRegion",
        r#""SG""#,
        "MERCHANT_NOT_REGISTERED",
        "contract.status",
    ),
    (
        r#"{"status": "FORBIDDEN"}"#,
        "userRegion",
        r#""SG""#,
        "PAYMENT_NOT_QUALIFIED",
        "contract.status",
    ),
    (
        r#"{"methods": []}"#,
        "userRegion",
        r#""SG""#,
        "NO_PAY_OPTIONS",
        "contract.methods has no CARD",
    ),
    (
        r#"{"currencies": ["USD", "EUR"]}"#,
        "userRegion",
        r#""SG""#,
        "CURRENCY_NOT_SUPPORT",
        "SGD is not in contract.currencies; pay in one of USD, EUR",
    ),
    (
        r#"{"settlementCurrencies": ["USD", "EUR"]}"#,
        "settlementStrategy",
        "{}",
        "SETTLE_CONTRACT_NOT_MATCH",
        "send settlementStrategy.settlementCurrency with one of USD, EUR",
    ),
    (
        r#"{"settlementCurrencies": ["EUR"]}"#,
        "settlementStrategy",
        r#"{"settlementCurrency": "USD"}"#,
        "SETTLE_CONTRACT_NOT_MATCH",
        "USD is not in contract.settlementCurrencies",
    ),
    (
        r#"{"settlementCurrencies": []}"#,
        "userRegion",
        r#""SG""#,
        "SETTLE_CONTRACT_NOT_MATCH",
        "contract.settlementCurrencies is empty",
    ),
    (
        r#"{"manualCapture": false}"#,
        "paymentFactor.captureMode",
        r#""MANUAL""#,
        "INVALID_CONTRACT",
        "contract.manualCapture is false",
    ),
    (
        r#"{"terminals": ["APP"]}"#,
        "userRegion",
        r#""SG""#,
        "INVALID_CONTRACT",
        "env.terminalType WEB is not in contract.terminals",
    ),
    (
        r#"{"regions": ["GLOBAL"]}"#,
        METADATA,
        r#"{"paymentMethodRegion": "KR"}"#,
        "NO_PAY_OPTIONS",
        "KR is not in contract.regions",
    ),
    (
        r#"{"disabledRegions": {"BR": "CHANNEL_DISABLE"}}"#,
        METADATA,
        r#"{"paymentMethodRegion": "BR"}"#,
        "NO_PAY_OPTIONS",
        "out of service (CHANNEL_DISABLE)",
    ),
    (
        r#"{"cardBrands": ["VISA"]}"#,
        METADATA,
        r#"{"selectedCardBrand": "JCB"}"#,
        "SELECTED_CARD_BRAND_NOT_AVAILABLE",
        "JCB is not in contract.cardBrands",
    ),
    (
        r#"{"amountLimits": {"SGD": {"maxAmount": "2589"}}}"#,
        "userRegion",
        r#""SG""#,
        "PAYMENT_AMOUNT_EXCEED_LIMIT",
        "SGD 25.90 is more than contract.amountLimits.SGD.maxAmount, SGD 25.89",
    ),
    (
        r#"{"amountLimits": {"SGD": {"minAmount": "2591"}}}"#,
        "userRegion",
        r#""SG""#,
        "PAYMENT_AMOUNT_EXCEED_LIMIT",
        "is less than contract.amountLimits.SGD.minAmount",
    ),
];

#[test]
fn each_breach_of_the_contract_has_its_code_and_says_what_to_change() {
    for (contract, path, value, code, told) in BREACHES {
        let read = |text: &str| -> Value { serde_json::from_str(text).expect("JSON") };
        let shop = under(&read(contract));
        let order = with(&shop.order("lt-pay-1"), path, read(value));
        let (result, why) = refused(&shop, &order);
        assert_eq!(result, format!("{code} F"), "{contract}: {why}");
        assert!(why.contains(told), "{contract}: {why}");
        shop.admin.put("/contract", &json!({}));
        shop.pay(&order);
    }
}

#[test]
fn what_keeps_within_the_contract_is_taken() {
    let shop = under(&json!({
        "currencies": ["SGD"],
        "settlementCurrencies": ["USD", "EUR"],
        "regions": ["GLOBAL"],
        "cardBrands": ["VISA"],
        "terminals": ["WEB"],
        "amountLimits": {"SGD": {"minAmount": 2590, "maxAmount": 2590}},
        "paymentsPerDay": 1,
    }));
    let order = with(
        &shop.order("lt-pay-1"),
        "settlementStrategy",
        json!({"settlementCurrency": "EUR"}),
    );
    let order = with(
        &order,
        "paymentMethod.paymentMethodMetaData",
        json!({"paymentMethodRegion": "GLOBAL", "selectedCardBrand": "VISA"}),
    );
    shop.pay(&order);
    shop.pay(&order);

    let second = with(&order, "paymentRequestId", json!("lt-pay-2"));
    let (result, why) = refused(&shop, &second);
    assert_eq!(result, "PAYMENT_COUNT_EXCEED_LIMIT F");
    assert!(why.contains("contract.paymentsPerDay"), "{why}");
    shop.admin.advance("14h");
    shop.pay(&second);
}

#[test]
fn a_brand_that_is_not_contracted_is_not_taken_on_the_page() {
    let shop = under(&json!({"cardBrands": ["MASTERCARD"]}));
    let payment = shop.pay(&shop.order("lt-pay-1"));
    let path = format!("/payments/{}/buyer", payment.text("paymentId"));
    let error = shop
        .admin
        .refused(400, "POST", &path, &json!({"action": "pay"}));
    assert!(
        error["message"].to_string().contains("not accepted here"),
        "{error}"
    );
}

#[test]
fn a_card_in_the_request_is_of_a_contracted_brand_or_refused() {
    let shop = under(&json!({"cardBrands": ["MASTERCARD"]}));
    let card = json!({"cardNo": VISA, "expiryYear": "29", "expiryMonth": "09", "cvv": "123"});
    let order = with(
        &shop.order("lt-pay-1"),
        "paymentMethod.paymentMethodMetaData",
        card,
    );
    let (result, why) = refused(&shop, &order);
    assert_eq!(result, "CARD_NOT_SUPPORTED F");
    assert!(why.contains("contract.cardBrands"), "{why}");
    shop.admin
        .put("/contract", &json!({"cardBrands": ["VISA"]}));
    assert_eq!(shop.call("pay", &order).result(), "SUCCESS S");
}

#[test]
fn the_acquirers_of_singapore_and_hong_kong_tell_their_own_reference() {
    for acquirer in ["SG", "HK"] {
        let shop = under(&json!({"acquirer": acquirer}));
        let paid = shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
        let reference = shop
            .inquire("lt-pay-1")
            .text("acquirerReferenceNo")
            .to_owned();
        assert_eq!(reference.len(), 23);
        let captured = shop.call(
            "capture",
            &json!({
                "captureRequestId": "lt-cap-1",
                "paymentId": paid.text("paymentId"),
                "captureAmount": {"currency": "SGD", "value": "2590"},
            }),
        );
        assert_eq!(captured.text("acquirerReferenceNo"), reference);
        shop.admin.advance("1m");
        let told = shop.notices();
        assert!(
            told.iter()
                .all(|notice| notice.body["acquirerReferenceNo"] == *reference)
        );
        assert_eq!(told.len(), 2);
    }
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    assert_eq!(
        shop.inquire("lt-pay-1").json().get("acquirerReferenceNo"),
        None
    );
}

#[test]
fn what_is_given_back_is_a_matter_of_contract() {
    let shop = Shop::open();
    let paid = shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.advance("1m");
    let refund = |id: &str, value: &str| {
        let answer = shop.call(
            "refund",
            &json!({
                "refundRequestId": id,
                "paymentId": paid.text("paymentId"),
                "refundAmount": {"currency": "SGD", "value": value},
            }),
        );
        answer.code().to_owned()
    };
    let signs = |terms: Value| shop.admin.put("/contract", &json!({ "refunds": terms }));
    signs(json!({"supported": false}));
    assert_eq!(refund("r-1", "2590"), "PAYMENT_METHOD_NOT_SUPPORTED");
    signs(json!({"partial": false}));
    assert_eq!(refund("r-2", "2589"), "PARTIAL_REFUND_NOT_SUPPORTED");
    signs(json!({"balance": {"SGD": "999"}}));
    assert_eq!(refund("r-3", "1000"), "MERCHANT_BALANCE_NOT_ENOUGH");
    assert_eq!(refund("r-4", "990"), "REFUND_IN_PROCESS");
    assert_eq!(refund("r-5", "10"), "MERCHANT_BALANCE_NOT_ENOUGH");
    signs(json!({"multiple": false}));
    assert_eq!(refund("r-6", "9"), "MULTIPLE_REFUNDS_NOT_SUPPORTED");
    signs(json!({"windowDays": 1}));
    assert_eq!(refund("r-7", "9"), "REFUND_IN_PROCESS");
    shop.admin.advance("24h");
    assert_eq!(refund("r-8", "9"), "REFUND_WINDOW_EXCEED");
    shop.admin.put("/contract", &json!({"status": "SUSPENDED"}));
    assert_eq!(refund("r-9", "9"), "INVALID_MERCHANT_STATUS");
}

#[test]
fn a_contract_that_ends_between_paying_and_capturing_stops_the_capture() {
    let shop = Shop::open();
    let paid = shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    let id = paid.text("paymentId");
    let capture = || {
        let amount = json!({"currency": "SGD", "value": "2590"});
        let body = json!({"captureRequestId": "c-1", "paymentId": id, "captureAmount": amount});
        shop.call("capture", &body).code().to_owned()
    };
    shop.admin.put("/contract", &json!({"methods": []}));
    assert_eq!(capture(), "NO_PAY_OPTIONS");
    shop.admin
        .put("/contract", &json!({"manualCapture": false}));
    assert_eq!(capture(), "INVALID_CONTRACT");
    shop.admin
        .put("/contract", &json!({"refunds": {"supported": false}}));
    let cancelled = shop.call("cancel", &json!({"paymentId": id}));
    assert_eq!(cancelled.code(), "PAYMENT_METHOD_NOT_SUPPORTED");
    shop.admin.put("/contract", &json!({}));
    assert_eq!(capture(), "SUCCESS");
}

#[test]
fn a_merchant_is_strict_or_lenient_by_its_contract() {
    let shop = under(&json!({"fieldRules": "STRICT"}));
    let order = without(&shop.order("lt-pay-1"), "env.clientIp");
    let (result, why) = refused(&shop, &order);
    assert_eq!(result, "PARAM_ILLEGAL F");
    assert!(why.starts_with("env.clientIp is required"), "{why}");
    shop.admin
        .put("/contract", &json!({"fieldRules": "LENIENT"}));
    shop.pay(&order);
}

#[test]
fn a_contract_is_shown_changed_refused_and_put_back_by_a_reset() {
    let shop = under(&json!({"currencies": ["SGD", "USD"]}));
    let shown = shop.admin.get("/contract");
    assert_eq!(shown["currencies"], json!(["SGD", "USD"]));
    assert_eq!(shown["settlementCurrencies"], json!(null));
    assert_eq!(shop.admin.get("")["contract"], shown);

    let error = shop
        .admin
        .refused(400, "PUT", "/contract", &json!({"curencies": []}));
    let told = error["message"].as_str().expect("a message");
    assert_eq!(
        told,
        "contract.curencies: no such field; did you mean currencies?"
    );
    shop.admin
        .refused(400, "PUT", "/contract", &json!({"currencies": ["SGF"]}));
    assert_eq!(shop.admin.get("/contract"), shown, "nothing has changed");

    let changed = shop.admin.put("/contract", &json!({"status": "SUSPENDED"}));
    assert_eq!(changed["currencies"], json!(null));
    let events = shop.admin.items("/events");
    let last = events.last().expect("an event");
    assert_eq!(last["type"], "CONTRACT_CHANGED");
    assert_eq!(last["text"], "the contract has changed: status, currencies");
    shop.admin.post("/reset", &json!(null));
    assert_eq!(shop.admin.get("/contract"), shown);
}
