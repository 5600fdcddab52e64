//! The admin API as the commands see it: JSON there, JSON back, failures as sentences.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use reqwest::redirect::Policy;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use super::address::base_of;
use super::sse::{Reader, Sent};

/// The server is on this machine or in a container beside it: either it answers soon or never.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// A media type, and a text of it.
type Body = (&'static str, String);

/// Why a stream of events came to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ended {
    /// The server wrote no more.
    ByServer,
    /// Nobody wanted more.
    Enough,
}

/// There was no answer, or none to its end.
#[derive(Debug)]
pub(crate) struct Silence {
    told: String,
    /// Nobody listens there at all.
    pub(crate) is_nobody: bool,
}

impl fmt::Display for Silence {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.told)
    }
}

impl std::error::Error for Silence {}

/// Talks to the admin API of a running server.
#[derive(Debug)]
pub(crate) struct AdminClient {
    base: String,
    http: reqwest::Client,
}

impl AdminClient {
    /// A client of the server at this address; it connects to nothing yet.
    ///
    /// # Errors
    /// The address is none.
    pub(crate) fn new(base_url: &str) -> anyhow::Result<Self> {
        let base = base_of(base_url)?;
        let http = build_http();
        Ok(Self { base, http })
    }

    /// Reads something.
    pub(crate) async fn get(&self, path: &str) -> anyhow::Result<Value> {
        self.call(Method::GET, path, None).await
    }

    /// Reads something that is no JSON.
    pub(crate) async fn get_text(&self, path: &str) -> anyhow::Result<String> {
        let (status, text) = self.exchange(Method::GET, path, None).await?;
        if status.is_success() {
            return Ok(text);
        }
        Err(self.failure(status, &text))
    }

    /// Does something.
    pub(crate) async fn post(&self, path: &str, body: Option<Value>) -> anyhow::Result<Value> {
        self.call(Method::POST, path, body).await
    }

    /// Sets something.
    pub(crate) async fn put(&self, path: &str, body: Value) -> anyhow::Result<Value> {
        self.call(Method::PUT, path, Some(body)).await
    }

    /// Sets something that is written in a text of its own.
    pub(crate) async fn put_text(&self, path: &str, text: String) -> anyhow::Result<Value> {
        let body = Some(("text/plain; charset=utf-8", text));
        self.call_with(Method::PUT, path, body).await
    }

    /// Takes something away.
    pub(crate) async fn delete(&self, path: &str) -> anyhow::Result<Value> {
        self.call(Method::DELETE, path, None).await
    }

    async fn call(&self, method: Method, path: &str, body: Option<Value>) -> anyhow::Result<Value> {
        let body = body.map(|body| ("application/json", body.to_string()));
        self.call_with(method, path, body).await
    }

    async fn call_with(
        &self,
        method: Method,
        path: &str,
        body: Option<Body>,
    ) -> anyhow::Result<Value> {
        let (status, text) = self.exchange(method, path, body).await?;
        if !status.is_success() {
            return Err(self.failure(status, &text));
        }
        if text.is_empty() {
            return Ok(Value::Null);
        }
        let base = &self.base;
        let not_json =
            || format!("{base} answers, but not with JSON; {ANOTHER_SERVER}\n{WHERE_ADMIN_IS}");
        let said: Value = serde_json::from_str(&text).with_context(not_json)?;
        // So Antom's API answers whatever it does not know, with HTTP 200 (file 01 of the
        // protocol notes).
        if said["result"]["resultStatus"].is_string() {
            bail!("{base} is the gateway, which shops call\n{WHERE_ADMIN_IS}");
        }
        Ok(said)
    }

