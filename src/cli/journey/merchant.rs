//! The merchant of a journey, and what is put back afterwards.

use std::cell::RefCell;

use serde_json::{Value, json};

use super::path;
use super::world::part;
use crate::cli::client::AdminClient;
use crate::cli::print::items;

/// When the clock of a journey's own merchant starts: the same steps give the same transcript.
const START: &str = "2026-11-23T02:00:00Z";

/// A merchant that a journey is played with.
#[derive(Debug)]
pub(super) struct Merchant {
    /// As the admin API shows it.
    pub(super) view: Value,
    /// The rules that the journey armed.
    pub(super) armed: RefCell<Vec<String>>,
    /// The scenario to be put back; none when the merchant goes with the journey.
    former: Option<Value>,
}

impl Merchant {
    /// One that nobody else has.
    pub(super) async fn new(admin: &AdminClient, notify_url: Option<&str>) -> anyhow::Result<Self> {
        let wish = json!({"clock": "stepped", "now": START, "seed": 1, "notifyUrl": notify_url});
        let view = admin.post("/v1/merchants", Some(wish)).await?;
        Ok(Self::of(view, None))
    }

    /// One that exists.
    pub(super) async fn named(admin: &AdminClient, client_id: &str) -> anyhow::Result<Self> {
        let path = format!("/v1/merchants/{}", part(client_id));
        let view = admin.get(&path).await?;
        let former = admin.get(&format!("{path}/scenario")).await?;
        Ok(Self::of(view, Some(former)))
    }

    fn of(view: Value, former: Option<Value>) -> Self {
        let armed = RefCell::default();
        Self {
            view,
            armed,
            former,
        }
    }

    /// Where the admin API has it.
    pub(super) fn path(&self) -> String {
        let id = self.view["clientId"].as_str().unwrap_or("default");
        format!("/v1/merchants/{}", part(id))
    }

    /// Puts a scenario in force.
    pub(super) async fn play(
        &self,
        admin: &AdminClient,
        name: &str,
        source: &str,
    ) -> anyhow::Result<()> {
        let scenario = format!("{}/scenario?name={}", self.path(), part(name));
        admin.put_text(&scenario, source.to_owned()).await?;
        Ok(())
    }

    /// Leaves everything as it was: a new merchant goes, another has its former scenario, and what
    /// was armed is armed no longer.
    pub(super) async fn put_back(&self, admin: &AdminClient) -> anyhow::Result<()> {
        let Some(former) = &self.former else {
            admin.delete(&self.path()).await?;
            return Ok(());
        };
        let said = |name: &str| path::text_at(former, name);
        self.play(admin, &said("name"), &said("source")).await?;
        let armed = self.armed.take();
        if armed.is_empty() {
            return Ok(());
        }
        let overrides = format!("{}/overrides", self.path());
        // One that is used up is no longer there.
        let in_force = admin.get(&overrides).await?;
        let in_force = items(&in_force, "items").iter();
        let own = in_force
            .map(|one| path::text_at(one, "overrideId"))
            .filter(|id| armed.contains(id));
        for id in own {
            admin.delete(&format!("{overrides}/{}", part(&id))).await?;
        }
        Ok(())
    }
}
