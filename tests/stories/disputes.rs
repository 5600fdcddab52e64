//! A cardholder disputes a payment: file 16 of the notes.

mod answers;
mod endings;
mod evidence;
mod ladder;
mod scenarios;
mod testers;

use serde_json::{Value, json};

use crate::support::hooks::Hooks;
use crate::support::shop::{Answer, Notice};
use crate::support::{App, Shop};

/// A shop whose merchant has a URL of its own, as only the dashboard sets it; that is where
/// disputes are told.
pub(crate) struct Desk {
    pub(crate) shop: Shop,
    hooks: Hooks,
}

impl Desk {
    pub(crate) fn open() -> Self {
        Self::with(&json!({}))
    }

    pub(crate) fn with(wishes: &Value) -> Self {
        let hooks = Hooks::open();
        let mut merchant = wishes.clone();
        merchant["notifyUrl"] = json!(format!("{}/disputes", hooks.base));
        let shop = Shop::with(App::shared(), &merchant);
        Self { shop, hooks }
    }

    /// A captured payment of SGD 25.90 with a Visa card; its notifications are taken.
    fn captured(&self) -> String {
        let paid = self.shop.pay_and_buy(&self.shop.order("lt-pay-1"));
        self.shop.admin.drain();
        self.shop.notices();
        paid.text("paymentId").to_owned()
    }

    /// A dispute about such a payment.
    pub(crate) fn disputed(&self, wishes: &Value) -> Value {
        let payment = self.captured();
        let path = format!("/payments/{payment}/disputes");
        self.shop.admin.post(&path, wishes)
    }

    /// What was told of disputes so far, each verified.
    fn told(&self) -> Vec<Notice> {
        let received = self.hooks.take().into_iter();
        received.map(|message| self.shop.notice(message)).collect()
    }

    /// What was told so far, by its type.
    pub(crate) fn news(&self) -> Vec<String> {
        let told = self.told().into_iter();
        told.map(|notice| {
            let news = notice.body["disputeNotificationType"].as_str();
            news.expect("a notifyDispute").to_owned()
        })
        .collect()
    }

    fn accept(&self, id: &Value) -> Answer {
        self.shop.call("acceptDispute", &json!({"disputeId": id}))
    }

    pub(crate) fn defend(&self, id: &Value) -> Answer {
        let defense = json!({"disputeId": id, "disputeEvidence": "JVBERi0xLjQK"});
        self.shop.call("supplyDefenseDocument", &defense)
    }

    fn act(&self, id: &Value, verb: &str, wish: &Value) -> Value {
        let id = id.as_str().expect("an id");
        self.shop
            .admin
            .post(&format!("/disputes/{id}/{verb}"), wish)
    }

    pub(crate) fn state(&self, id: &Value) -> Value {
        let id = id.as_str().expect("an id");
        let dispute = self.shop.admin.get(&format!("/disputes/{id}"));
        dispute["state"].clone()
    }
}
