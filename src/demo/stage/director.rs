//! Plays the acts of a demonstration, step by step.

use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use super::deeds::{newest, order, payment, refund};
use super::{Act, Run, Stage, Step};
use crate::demo::Shop;

impl Stage {
    /// Plays the next act of a run, if there is one. The scenario is afterwards as it was before.
    pub(super) async fn play(&self, shop: &Shop, run: &mut Run) {
        let Some(act) = run.situation.acts.get(run.played) else {
            return;
        };
        let _turn = self.busy.lock().await;
        let done = match self.admin.get("/scenario").await {
            Ok(before) => {
                let played = self.steps(shop, run, act).await;
                let restored = self.restore(&before).await;
                played.and(restored)
            }
            Err(why) => Err(why),
        };
        run.played += 1;
        run.broken = done.err();
    }

    async fn steps(&self, shop: &Shop, run: &mut Run, act: &Act) -> Result<(), String> {
        for step in act.steps {
            let done = self.step(shop, run, *step).await?;
            run.log.push((run.played, done));
        }
        Ok(())
    }

    /// Does one thing and tells it.
    async fn step(&self, shop: &Shop, run: &mut Run, step: Step) -> Result<String, String> {
        match step {
            Step::Scenario(name) => {
                let body = json!({ "name": name });
                self.admin.put("/scenario", body.to_string()).await?;
                Ok(format!("Scenario {name} is selected for this order."))
            }
            Step::Rules(toml) => {
                let path = format!("/scenario?name=demo-{}", run.situation.key);
                self.admin.put(&path, toml.to_owned()).await?;
                let key = run.situation.key;
                Ok(format!("A scenario demo-{key} is selected for this order."))
            }
            Step::Turn(switch, on) => {
                shop.switches.set(switch, on);
                let state = if on { "on" } else { "off" };
                Ok(format!("Switch \"{}\" is {state}.", switch.title()))
            }
            Step::Order(key, manner) => order(shop, run, key, manner).await,
            Step::Again => {
                let number = newest(run)?;
                shop.pay(number).await;
                Ok(format!(
                    "The shop asks for another payment of order {number}."
                ))
            }
            Step::Buyer(action) => {
                let id = payment(shop, run, |_| true)?.1.request_id;
                let body = json!({ "action": action });
                let path = format!("/payments/{id}/buyer");
                // A person may have been faster.
                Ok(match self.admin.post(&path, &body).await {
                    Ok(said) => {
                        let message = said["message"].as_str().unwrap_or_default();
                        format!("The robot buyer acts ({action}): {message}.")
                    }
                    Err(why) => format!("The robot buyer cannot act: {why}"),
                })
            }
            Step::Advance(by) => self.advance(by).await,
            Step::Look => {
                let number = newest(run)?;
                shop.refresh(number).await;
                Ok(format!("The buyer looks at the page of order {number}."))
            }
            Step::Capture => {
                let (place, _) = payment(shop, run, |_| true)?;
                shop.capture(place).await;
                Ok("The shop asks for the capture.".to_owned())
            }
            Step::Refund(part) => refund(shop, run, part).await,
            Step::Forge => {
                let (place, attempt) = payment(shop, run, |_| true)?;
                self.forge(shop, place, &attempt).await
            }
            Step::Resend => self.resend(shop, run).await,
        }
    }

    /// Moves the clock on.
    pub(super) async fn advance(&self, by: &str) -> Result<String, String> {
        let body = json!({ "by": by });
        let said = self.admin.post("/clock/advance", &body).await?;
        let events = said["events"].as_array();
        let attempts = events.into_iter().flatten();
        let attempts = attempts.filter(|event| event["type"] == "NOTIFICATION_ATTEMPTED");
        Ok(match attempts.count() {
            0 => format!("The clock moves on by {by}."),
            1 => format!("The clock moves on by {by}. The shop is notified once."),
            more => format!("The clock moves on by {by}. The shop is notified {more} times."),
        })
    }

    /// Sends all notifications of the newest payment once more.
    async fn resend(&self, shop: &Shop, run: &Run) -> Result<String, String> {
        let id = payment(shop, run, |_| true)?.1.request_id;
        let known = self.admin.get(&format!("/payments/{id}")).await?;
        let all = known["notifications"].as_array();
        for one in all.into_iter().flatten().filter_map(Value::as_str) {
            let path = format!("/notifications/{one}/resend");
            self.admin.post(&path, &json!({})).await?;
        }
        Ok("Its notifications are sent once more, as the dashboard's button does.".to_owned())
    }

    /// Puts back the scenario that was in force: by its name if it is a shipped one.
    async fn restore(&self, before: &Value) -> Result<(), String> {
        let text = |name: &str| before[name].as_str().unwrap_or_default().to_owned();
        let (name, source) = (text("name"), text("source"));
        let name: String = byte_serialize(name.as_bytes()).collect();
        let shipped = self.admin.get_shared(&format!("/scenarios/{name}")).await;
        if shipped.is_ok_and(|shipped| shipped["source"] == before["source"]) {
            let body = json!({"name": before["name"]});
            self.admin.put("/scenario", body.to_string()).await?;
        } else {
            let path = format!("/scenario?name={name}");
            self.admin.put(&path, source).await?;
        }
        Ok(())
    }
}
