//! Asking Antom how payments stand: what a page does that a buyer comes back to, and what follows a
//! call without an answer (file 03 of the protocol notes).

use serde_json::{Value, json};

use super::Shop;
use super::books::Place;
use super::news::{News, status_of, text};
use super::standing::Standing;
use super::switches::Switch;

/// How often a call is made before the shop leaves it at that.
pub(super) const TRIES: usize = 3;

impl Shop {
    /// Asks about every payment of an order that may still change, unless the shop never does.
    pub(super) async fn refresh(&self, number: usize) {
        if self.switches.is_on(Switch::NeverPolls) || self.switches.is_on(Switch::Down) {
            return;
        }
        let open: Vec<Place> = {
            let books = self.books();
            let order = books.orders.get(number);
            order.map_or_else(Vec::new, |order| {
                let all = order.attempts.iter().enumerate();
                let open = all.filter(|(_, one)| !one.is_settled(order.wish.by_hand));
                open.map(|(place, _)| (number, place)).collect()
            })
        };
        for place in open {
            self.ask(place).await;
        }
    }

    /// Asks about one payment. A question without an answer leaves everything as it is.
    pub(super) async fn ask(&self, place: Place) {
        let Some(payment) = self.books().payment(place).map(|(_, one)| one.clone()) else {
            return;
        };
        let question = if payment.payment_id.is_empty() {
            json!({"paymentRequestId": payment.request_id})
        } else {
            json!({"paymentId": payment.payment_id})
        };
        let Ok(answer) = self
            .call(place.0, "payments/inquiryPayment", &question)
            .await
        else {
            return;
        };
        let mut news = News::of_inquiry(&answer);
        // A payment that was never made: `pay` had no answer and got nowhere.
        if answer["result"]["resultCode"] == "ORDER_NOT_EXIST" && payment.is_asked {
            news.standing = Some(Standing::Failed("ORDER_NOT_EXIST".to_owned()));
        }
        self.books().learn(place, &news, false);
    }

    /// Makes a call until there is an answer that means something, the same request each time:
    /// its id keeps it from being done twice.
    pub(super) async fn insist(
        &self,
        number: usize,
        operation: &str,
        request: &Value,
    ) -> Result<Value, String> {
        let mut last = String::new();
        for _ in 0..TRIES {
            match self.call(number, operation, request).await {
                Ok(answer) if is_unknown(&answer) => last = refusal(&answer),
                Ok(answer) => return Ok(answer),
                Err(why) => last = why,
            }
        }
        Err(last)
    }

    /// Makes a call, with a line in the order's diary.
    pub(super) async fn call(
        &self,
        number: usize,
        operation: &str,
        request: &Value,
    ) -> Result<Value, String> {
        let answer = self.antom.call(operation, request).await;
        let name = operation.rsplit('/').next().unwrap_or(operation);
        let told = match &answer {
            Ok(answer) => {
                let code = || {
                    let code = text(&answer["result"]["resultCode"]);
                    format!("{} {code}", status_of(answer))
                };
                let status = answer["paymentStatus"].as_str();
                format!("{name}: {}", status.map_or_else(code, str::to_owned))
            }
            Err(why) => format!("{name}: no answer that counts. {why}"),
        };
        self.books().note(number, told);
        answer
    }
}

/// Whether the answer leaves open what was done: status U, and not because it takes its time.
fn is_unknown(answer: &Value) -> bool {
    let code = answer["result"]["resultCode"].as_str().unwrap_or_default();
    status_of(answer) == "U" && !code.ends_with("_IN_PROCESS")
}

/// What a shop's own people want to read of a refusal.
pub(super) fn refusal(answer: &Value) -> String {
    let result = &answer["result"];
    let (code, message) = (text(&result["resultCode"]), text(&result["resultMessage"]));
    format!("Antom refused: {code}. {message}")
}
