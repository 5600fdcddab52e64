//! Every field of every API with something in it that does not belong there: it is refused, and the
//! refusal names the field.

use serde_json::{Value, json};

use super::{
    Problems, cancel, capture, card_info, consult, dispute, fields_of, inquiry, inquiry_refund,
    pay, refund, session, tokens, vaulting,
};

const VISA: &str = "4054695723100768";

/// What does not belong anywhere. What is taken for nothing is `null` and the empty string.
fn strangers() -> [Value; 7] {
    let deep = (0..60).fold(json!(1), |inner, _| json!([inner]));
    [
        json!(-5),
        json!(1e300),
        json!(true),
        json!("x".repeat(2500)),
        json!({"a": 1}),
        json!([[]]),
        deep,
    ]
}

/// The paths of all fields, in every object and array.
fn paths(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut visit = |inner: &Value, name: &str| {
        let path = format!("{at}/{name}");
        found.push(path.clone());
        paths(inner, &path, found);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| visit(inner, name)),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, inner)| visit(inner, &index.to_string()));
        }
        _ => {}
    }
}

/// The name of the field that a path leads to; of an item, that of its array.
fn name_of(path: &str) -> &str {
    let mut names = path.rsplit('/');
    let is_name = |name: &&str| name.parse::<usize>().is_err();
    names.find(is_name).unwrap_or_default()
}

fn address() -> Value {
    json!({"region": "US", "state": "CA", "city": "San Jose", "address1": "1 Road", "zipCode": "95110"})
}

fn name() -> Value {
    json!({"firstName": "Ana", "lastName": "Souza"})
}

/// An order with all that the documents know of one.
fn order() -> Value {
    let amount = json!({"currency": "SGD", "value": "2590"});
    let mut order = json!({
        "productCode": "CASHIER_PAYMENT", "paymentRequestId": "lt-1", "paymentAmount": amount,
        "paymentMethod": {"paymentMethodType": "CARD"},
        "order": {"referenceOrderId": "o-1", "orderDescription": "Lanterns", "orderAmount": amount},
        "env": {"terminalType": "WEB", "clientIp": "203.0.113.9"},
        "paymentRedirectUrl": "https://shop.example/r", "paymentNotifyUrl": "https://shop.example/n",
    });
    let fields = json!({
        "goods": [{"referenceGoodsId": "g", "goodsName": "Lantern", "goodsCategory": "c", "goodsUrl": "https://shop.example/g"}],
        "shipping": {"shippingName": name(), "shippingAddress": address(), "shippingCarrier": "Post", "shipToEmail": "a@b.example"},
        "buyer": {"referenceBuyerId": "b", "buyerName": name(), "buyerPhoneNo": "1", "isAccountVerified": true, "successfulOrderCount": 3},
        "merchant": {"referenceMerchantId": "m", "merchantMCC": "5411", "merchantAddress": address()},
        "transit": {"legs": [{"departureTime": "2026-12-01T00:00:00Z"}], "passengers": [{"passengerName": name()}]},
        "lodging": {"guestNames": [name()]},
        "gaming": {"gameName": "g"},
    });
    merge(&mut order["order"], fields);
    let fields = json!({
        "settlementStrategy": {"settlementCurrency": "USD"},
        "paymentExpiryTime": "2026-11-23T10:09:00+08:00",
        "userRegion": "SG", "merchantRegion": "SG", "merchantAccountId": "m",
        "paymentFactor": {"isAuthorization": true, "captureMode": "AUTOMATIC"},
        "enableInstallmentCollection": false,
    });
    merge(&mut order, fields);
    let env = json!({
        "osType": "IOS", "colorDepth": 24, "screenHeight": 800, "timeZoneOffset": -480, "deviceId": "d",
        "browserInfo": {"acceptHeader": "*/*", "javaEnabled": true, "userAgent": "x"},
    });
    merge(&mut order["env"], env);
    order
}

fn merge(into: &mut Value, fields: Value) {
    let Value::Object(fields) = fields else {
        panic!("fields are an object");
    };
    for (name, value) in fields {
        into[name] = value;
    }
}

/// What is wrong with a request.
type Read = fn(&[u8]) -> Option<Problems>;

fn card() -> Value {
    json!({
        "cardNo": VISA, "expiryYear": "30", "expiryMonth": "12", "cvv": "123",
        "cardholderName": name(), "billingAddress": address(),
    })
}

/// Valid requests that have an order, with the function that reads each.
fn orders() -> Vec<(Read, Value)> {
    let mut pay = order();
    let mut metadata = card();
    let more = json!({
        "is3DSAuthentication": false, "enableAuthenticationUpgrade": true, "tokenize": true, "tokenizeMode": "ENABLED",
        "isCardOnFile": false, "networkTransactionId": "1", "selectedCardBrand": "VISA", "paymentMethodRegion": "GLOBAL",
        "payerEmail": "a@b.example", "cpf": "12345678901", "dateOfBirth": "1990-01-31", "cardPasswordDigest": "12",
        "mpiData": {"threeDSVersion": "2.2.0", "eci": "05", "cavv": "AAAB", "dsTransactionId": "7f"},
    });
    merge(&mut metadata, more);
    pay["paymentMethod"]["paymentMethodMetaData"] = metadata;
    let mut plan = order();
    plan["creditPayPlan"] = json!({"installmentNum": "3", "interval": "MONTH", "feePercentage": 0, "creditPayFeeType": "PERCENTAGE"});
    let mut session = order();
    let more = json!({
        "productScene": "CHECKOUT_PAYMENT", "locale": "en_US", "allowedPaymentMethodRegions": ["GLOBAL"],
        "availablePaymentMethod": {
            "paymentMethodTypeList": [{"paymentMethodType": "CARD", "paymentMethodOrder": 1, "expressCheckout": false}],
            "paymentMethodMetaData": {"is3DSAuthentication": true, "selectedCardBrand": "VISA", "requireIssuerAuthentication": false},
        },
        "savedPaymentMethods": [{"paymentMethodType": "CARD", "paymentMethodId": "ALIPAY"}],
        "paymentSessionExpiryTime": "2026-11-23T10:09:00+08:00",
    });
    merge(&mut session, more);
    session
        .as_object_mut()
        .and_then(|fields| fields.remove("paymentMethod"));
    vec![
        (|body| pay::read(body, &fields_of(body), false).err(), pay),
        (|body| pay::read(body, &fields_of(body), false).err(), plan),
        (
            |body| session::read(body, &fields_of(body), false).err(),
            session,
        ),
    ]
}

