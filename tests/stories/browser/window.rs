//! A browser window: how it is set up, opened and closed.

use std::fmt::Write;
use std::panic::{AssertUnwindSafe, resume_unwind};

use fantoccini::{Client, ClientBuilder};
use futures_util::FutureExt;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::driver::{CHROMIUM, Driver};
use super::patience::PATIENCE;
use super::screen::Screen;
use crate::support::app::Folder;

/// How a browser is set up.
#[derive(Clone, Copy)]
pub(super) struct Setup {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) pixel_ratio: u32,
    pub(super) is_phone: bool,
    pub(super) runs_scripts: bool,
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

/// A browser that did not come up on a busy machine may do so when asked again.
const ATTEMPTS: usize = 4;

/// Opens a browser, lets the story happen, and closes it again however the story ends.
pub(super) fn browse(setup: Setup, story: impl AsyncFnOnce(&Screen)) {
    let profiles = Folder::new();
    let Some(driver) = Driver::start() else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts");
    runtime.block_on(async {
        let client = open(&driver, setup, profiles.text()).await;
        let screen = Screen::new(client, setup).await;
        let told = async {
            story(&screen).await;
            screen.expect_no_complaints().await;
        };
        let told = AssertUnwindSafe(told).catch_unwind().await;
        if let Err(panic) = &told {
            screen.tell_failure(panic.as_ref()).await;
        }
        let closed = screen.close().await;
        if let Err(panic) = told {
            resume_unwind(panic);
        }
        closed.expect("the browser closes");
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

/// Opens a window with a profile of its own.
async fn open(driver: &Driver, setup: Setup, profiles: &str) -> Client {
    let mut complaints = String::new();
    for attempt in 0..ATTEMPTS {
        let wishes = wishes(setup, &format!("{profiles}/{attempt}"));
        let wishes = wishes.as_object().expect("an object").clone();
        let opened = ClientBuilder::new(HttpConnector::new())
            .capabilities(wishes)
            .connect(&driver.url)
            .await;
        match opened {
            Ok(client) => return client,
            Err(error) => writeln!(complaints, "{error}").expect("text can be written"),
        }
    }
    panic!("chromedriver opens no browser:\n{complaints}");
}

fn wishes(setup: Setup, profile: &str) -> Value {
    let mut arguments = ARGUMENTS.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={profile}"));
    let mut preferences = json!({});
    if !setup.runs_scripts {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    json!({
        "browserName": "chrome",
        "timeouts": {"pageLoad": PATIENCE.as_millis()},
        "goog:loggingPrefs": {"browser": "ALL"},
        "goog:chromeOptions": {
            "binary": CHROMIUM,
            "args": arguments,
            "prefs": preferences,
        },
    })
}
