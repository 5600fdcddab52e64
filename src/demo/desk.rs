//! What the shop's own people do with a payment: capture, cancel, refund (files 04, 06 and 13 of
//! the protocol notes).

use serde_json::json;

use super::Shop;
use super::asking::refusal;
use super::attempt::{Attempt, Refund};
use super::books::Place;
use super::news::{News, status_of, text};
use super::orders::Order;
use super::standing::{Progress, Standing};

impl Shop {
    /// Takes the money of a payment that was authorised only.
    pub(super) async fn capture(&self, place: Place) {
        let Some((order, attempt)) = self.about(place) else {
            return;
        };
        if let Some(attempt) = self.books().payment_mut(place) {
            attempt.captures += 1;
        }
        let request = json!({
            "captureRequestId": format!("{}-capture-{}", attempt.request_id, attempt.captures + 1),
            "paymentId": attempt.payment_id,
            "captureAmount": order.amount.json(),
        });
        let answer = self.insist(place.0, "payments/capture", &request).await;
        let news = |progress| News {
            capture: Some(progress),
            ..News::default()
        };
        match &answer {
            Ok(answer) if status_of(answer) == "S" => {
                self.books().learn(place, &news(Progress::Done), false);
            }
            Ok(answer) if status_of(answer) == "F" => {
                let code = text(&answer["result"]["resultCode"]);
                let refused = news(Progress::Refused(code));
                self.books().learn(place, &refused, false);
            }
            _ => {}
        }
        self.tell(place.0, answer.and_then(|answer| verdict(&answer)));
    }

    /// Stops a payment: one that nobody paid yet, or an authorisation that is not wanted.
    pub(super) async fn cancel(&self, place: Place) {
        let Some((_, attempt)) = self.about(place) else {
            return;
        };
        let request = json!({"paymentRequestId": attempt.request_id});
        let answer = self.insist(place.0, "payments/cancel", &request).await;
        if answer.as_ref().is_ok_and(|answer| status_of(answer) == "S") {
            let news = News {
                standing: Some(Standing::Cancelled),
                ..News::default()
            };
            self.books().learn(place, &news, false);
        }
        self.tell(place.0, answer.and_then(|answer| verdict(&answer)));
    }

    /// Gives money back, so much of the smallest unit of its currency.
    pub(super) async fn refund(&self, place: Place, value: u64) {
        let Some((order, attempt)) = self.about(place) else {
            return;
        };
        let count = attempt.refunds.len() + 1;
        let request_id = format!("{}-refund-{count}", attempt.request_id);
        // Filed before Antom is asked, so that a notification that overtakes the answer finds it.
        if let Some(attempt) = self.books().payment_mut(place) {
            attempt.refunds.push(Refund {
                request_id: request_id.clone(),
                value,
                progress: Progress::Waiting,
            });
        }
        let request = json!({
            "refundRequestId": request_id,
            "paymentId": attempt.payment_id,
            "refundAmount": order.amount.of(value).json(),
            "refundReason": "The buyer changed their mind",
            "refundNotifyUrl": format!("{}/hooks/antom", self.url),
        });
        let answer = self.insist(place.0, "payments/refund", &request).await;
        let progress = match &answer {
            Ok(answer) if status_of(answer) == "S" => Some(Progress::Done),
            Ok(answer) if status_of(answer) == "F" => {
                let code = text(&answer["result"]["resultCode"]);
                Some(Progress::Refused(code))
            }
            _ => None,
        };
        if let Some(progress) = progress {
            let news = News {
                refunds: vec![(request_id, progress)],
                ..News::default()
            };
            self.books().learn(place, &news, false);
        }
        self.tell(place.0, answer.and_then(|answer| verdict(&answer)));
    }

    /// Deletes a stored card, at Antom first.
    pub(super) async fn forget_card(&self, place: usize) -> Result<(), String> {
        let card = self.books().cards.get(place).cloned();
        let Some(token) = card.as_ref().and_then(|card| card.token.clone()) else {
            return Ok(());
        };
        let request = json!({ "token": token });
        let answer = self.antom.call("vaults/deleteToken", &request).await?;
        verdict(&answer)?;
        let is_another = |one: &super::news::Card| one.token.as_ref() != Some(&token);
        self.books().cards.retain(is_another);
        Ok(())
    }

    fn about(&self, place: Place) -> Option<(Order, Attempt)> {
        let books = self.books();
        let (order, attempt) = books.payment(place)?;
        Some((order.clone(), attempt.clone()))
    }

    /// What the shop's people read on the order's page.
    fn tell(&self, number: usize, done: Result<(), String>) {
        if let Some(order) = self.books().orders.get_mut(number) {
            order.problem = done.err().unwrap_or_default();
        }
    }
}

/// A refusal is a problem; what is under way is none.
fn verdict(answer: &serde_json::Value) -> Result<(), String> {
    match status_of(answer) {
        "S" | "U" => Ok(()),
        _ => Err(refusal(answer)),
    }
}
