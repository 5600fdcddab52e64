//! Walks a table: each row with a merchant of its own, over the wire.

use std::sync::OnceLock;

use antom_sandbox::gateway::Operation;
use serde_json::{Map, Value, json};

use super::table::{Row, Table};
use crate::card_in_the_request::order_with_card;
use crate::request_validation::with;
use crate::support::buyer::VISA;
use crate::support::shop::{Answer, CALL_TIME};
use crate::support::wire::send;
use crate::support::{App, Shop};
use crate::vaulting;

/// A program that gives parameter errors their documented text.
fn app() -> &'static App {
    static APP: OnceLock<App> = OnceLock::new();
    APP.get_or_init(|| App::with(&["--messages", "documented"]))
}

pub(super) fn walk(table: &Table) {
    for row in &table.rows {
        let told = Walk::begin(table, row).told();
        let expected = json!({
            "resultCode": row.code,
            "resultStatus": row.status,
            "resultMessage": row.message,
        });
        assert_eq!(told, expected, "{}: {}", table.title, row.code);
    }
}

struct Walk<'a> {
    table: &'a Table,
    row: &'a Row,
    shop: Shop,
    payment_id: Value,
    dispute_id: Value,
    token: Value,
}

impl<'a> Walk<'a> {
    fn begin(table: &'a Table, row: &'a Row) -> Self {
        let mut wishes = json!({ "contract": row.contract.clone().unwrap_or(json!({})) });
        if let Some(then) = table.rule_of(row) {
            let rule = format!("title = \"One rule\"\n[[rule]]\nthen = {{ {then} }}");
            wishes["scenario"] = rule.into();
        }
        Self {
            table,
            row,
            shop: Shop::with(app(), &wishes),
            payment_id: json!("20261123194010800100188100000000000"),
            dispute_id: json!("2026112325013101150000000000"),
            token: json!("ALIPAY=="),
        }
    }

    /// Does what leads to the code, and gives the result that has it.
    fn told(mut self) -> Value {
        let (table, row) = (self.table, self.row);
        let api = row.api.as_deref().unwrap_or(&table.api);
        if table.is_forced(row) {
            let forced = json!({"api": api, "resultCode": row.code});
            self.shop.admin.post("/forced-results", &forced);
        } else {
            for step in row.steps.as_ref().unwrap_or(&table.steps) {
                self.take(step);
            }
        }
        match table.tells.as_str() {
            "result" => self.call(api)["result"].clone(),
            "payment" => {
                let answer = self.call(api);
                json!({
                    "resultCode": answer["paymentResultCode"],
                    // An inquiry does not tell it.
                    "resultStatus": row.status,
                    "resultMessage": answer["paymentResultMessage"],
                })
            }
            "transaction" => {
                let answer = self.call(api);
                answer["transactions"][0]["transactionResult"].clone()
            }
            begins => {
                let is_meant = |body: &Value| {
                    let kind = body["notifyType"].as_str().expect("a notifyType");
                    kind.starts_with(begins) && body["result"]["resultCode"] == row.code
                };
                let mut bodies = self.shop.notices().into_iter().map(|notice| notice.body);
                let found = bodies.find(is_meant);
                found.map_or(Value::Null, |body| body["result"].clone())
            }
        }
    }

    fn take(&mut self, step: &str) {
        let (verb, rest) = step.split_once(' ').unwrap_or((step, ""));
        let wish = || serde_json::from_str::<Value>(rest).expect("a step has JSON");
        match verb {
            "pay" => {
                let paid = self.shop.pay(&self.order());
                self.payment_id = paid["paymentId"].clone();
            }
            "buy" if rest.is_empty() => self.buyer(&json!({"action": "pay"})),
            "buy" => self.buyer(&json!({"action": "submit", "card": rest})),
            "type" => self.buyer(&json!({"action": "submit"})),
            "deny" => self.buyer(&json!({"action": "cancel"})),
            "advance" => drop(self.shop.admin.advance(rest)),
            "drain" => drop(self.shop.admin.drain()),
            "sign" => drop(self.shop.admin.put("/contract", &wish())),
            "dispute" => {
                let opened = self.shop.admin.post("/payments/lt-pay-1/disputes", &wish());
                self.dispute_id = opened["disputeId"].clone();
            }
            "fetchNonce" => {
                let stored = self.answer("fetchNonce", &self.usual("fetchNonce"));
                self.token = stored["cardToken"].clone();
            }
            "accept" => self.succeeds("acceptDispute", "{}"),
            "defend" => self.succeeds("supplyDefenseDocument", "{}"),
            api if rest.is_empty() => self.succeeds(api, "{}"),
            api => self.succeeds(api, rest),
        }
    }

