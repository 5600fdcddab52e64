//! What `pay` takes and what it refuses, field by field (file 02 §1 of the notes).

use serde_json::{Value, json};

use crate::support::shop::Answer;
use crate::support::{App, Shop};

/// The order with one field set; `null` there is as good as absent.
pub(crate) fn with(order: &Value, path: &str, value: Value) -> Value {
    let mut changed = order.clone();
    let mut place = &mut changed;
    for name in path.split('.') {
        place = &mut place[name];
    }
    *place = value;
    changed
}

/// The order without one field.
pub(crate) fn without(order: &Value, path: &str) -> Value {
    let mut changed = order.clone();
    let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
    let mut place = &mut changed;
    for name in parent.split('.').filter(|name| !name.is_empty()) {
        place = &mut place[name];
    }
    let fields = place.as_object_mut().expect("an object");
    fields.remove(name).expect("the field was there");
    changed
}

pub(crate) fn assert_refused(shop: &Shop, order: &Value, path: &str, told: &str) {
    let refused = shop.call("pay", order);
    assert_eq!(refused.result(), "PARAM_ILLEGAL F", "{path} {told}");
    let why = refused.why();
    assert!(
        why.starts_with(path) && why.contains(told),
        "{path} {told}: {why}"
    );
}

pub(crate) fn assert_taken(shop: &Shop, order: &Value, what: &str) -> Answer {
    let answer = shop.call("pay", order);
    assert_eq!(
        answer.result(),
        "PAYMENT_IN_PROCESS U",
        "{what}: {}",
        answer.why()
    );
    answer
}

const REQUIRED: [&str; 14] = [
    "productCode",
    "paymentRequestId",
    "paymentAmount",
    "paymentAmount.currency",
    "paymentAmount.value",
    "paymentMethod",
    "paymentMethod.paymentMethodType",
    "order",
    "order.referenceOrderId",
    "order.orderDescription",
    "order.orderAmount",
    "env",
    "env.terminalType",
    "paymentRedirectUrl",
];

#[test]
fn every_required_field_is_missed_by_its_name() {
    let shop = Shop::open();
    let order = shop.order("lt-pay-1");
    for path in REQUIRED {
        assert_refused(&shop, &without(&order, path), path, "is required");
        assert_refused(&shop, &with(&order, path, json!(null)), path, "is required");
        assert_refused(&shop, &with(&order, path, json!("")), path, "is required");
        // An empty object, as PHP writes it.
        assert_refused(&shop, &with(&order, path, json!([])), path, "is required");
    }
    assert_taken(&shop, &order, "the id was never used up");
}

#[test]
fn a_field_of_another_type_is_refused() {
    let shop = Shop::open();
    let order = shop.order("lt-pay-1");
    for path in REQUIRED {
        if path != "paymentAmount.value" {
            assert_refused(&shop, &with(&order, path, json!([5])), path, "must be");
        }
    }
    for (path, value, told) in [
        (
            "order.referenceOrderId",
            json!(77),
            "must be a string, not a number",
        ),
        ("env", json!("WEB"), "must be an object, not a string"),
        (
            "paymentFactor",
            json!([true]),
            "must be an object, not an array",
        ),
        (
            "order.goods",
            json!("two"),
            "must be an array, not a string",
        ),
        (
            "paymentFactor.isAuthorization",
            json!("yes"),
            "must be true or false, not \"yes\"",
        ),
        (
            "env.screenWidth",
            json!("wide"),
            "must be a whole number from 1",
        ),
        ("env.colorDepth", json!(24.5), "must be a whole number"),
        (
            "env.browserInfo.javaEnabled",
            json!(1),
            "must be true or false, not 1",
        ),
        (
            "paymentExpiryTime",
            json!(1_763_866_800_000_i64),
            "must be a string",
        ),
        (
            "paymentExpiryTime",
            json!("2026-11-23T10:09:00"),
            "a time with its offset",
        ),
        (
            "paymentRedirectUrl",
            json!("/return"),
            "an absolute http or https URL",
        ),
    ] {
        assert_refused(&shop, &with(&order, path, value), path, told);
    }
}