    /// Follows a stream of events; hands out each until the stream ends or nobody wants more.
    pub(crate) async fn follow(
        &self,
        path: &str,
        mut wants_more: impl FnMut(Sent) -> anyhow::Result<bool>,
    ) -> anyhow::Result<Ended> {
        let request = self.http.get(format!("{}{path}", self.base));
        let request = request.header("accept", "text/event-stream");
        let mut answer = request.send().await.map_err(|error| self.silence(error))?;
        let status = answer.status();
        if !status.is_success() {
            let text = answer.text().await.map_err(|error| self.silence(error))?;
            return Err(self.failure(status, &text));
        }
        let (mut read, mut reader) = (Vec::new(), Reader::default());
        while let Some(chunk) = answer.chunk().await.map_err(|error| self.silence(error))? {
            read.extend_from_slice(&chunk);
            while let Some(end) = read.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = read.drain(..=end).collect();
                let sent = reader.line(String::from_utf8_lossy(&line).trim_end())?;
                if let Some(sent) = sent
                    && !wants_more(sent)?
                {
                    return Ok(Ended::Enough);
                }
            }
        }
        Ok(Ended::ByServer)
    }

    async fn exchange(
        &self,
        method: Method,
        path: &str,
        body: Option<Body>,
    ) -> anyhow::Result<(StatusCode, String)> {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some((kind, body)) = body {
            request = request.header("content-type", kind).body(body);
        }
        let answer = request.send().await.map_err(|error| self.silence(error))?;
        let status = answer.status();
        let text = answer.text().await.map_err(|error| self.silence(error))?;
        Ok((status, text))
    }

    fn silence(&self, error: reqwest::Error) -> anyhow::Error {
        let base = &self.base;
        if error.is_connect() {
            let told = format!(
                "no antom-sandbox answers at {base}\n  start one in another terminal:  antom-sandbox serve\n  or say where one runs:          --admin URL, or ANTOM_SANDBOX_ADMIN in the environment"
            );
            let is_nobody = true;
            return Silence { told, is_nobody }.into();
        }
        let told = format!("{base} did not answer to the end");
        let is_nobody = false;
        // The address is in the sentence already.
        anyhow!(error.without_url()).context(Silence { told, is_nobody })
    }

    fn failure(&self, status: StatusCode, text: &str) -> anyhow::Error {
        let said: Value = serde_json::from_str(text).unwrap_or_default();
        let base = &self.base;
        match (said["message"].as_str(), said["hint"].as_str()) {
            (Some(message), Some(hint)) if !hint.is_empty() => anyhow!("{message}\n{hint}"),
            (Some(message), _) => anyhow!("{message}"),
            _ => anyhow!(
                "{base} answers {status} without a reason; {ANOTHER_SERVER}\n{WHERE_ADMIN_IS}"
            ),
        }
    }
}

const ANOTHER_SERVER: &str = "is it the admin address of an antom-sandbox?";
const WHERE_ADMIN_IS: &str = "  the server's welcome names the admin address behind \"admin\"\n  say where it is with --admin URL, or ANTOM_SANDBOX_ADMIN in the environment";

#[expect(
    clippy::disallowed_methods,
    reason = "the one client that calls the admin API"
)]
pub(super) fn build_http() -> reqwest::Client {
    reqwest::Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .redirect(Policy::none())
        // A proxy of the environment does not know this machine's own servers.
        .no_proxy()
        .tls_backend_preconfigured(no_tls())
        .user_agent("antom-sandbox")
        .build()
        .expect("a client with these settings can be built")
}

/// Never used, yet reqwest insists on one. One that trusts nobody spares looking for the machine's
/// certificates, which take their time, and which a bare container lacks.
fn no_tls() -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider knows the usual versions")
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    /// A server that says this once, whatever it is asked.
    async fn server(status: &str, body: &str) -> AdminClient {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close",
            body.len()
        );
        let answer = format!("{head}\r\n\r\n{body}");
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 4096]).await.unwrap();
            stream.write_all(answer.as_bytes()).await.unwrap();
        });
        AdminClient::new(&address.to_string()).unwrap()
    }

    #[tokio::test]
    async fn an_answer_is_json_or_nothing() {
        let client = server("200 OK", r#"{"now": 1}"#).await;
        assert_eq!(client.get("/clock").await.unwrap()["now"], 1);
        let client = server("204 No Content", "").await;
        assert_eq!(client.post("/x", None).await.unwrap(), Value::Null);
    }

    #[tokio::test]
    async fn a_failure_is_told_with_its_hint_and_another_server_is_seen_as_such() {
        let body = r#"{"code": "X", "message": "no such payment", "hint": "see the list"}"#;
        for (status, body, told) in [
            ("404 Not Found", body, "no such payment\nsee the list"),
            ("404 Not Found", "<html>", "404 Not Found without a reason"),
            ("200 OK", "<html>", "not with JSON"),
        ] {
            let error = server(status, body).await.get("/x").await.unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
        }
    }

    #[tokio::test]
    async fn without_a_server_the_error_says_how_to_start_one() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let client = AdminClient::new(&format!("http://{address}/")).unwrap();
        let error = client.get("/x").await.unwrap_err().to_string();
        let expected = format!("no antom-sandbox answers at http://{address}\n  start one");
        assert!(error.starts_with(&expected), "{error}");
        for way in ["antom-sandbox serve", "--admin URL", "ANTOM_SANDBOX_ADMIN"] {
            assert!(error.contains(way), "{error}");
        }
    }
}
