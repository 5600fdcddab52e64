//! A browser window and what a person does with it. Whoever looks for something waits for it.

use std::cell::Cell;
use std::fs;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use futures_util::FutureExt;
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use super::driver::{CHROMIUM, Driver};
use crate::support::app::Folder;

/// How a browser is set up.
#[derive(Clone, Copy)]
pub(super) struct Setup {
    width: u32,
    height: u32,
    pixel_ratio: u32,
    is_phone: bool,
    runs_scripts: bool,
}

/// A desk with a large screen.
pub(super) const DESK: Setup = Setup {
    width: 1280,
    height: 900,
    pixel_ratio: 1,
    is_phone: false,
    runs_scripts: true,
};

/// A phone in the hand.
pub(super) const PHONE: Setup = Setup {
    width: 390,
    height: 844,
    pixel_ratio: 2,
    is_phone: true,
    runs_scripts: true,
};

/// A browser whose owner has switched scripts off.
pub(super) const WITHOUT_SCRIPTS: Setup = Setup {
    runs_scripts: false,
    ..DESK
};

const ARGUMENTS: [&str; 8] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Two busy processors are slow; a browser that hangs is slower.
const PATIENCE: Duration = Duration::from_secs(20);
const PERIOD: Duration = Duration::from_millis(50);

/// An open browser.
pub(super) struct Screen {
    client: Client,
    setup: Cell<Setup>,
}

/// Opens a browser, lets the story happen, and closes it again however the story ends.
pub(super) fn browse(setup: Setup, story: impl AsyncFnOnce(&Screen)) {
    let profile = Folder::new();
    let Some(driver) = Driver::start() else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts");
    runtime.block_on(async {
        let screen = Screen::open(&driver, setup, profile.text()).await;
        let told = async {
            story(&screen).await;
            screen.expect_no_complaints().await;
        };
        let told = AssertUnwindSafe(told).catch_unwind().await;
        if told.is_err() {
            let test = std::thread::current();
            let name = test.name().unwrap_or_default().replace("::", "-");
            // Only a help for whoever looks into the failure.
            let _ = screen.try_photo(&format!("FAILED-{name}")).await;
        }
        let closed = tokio::time::timeout(PATIENCE, screen.client.close()).await;
        if let Err(panic) = told {
            resume_unwind(panic);
        }
        closed.expect("in time").expect("the browser closes");
    });
}

/// Tells a story on a large screen, and again on a small one.
pub(super) fn browse_both(story: impl AsyncFn(&Screen)) {
    browse(DESK, async move |screen| {
        story(screen).await;
        screen.become_like(PHONE).await;
        story(screen).await;
    });
}

impl Screen {
    async fn open(driver: &Driver, setup: Setup, profile: &str) -> Self {
        let mut arguments = ARGUMENTS.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={profile}"));
        let mut preferences = json!({});
        if !setup.runs_scripts {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let capabilities = json!({
            "browserName": "chrome",
            "timeouts": {"pageLoad": PATIENCE.as_millis()},
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {
                "binary": CHROMIUM,
                "args": arguments,
                "prefs": preferences,
            },
        });
        let capabilities = capabilities.as_object().expect("an object").clone();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.url)
            .await
            .expect("chromedriver opens a browser");
        let screen = Self {
            client,
            setup: Cell::new(setup),
        };
        screen.become_like(setup).await;
        screen
    }

    /// Takes another size, and knows of fingers or not.
    async fn become_like(&self, setup: Setup) {
        let metrics = json!({
            "width": setup.width, "height": setup.height,
            "deviceScaleFactor": setup.pixel_ratio, "mobile": setup.is_phone,
        });
        let touch = json!({"enabled": setup.is_phone});
        for (command, parameters) in [
            ("Emulation.setDeviceMetricsOverride", metrics),
            ("Emulation.setTouchEmulationEnabled", touch),
        ] {
            let done = self.devtools(command, &parameters).await;
            done.expect("the browser can change its screen");
        }
        self.setup.set(setup);
    }

    /// Opens an address.
    pub(super) async fn visit(&self, url: &str) {
        self.client.goto(url).await.expect("the address is opened");
    }

    pub(super) async fn reload(&self) {
        self.client.refresh().await.expect("the page is reloaded");
    }

    /// Goes back one page.
    pub(super) async fn go_back(&self) {
        self.client.back().await.expect("there is a page before");
    }

    pub(super) async fn url(&self) -> Url {
        self.client.current_url().await.expect("a page is open")
    }

    /// Waits until the browser is at an address.
    pub(super) async fn arrive_at(&self, url: &Url) {
        let wait = self.client.wait().at_most(PATIENCE).every(PERIOD);
        let Err(error) = wait.for_url(url).await else {
            return;
        };
        panic!(
            "the browser is at {}, not at {url}: {error}",
            self.url().await
        );
    }

    /// What an element says, once it is there.
    pub(super) async fn read(&self, name: &str) -> String {
        let element = self.find(name).await;
        element.text().await.expect("an element has a text")
    }

    /// Waits until an element says this, among other things.
    pub(super) async fn read_until(&self, name: &str, text: &str) {
        let path = format!(
            "//*[@data-test='{name}'][contains(normalize-space(.), normalize-space('{text}'))]"
        );
        let Err(error) = self.wait_for(Locator::XPath(&path)).await else {
            return;
        };
        panic!(
            "{name} at {} never says {text:?}: {error}",
            self.url().await
        );
    }

    /// Waits until there is such an element.
    pub(super) async fn expect(&self, name: &str) {
        self.find(name).await;
    }

