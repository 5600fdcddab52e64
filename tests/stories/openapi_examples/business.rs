//! A payment, its disputes, the cards that are kept.

use serde_json::{Value, json};

use super::Tour;
use super::tour::{NONE, at};
use crate::vaulting::session;

impl Tour {
    /// An order whose notifications go where the merchant wants them.
    pub(super) fn order(&self, request_id: &str) -> Value {
        let mut order = self.shop.order(request_id);
        if let Some(fields) = order.as_object_mut() {
            fields.remove("paymentNotifyUrl");
        }
        order
    }

    pub(super) fn a_payment(&mut self) {
        self.shop.pay(&self.order("lt-1"));
        // Nobody has paid yet.
        let path = at("/payments/lt-1/wait?until=CAPTURED&timeout=0s");
        self.call("waitForPayment", &path, &NONE);
        self.call("openDispute", &at("/payments/lt-1/disputes"), &json!({}));
        for _ in ["paid", "paid already"] {
            let deed = json!({"action": "pay"});
            self.call("actAsBuyer", &at("/payments/lt-1/buyer"), &deed);
        }
        self.call("readClock", &at("/clock"), &NONE);
        self.call("advanceClock", &at("/clock/advance"), &json!({"by": "10s"}));
        for wait in ["until=CAPTURED", "until=CANCELLED&timeout=0s"] {
            let path = at(&format!("/payments/lt-1/wait?{wait}"));
            self.call("waitForPayment", &path, &NONE);
        }
        self.call("listPayments", &at("/payments"), &NONE);
        for id in ["lt-1", "lt-9"] {
            self.call("readPayment", &at(&format!("/payments/{id}")), &NONE);
        }
        for kind in ["transactions", "weekly"] {
            let path = at(&format!("/reports/{kind}?day=2026-11-23"));
            self.call("readReport", &path, &NONE);
        }
    }

    pub(super) fn disputes(&mut self) {
        let wish = json!({"reasonCode": "10.4", "amount": 1500, "defenseDueIn": "5d"});
        let id = self.open_dispute(&wish);
        self.call("listDisputes", &at("/disputes"), &NONE);
        for id in [&id, "1"] {
            self.call("readDispute", &at(&format!("/disputes/{id}")), &NONE);
        }
        for _ in ["defended", "defended already"] {
            let path = at(&format!("/disputes/{id}/defend"));
            self.call("defendDispute", &path, &NONE);
        }
        for _ in ["judged", "judged already"] {
            let verdict = json!({"result": "VALIDATE_FAIL", "amount": 700});
            let path = at(&format!("/disputes/{id}/judge"));
            self.call("judgeDispute", &path, &verdict);
        }
        for (operation, deed) in [
            ("acceptDisputeByHand", "accept"),
            ("cancelDispute", "cancel"),
            ("resolveDisputeByRule", "rdr"),
            ("escalateDispute", "escalate"),
        ] {
            let kind = if deed == "escalate" {
                "RETRIEVAL_REQUEST"
            } else {
                "CHARGEBACK"
            };
            let id = self.open_dispute(&json!({"type": kind, "amount": 100}));
            for _ in ["done", "done already"] {
                self.call(operation, &at(&format!("/disputes/{id}/{deed}")), &NONE);
            }
        }
    }

    fn open_dispute(&mut self, wish: &Value) -> String {
        let opened = self.call("openDispute", &at("/payments/lt-1/disputes"), wish);
        let id = opened["disputeId"].as_str();
        id.unwrap_or_else(|| panic!("{opened}")).to_owned()
    }

    pub(super) fn cards(&mut self) {
        let mut storing = self.order("lt-3");
        storing["order"]["referenceOrderId"] = json!("lt-order-78");
        storing["paymentMethod"]["paymentMethodMetaData"] = json!({"tokenize": true});
        self.shop.pay_and_buy(&storing);
        let cards = self.call("listCards", &at("/cards"), &NONE);
        let card = cards["items"][0]["cardId"].as_str().expect("a card");
        for id in [card, "no-such"] {
            self.call("deleteCard", &at(&format!("/cards/{id}")), &NONE);
        }
    }

    pub(super) fn vaultings(&mut self) {
        session(&self.shop, "v-1");
        self.call("listVaultings", &at("/vaultings"), &NONE);
        let buyer = at("/vaultings/v-1/buyer");
        for _ in ["stored", "stored already"] {
            self.call("actAsBuyerOfVaulting", &buyer, &json!({"action": "pay"}));
        }
        for id in ["v-1", "v-9"] {
            self.call("readVaulting", &at(&format!("/vaultings/{id}")), &NONE);
        }
    }
}
