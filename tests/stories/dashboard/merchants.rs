//! Merchants: made, chosen, emptied and removed from a page.

use serde_json::json;

use super::Page;
use crate::support::admin::Admin;
use crate::support::{App, Shop};

#[test]
fn a_merchant_is_made_with_its_contract_emptied_and_removed() {
    let shop = Shop::open();
    let list = Page::of(&shop, "/payments").follow("all-merchants");
    let keys = list.press_with(
        "create",
        &[
            ("clientId", "dash-made-1"),
            ("clock", "stepped"),
            ("now", "2026-11-24T10:00"),
            ("scenario", "buyer-pays"),
            ("currencies", "SGD, USD"),
            ("contract", "refunds = { partial = false }"),
        ],
    );
    assert_eq!(keys.text("client-id"), "dash-made-1");
    assert_eq!(keys.text("clock"), "2026-11-24 10:00:00");
    assert_eq!(keys.text("scenario"), "buyer-pays");
    let admin = Admin::new(&App::shared().admin, "dash-made-1");
    let contract = admin.get("/contract");
    assert_eq!(contract["currencies"], json!(["SGD", "USD"]));
    assert_eq!(contract["refunds"]["partial"], false);

    let at = |path: &str| {
        Page::at(
            &App::shared().admin,
            &format!("/merchants/{}{path}", shop.client_id),
        )
    };
    let found = at("/merchants?q=dash-made-1");
    let row = found.text("merchant-row");
    assert!(row.contains("currencies, refunds"), "{row}");
    assert!(row.contains("well-known test key"), "{row}");
    assert!(found.press("reset").has("merchant-row"));
    found.press("remove");
    assert!(at("/merchants?q=dash-made-1").has("empty"));
}

#[test]
fn a_wish_that_cannot_be_comes_back_with_what_was_wrong() {
    let shop = Shop::open();
    let page = Page::of(&shop, "/merchants");
    let wishes = [
        ("clientId", "a b"),
        ("currencies", "SGF"),
        ("notifyUrl", "http://x.test/h"),
    ];
    let refused = page.press_with("create", &wishes);
    assert_eq!(refused.message.status(), 422);
    let flaw = refused.text("flaw");
    assert!(
        flaw.contains("contract.currencies") && flaw.contains("SGF"),
        "{flaw}"
    );
    let text = refused.message.text();
    for kept in [
        "value=\"a b\"",
        "value=\"SGF\"",
        "value=\"http://x.test/h\"",
    ] {
        assert!(text.contains(kept), "{kept}");
    }
    // The default merchant is emptied, never removed.
    let own = Page::of(&shop, "/merchants?q=SANDBOX_5X00000000000001");
    assert!(own.has("reset") && !own.has("remove"));
}

#[test]
fn another_contract_is_signed_on_its_page() {
    let shop = Shop::open();
    let page = Page::of(&shop, "/contract");
    assert!(page.text("changed").contains("The usual contract"));
    let signed = page.press_with("sign", &[("contract", "manualCapture = false")]);
    assert!(signed.text("changed").contains("manualCapture"));
    assert_eq!(shop.admin.get("/contract")["manualCapture"], false);
    let refused = signed.press_with("sign", &[("contract", "manulCapture = false")]);
    assert_eq!(refused.message.status(), 422);
    assert!(refused.text("flaw").contains("did you mean manualCapture?"));
    assert!(refused.text("contract").contains("manulCapture"));
}
