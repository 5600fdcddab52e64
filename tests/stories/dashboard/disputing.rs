//! Disputes from their beginning to their end, by buttons alone; stored cards; files of a day.

use serde_json::json;

use super::Page;
use crate::support::wire::send;
use crate::support::{App, Shop};

/// A shop with a captured payment, whose merchant has a URL for disputes.
fn paid() -> Shop {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("dash-1"));
    shop.admin.drain();
    shop.notices();
    shop
}

#[test]
fn a_dispute_is_opened_defended_and_judged() {
    let shop = paid();
    assert!(Page::of(&shop, "/disputes").has("empty"));
    let form = [("amount", "1000"), ("defenseDueIn", "3d")];
    let page = Page::of(&shop, "/payments/dash-1").press_with("open-dispute", &form);
    assert!(page.text("dispute").contains("SGD 10.00"));
    let list = Page::of(&shop, "/disputes?q=lt-order-77");
    assert_eq!(list.texts("dispute").len(), 1);
    let id = shop.admin.items("/disputes")[0]["disputeId"].clone();
    let id = id.as_str().expect("an id");
    let page = Page::of(&shop, &format!("/disputes/{id}"));
    assert_eq!(page.text("state"), "CREATED");
    assert!(page.text("due").contains("in 3 d"), "{}", page.text("due"));
    assert!(!page.has("judge-dispute") && !page.has("escalate-dispute"));
    let page = page.press("defend-dispute");
    assert_eq!(page.text("state"), "DEFENSE_SUPPLIED");
    assert!(!page.has("accept-dispute"));
    let judged = [("result", "VALIDATE_FAIL"), ("amount", "700")];
    let page = page.press_with("judge-dispute", &judged);
    assert_eq!(page.text("state"), "JUDGED");
    assert!(page.message.text().contains("the buyer wins"));
    assert!(!page.has("cancel-dispute"));
    let dispute = shop.admin.get(&format!("/disputes/{id}"));
    assert_eq!(dispute["judgedResult"], "VALIDATE_FAIL");
    let evidence = json!({"disputeId": id, "disputeEvidenceType": "DISPUTE_EVIDENCE_FILE"});
    let file = shop.call("downloadDisputeEvidence", &evidence);
    assert_eq!(file.text("disputeEvidenceFormat"), "PDF");
}

#[test]
fn a_dispute_is_accepted_or_withdrawn() {
    let shop = paid();
    for (button, state) in [
        ("accept-dispute", "ACCEPTED"),
        ("cancel-dispute", "CANCELLED"),
    ] {
        let form = [("amount", "100")];
        Page::of(&shop, "/payments/dash-1").press_with("open-dispute", &form);
        let newest = shop.admin.items("/disputes").pop().expect("a dispute");
        let id = newest["disputeId"].as_str().expect("an id").to_owned();
        let page = Page::of(&shop, &format!("/disputes/{id}")).press(button);
        assert_eq!(page.text("state"), state);
    }
    assert_eq!(
        Page::of(&shop, "/disputes?state=ACCEPTED")
            .texts("dispute")
            .len(),
        1
    );
    let base = format!("/merchants/{}/disputes/x", shop.client_id);
    assert_eq!(Page::at(&App::shared().admin, &base).message.status(), 404);
}

#[test]
fn evidence_is_a_document_in_base64() {
    let shop = paid();
    let opened = shop.admin.post("/payments/dash-1/disputes", &json!({}));
    let id = opened["disputeId"].as_str().expect("an id");
    let path = format!("/disputes/{id}/defend");
    let refused = shop
        .admin
        .refused(400, "POST", &path, &json!({"evidence": "no"}));
    assert!(
        refused["message"]
            .as_str()
            .is_some_and(|text| text.starts_with("evidence: "))
    );
    let supplied = shop.admin.post(&path, &json!({"evidence": "aGVsbG8="}));
    assert_eq!(supplied["state"], "DEFENSE_SUPPLIED");
    shop.admin.refused(409, "POST", &path, &json!(null));
    shop.admin
        .refused(404, "POST", "/disputes/x/defend", &json!(null));
}

#[test]
fn stored_cards_and_vaultings_are_listed_and_a_card_is_deleted() {
    let shop = Shop::open();
    let mut order = shop.order("dash-1");
    order["paymentMethod"]["paymentMethodMetaData"] = json!({"tokenize": true});
    shop.pay_and_buy(&order);
    let session = json!({
        "vaultingRequestId": "vault-1",
        "paymentMethodType": "CARD",
        "vaultingNotificationUrl": format!("{}/hooks/antom", shop.hooks.base),
        "redirectUrl": "https://shop.example/back",
    });
    assert_eq!(
        shop.vault("createVaultingSession", &session).code(),
        "SUCCESS"
    );
    let page = Page::of(&shop, "/cards");
    assert!(
        page.text("card").contains("buyer-5"),
        "{}",
        page.text("card")
    );
    assert!(page.text("vaulting").contains("vault-1"));
    let listed = &shop.admin.items("/vaultings")[0];
    assert_eq!(listed["vaultingStatus"], "PROCESSING");
    assert!(
        listed["normalUrl"]
            .as_str()
            .is_some_and(|url| url.contains("/checkout/"))
    );
    let page = page.press("delete-card");
    assert!(page.text("card").contains("DELETED") && !page.has("delete-card"));
    assert!(Page::of(&shop, "/cards?q=nowhere").has("empty"));
}

#[test]
fn the_files_of_a_day_are_downloaded_from_their_page() {
    let shop = paid();
    let page = Page::of(&shop, "/reports");
    assert_eq!(page.text("movements"), "2");
    for kind in ["transactions", "settlement", "summary"] {
        let file = page.follow(&format!("report-{kind}"));
        let disposition = file.message.header("content-disposition");
        assert!(disposition.starts_with("attachment"), "{disposition}");
        assert!(file.message.text().contains("<END>"), "{kind}");
    }
    let other = Page::of(&shop, "/reports?day=2026-11-20");
    assert_eq!(other.text("movements"), "0");
    let page = send(
        shop.admin.base(),
        "GET",
        "/merchants/default/reports?day=x",
        &[],
        b"",
    );
    assert_eq!(page.status(), 200);
}
