//! The stage's client of the sandbox's admin API.

use std::time::Duration;

use reqwest::{Client, Method};
use serde_json::Value;

use crate::demo::antom::new_client;

/// An advance waits for every answer of the shop, and a slow shop takes its time.
const TIMEOUT: Duration = Duration::from_secs(300);

pub(super) struct Admin {
    client: Client,
    base: String,
    merchant: String,
}

impl Admin {
    pub(super) fn new(admin_url: &str, client_id: &str) -> Result<Self, String> {
        Ok(Self {
            client: new_client(TIMEOUT)?,
            base: format!("{admin_url}/v1"),
            merchant: format!("{admin_url}/v1/merchants/{client_id}"),
        })
    }

    /// Reads something of the merchant.
    pub(super) async fn get(&self, path: &str) -> Result<Value, String> {
        let url = format!("{}{path}", self.merchant);
        self.call(Method::GET, url, String::new()).await
    }

    /// Reads something of the server.
    pub(super) async fn get_shared(&self, path: &str) -> Result<Value, String> {
        let url = format!("{}{path}", self.base);
        self.call(Method::GET, url, String::new()).await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let url = format!("{}{path}", self.merchant);
        self.call(Method::POST, url, body.to_string()).await
    }

    /// Puts a text: JSON begins with a brace, anything else is TOML.
    pub(super) async fn put(&self, path: &str, text: String) -> Result<Value, String> {
        let url = format!("{}{path}", self.merchant);
        self.call(Method::PUT, url, text).await
    }

    async fn call(&self, method: Method, url: String, body: String) -> Result<Value, String> {
        let answer = self.client.request(method, url).body(body).send().await;
        let answer = answer.map_err(|error| format!("the sandbox does not answer: {error}"))?;
        let is_good = answer.status().is_success();
        let bytes = answer.bytes().await.map_err(|error| error.to_string())?;
        let said: Value = serde_json::from_slice(&bytes)
            .map_err(|error| format!("the sandbox does not answer with JSON: {error}"))?;
        if is_good {
            Ok(said)
        } else {
            let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
            Err(format!("{}. {}", text("message"), text("hint")))
        }
    }
}
