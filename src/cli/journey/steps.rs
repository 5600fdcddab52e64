//! The deeds of a journey, one by one.

use serde_json::{Map, Value, json};

use super::compare::short;
use super::order::{Fresh, request};
use super::path;
use super::player::Player;
use super::wire::summary;
use super::world::{Trouble, part, timeout_of};
use crate::cli::print::items;
use crate::scenario::journey::{Advance, ApiCall, Await, Buyer, Deed, HookAnswer, Step, Which};

impl Player<'_> {
    /// Does what a step says; what came back, in a few words.
    pub(super) async fn perform(&mut self, step: &Step) -> Result<String, Trouble> {
        let answer = match &step.deed {
            Deed::Expect(expectation) => return self.expect(expectation, step).await,
            Deed::Hooks(answers) => return self.hooks(answers),
            Deed::Pay(fields) => self.call(step, "pay", fields, false).await?,
            Deed::Call(ApiCall { api, body, exact }) => {
                self.call(step, api.name(), body, *exact).await?
            }
            Deed::Shop(call) => self.ask_shop(call, timeout_of(step)?).await?,
            Deed::Buyer(buyer) => self.buyer(buyer).await?,
            Deed::Advance(way) => self.advance(way).await?,
            Deed::Arm(body) => self.arm(body).await?,
            Deed::Resend(which) => self.resend(which).await?,
            Deed::Await(wait) => self.wait(wait).await?,
        };
        let said = said(&step.deed, &answer);
        self.memory
            .keep(step.deed.verb(), step.keep.as_deref(), answer);
        Ok(said)
    }

    /// Calls an API as the merchant.
    async fn call(
        &mut self,
        step: &Step,
        api: &str,
        fields: &Value,
        exact: bool,
    ) -> Result<Value, Trouble> {
        self.number += 1;
        let fields = self.memory.value(fields)?;
        let fresh = Fresh {
            journey: &self.id,
            number: self.number,
            notify_url: self.world.listener.map(|own| own.url.as_str()),
            newest: self.newest.as_ref(),
        };
        let body = if exact {
            fields
        } else {
            request(api, &fields, &fresh)
        };
        let (wire, http) = (self.world.wire, self.world.http);
        Ok(wire
            .call(http, api, &body, &self.now, timeout_of(step)?)
            .await?)
    }

    async fn buyer(&self, buyer: &Buyer) -> Result<Value, Trouble> {
        let id = match &buyer.payment {
            Some(id) => self.memory.text(id)?,
            None => self.payment_of(None)?,
        };
        let mut act = Map::new();
        act.insert("action".to_owned(), buyer.action.as_str().into());
        for (name, given) in [("card", &buyer.card), ("otp", &buyer.otp)] {
            if let Some(given) = given {
                act.insert(name.to_owned(), self.memory.text(given)?.into());
            }
        }
        let buyer = format!("payments/{}/buyer", part(&id));
        Ok(self.post(&buyer, Some(act.into())).await?)
    }

    async fn arm(&self, body: &Value) -> Result<Value, Trouble> {
        let armed = self
            .post("overrides", Some(self.memory.value(body)?))
            .await?;
        let id = path::text_at(&armed, "overrideId");
        self.world.armed.borrow_mut().push(id);
        Ok(armed)
    }

    async fn advance(&self, way: &Advance) -> Result<Value, Trouble> {
        let way = match way {
            Advance::By(by) => json!({ "by": by }),
            Advance::To(to) => json!({ "to": to }),
            Advance::Next => json!({ "next": true }),
            Advance::Drain => json!({ "drain": true }),
        };
        Ok(self.post("clock/advance", Some(way)).await?)
    }

    async fn resend(&self, which: &Which) -> Result<Value, Trouble> {
        let id = match which {
            Which::Id(id) => self.memory.text(id)?,
            Which::Newest => {
                let newest = self.get("notifications?limit=1").await?;
                let newest = items(&newest, "items").last();
                let id = newest.map(|one| path::text_at(one, "notificationId"));
                id.ok_or_else(|| "there is no notification yet".to_owned())?
            }
        };
        Ok(self
            .post(&format!("notifications/{}/resend", part(&id)), None)
            .await?)
    }

    /// Waits for an event of this journey. One that has come already counts.
    async fn wait(&self, wait: &Await) -> Result<Value, Trouble> {
        let mut query = format!(
            "events/wait?since={}&timeout={}",
            self.since,
            part(&wait.within)
        );
        for (name, value) in &wait.filters {
            let value = self.memory.text(value)?;
            query.extend(["&", &part(name), "=", &part(&value)]);
        }
        match self.get(&query).await {
            Ok(waited) => Ok(items(&waited, "items").last().cloned().unwrap_or_default()),
            Err(error) => Err(Trouble::Failed(
                error.to_string().lines().map(str::to_owned).collect(),
            )),
        }
    }

    fn hooks(&self, answers: &[HookAnswer]) -> Result<String, Trouble> {
        let listener = self.world.listener.ok_or_else(|| {
            "the listener of the journey plays no part beside a shop: let the shop answer badly"
                .to_owned()
        })?;
        listener.answer(answers);
        Ok(String::new())
    }
}

/// An answer in a few words.
fn said(deed: &Deed, answer: &Value) -> String {
    let field = |name: &str| path::text_at(answer, name);
    match deed {
        Deed::Pay(_) | Deed::Call(_) => summary(answer),
        Deed::Shop(_) => match field("location").as_str() {
            "" => format!("HTTP {}", field("status")),
            location => format!("HTTP {}, to {}", field("status"), short(location)),
        },
        Deed::Buyer(_) => {
            let (status, code) = (field("paymentStatus"), field("resultCode"));
            format!("{}: {status} {code}", field("message"))
        }
        Deed::Advance(_) => happened(items(answer, "events")),
        Deed::Resend(_) => field("reason"),
        Deed::Await(_) => field("text"),
        Deed::Arm(_) => field("overrideId"),
        Deed::Hooks(_) | Deed::Expect(_) => String::new(),
    }
}

/// The events of an advance by their types, each with how often it came.
fn happened(events: &[Value]) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for event in events {
        let kind = path::text_at(event, "type");
        match counts.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    let told = counts.into_iter().map(|(kind, count)| match count {
        1 => kind,
        count => format!("{count} × {kind}"),
    });
    let told: Vec<_> = told.collect();
    if told.is_empty() {
        return "nothing happened".to_owned();
    }
    told.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_counted_by_its_type() {
        let events = ["A", "B", "A"].map(|kind| json!({ "type": kind }));
        assert_eq!(happened(&events), "2 × A, B");
        assert_eq!(happened(&[]), "nothing happened");
    }
}
