//! The journey as the merchant: signs a call, sends it to the gateway, verifies the answer.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::http::{Ask, Got, Http};
use super::path;
use crate::protocol::headers::SignatureHeader;
use crate::protocol::key::{SigningKey, VerifyingKey};
use crate::protocol::path_of;
use crate::protocol::signature::{content, sign};

/// A merchant at a gateway.
#[derive(Debug)]
pub(super) struct Wire {
    gateway: String,
    client_id: String,
    /// None when only the merchant itself has it.
    key: Option<SigningKey>,
    antom_key: VerifyingKey,
}

impl Wire {
    /// The merchant that the admin API shows, at this gateway or at the one it tells.
    ///
    /// # Errors
    /// It tells not all that is needed, as another version may.
    pub(super) fn new(merchant: &Value, gateway: Option<&str>) -> Result<Self, String> {
        let told = |name: &str| {
            let text = merchant[name].as_str();
            text.ok_or_else(|| format!("the server does not tell the merchant's {name}"))
        };
        let gateway = match gateway {
            Some(gateway) => gateway,
            None => told("gatewayUrl").map_err(|why| format!("{why}; name it with --gateway"))?,
        };
        let key = merchant["merchantPrivateKey"].as_str();
        Ok(Self {
            gateway: gateway.trim_end_matches('/').to_owned(),
            client_id: told("clientId")?.to_owned(),
            key: key.map(SigningKey::parse).transpose()?,
            antom_key: VerifyingKey::parse(told("antomPublicKey")?)?,
        })
    }

    /// Calls an API. The answer's fields, and beside them `http` with what is no field, and
    /// `request` with what was asked.
    ///
    /// # Errors
    /// The call cannot be made.
    pub(super) async fn call(
        &self,
        http: &Http,
        api: &str,
        request: &Value,
        now: &str,
        timeout: Duration,
    ) -> Result<Value, String> {
        let key = self.key.as_ref().ok_or(
            "this merchant signs with a key of its own, which only its shop has: use shop steps, or another merchant",
        )?;
        // Shops with a SANDBOX_ id call the sandbox path.
        let path = path_of(api);
        let body = request.to_string().into_bytes();
        let signature = sign(key, &path, &self.client_id, now, &body);
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let ask = Ask {
            method: "POST".to_owned(),
            url: format!("{}{path}", self.gateway),
            headers: vec![
                header("content-type", "application/json; charset=UTF-8"),
                header("client-id", &self.client_id),
                header("request-time", now),
                header("signature", &signature),
            ],
            body,
            timeout,
        };
        let got = http.send(ask).await?;
        let verdict = self.verdict(&path, &got);
        Ok(result(&got, verdict, request))
    }

    /// Whether the gateway signed the answer: `valid`, `wrong` or `missing`.
    fn verdict(&self, path: &str, got: &Got) -> &'static str {
        let Some(header) = got.header("signature") else {
            return "missing";
        };
        let time = got.header("response-time").unwrap_or_default();
        let signed = content(path, &self.client_id, time, &got.body);
        let header = header.parse::<SignatureHeader>();
        match header {
            Ok(header) if self.antom_key.verifies(&signed, &header.signature) => "valid",
            _ => "wrong",
        }
    }
}

fn result(got: &Got, signature: &str, request: &Value) -> Value {
    let body = serde_json::from_slice::<Map<String, Value>>(&got.body);
    let mut http = json!({
        "status": got.status,
        "contentType": got.header("content-type"),
        "signature": got.status.map(|_| signature),
        "failure": got.failure,
    });
    if body.is_err() && got.status.is_some() {
        http["body"] = got.text().into();
    }
    let mut result = body.unwrap_or_default();
    result.insert("http".to_owned(), http);
    result.insert("request".to_owned(), request.clone());
    result.into()
}

/// The answer of an API in a few words.
pub(super) fn summary(result: &Value) -> String {
    let said = |name: &str| path::text_at(result, name);
    if let Some(failure) = path::at(result, "http.failure") {
        return path::text(failure);
    }
    let code = said("result.resultCode");
    if code.is_empty() {
        return format!("HTTP {} without a result", said("http.status"));
    }
    let mut text = format!("{} {code}", said("result.resultStatus"));
    if said("result.resultStatus") == "F" {
        text.extend([": ", &said("result.resultMessage")]);
    }
    for name in ["paymentStatus", "captureId", "refundId"] {
        if let Some(value) = path::at(result, name) {
            text.extend([", ", name, " ", &path::text(value)]);
        }
    }
    if said("http.signature") != "valid" {
        text.extend([", signature ", &said("http.signature")]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_in_a_few_words() {
        for (result, told) in [
            (
                json!({"result": {"resultStatus": "U", "resultCode": "PAYMENT_IN_PROCESS"}, "http": {"signature": "valid"}}),
                "U PAYMENT_IN_PROCESS",
            ),
            (
                json!({"result": {"resultStatus": "F", "resultCode": "X", "resultMessage": "why"}, "http": {"signature": "missing"}}),
                "F X: why, signature missing",
            ),
            (
                json!({"http": {"status": 502, "body": "<html>"}}),
                "HTTP 502 without a result",
            ),
            (
                json!({"http": {"failure": "the connection was reset"}}),
                "the connection was reset",
            ),
        ] {
            assert_eq!(summary(&result), told);
        }
    }

    #[test]
    fn what_is_not_json_is_kept_as_text() {
        let got = Got {
            status: Some(200),
            body: b"<html>".to_vec(),
            ..Got::default()
        };
        let kept = result(&got, "missing", &json!({"a": 1}));
        assert_eq!(kept["http"]["body"], "<html>");
        assert_eq!(kept["request"]["a"], 1);
    }
}
