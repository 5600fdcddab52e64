//! What a person does with a browser window. Whoever looks for something waits for it.

use std::cell::Cell;

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use serde_json::Value;
use url::Url;

use super::patience::{PATIENCE, insist, not_yet};
use super::window::Setup;

/// An open browser.
pub(super) struct Screen {
    pub(super) client: Client,
    pub(super) setup: Cell<Setup>,
}

impl Screen {
    pub(super) async fn new(client: Client, setup: Setup) -> Self {
        let screen = Self {
            client,
            setup: Cell::new(setup),
        };
        screen.become_like(setup).await;
        screen
    }

    /// Opens an address.
    pub(super) async fn visit(&self, url: &str) {
        let opened = insist(async || self.client.goto(url).await).await;
        opened.unwrap_or_else(|error| panic!("{url} is not opened: {error}"));
    }

    pub(super) async fn reload(&self) {
        self.client.refresh().await.expect("the page is reloaded");
    }

    /// Goes back one page.
    pub(super) async fn go_back(&self) {
        self.client.back().await.expect("there is a page before");
    }

    /// Waits until the browser is at an address.
    pub(super) async fn arrive_at(&self, url: &Url) {
        let arrived = insist(async || match self.client.current_url().await? {
            here if here == *url => Ok(()),
            here => Err(not_yet(&format!("the browser is at {here}"))),
        });
        let arrived = arrived.await;
        arrived.unwrap_or_else(|error| panic!("does not arrive at {url}: {error}"));
    }

    /// What an element says, once it is there.
    pub(super) async fn read(&self, name: &str) -> String {
        let text = self.with(name, async |element| element.text().await);
        text.await
    }

    /// Waits until an element says this, among other things.
    pub(super) async fn read_until(&self, name: &str, text: &str) {
        let path = format!(
            "//*[@data-test='{name}'][contains(normalize-space(.), normalize-space('{text}'))]"
        );
        let said = insist(async || self.client.find(Locator::XPath(&path)).await);
        let said = said.await;
        said.unwrap_or_else(|error| panic!("{name} never says {text:?}: {error}"));
    }

    /// Waits until there is such an element.
    pub(super) async fn expect(&self, name: &str) {
        self.with(name, async |_| Ok(())).await;
    }

    /// Whether there is such an element now, to be seen.
    pub(super) async fn shows(&self, name: &str) -> bool {
        let css = selector(name);
        let shown = insist(async || {
            let found = self.client.find_all(Locator::Css(&css)).await?;
            match found.first() {
                Some(element) => element.is_displayed().await,
                None => Ok(false),
            }
        });
        shown.await.expect("a page can be searched")
    }

    /// What stands in a field.
    pub(super) async fn value(&self, name: &str) -> String {
        let value = self.with(name, async |element| element.prop("value").await);
        value.await.unwrap_or_default()
    }

    pub(super) async fn attribute(&self, name: &str, attribute: &str) -> String {
        let value = self.with(name, async |element| element.attr(attribute).await);
        value.await.unwrap_or_default()
    }

    /// Types into a field.
    pub(super) async fn write(&self, name: &str, text: &str) {
        self.with(name, async |element| element.send_keys(text).await)
            .await;
    }

    /// Clicks, or taps.
    pub(super) async fn press(&self, name: &str) {
        self.press_in(&selector(name)).await;
    }

    /// Clicks what a CSS selector finds.
    pub(super) async fn press_in(&self, css: &str) {
        self.with_css(css, async |element| element.click().await)
            .await;
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
        let title = insist(async || self.client.title().await);
        title.await.expect("a page has a title")
    }

    /// The page as it is now, in HTML.
    pub(super) async fn source(&self) -> String {
        let source = insist(async || self.client.source().await);
        source.await.expect("a page has a source")
    }

    /// Runs a script in the page.
    pub(super) async fn run(&self, script: &str) -> Value {
        let value = insist(async || self.client.execute(script, Vec::new()).await);
        let value = value.await;
        value.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Closes the browser. One that does not answer is left to chromedriver's end.
    pub(super) async fn close(&self) -> Result<(), CmdError> {
        let closed = tokio::time::timeout(PATIENCE, self.client.clone().close()).await;
        closed.unwrap_or(Ok(()))
    }

    /// Does something with an element, once it is there.
    async fn with<T>(&self, name: &str, act: impl AsyncFn(Element) -> Result<T, CmdError>) -> T {
        self.with_css(&selector(name), act).await
    }

    async fn with_css<T>(&self, css: &str, act: impl AsyncFn(Element) -> Result<T, CmdError>) -> T {
        let done = insist(async || act(self.client.find(Locator::Css(css)).await?).await);
        let done = done.await;
        done.unwrap_or_else(|error| panic!("{css}: {error}"))
    }
}

fn selector(name: &str) -> String {
    format!("[data-test=\"{name}\"]")
}
