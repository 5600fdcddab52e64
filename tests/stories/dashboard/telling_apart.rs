//! A notification that is sent again with a fault, and the clock that goes anywhere.

use serde_json::json;

use super::Page;
use crate::support::app::App;
use crate::support::hooks::Reply;
use crate::support::{Shop, shop};

#[test]
fn a_notification_is_sent_again_spoiled() {
    let shop = Shop::open();
    shop.answers([Reply::Answer(500, "oh".to_owned())]);
    shop.pay_and_buy(&shop.order("dash-1"));
    shop.admin.advance("10s");
    let page = Page::of(&shop, "/notifications/ntf-1");
    let page = page.press_with("resend", &[("fault", "wrong_key")]);
    assert_eq!(page.texts("attempt").len(), 2);
    assert!(
        page.message
            .text()
            .contains("it was signed with a key that is not Antom")
    );
    // The shop said yes to a forgery: that counts for nothing, and is told.
    assert_eq!(page.text("state"), "PENDING");
    let findings = Page::of(&shop, "/payments/dash-1").texts("finding");
    let is_told = |finding: &String| finding.contains("FORGERY_ACKNOWLEDGED");
    assert!(findings.iter().any(is_told), "{findings:?}");
    let page = page.press_with("resend", &[("fault", "drop")]);
    assert!(
        page.text("verdict").contains("lost on the way"),
        "{}",
        page.text("verdict")
    );
    let page = page.press_with("resend", &[("fault", "duplicate")]);
    assert_eq!(page.texts("attempt").len(), 5);
    assert_eq!(page.text("state"), "ACCEPTED");
    assert_eq!(page.text("next-attempt"), "none");
    for fault in ["late", "wrong_keys"] {
        let error = shop.admin.refused(
            400,
            "POST",
            "/notifications/ntf-1/resend",
            &json!({"fault": fault}),
        );
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|text| text.contains(fault)),
            "{error}"
        );
    }
    let old = json!({"fault": "stale_time", "by": "1h"});
    let told = shop.admin.post("/notifications/ntf-1/resend", &old);
    let newest = &told["attempts"][5];
    assert!(
        newest["fault"]
            .as_str()
            .is_some_and(|text| text.contains("request-time"))
    );
    shop.admin.refused(
        400,
        "POST",
        "/notifications/ntf-1/resend",
        &json!({"fault": "drop", "by": "1h"}),
    );
}

#[test]
fn what_is_signed_has_the_query_where_the_merchant_wants_it() {
    let shop = Shop::with(App::shared(), &json!({"signQuery": true}));
    let mut order = shop.order("dash-1");
    order["paymentNotifyUrl"] = json!(format!("{}/hooks/antom?shop=7", shop.hooks.base));
    shop.pay_and_buy(&order);
    shop.admin.advance("10s");
    let page = Page::of(&shop, "/notifications/ntf-1");
    let signed = page.text("attempt-signed");
    assert!(signed.starts_with("POST /hooks/antom?shop=7\n"), "{signed}");
}

#[test]
fn the_clock_goes_by_any_span_to_any_instant_at_any_pace() {
    let shop = Shop::open();
    let page = Page::of(&shop, "/clock").press_with("move-by", &[("by", "1h 30m")]);
    assert_eq!(page.text("clock"), "2026-11-23 03:30:00");
    let page = page.press_with("move-to", &[("to", "2026-11-24T10:00")]);
    assert_eq!(page.text("clock"), "2026-11-24 10:00:00");
    let back = page.press_with("move-to", &[("to", "2026-11-24T09:00")]);
    assert_eq!(back.message.status(), 409);
    assert!(back.text("problem").contains("time does not go back"));
    page.press_with("set-rate", &[("rate", "90")]);
    assert_eq!(shop.admin.get("/clock")["pace"], "x90");
    Page::of(&shop, "/payments").press("pause");
    assert_eq!(shop.admin.get("/clock")["pace"], "stepped");
    let wrong = page.press_with("set-rate", &[("rate", "0")]);
    assert_eq!(wrong.message.status(), 400);
    assert!(shop::START.starts_with("2026-11-23T02:00"));
}
