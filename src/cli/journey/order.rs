//! Complete requests, over which a step lays its own fields.

use serde_json::{Value, json};

use super::path;

/// What requests of a journey are made from.
#[derive(Debug)]
pub(super) struct Fresh<'a> {
    /// Begins every id of this journey: no other has the same.
    pub(super) journey: &'a str,
    /// Makes this request's own id different from the others of the journey.
    pub(super) number: u64,
    /// Where notifications go; the merchant's own URL when absent.
    pub(super) notify_url: Option<&'a str>,
    /// The newest payment, as the admin API shows it.
    pub(super) newest: Option<&'a Value>,
}

/// A complete request of this API with these fields over it. An API of which nothing is known
/// here gets these fields alone.
pub(super) fn request(api: &str, fields: &Value, fresh: &Fresh<'_>) -> Value {
    let mut request = match api {
        "pay" => order(fresh),
        _ => about_newest(api, fields, fresh),
    };
    lay_over(&mut request, fields);
    if api == "pay" && path::at(fields, "order.orderAmount").is_none() {
        let amount = request["paymentAmount"].clone();
        if let Some(order) = request["order"].as_object_mut() {
            order.insert("orderAmount".to_owned(), amount);
        }
    }
    request
}

/// The order of a shop that sells lanterns. All payments of a journey are for one order.
fn order(fresh: &Fresh<'_>) -> Value {
    let (journey, number) = (fresh.journey, fresh.number);
    let mut order = json!({
        "productCode": "CASHIER_PAYMENT",
        "paymentRequestId": format!("{journey}-{number}"),
        "paymentAmount": {"currency": "SGD", "value": "2590"},
        "paymentMethod": {"paymentMethodType": "CARD"},
        "paymentFactor": {"isAuthorization": true, "captureMode": "AUTOMATIC"},
        "order": {
            "referenceOrderId": format!("{journey}-order"),
            "orderDescription": "Two paper lanterns",
            "buyer": {"referenceBuyerId": format!("{journey}-buyer")},
        },
        "env": {"terminalType": "WEB", "clientIp": "203.0.113.9"},
        "paymentRedirectUrl": format!("https://shop.example/return?order={journey}-order"),
    });
    if let Some(url) = fresh.notify_url {
        order["paymentNotifyUrl"] = url.into();
    }
    order
}

/// A request about the newest payment, in full; what is not known is left out.
fn about_newest(api: &str, fields: &Value, fresh: &Fresh<'_>) -> Value {
    let none = Value::Null;
    let newest = fresh.newest.unwrap_or(&none);
    let own = format!("{}-{}", fresh.journey, fresh.number);
    // A payment is named in one way only: a second one would be looked at first.
    let named = ["paymentId", "paymentRequestId"];
    let is_named = named.iter().any(|name| fields.get(name).is_some());
    let id = if is_named {
        &none
    } else {
        &newest["paymentId"]
    };
    let amount = &newest["paymentAmount"];
    let mut request = match api {
        "capture" => json!({"captureRequestId": own, "paymentId": id, "captureAmount": amount}),
        "refund" => json!({"refundRequestId": own, "paymentId": id, "refundAmount": amount}),
        "consult" => question(),
        "cancel" | "inquiryPayment" => json!({ "paymentId": id }),
        _ => json!({}),
    };
    if let Some(fields) = request.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    request
}

/// What a shop asks before there is a payment: how its lanterns could be paid.
fn question() -> Value {
    json!({
        "productCode": "CASHIER_PAYMENT",
        "paymentAmount": {"currency": "SGD", "value": "2590"},
        "env": {"terminalType": "WEB"},
    })
}

/// Objects are laid over each other field by field, anything else as a whole.
fn lay_over(below: &mut Value, above: &Value) {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) => {
            for (name, value) in above {
                lay_over(below.entry(name).or_insert(Value::Null), value);
            }
        }
        (below, above) => *below = above.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(api: &str, fields: &Value) -> Value {
        let newest = json!({"paymentId": "42", "paymentAmount": {"currency": "JPY", "value": "9"}});
        let fresh = Fresh {
            journey: "journey-7",
            number: 2,
            notify_url: Some("http://hooks"),
            newest: Some(&newest),
        };
        request(api, fields, &fresh)
    }

    #[test]
    fn a_pay_request_is_complete_and_its_amounts_agree() {
        let fields =
            json!({"paymentAmount": {"value": "11"}, "paymentFactor": {"captureMode": "MANUAL"}});
        let order = made("pay", &fields);
        let amount = json!({"currency": "SGD", "value": "11"});
        assert_eq!(order["paymentRequestId"], "journey-7-2");
        assert_eq!(
            (&order["paymentAmount"], &order["order"]["orderAmount"]),
            (&amount, &amount)
        );
        assert_eq!(
            order["paymentFactor"],
            json!({"isAuthorization": true, "captureMode": "MANUAL"})
        );
        assert_eq!(order["paymentNotifyUrl"], "http://hooks");
        let body = order.to_string();
        let fields = crate::protocol::fields_of(body.as_bytes());
        crate::protocol::pay::read(body.as_bytes(), &fields, true).unwrap();
        let fields = json!({"order": {"orderAmount": {"currency": "SGD", "value": "1"}}});
        assert_eq!(made("pay", &fields)["order"]["orderAmount"]["value"], "1");
    }

    #[test]
    fn other_requests_are_about_the_newest_payment_unless_they_name_one() {
        assert_eq!(made("cancel", &json!({})), json!({"paymentId": "42"}));
        let by_request = json!({"paymentRequestId": "mine"});
        assert_eq!(made("inquiryPayment", &by_request), by_request);
        let capture = json!({
            "captureRequestId": "journey-7-2",
            "paymentId": "42",
            "captureAmount": {"currency": "JPY", "value": "5"},
        });
        assert_eq!(
            made("capture", &json!({"captureAmount": {"value": "5"}})),
            capture
        );
        let question = made("consult", &json!({"userRegion": "BR"})).to_string();
        crate::protocol::consult::read(question.as_bytes(), true).unwrap();
        assert_eq!(made("other", &json!({"a": 1})), json!({"a": 1}));
    }
}
