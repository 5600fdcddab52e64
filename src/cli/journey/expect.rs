//! The expectations of a journey.

use serde_json::{Value, json};

use super::compare::{Candidate, among, differences};
use super::path;
use super::player::Player;
use super::world::{Trouble, part, timeout_of};
use crate::cli::print::items;
use crate::scenario::journey::{Content, Expectation, ShopCall, Step, Subject, Wanted};

impl Player<'_> {
    /// Looks, and holds what is there against what was wished.
    pub(super) async fn look_for(
        &self,
        wish: &Expectation,
        step: &Step,
    ) -> Result<String, Trouble> {
        let wanted = self.memory.wanted(&wish.wanted)?;
        let of = wish.of.as_deref();
        let found = match &wish.subject {
            Subject::Answer => self.memory.result(of)?.clone(),
            Subject::Inquiry => self.inquire(of, step).await?,
            Subject::Payment => {
                let id = self.payment_of(of)?;
                self.get(&format!("payments/{}", part(&id))).await?
            }
            Subject::Shop { path, headers } => {
                let page = ShopCall {
                    method: "GET".to_owned(),
                    path: path.clone(),
                    headers: headers.clone(),
                    content: Content::Nothing,
                };
                self.ask_shop(&page, timeout_of(step)?).await?
            }
            Subject::Notification => {
                let sent = self.sent(&self.payment_of(of)?).await?;
                return self.some_of(wish, &wanted, &sent);
            }
            Subject::Event | Subject::Finding => {
                let events = self.events(&wish.subject).await?;
                return self.some_of(wish, &wanted, &events);
            }
        };
        match differences(&wanted, &found) {
            wrong if wrong.is_empty() => Ok("as expected".to_owned()),
            wrong => Err(Trouble::Failed(wrong)),
        }
    }

    fn some_of(
        &self,
        wish: &Expectation,
        wanted: &[Wanted],
        all: &[Candidate],
    ) -> Result<String, Trouble> {
        let count = wish.count.as_ref();
        let count = count
            .map(|count| count.filled(|text| self.memory.text(text)))
            .transpose()?;
        match among(wish.subject.name(), wanted, count.as_ref(), all) {
            Ok(found) => Ok(format!("as expected, {found} of {}", all.len())),
            Err(lines) => Err(Trouble::Failed(lines)),
        }
    }

    async fn inquire(&self, of: Option<&str>, step: &Step) -> Result<Value, Trouble> {
        let question = json!({ "paymentId": self.payment_of(of)? });
        let (wire, http) = (self.world.wire, self.world.http);
        let answer = wire.call(
            http,
            "inquiryPayment",
            &question,
            &self.now,
            timeout_of(step)?,
        );
        Ok(answer.await?)
    }

    /// Every body that was sent about a payment, with `delivery` beside its fields.
    async fn sent(&self, payment: &str) -> Result<Vec<Candidate>, Trouble> {
        let list = self.get("notifications").await?;
        let own = items(&list, "items")
            .iter()
            .filter(|one| one["paymentId"] == payment);
        let sent = own.flat_map(|one| {
            items(one, "attempts")
                .iter()
                .map(move |attempt| sent_body(one, attempt))
        });
        Ok(sent.collect())
    }

    /// The events of the journey, or the findings among them.
    async fn events(&self, subject: &Subject) -> Result<Vec<Candidate>, Trouble> {
        let list = self.get(&format!("events?since={}", self.since)).await?;
        if list["dropped"].as_u64().unwrap_or(0) > self.since {
            return Err(Trouble::Failed(vec![
                "the journal no longer has all events of this journey".to_owned(),
            ]));
        }
        let events = items(&list, "items").iter();
        let fitting =
            events.filter(|event| *subject == Subject::Event || event["finding"].is_string());
        let candidate = |event: &Value| Candidate {
            label: format!(
                "{}: {}",
                path::text_at(event, "type"),
                path::text_at(event, "text")
            ),
            value: event.clone(),
        };
        Ok(fitting.map(candidate).collect())
    }
}

fn sent_body(notification: &Value, attempt: &Value) -> Candidate {
    let body = path::text_at(attempt, "requestBody");
    let mut value: Value = serde_json::from_str(&body).unwrap_or_else(|_| json!({ "text": body }));
    if let Some(fields) = value.as_object_mut() {
        let mut delivery = attempt.clone();
        delivery["notificationId"] = notification["notificationId"].clone();
        delivery["state"] = notification["state"].clone();
        fields.insert("delivery".to_owned(), delivery);
    }
    let (kind, number) = (
        path::text_at(notification, "notifyType"),
        path::text_at(attempt, "number"),
    );
    let id = path::text_at(notification, "notificationId");
    Candidate {
        label: format!("{kind}, attempt {number} of {id}"),
        value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sent_body_is_seen_with_its_delivery() {
        let notification =
            json!({"notificationId": "ntf-1", "notifyType": "PAYMENT_RESULT", "state": "PENDING"});
        let attempt = json!({"number": 2, "outcome": "REFUSED", "requestBody": "{\"a\": 1}"});
        let sent = sent_body(&notification, &attempt);
        assert_eq!(sent.label, "PAYMENT_RESULT, attempt 2 of ntf-1");
        assert_eq!(path::text_at(&sent.value, "a"), "1");
        assert_eq!(path::text_at(&sent.value, "delivery.outcome"), "REFUSED");
        let attempt = json!({"number": 1, "requestBody": "no json"});
        let sent = sent_body(&notification, &attempt);
        assert_eq!(path::text_at(&sent.value, "text"), "no json");
    }
}
