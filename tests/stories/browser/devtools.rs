//! What chromedriver can do with Chromium beyond the standard.

use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use reqwest::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use super::patience::insist;
use super::screen::Screen;
use super::window::Setup;

/// What a browser says of a server that is gone.
const GONE: [&str; 4] = [
    "net::ERR_CONNECTION_REFUSED",
    "net::ERR_CONNECTION_RESET",
    "net::ERR_EMPTY_RESPONSE",
    "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
];

impl Screen {
    /// A command of Chromium's own protocol.
    pub(super) async fn devtools(
        &self,
        command: &str,
        parameters: &Value,
    ) -> Result<Value, CmdError> {
        let command = Command {
            path: "goog/cdp/execute",
            body: json!({"cmd": command, "params": parameters}),
        };
        self.client.issue_cmd(command).await
    }

    /// Takes another size, and knows of fingers or not.
    pub(super) async fn become_like(&self, setup: Setup) {
        let metrics = json!({
            "width": setup.width, "height": setup.height,
            "deviceScaleFactor": setup.pixel_ratio, "mobile": setup.is_phone,
        });
        let touch = json!({"enabled": setup.is_phone});
        for (command, parameters) in [
            ("Emulation.setDeviceMetricsOverride", metrics),
            ("Emulation.setTouchEmulationEnabled", touch),
        ] {
            self.arrange(command, &parameters).await;
        }
        self.setup.set(setup);
    }

    /// Shows pages in these colours from now on: `light` or `dark`.
    pub(super) async fn colours(&self, scheme: &str) {
        let wish = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.arrange("Emulation.setEmulatedMedia", &wish).await;
    }

    /// Sends this `Accept-Language` from now on.
    pub(super) async fn prefer(&self, language: &str) {
        let agent = self.run("return navigator.userAgent").await;
        let wish = json!({"userAgent": agent, "acceptLanguage": language});
        let done = self.devtools("Emulation.setUserAgentOverride", &wish);
        done.await.expect("the browser can prefer a language");
    }

    /// Whether pages that are opened from now on may run their scripts.
    pub(super) async fn run_scripts(&self, may: bool) {
        let wish = json!({"value": !may});
        self.arrange("Emulation.setScriptExecutionDisabled", &wish)
            .await;
    }

    /// A setting of the browser, which it must take.
    async fn arrange(&self, command: &str, parameters: &Value) {
        let done = insist(async || self.devtools(command, parameters).await).await;
        done.unwrap_or_else(|error| panic!("{command}: {error}"));
    }

    /// The console must be empty. That a page came with status 404, 410 or 422 is a remark there,
    /// and that the program of a story has ended before its page is closed.
    pub(super) async fn expect_no_complaints(&self) {
        let log = Command {
            path: "se/log",
            body: json!({"type": "browser"}),
        };
        let entries = self.client.issue_cmd(log).await.expect("there is a log");
        let complaints = entries.as_array().expect("a log is a list").iter();
        let complaints = complaints.filter(|entry| {
            let text = entry["message"].as_str().expect("an entry has a text");
            let pages = ["/checkout/", "/merchants/", "/orders/"];
            let is_of_a_page =
                text.starts_with("http://") && pages.iter().any(|part| text.contains(part));
            let statuses = ["404", "410", "422"];
            let of_status = |status| text.contains(&format!("responded with a status of {status}"));
            let is_remark = is_of_a_page && statuses.into_iter().any(of_status);
            !is_remark && !GONE.iter().any(|error| text.contains(error))
        });
        let complaints: Vec<&Value> = complaints.collect();
        assert!(complaints.is_empty(), "{complaints:#?}");
    }
}

/// What chromedriver can do beyond the standard.
#[derive(Debug)]
struct Command {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
