//! The pictures of the README. `ANTOM_SANDBOX_PICTURES=docs/pictures cargo test pictures` makes them anew.

use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use super::demo_shop::open;
use super::{DESK, PHONE, Screen, ShopFront, browse};
use crate::process::setting;
use crate::support::buyer::VISA;
use crate::support::{Reply, Shop};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A README is read on slow lines, too.
const BYTES: usize = 150_000;

/// Down to which point of a page a picture goes: to the end of an element, or of the screen.
const BOTTOM: &str = "const last = document.querySelector('[data-test=\"sequence\"]');
    return last ? Math.ceil(last.getBoundingClientRect().bottom + scrollY) + 28 : innerHeight;";

impl Screen {
    /// Makes a picture of the upper part of a page, in both colours.
    async fn picture(&self, name: &str) {
        for scheme in ["dark", "light"] {
            self.colours(scheme).await;
            let clip = json!({
                "x": 0, "y": 0, "width": self.setup.get().width,
                "height": self.run(BOTTOM).await, "scale": 1,
            });
            let wish = json!({
                "format": "webp", "quality": 82, "captureBeyondViewport": true, "clip": clip,
            });
            let picture = self.devtools("Page.captureScreenshot", &wish).await;
            keep(
                &format!("{name}-{scheme}.webp"),
                &picture.expect("a picture"),
            );
        }
    }
}

/// Writes a picture to where it is wanted, else to the target folder. The README must show it.
fn keep(name: &str, picture: &Value) {
    let data = picture["data"].as_str().expect("a picture is text");
    let data = BASE64.decode(data).expect("a picture is Base64");
    let folder = setting("ANTOM_SANDBOX_PICTURES");
    let folder = format!("{ROOT}/{}", folder.as_deref().unwrap_or("target/pictures"));
    fs::create_dir_all(&folder).expect("the folder can be written");
    fs::write(format!("{folder}/{name}"), &data).expect("the picture can be written");
    let shown = format!("docs/pictures/{name}");
    let readme = fs::read_to_string(format!("{ROOT}/README.md")).expect("there is a README");
    assert!(readme.contains(&shown), "README.md does not show {shown}");
    let size = fs::read(format!("{ROOT}/{shown}")).map(|kept| kept.len());
    let size = size.unwrap_or_else(|error| panic!("{shown}: {error}"));
    for size in [size, data.len()] {
        assert!(size < BYTES, "{name} has {size} bytes");
    }
}

#[test]
fn pictures_of_a_phone() {
    browse(PHONE, async |screen| {
        let front = ShopFront::with(&json!({"clock": "live"}));
        screen.visit(&front.checkout_with_3ds()).await;
        for (field, text) in [("card-number", VISA), ("expiry", "0931")] {
            screen.write(field, text).await;
        }
        screen.picture("card").await;
        screen.write("cvv", "123").await;
        screen.write("holder", "Ana Souza").await;
        screen.press("pay").await;
        screen.write("code", "1234").await;
        screen.picture("3ds").await;
    });
}

#[test]
fn a_picture_of_the_demo() {
    browse(DESK, async |screen| {
        let (program, _) = open();
        screen.visit(program.address("shop")).await;
        screen.expect("go-shopping").await;
        screen.picture("demo").await;
    });
}

#[test]
fn a_picture_of_a_payment_in_the_dashboard() {
    browse(DESK, async |screen| {
        let shop = Shop::open();
        shop.answers([Reply::Answer(503, "down for repairs".to_owned())]);
        let paid = shop.pay(&shop.order_with_3ds("order-77-1"));
        let id = paid.text("paymentId");
        shop.admin
            .buyer(id, &json!({"action": "submit", "card": VISA}));
        shop.admin.buyer(id, &json!({"action": "challenge"}));
        shop.admin.advance("3m");
        let base = format!("{}/merchants/{}", shop.admin.base(), shop.client_id);
        screen.visit(&format!("{base}/payments/{id}")).await;
        screen.expect("sequence").await;
        screen.picture("payment").await;
    });
}
