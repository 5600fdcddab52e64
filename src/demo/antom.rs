//! The shop's client of Antom's API: signs what it asks, verifies what it is told.

use std::time::Duration;

use serde_json::Value;

use super::ShopConfig;
use crate::protocol::headers::SignatureHeader;
use crate::protocol::key::{SigningKey, VerifyingKey};
use crate::protocol::signature::{content, sign};

/// The hosted guide asks shops to wait at least ten seconds.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Shops with a SANDBOX_ id call the sandbox path.
const PATH: &str = "/ams/sandbox/api/v1/";

pub(super) struct Antom {
    client: reqwest::Client,
    gateway_url: String,
    client_id: String,
    private_key: SigningKey,
    antom_key: VerifyingKey,
    started: i64,
}

impl Antom {
    pub(super) fn new(config: &ShopConfig) -> Result<Self, String> {
        Ok(Self {
            client: new_client(TIMEOUT)?,
            gateway_url: config.gateway_url.clone(),
            client_id: config.client_id.clone(),
            private_key: SigningKey::parse(&config.merchant_private_key)?,
            antom_key: VerifyingKey::parse(&config.antom_public_key)?,
            started: epoch_millis(),
        })
    }

    /// When this shop started. It makes request ids unique over restarts: a shop forgets its
    /// orders, Antom does not.
    pub(super) fn started(&self) -> i64 {
        self.started
    }

    /// Calls an API, such as `payments/pay`, and gives back its verified answer.
    pub(super) async fn call(&self, operation: &str, body: &Value) -> Result<Value, String> {
        let path = format!("{PATH}{operation}");
        let body = body.to_string();
        let now = epoch_millis().to_string();
        let signature = sign(
            &self.private_key,
            &path,
            &self.client_id,
            &now,
            body.as_bytes(),
        );
        let answer = self
            .client
            .post(format!("{}{path}", self.gateway_url))
            .header("content-type", "application/json; charset=UTF-8")
            .header("client-id", &self.client_id)
            .header("request-time", now)
            .header("signature", signature)
            .body(body)
            .send()
            .await
            .map_err(|error| format!("Antom does not answer: {}", error.without_url()))?;
        let header = |name: &str| {
            let value = answer
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (time, signature) = (header("response-time"), header("signature"));
        let bytes = answer.bytes().await.map_err(|error| error.to_string())?;
        self.verify(&path, &time, &bytes, &signature)?;
        serde_json::from_slice(&bytes).map_err(|error| error.to_string())
    }

    /// Checks that a message comes from Antom.
    pub(super) fn verify(
        &self,
        path: &str,
        time: &str,
        body: &[u8],
        signature: &str,
    ) -> Result<(), String> {
        let signature = signature.parse::<SignatureHeader>()?.signature;
        let signed = content(path, &self.client_id, time, body);
        if self.antom_key.verifies(&signed, &signature) {
            Ok(())
        } else {
            Err("the signature is not Antom's".to_owned())
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the demo shop's client of Antom's API, and its director's of the admin API"
)]
pub(super) fn new_client(timeout: Duration) -> Result<reqwest::Client, String> {
    // The process has one cryptography library; whoever comes first registers it.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().timeout(timeout);
    client.build().map_err(|error| error.to_string())
}

/// A shop dates its requests by its own clock.
#[expect(
    clippy::disallowed_methods,
    reason = "a shop of its own, with a clock of its own"
)]
fn epoch_millis() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