/// Valid requests about payments, with the function that reads each.
fn questions() -> Vec<(Read, Value)> {
    let amount = json!({"currency": "SGD", "value": "10"});
    vec![
        (
            |body| consult::read(body, false).err(),
            json!({
                "productCode": "CASHIER_PAYMENT", "paymentAmount": amount, "env": {"terminalType": "WEB"},
                "userRegion": "SG", "allowedPaymentMethodRegions": ["GLOBAL"], "allowedPaymentMethods": ["CARD"],
            }),
        ),
        (
            |body| inquiry::read(body).err(),
            json!({"paymentId": "1", "paymentRequestId": "1"}),
        ),
        (
            |body| cancel::read(body).err(),
            json!({"paymentId": "1", "paymentRequestId": "1"}),
        ),
        (
            |body| capture::read(body).err(),
            json!({"captureRequestId": "1", "paymentId": "1", "captureAmount": amount}),
        ),
        (
            |body| refund::read(body).err(),
            json!({
                "refundRequestId": "1", "paymentId": "1", "refundAmount": amount, "captureId": "1", "refundReason": "r",
                "refundNotifyUrl": "https://shop.example/r", "isAsyncRefund": true, "metadata": "{}",
            }),
        ),
        (
            |body| inquiry_refund::read(body).err(),
            json!({"refundRequestId": "1", "refundId": "1"}),
        ),
        (
            |body| card_info::read(body).err(),
            json!({"cardNo": VISA, "paymentMethodRegion": "GLOBAL"}),
        ),
        (
            |body| card_info::read(body).err(),
            json!({"cardBin": "405469"}),
        ),
        (
            |body| session::read_retrieve(body).err(),
            json!({"paymentRequestId": "1"}),
        ),
        (
            |body| dispute::read_accept(body).err(),
            json!({"disputeId": "1"}),
        ),
        (
            |body| dispute::read_supply(body).err(),
            json!({"disputeId": "1", "disputeEvidence": "YQ=="}),
        ),
    ]
}

/// Valid requests about cards that are stored, with the function that reads each.
fn vaults() -> Vec<(Read, Value)> {
    let card = card();
    vec![
        (
            |body| vaulting::read(body).err(),
            json!({
                "vaultingRequestId": "1", "vaultingNotificationUrl": "https://shop.example/v", "redirectUrl": "https://shop.example/c",
                "paymentMethodDetail": {"paymentMethodType": "CARD", "card": card}, "metadata": "{}", "env": {},
            }),
        ),
        (
            |body| vaulting::read_session(body).err(),
            json!({
                "vaultingRequestId": "1", "paymentMethodType": "CARD", "vaultingNotificationUrl": "https://shop.example/v",
                "redirectUrl": "https://shop.example/c", "is3DSAuthentication": true,
            }),
        ),
        (|body| tokens::read_card(body).err(), json!({"card": card})),
        (|body| tokens::read(body).err(), json!({"token": "1"})),
        (
            |body| tokens::read_update(body).err(),
            json!({"token": "1", "accountHolderName": "A", "email": "a@b.example", "tokenExpiryTime": "2030-01-01T00:00:00Z"}),
        ),
    ]
}

/// Whether a field may hold this as well: another value of its kind, or the gateway has no opinion.
fn may_be(name: &str, good: &Value, value: &Value) -> bool {
    let same_kind = good.is_boolean() && value.is_boolean()
        || good.is_object() && value.is_object()
        || good.is_i64() && value.is_i64();
    same_kind || matches!(name, "gameName" | "departureTime" | "disputeEvidence")
}

#[test]
fn a_field_with_a_stranger_in_it_is_named() {
    for (read, good) in [orders(), questions(), vaults()].concat() {
        let taken = read(good.to_string().as_bytes());
        assert!(taken.is_none(), "{good}: {taken:?}");
        let mut found = Vec::new();
        paths(&good, "", &mut found);
        for path in found {
            for stranger in strangers() {
                let mut body = good.clone();
                let place = body.pointer_mut(&path).expect("the field is there");
                let was = std::mem::replace(place, stranger.clone());
                let name = name_of(&path);
                let told = read(body.to_string().as_bytes()).map(|problems| problems.refusal());
                let named = told.as_ref().is_some_and(|told| told.why.contains(name));
                assert!(
                    named || (told.is_none() && may_be(name, &was, &stranger)),
                    "{path} = {:.60}: {told:?}",
                    stranger.to_string()
                );
            }
        }
    }
}
