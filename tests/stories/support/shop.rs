//! A merchant's server: signs its calls, verifies every answer and every notification.

use std::ops::Index;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::admin::Admin;
use super::app::App;
use super::buyer::VISA;
use super::hooks::{Hooks, Reply};
use super::keys::{PrivateKey, PublicKey, content, escaped};
use super::wire::{Message, send};

/// When the clock of every shop's merchant starts, unless a test says otherwise.
pub(crate) const START: &str = "2026-11-23T02:00:00Z";

/// The `request-time` of every call; the gateway takes it as it is.
pub(crate) const CALL_TIME: &str = "1763866800000";

const PATHS: &str = "/ams/sandbox/api/v1";

/// A shop with its own merchant at the gateway.
#[derive(Clone)]
pub(crate) struct Shop {
    pub(crate) client_id: String,
    pub(crate) gateway: String,
    pub(crate) admin: Admin,
    pub(crate) hooks: Hooks,
    pub(crate) key: PrivateKey,
    antom_key: PublicKey,
    signs_query: bool,
}

/// A verified answer of an API.
pub(crate) struct Answer {
    pub(crate) message: Message,
    body: Value,
}

/// A verified notification.
pub(crate) struct Notice {
    pub(crate) message: Message,
    pub(crate) body: Value,
}

impl Shop {
    /// A shop at the shared program.
    pub(crate) fn open() -> Self {
        Self::at(App::shared())
    }

    pub(crate) fn at(app: &App) -> Self {
        Self::with(app, &json!({}))
    }

    /// A shop whose merchant is created with further fields.
    pub(crate) fn with(app: &App, wishes: &Value) -> Self {
        Self::of(&app.http, &app.admin, wishes)
    }

    /// As [`Self::with`], at a program that is known by its addresses.
    pub(crate) fn of(http: &str, admin: &str, wishes: &Value) -> Self {
        let mut merchant = json!({"clock": "stepped", "now": START, "seed": 7});
        for (name, value) in wishes.as_object().expect("wishes are fields") {
            merchant[name] = value.clone();
        }
        let created = Admin::new(admin, "default").call("POST", "/v1/merchants", &merchant);
        assert_eq!(created.status(), 201, "{}", created.text());
        let created = created.json();
        let text = |field: &str| created[field].as_str();
        let client_id = text("clientId").expect("a merchant has an id").to_owned();
        let antom_key = text("antomPublicKey").expect("Antom's key is told");
        Self {
            gateway: http.to_owned(),
            admin: Admin::new(admin, &client_id),
            client_id,
            hooks: Hooks::open(),
            key: text("merchantPrivateKey").map_or_else(own_key, PrivateKey::new),
            antom_key: PublicKey::new(antom_key),
            signs_query: merchant["signQuery"] == true,
        }
    }

    /// The order of example P1 (file 02 §11) with this `paymentRequestId`, told to this shop.
    pub(crate) fn order(&self, request_id: &str) -> Value {
        json!({
            "productCode": "CASHIER_PAYMENT",
            "paymentRequestId": request_id,
            "paymentAmount": {"currency": "SGD", "value": "2590"},
            "paymentMethod": {"paymentMethodType": "CARD"},
            "paymentFactor": {"isAuthorization": true},
            "order": {
                "referenceOrderId": "lt-order-77",
                "orderDescription": "Two paper lanterns",
                "orderAmount": {"currency": "SGD", "value": "2590"},
                "buyer": {"referenceBuyerId": "buyer-5"}
            },
            "env": {"terminalType": "WEB", "clientIp": "203.0.113.9"},
            "paymentRedirectUrl": "https://shop.example/return?o=lt-order-77",
            "paymentNotifyUrl": format!("{}/hooks/antom", self.hooks.base),
        })
    }

    /// As [`Self::order`], to be captured by the shop.
    pub(crate) fn manual_order(&self, request_id: &str) -> Value {
        let mut order = self.order(request_id);
        order["paymentFactor"]["captureMode"] = json!("MANUAL");
        order
    }

    /// As [`Self::order`], insisting on 3DS.
    pub(crate) fn order_with_3ds(&self, request_id: &str) -> Value {
        let mut order = self.order(request_id);
        order["paymentMethod"]["paymentMethodMetaData"] = json!({"is3DSAuthentication": true});
        order
    }

    /// Opens a payment, which must work.
    pub(crate) fn pay(&self, order: &Value) -> Answer {
        let answer = self.call("pay", order);
        assert_eq!(answer.code(), "PAYMENT_IN_PROCESS", "{}", answer.body);
        answer
    }

