//! Photos of pages, in light and in dark colours, and where a story failed.

use std::any::Any;
use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use fantoccini::error::CmdError;
use serde_json::json;

use super::patience::insist;
use super::screen::Screen;

/// How much is printed of a page on which a story failed.
const WORDS: usize = 120;

impl Screen {
    /// Photographs the whole page in both colours. It must not be wider than the screen, and
    /// everybody must be able to use it.
    pub(super) async fn photo(&self, name: &str) {
        for scheme in ["dark", "light"] {
            self.colours(scheme).await;
            let name = match scheme {
                "light" => name.to_owned(),
                _ => format!("{name}-{scheme}"),
            };
            let width = insist(async || self.try_photo(&name).await).await;
            let width = width.unwrap_or_else(|error| panic!("no photo of {name}: {error}"));
            assert!(
                width <= f64::from(self.setup.get().width),
                "{name}: {width} px"
            );
            self.expect_accessible(&name).await;
        }
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

    /// A help for whoever looks into a failure: what is on the screen, as words and as a photo.
    #[expect(
        clippy::print_stderr,
        reason = "the harness keeps it with the test's own words"
    )]
    pub(super) async fn tell_failure(&self, panic: &(dyn Any + Send)) {
        let literal = panic.downcast_ref::<&str>().map(ToString::to_string);
        let why = literal.or_else(|| panic.downcast_ref::<String>().cloned());
        eprintln!("why: {}", why.unwrap_or_default());
        let address = self.client.current_url().await;
        let address = address.map(|address| address.to_string());
        let title = self.client.title().await;
        let script = "return document.body?.innerText ?? ''";
        let text = self.client.execute(script, Vec::new()).await;
        let text = text.map(|text| {
            let words = text.as_str().unwrap_or_default().split_whitespace();
            words.take(WORDS).collect::<Vec<_>>().join(" ")
        });
        eprintln!("address: {address:?}\ntitle: {title:?}\ntext: {text:?}");
        let test = std::thread::current();
        let name = test.name().unwrap_or_default().replace("::", "-");
        if let Err(error) = self.try_photo(&format!("FAILED-{name}")).await {
            eprintln!("no photo: {error}");
        }
    }
}
