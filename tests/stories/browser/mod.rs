//! People in front of a real Chromium, which is driven by way of Debian's chromedriver.
//!
//! Every page is photographed into `target/screenshots/` in light and dark colours. It must not be
//! wider than the screen, axe must find nothing that would shut somebody out, and the console of the
//! browser must stay empty.

mod axe;
mod bank;
mod buyers_pages;
mod challenge;
mod dashboard;
mod declines;
mod demo_shop;
mod devtools;
mod driver;
mod early_words;
mod endings;
mod every_page;
mod first_payment;
mod issuer;
mod keyboard;
mod language;
mod more_fields;
mod patience;
mod photo;
mod pictures;
mod saved_cards;
mod screen;
mod shop_front;
mod two_tabs;
mod typing;
mod window;
mod without_scripts;

use self::screen::Screen;
use self::shop_front::ShopFront;
use self::window::{DESK, PHONE, WITHOUT_SCRIPTS, browse, browse_both};
