//! When a notification comes again that was not acknowledged as it has to be.

use serde_json::json;

use super::played::{LONG, PAID, notices, shop, status};
use super::{Story, play};
use crate::support::{App, Reply, Shop};

pub(super) const STORIES: &[Story] = &[
    ("resend-fast", |name| resent(&shop(name), &[1, 2, 4, 8])),
    ("resend-documented", documented),
    ("resend-off", |name| resent(&shop(name), &[])),
];

/// Seconds between attempts (file 05 of the protocol notes).
const DOCUMENTED: [i64; 7] = [120, 600, 600, 3600, 7200, 21600, 54000];

#[test]
fn notifications_that_are_not_acknowledged() {
    play(STORIES);
}

/// Also where the program was told to send nothing again.
fn documented(name: &str) {
    let app = App::with(&["--resend", "off"]);
    let silent = Shop::at(&app);
    resent(&silent, &[]);
    let shop = Shop::with(&app, &json!({ "scenario": name }));
    resent(&shop, &DOCUMENTED);
}

/// A shop that answers HTTP 200 with a body that is no acknowledgement hears again, with these
/// seconds between.
fn resent(shop: &Shop, gaps: &[i64]) {
    shop.pay_and_buy(&shop.manual_order("lt-1"));
    let bad = || Reply::Answer(200, "OK".to_owned());
    shop.answers(std::iter::repeat_with(bad).take(20));
    let heard = notices(shop, LONG);
    let waited = heard.windows(2).map(|two| two[1].at - two[0].at);
    assert_eq!(waited.collect::<Vec<_>>(), gaps);
    for one in &heard {
        assert_eq!(one.what(), PAID);
        assert_eq!(
            one.message.body, heard[0].message.body,
            "the same each time"
        );
    }
    assert_eq!(status(shop), "SUCCESS", "whoever asks knows");
}