    /// Whether there is such an element now, to be seen.
    pub(super) async fn shows(&self, name: &str) -> bool {
        let css = selector(name);
        let found = self.client.find_all(Locator::Css(&css)).await;
        match found.expect("a page can be searched").first() {
            Some(element) => element.is_displayed().await.expect("it is still there"),
            None => false,
        }
    }

    /// What stands in a field.
    pub(super) async fn value(&self, name: &str) -> String {
        let value = self.find(name).await.prop("value").await;
        value.expect("a field can be read").unwrap_or_default()
    }

    pub(super) async fn attribute(&self, name: &str, attribute: &str) -> String {
        let value = self.find(name).await.attr(attribute).await;
        value.expect("an element can be read").unwrap_or_default()
    }

    /// Types into a field.
    pub(super) async fn write(&self, name: &str, text: &str) {
        let typed = self.find(name).await.send_keys(text).await;
        typed.unwrap_or_else(|error| panic!("{name} takes no {text:?}: {error}"));
    }

    /// Clicks, or taps.
    pub(super) async fn press(&self, name: &str) {
        self.press_in(&selector(name)).await;
    }

    /// Clicks what a CSS selector finds.
    pub(super) async fn press_in(&self, css: &str) {
        let element = self.wait_for(Locator::Css(css)).await;
        let element = element.unwrap_or_else(|error| panic!("no {css}: {error}"));
        let pressed = element.click().await;
        pressed.unwrap_or_else(|error| panic!("{css} cannot be pressed: {error}"));
    }

    /// Fills in the card form and submits it.
    pub(super) async fn pay_with(&self, number: &str) {
        self.write("card-number", number).await;
        self.write("expiry", "0931").await;
        self.write("cvv", "123").await;
        self.write("holder", "Ana Souza").await;
        self.press("pay").await;
    }

    pub(super) async fn title(&self) -> String {
        self.client.title().await.expect("a page has a title")
    }

    /// The page as it is now, in HTML.
    pub(super) async fn source(&self) -> String {
        self.client.source().await.expect("a page has a source")
    }

    /// Runs a script in the page.
    pub(super) async fn run(&self, script: &str) -> Value {
        let value = self.client.execute(script, Vec::new()).await;
        value.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Shows pages in dark colours from now on.
    pub(super) async fn darken(&self) {
        let dark = json!({"features": [{"name": "prefers-color-scheme", "value": "dark"}]});
        let done = self.devtools("Emulation.setEmulatedMedia", &dark).await;
        done.expect("the browser can be dark");
    }

    /// Photographs the whole page, which must not be wider than the screen.
    pub(super) async fn photo(&self, name: &str) {
        let width = self.try_photo(name).await.expect("a photo can be taken");
        assert!(
            width <= f64::from(self.setup.get().width),
            "{name}: {width} px"
        );
    }

    /// Gives the width of the page.
    async fn try_photo(&self, name: &str) -> Result<f64, CmdError> {
        let metrics = self.devtools("Page.getLayoutMetrics", &json!({})).await?;
        let size = &metrics["cssContentSize"];
        let clip = json!({
            "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1,
        });
        let wish = json!({"captureBeyondViewport": true, "clip": clip});
        let photo = self.devtools("Page.captureScreenshot", &wish).await?;
        let png = BASE64.decode(photo["data"].as_str().expect("a photo is text"));
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/screenshots");
        fs::create_dir_all(folder).expect("the target folder can be written");
        let path = format!("{folder}/{name}-{}.png", self.setup.get().width);
        fs::write(path, png.expect("a photo is Base64")).expect("the photo can be written");
        Ok(size["width"].as_f64().expect("a width is a number"))
    }

    /// The console must be empty. That a page came with status 404, 410 or 422 is a remark there.
    async fn expect_no_complaints(&self) {
        let log = Command {
            path: "se/log",
            body: json!({"type": "browser"}),
        };
        let entries = self.client.issue_cmd(log).await.expect("there is a log");
        let complaints = entries.as_array().expect("a log is a list").iter();
        let complaints = complaints.filter(|entry| {
            let text = entry["message"].as_str().expect("an entry has a text");
            let is_of_a_page = text.starts_with("http://") && text.contains("/checkout/");
            let statuses = ["404", "410", "422"];
            let of_status = |status| text.contains(&format!("responded with a status of {status}"));
            !(is_of_a_page && statuses.into_iter().any(of_status))
        });
        let complaints: Vec<&Value> = complaints.collect();
        assert!(complaints.is_empty(), "{complaints:#?}");
    }

    async fn find(&self, name: &str) -> Element {
        let found = self.wait_for(Locator::Css(&selector(name))).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {name} at {}: {error}", self.url().await),
        }
    }

    /// A question that met the browser on its way to another page is asked again there.
    async fn wait_for(&self, wanted: Locator<'_>) -> Result<Element, CmdError> {
        let mut pages_left = 3;
        loop {
            let wait = self.client.wait().at_most(PATIENCE).every(PERIOD);
            match wait.for_element(wanted).await {
                Err(error)
                    if pages_left > 0 && error.to_string().contains("aborted by navigation") =>
                {
                    pages_left -= 1;
                }
                found => return found,
            }
        }
    }

    async fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, CmdError> {
        let command = Command {
            path: "goog/cdp/execute",
            body: json!({"cmd": command, "params": parameters}),
        };
        self.client.issue_cmd(command).await
    }
}

fn selector(name: &str) -> String {
    format!("[data-test=\"{name}\"]")
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
