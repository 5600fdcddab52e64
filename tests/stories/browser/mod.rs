//! People in front of a real Chromium, which is driven by way of Debian's chromedriver.
//!
//! Every page is photographed into `target/screenshots/`, must not be wider than the screen, and
//! must leave the console of the browser empty.

mod challenge;
mod dashboard;
mod declines;
mod demo_shop;
mod driver;
mod endings;
mod first_payment;
mod issuer;
mod more_fields;
mod screen;
mod shop_front;
mod typing;
mod without_scripts;

use self::screen::{DESK, PHONE, Screen, WITHOUT_SCRIPTS, browse, browse_both};
use self::shop_front::ShopFront;
