//! A person who has no mouse: Tab, Enter and Space, and letters.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::Value;

use super::demo_shop::open;
use super::{DESK, PHONE, Screen, ShopFront, browse};
use crate::support::Shop;
use crate::support::buyer::VISA;

/// What has the focus: its name, and whether a person can see that.
const FOCUS: &str = "
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    const box = one.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return {
        name: one.dataset.test ?? '',
        what: one.outerHTML.slice(0, 100),
        seen: one === document.body || one.matches(':focus-visible') && outlined && inside,
    };";

/// No page has more places for the focus.
const PLACES: usize = 80;

impl Screen {
    /// Presses one key and lets it go.
    async fn key(&self, key: char) {
        let strokes = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        let pressed = self.client.perform_actions(strokes).await;
        pressed.unwrap_or_else(|error| panic!("{key:?} cannot be pressed: {error}"));
    }

    async fn keys(&self, text: &str) {
        for letter in text.chars() {
            self.key(letter).await;
        }
    }

    /// Goes on with Tab until this element has the focus. It must be seen wherever it is.
    async fn tab_to(&self, name: &str) {
        self.expect(name).await;
        let mut places = Vec::new();
        for _ in 0..PLACES {
            self.key(Key::Tab.into()).await;
            let focus = self.run(FOCUS).await;
            assert_eq!(focus["seen"], true, "nobody sees the focus: {focus}");
            if focus["name"] == name {
                return;
            }
            places.push(focus["what"].clone());
        }
        panic!("Tab does not lead to {name}: {places:#?}");
    }

    /// The name of what has the focus.
    async fn focus(&self) -> Value {
        self.run(FOCUS).await["name"].clone()
    }
}

/// Fills in the card form and submits it with Enter.
async fn pay_by_keys(screen: &Screen, number: &str) {
    for (field, text) in [
        ("card-number", number),
        ("expiry", "0931"),
        ("cvv", "123"),
        ("holder", "Ana Souza"),
    ] {
        screen.tab_to(field).await;
        screen.keys(text).await;
    }
    screen.tab_to("pay").await;
    screen.key(Key::Enter.into()).await;
}

#[test]
fn from_the_shop_to_the_bank_and_back_without_a_mouse() {
    browse(DESK, async |screen| {
        let (program, admin) = open();
        let shop = program.address("shop");
        screen.visit(&format!("{shop}/checkout/lanterns")).await;
        for choice in ["three-ds", "manual"] {
            screen.tab_to(choice).await;
            screen.key(' ').await;
        }
        screen.tab_to("buy").await;
        screen.key(Key::Enter.into()).await;
        pay_by_keys(screen, VISA).await;
        screen.expect("code").await;
        assert_eq!(screen.focus().await, "code", "the bank waits for its code");
        screen.keys("123456").await;
        screen.key(Key::Enter.into()).await;
        screen.read_until("status", "SUCCESS").await;
        screen.tab_to("capture").await;
        screen.key(' ').await;
        screen.read_until("captured", "yes").await;
        admin.drain();
        screen
            .read_until("notifications", "CAPTURE_RESULT SUCCESS")
            .await;
        screen.tab_to("again").await;
        screen.key(Key::Enter.into()).await;
        screen.expect("good-lanterns").await;
    });
}

#[test]
fn mistakes_and_test_cards_are_within_reach_of_the_keyboard() {
    browse(PHONE, async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        screen.tab_to("pay").await;
        screen.key(Key::Enter.into()).await;
        screen.expect("mistakes-banner").await;
        // What is wrong first is what can be mended first.
        assert_eq!(screen.focus().await, "card-number");
        screen.tab_to("test-cards-toggle").await;
        screen.key(' ').await;
        screen.tab_to("use-card").await;
        screen.key(Key::Enter.into()).await;
        assert_eq!(screen.focus().await, "pay");
        screen.key(Key::Enter.into()).await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "SUCCESS");
    });
}

#[test]
fn the_dashboard_is_used_without_a_mouse() {
    browse(DESK, async |screen| {
        let shop = Shop::open();
        shop.pay(&shop.order("dash-1"));
        let base = format!("{}/merchants/{}", shop.admin.base(), shop.client_id);
        screen.visit(&format!("{base}/payments/dash-1")).await;
        screen.tab_to("buyer-pay").await;
        screen.key(Key::Enter.into()).await;
        screen.read_until("payment-status", "SUCCESS").await;
        screen.tab_to("two-minutes").await;
        screen.key(' ').await;
        screen.read_until("stage", "CAPTURED").await;
    });
}
