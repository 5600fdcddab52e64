//! Paying an order: the call of `pay`, again if need be, and where the buyer goes then (file 02 of
//! the protocol notes).

use serde_json::{Value, json};

use super::Shop;
use super::asking::TRIES;
use super::attempt::Attempt;
use super::books::Place;
use super::news::{News, status_of};
use super::orders::Order;
use super::standing::Standing;
use super::switches::Switch;

/// The only buyer of this shop.
const BUYER: &str = "demo-buyer";

impl Shop {
    /// Starts a payment of an order, unless one is open or paid; the page on which the buyer pays,
    /// if there is one.
    ///
    /// An answer that does not come, or that leaves everything open, says nothing: the very same
    /// request again gets the same payment. A shop that is not idempotent takes a new id instead.
    pub(super) async fn pay(&self, number: usize) -> Option<String> {
        let mut place = self.new_payment(number, Order::may_try_again)?;
        let mut found = None;
        for try_number in 1..=TRIES {
            let request = {
                let books = self.books();
                let (order, attempt) = books.payment(place)?;
                self.pay_request(order, attempt)
            };
            let answer = self.call(number, "payments/pay", &request).await;
            if let Ok(answer) = &answer {
                let news = News::of_pay(answer);
                let is_decided = status_of(answer) != "U" || !news.pay_url.is_empty();
                self.books().learn(place, &news, false);
                if is_decided {
                    found = Some(news.pay_url).filter(|url| !url.is_empty());
                    break;
                }
            }
            if try_number == TRIES {
                break;
            }
            if self.switches.is_on(Switch::NotIdempotent) {
                self.end_asking(place);
                place = self.new_payment(number, |_| true)?;
                let told = "The shop tries again with a new paymentRequestId.";
                self.books().note(number, told.to_owned());
            } else {
                let told = "The shop sends the very same request again.";
                self.books().note(number, told.to_owned());
            }
        }
        self.end_asking(place);
        found
    }

    /// One more payment of an order that may have one, with an id of its own. Two presses at once
    /// are not two payments.
    fn new_payment(&self, number: usize, may: impl Fn(&Order) -> bool) -> Option<Place> {
        let mut books = self.books();
        let order = books.orders.get_mut(number).filter(|order| may(order))?;
        order.problem.clear();
        let place = order.attempts.len();
        let started = self.antom.started();
        let id = format!("demo-{started}-{number}-{}", place + 1);
        order.attempts.push(Attempt::new(id));
        Some((number, place))
    }

    fn end_asking(&self, place: Place) {
        if let Some(attempt) = self.books().payment_mut(place) {
            attempt.is_asked = true;
        }
    }

    fn pay_request(&self, order: &Order, attempt: &Attempt) -> Value {
        let (number, wish) = (order.number, &order.wish);
        let mut method = json!({
            "paymentMethodType": "CARD",
            "paymentMethodMetaData": {"is3DSAuthentication": wish.three_ds},
        });
        if wish.store {
            method["paymentMethodMetaData"]["tokenize"] = json!(true);
        }
        if let Some(token) = &wish.token {
            method["paymentMethodId"] = json!(token);
            method["paymentMethodMetaData"]["isCardOnFile"] = json!(true);
        }
        json!({
            "productCode": "CASHIER_PAYMENT",
            "paymentRequestId": attempt.request_id,
            "paymentAmount": order.amount.json(),
            "paymentMethod": method,
            "paymentFactor": {
                "isAuthorization": true,
                "captureMode": if wish.by_hand { "MANUAL" } else { "AUTOMATIC" },
            },
            "order": {
                "referenceOrderId": format!("ORDER-{number}"),
                "orderDescription": order.good.name,
                "orderAmount": order.amount.json(),
                "buyer": {"referenceBuyerId": BUYER},
            },
            "env": {"terminalType": "WEB", "clientIp": "127.0.0.1"},
            "paymentRedirectUrl": format!("{}/orders/{number}", self.url),
            "paymentNotifyUrl": format!("{}/hooks/antom", self.url),
        })
    }
}

/// Why a payment failed, for its buyer.
pub(super) fn reason(standing: &Standing) -> &'static str {
    let Standing::Failed(code) = standing else {
        return "";
    };
    match code.as_str() {
        "ORDER_IS_CLOSED" | "PROCESS_FAIL" => "It was not paid in time. Nothing was charged.",
        "ORDER_NOT_EXIST" => "It was never made. Nothing was charged.",
        "RISK_REJECT" | "FRAUD_REJECT" | "SUSPECTED_RISK" => {
            "It was refused as a risk. What was paid comes back."
        }
        "USER_BALANCE_NOT_ENOUGH" => "There is not enough money on the card.",
        "EXPIRED_TOKEN" | "INVALID_TOKEN" => "The stored card can no longer be used.",
        "DO_NOT_HONOR" | "ISSUER_REJECTS_TRANSACTION" => "The bank declined the card.",
        _ => "Antom refused it; its code stands below.",
    }
}