#[test]
fn a_text_may_be_as_long_as_documented_and_no_longer() {
    let shop = Shop::open();
    let order = shop.order("lt-pay-1");
    for (path, max) in [
        ("paymentRequestId", 64),
        ("order.referenceOrderId", 64),
        ("order.orderDescription", 256),
        ("order.buyer.referenceBuyerId", 64),
        ("order.buyer.buyerName.firstName", 32),
        ("order.shipping.shippingAddress.region", 2),
        ("env.clientIp", 64),
        ("env.deviceModel", 128),
        ("userRegion", 2),
        ("merchantAccountId", 32),
        ("settlementStrategy.settlementCurrency", 3),
        ("paymentMethod.paymentMethodMetaData.payerEmail", 64),
        ("paymentMethod.extendInfo", 2048),
    ] {
        // Characters count, not bytes.
        let too_long = with(&order, path, json!("é".repeat(max + 1)));
        assert_refused(
            &shop,
            &too_long,
            path,
            &format!("may have {max} characters at most"),
        );
        let just_right = with(&order, path, json!("é".repeat(max)));
        assert_taken(&shop, &just_right, path);
    }
    let url = format!("https://shop.example/{}", "x".repeat(2028));
    let too_long = with(&order, "paymentNotifyUrl", json!(url));
    assert_refused(&shop, &too_long, "paymentNotifyUrl", "2048 characters");
    let goods = json!({"referenceGoodsId": "1", "goodsName": "Lantern"});
    let too_many = with(&order, "order.goods", json!(vec![goods.clone(); 101]));
    assert_refused(
        &shop,
        &too_many,
        "order.goods",
        "100 items at most, not 101",
    );
    let nameless = with(
        &order,
        "order.goods",
        json!([goods, {"referenceGoodsId": "2"}]),
    );
    assert_refused(&shop, &nameless, "order.goods[1].goodsName", "is required");
}

#[test]
fn a_value_outside_its_list_is_refused() {
    let shop = Shop::open();
    let order = shop.order("lt-pay-1");
    for (path, value, told) in [
        ("productCode", json!("SOMETHING"), "CASHIER_PAYMENT"),
        (
            "env.terminalType",
            json!("TV"),
            "WEB or WAP or APP or MINI_APP, not \"TV\"",
        ),
        ("env.osType", json!("LINUX"), "IOS or ANDROID"),
        ("env.colorDepth", json!(7), "must be 1, 4, 8"),
        ("env.screenHeight", json!(0), "from 1"),
        ("env.timeZoneOffset", json!("721"), "from -720 to 720"),
        (
            "paymentFactor.captureMode",
            json!("LATER"),
            "AUTOMATIC or MANUAL",
        ),
        (
            "paymentMethod.paymentMethodMetaData.selectedCardBrand",
            json!("Visa"),
            "such as VISA or MASTERCARD",
        ),
    ] {
        assert_refused(&shop, &with(&order, path, value), path, told);
    }
    let mut contradictory = shop.manual_order("lt-pay-1");
    contradictory["paymentFactor"]["isAuthorization"] = json!("false");
    let path = "paymentFactor.captureMode";
    assert_refused(
        &shop,
        &contradictory,
        path,
        "only with isAuthorization true",
    );
    let wallet = with(&order, "paymentMethod.paymentMethodType", json!("GCASH"));
    assert_eq!(shop.call("pay", &wallet).result(), "NO_PAY_OPTIONS F");
}

#[test]
fn all_mistakes_are_told_together_and_the_message_stays_short() {
    let shop = Shop::open();
    let refused = shop.call("pay", &json!({}));
    assert!(
        refused
            .why()
            .contains("productCode is required; paymentRequestId is required")
    );
    assert!(refused.why().chars().count() <= 256);
    let why = shop.admin.last_request()["why"]
        .as_str()
        .expect("a reason")
        .to_owned();
    for path in REQUIRED.iter().filter(|path| !path.contains('.')) {
        assert!(
            why.contains(&format!("{path} is required")),
            "{path}: {why}"
        );
    }
}

#[test]
fn a_strict_gateway_also_demands_what_the_documents_want() {
    let app = App::with(&["--strict"]);
    let shop = Shop::at(&app);
    let order = shop.order("lt-pay-1");
    assert_refused(
        &shop,
        &without(&order, "env.clientIp"),
        "env.clientIp",
        "is required",
    );
    assert_refused(
        &shop,
        &without(&order, "order.buyer"),
        "order.buyer",
        "is required",
    );
    let mobile = with(&order, "env.terminalType", json!("APP"));
    assert_refused(&shop, &mobile, "env.osType", "must be IOS or ANDROID");
    assert_taken(
        &shop,
        &with(&mobile, "env.osType", json!("ANDROID")),
        "a mobile order",
    );

    let holder = json!({"cardholderName": {"fullName": "Ana Souza"}});
    let nameless = with(&order, "paymentMethod.paymentMethodMetaData", holder);
    let place = "paymentMethod.paymentMethodMetaData.cardholderName.firstName";
    assert_refused(&shop, &nameless, place, "is required");

    let lenient = Shop::open();
    assert_taken(
        &lenient,
        &without(&mobile, "env.clientIp"),
        "the same elsewhere",
    );
}

#[test]
fn the_documented_sentence_can_stand_for_every_parameter_error() {
    let app = App::with(&["--messages", "documented"]);
    let shop = Shop::at(&app);
    let refused = shop.call("pay", &json!({}));
    assert_eq!(refused.result(), "PARAM_ILLEGAL F");
    assert_eq!(
        refused.why(),
        "The required parameters are not passed, or illegal parameters exist. For example, a non-numeric input, an invalid date, or the length and type of the parameter are wrong."
    );
    let kept = shop.admin.last_request();
    assert!(
        kept["why"]
            .as_str()
            .is_some_and(|why| why.contains("productCode is required"))
    );
}
