//! A merchant who writes down every byte that the gateway says to it.

use std::io::Write;

use serde_json::{Value, json};

use super::START;
use crate::support::buyer::Buyer;
use crate::support::hooks::Hooks;
use crate::support::shop::CALL_TIME;
use crate::support::wire::{Message, connect, request};
use crate::support::{Reply, Shop};

const PATHS: &str = "/ams/api/v1/payments";

/// Every call is sent to this host, on whichever port the gateway listens.
const HOST: &str = "sandbox.example";

/// A merchant, and what was said to it.
pub(super) struct Witness {
    pub(super) shop: Shop,
    pub(super) said: Vec<String>,
}

impl Witness {
    pub(super) fn new(http: &str, admin: &str, hooks: &Hooks) -> Self {
        let scenario = include_str!("scenario.toml");
        let wishes = json!({"clientId": "SANDBOX_SAME", "now": START, "scenario": scenario});
        let mut shop = Shop::of(http, admin, &wishes);
        shop.hooks = hooks.clone();
        let said = Vec::new();
        Self { shop, said }
    }

    /// Calls an API and writes down what came, whole or not.
    pub(super) fn call(&mut self, api: &str, body: &Value) -> Value {
        let (path, body) = (format!("{PATHS}/{api}"), body.to_string());
        let signature = self.shop.signature(&path, CALL_TIME, body.as_bytes());
        let headers = [
            ("content-type", "application/json; charset=UTF-8"),
            ("client-id", &self.shop.client_id),
            ("request-time", CALL_TIME),
            ("signature", &signature),
        ];
        let mut stream = connect(&self.shop.gateway);
        let call = request("POST", &path, HOST, &headers, body.as_bytes());
        stream.write_all(&call).expect("the gateway reads");
        let answer = Message::read(&mut stream).expect("there is an answer");
        self.note(api, &answer);
        serde_json::from_slice(&answer.body).unwrap_or_default()
    }

    /// Opens a payment; its `paymentId`.
    pub(super) fn pay(&mut self, order: &Value) -> String {
        let answer = self.call("pay", order);
        let id = answer["paymentId"].as_str().unwrap_or_default();
        id.to_owned()
    }

    /// The order of a shop, told to this one.
    pub(super) fn order(&self, request_id: &str) -> Value {
        let mut order = self.shop.order(request_id);
        order["order"]["referenceOrderId"] = json!(format!("order-of-{request_id}"));
        order["paymentRedirectUrl"] = json!(format!("{}/return", self.shop.hooks.base));
        order
    }

    /// The same, to be captured by the shop.
    pub(super) fn manual(&self, request_id: &str) -> Value {
        let mut order = self.order(request_id);
        order["paymentFactor"]["captureMode"] = json!("MANUAL");
        order
    }

    /// A person in front of a payment's page, wherever `normalUrl` says that it is.
    pub(super) fn person(&mut self, payment_id: &str) -> Buyer {
        let payment = self.shop.admin.payment(payment_id);
        let link = payment["normalUrl"].as_str().expect("a link");
        let here = link.replace("http://sandbox.example", &self.shop.gateway);
        assert_ne!(here, link);
        Buyer::open(&here)
    }

    /// Writes down all that a person has seen.
    pub(super) fn note_person(&mut self, buyer: &Buyer) {
        let lines = buyer.seen.lines();
        let mut seen: Vec<_> = lines.filter(|line| !line.starts_with("date: ")).collect();
        seen.sort_unstable();
        self.said.push(format!("page\n{}", seen.join("\n")));
    }

    /// Calls a path of the merchant at the admin API.
    pub(super) fn admin(&mut self, method: &str, path: &str, body: &Value) -> Value {
        let path = format!("/v1/merchants/{}{path}", self.shop.client_id);
        let answer = self.shop.admin.call(method, &path, body);
        self.note(&path, &answer);
        assert!(answer.status() < 300, "{path}: {}", answer.text());
        serde_json::from_slice(&answer.body).unwrap_or_default()
    }

    /// Lets time pass; what the shop heard meanwhile is written down too.
    pub(super) fn advance(&mut self, how: &Value) {
        self.admin("POST", "/clock/advance", how);
        let heard = self.shop.hooks.take();
        let mut told: Vec<_> = heard.iter().map(|message| told("shop", message)).collect();
        told.sort();
        self.said.extend(told);
    }

    /// The next notifications are answered so.
    pub(super) fn answers(&self, replies: impl IntoIterator<Item = Reply>) {
        self.shop.answers(replies);
    }

    /// Reads every list, and everything that is in it.
    pub(super) fn look_at_everything(&mut self) {
        for path in ["", "/clock", "/scenario", "/overrides", "/forced-results"] {
            self.admin("GET", path, &Value::Null);
        }
        for path in ["/events", "/findings"] {
            self.admin("GET", path, &Value::Null);
        }
        for (list, id) in [
            ("/payments", "paymentId"),
            ("/notifications", "notificationId"),
            ("/requests", "requestId"),
        ] {
            let all = self.admin("GET", list, &Value::Null);
            for item in all["items"].as_array().expect("a list has items") {
                let id = item[id].as_str().expect("an item has an id");
                self.admin("GET", &format!("{list}/{id}"), &Value::Null);
            }
        }
    }

    fn note(&mut self, what: &str, message: &Message) {
        self.said.push(told(what, message));
    }
}

/// A message with its headers, by name, and its bytes, but for what is the wall's.
fn told(what: &str, message: &Message) -> String {
    let mut text = format!("{what}\n{}\n", message.start);
    let mut measured = false;
    let body = message.text();
    let body = without_durations(&body, &mut measured);
    let mut headers = message.headers.clone();
    headers.sort();
    for (name, value) in &headers {
        let varies = name == "date" || (measured && name == "content-length");
        if !varies {
            text.extend([name, ": ", value, "\n"]);
        }
    }
    text + "\n" + &body
}

/// The text without the numbers that stand for how long something took.
fn without_durations(text: &str, measured: &mut bool) -> String {
    const NAME: &str = "\"durationMs\":";
    let mut parts = text.split(NAME);
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        *measured = true;
        rest.push_str(NAME);
        rest.push_str(part.trim_start_matches(|letter: char| letter != ',' && letter != '}'));
    }
    rest
}