    /// Opens a payment and lets the robot buyer pay it with an approved card.
    pub(crate) fn pay_and_buy(&self, order: &Value) -> Answer {
        let answer = self.pay(order);
        let outcome = self.admin.buyer(
            answer.text("paymentId"),
            &json!({"action": "pay", "card": VISA}),
        );
        assert_eq!(outcome["paymentStatus"], "SUCCESS", "{outcome}");
        answer
    }

    pub(crate) fn inquire(&self, request_id: &str) -> Answer {
        self.call("inquiryPayment", &json!({"paymentRequestId": request_id}))
    }

    /// Calls an API.
    pub(crate) fn call(&self, operation: &str, body: &Value) -> Answer {
        self.call_bytes(operation, body.to_string().as_bytes())
    }

    /// Calls an API about stored cards.
    pub(crate) fn vault(&self, operation: &str, body: &Value) -> Answer {
        self.call_at(&format!("{PATHS}/vaults/{operation}"), body)
    }

    /// Calls an API with any bytes.
    pub(crate) fn call_bytes(&self, operation: &str, body: &[u8]) -> Answer {
        self.call_path(&format!("{PATHS}/payments/{operation}"), body)
    }

    /// Calls any path.
    pub(crate) fn call_at(&self, path: &str, body: &Value) -> Answer {
        self.call_path(path, body.to_string().as_bytes())
    }

    fn call_path(&self, path: &str, body: &[u8]) -> Answer {
        let signature = self.signature(path, CALL_TIME, body);
        let headers = [
            ("content-type", "application/json; charset=UTF-8"),
            ("client-id", &self.client_id),
            ("request-time", CALL_TIME),
            ("signature", &signature),
        ];
        let message = send(&self.gateway, "POST", path, &headers, body);
        self.verified(path, message)
    }

    /// The `signature` header of a call.
    pub(crate) fn signature(&self, path: &str, time: &str, body: &[u8]) -> String {
        let signed = content(path, &self.client_id, time, body);
        let value = escaped(&self.key.sign(&signed));
        format!("algorithm=RSA256, keyVersion=1, signature={value}")
    }

    /// Verifies an answer: status, headers, signature.
    pub(crate) fn verified(&self, path: &str, message: Message) -> Answer {
        assert_eq!(message.status(), 200, "{}", message.text());
        let kind = message.header("content-type");
        assert_eq!(kind, "application/json; charset=UTF-8");
        let client_id = message.find_header("client-id").unwrap_or_default();
        let time = message.header("response-time");
        let signed = content(path, client_id, time, &message.body);
        let verdict = self.antom_key.verify(message.header("signature"), &signed);
        assert_eq!(verdict, Ok(()));
        let body = message.json();
        Answer { message, body }
    }

    /// Takes the notifications that have come so far, each verified.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        let received = self.hooks.take().into_iter();
        received.map(|message| self.notice(message)).collect()
    }

    pub(crate) fn notice(&self, message: Message) -> Notice {
        assert_eq!(message.header("client-id"), self.client_id);
        let kind = message.header("content-type");
        assert_eq!(kind, "application/json; charset=UTF-8");
        let target = message.target();
        let path = match target.split_once('?') {
            Some((path, _)) if !self.signs_query => path,
            _ => target,
        };
        let time = message.header("request-time");
        let signed = content(path, &self.client_id, time, &message.body);
        let verdict = self.antom_key.verify(message.header("signature"), &signed);
        assert_eq!(verdict, Ok(()));
        let body = message.json();
        Notice { message, body }
    }

    /// The next notifications are answered so; later ones are acknowledged.
    pub(crate) fn answers(&self, replies: impl IntoIterator<Item = Reply>) {
        self.hooks.script(replies);
    }
}

fn own_key() -> PrivateKey {
    static KEY: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::new(super::keys::OWN_PRIVATE));
    KEY.clone()
}

impl Answer {
    pub(crate) fn code(&self) -> &str {
        self.body["result"]["resultCode"].as_str().expect("a code")
    }

    /// Code and status, as in `ORDER_IS_CLOSED F`.
    pub(crate) fn result(&self) -> String {
        let status = self.body["result"]["resultStatus"].as_str();
        format!("{} {}", self.code(), status.expect("a status"))
    }

    pub(crate) fn why(&self) -> &str {
        let message = self.body["result"]["resultMessage"].as_str();
        message.expect("a message")
    }

    pub(crate) fn text(&self, field: &str) -> &str {
        let text = self.body[field].as_str();
        text.unwrap_or_else(|| panic!("no {field} in {}", self.body))
    }

    pub(crate) fn json(&self) -> &Value {
        &self.body
    }
}

impl Index<&str> for Answer {
    type Output = Value;

    fn index(&self, field: &str) -> &Value {
        &self.body[field]
    }
}
