//! The dashboard in front of a person: it follows what happens.

use super::{WITHOUT_SCRIPTS, browse, browse_both};
use crate::support::{Reply, Shop};

#[test]
fn a_page_follows_what_happens() {
    browse_both(async |screen| {
        let shop = Shop::open();
        shop.pay(&shop.order("dash-1"));
        let base = format!("{}/merchants/{}", shop.admin.base(), shop.client_id);
        screen.visit(&format!("{base}/payments/dash-1")).await;
        screen.read_until("payment-status", "PROCESSING").await;
        shop.admin
            .buyer("dash-1", &serde_json::json!({"action": "pay"}));
        screen.read_until("payment-status", "SUCCESS").await;
        shop.admin.advance("10s");
        screen.read_until("stage", "CAPTURED").await;
    });
}

#[test]
fn a_notification_that_failed_is_sent_again() {
    browse_both(async |screen| {
        let shop = Shop::open();
        shop.answers((0..8).map(|_| Reply::Answer(500, "<h1>Oops</h1>".to_owned())));
        shop.pay_and_buy(&shop.manual_order("dash-1"));
        shop.admin.advance("10s");
        let base = format!("{}/merchants/{}", shop.admin.base(), shop.client_id);
        screen.visit(&format!("{base}/notifications")).await;
        screen.press_in("[data-test=notification] a").await;
        screen.read_until("state", "PENDING").await;
        screen.read_until("verdict", "500").await;
        // The schedule ends while somebody looks at the page.
        shop.admin.advance("26h");
        screen.read_until("state", "EXHAUSTED").await;
        screen.photo("notification-given-up").await;
        shop.notices();
        screen.press("resend").await;
        screen.read_until("state", "ACCEPTED").await;
        assert_eq!(shop.notices().len(), 1);
        screen.photo("notification-sent-again").await;
    });
}

#[test]
fn the_dashboard_needs_no_script() {
    browse(WITHOUT_SCRIPTS, async |screen| {
        let shop = Shop::open();
        shop.pay(&shop.order("dash-1"));
        let base = format!("{}/merchants/{}", shop.admin.base(), shop.client_id);
        screen.visit(&format!("{base}/payments/dash-1")).await;
        screen.press("buyer-pay").await;
        screen.read_until("payment-status", "SUCCESS").await;
        screen.press("two-minutes").await;
        screen.read_until("stage", "CAPTURED").await;
    });
}