    fn buyer(&self, deed: &Value) {
        self.shop.admin.buyer("lt-pay-1", deed);
    }

    fn succeeds(&self, api: &str, changes: &str) {
        let changes = serde_json::from_str(changes).expect("changes are JSON");
        let answer = self.answer(api, &changed(self.usual(api), &changes));
        assert_ne!(answer["result"]["resultStatus"], "F", "{api}");
    }

    /// The order of step `pay`.
    fn order(&self) -> Value {
        let changes = self.row.order.as_ref().unwrap_or(&self.table.order);
        changed(self.shop.order("lt-pay-1"), changes)
    }

    /// A request that nothing is wrong with.
    fn usual(&self, api: &str) -> Value {
        let amount = json!({"currency": "SGD", "value": "2590"});
        match api {
            "pay" => match &self.row.card {
                Some(card) => order_with_card(&self.shop, "lt-pay-1", card, &json!({})),
                None => self.order(),
            },
            "consult" => json!({
                "productCode": "CASHIER_PAYMENT",
                "paymentAmount": amount,
                "env": {"terminalType": "WEB"},
            }),
            "capture" => json!({
                "captureRequestId": "lt-cap-1",
                "paymentId": self.payment_id,
                "captureAmount": amount,
            }),
            "refund" => json!({
                "refundRequestId": "lt-ref-1",
                "paymentId": self.payment_id,
                "refundAmount": amount,
            }),
            "inquiryRefund" => json!({"refundRequestId": "lt-ref-1"}),
            "acceptDispute" => json!({"disputeId": self.dispute_id}),
            "supplyDefenseDocument" => {
                json!({"disputeId": self.dispute_id, "disputeEvidence": "JVBERi0xLjQK"})
            }
            "createPaymentSession" => {
                let mut session = self.order();
                session["productScene"] = json!("CHECKOUT_PAYMENT");
                session
            }
            "getCardInfo" | "inquireInstallment" => json!({"cardNo": VISA}),
            "fetchNonce" => json!({"card": {
                "cardNo": VISA, "expiryYear": "30", "expiryMonth": "12", "cvv": "123",
            }}),
            "inquireToken" | "updateToken" | "deleteToken" => json!({"token": self.token}),
            "createVaultingSession" => json!({
                "paymentMethodType": "CARD",
                "vaultingRequestId": "lt-vault-1",
                "vaultingNotificationUrl": "https://shop.example/hooks/vaulting",
            }),
            "vaultPaymentMethod" => vaulting::request(&self.shop, "lt-vault-1", VISA),
            "inquireVaulting" => json!({"vaultingRequestId": "lt-vault-1"}),
            _ => json!({"paymentRequestId": "lt-pay-1"}),
        }
    }

    fn call(&self, api: &str) -> Answer {
        let body = changed(self.usual(api), &self.row.request);
        match &self.row.defect {
            None => self.answer(api, &body),
            Some(defect) => self.call_with(defect, api, &body.to_string()),
        }
    }

    fn answer(&self, api: &str, body: &Value) -> Answer {
        match Operation::named(api).map(Operation::group) {
            Some("vaults") => self.shop.vault(api, body),
            _ => self.shop.call(api, body),
        }
    }

    /// Calls with something wrong beneath the body.
    fn call_with(&self, defect: &str, api: &str, body: &str) -> Answer {
        let is = |name: &str| defect == name;
        let pick = |name: &str, wrong: &'static str, right: &'static str| {
            if is(name) { wrong } else { right }
        };
        let slip = pick("path", "s", "");
        let path = format!("/ams/sandbox/api/v1/payments/{api}{slip}");
        let time = pick("time", "yesterday", CALL_TIME);
        let signed = pick("signature", " ", "");
        let signature = self
            .shop
            .signature(&path, time, format!("{body}{signed}").as_bytes());
        let version = pick("key version", "keyVersion=2", "keyVersion=1");
        let signature = signature.replace("keyVersion=1", version);
        let client_id = match defect {
            "client id" => "SANDBOX_NOBODY",
            _ => &self.shop.client_id,
        };
        let kind = pick("content type", "text/xml", "application/json");
        let headers = [
            ("content-type", kind),
            ("client-id", client_id),
            ("request-time", time),
            ("signature", &signature),
        ];
        let method = pick("method", "PUT", "POST");
        let gateway = &self.shop.gateway;
        let message = send(gateway, method, &path, &headers, body.as_bytes());
        self.shop.verified(&path, message)
    }
}

fn changed(body: Value, changes: &Map<String, Value>) -> Value {
    let changes = changes.iter();
    changes.fold(body, |body, (path, value)| with(&body, path, value.clone()))
}
