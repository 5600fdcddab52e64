//! The page of one vaulting.

use serde_json::json;

use super::Page;
use crate::support::Shop;
use crate::support::buyer::VISA;
use crate::vaulting::{request_with_3ds, session};

#[test]
fn a_vaulting_tells_how_it_stands_and_is_ended_by_buttons() {
    let shop = Shop::open();
    session(&shop, "asked");
    let list = Page::of(&shop, "/cards");
    let page = list.follow("vaulting-link");
    assert_eq!(page.text("vaulting-id"), "asked");
    assert_eq!(page.text("vaulting-status"), "PROCESSING");
    assert_eq!(page.text("stage"), "AWAITING_CARD");
    assert_eq!(page.text("card"), "no card yet");
    let page = page.press("buyer-decline");
    assert_eq!(page.text("vaulting-status"), "PROCESSING");
    let declined = page.text("card");
    assert!(declined.contains("was declined"), "{declined}");
    let page = page.press("buyer-stores");
    assert_eq!(page.text("vaulting-status"), "SUCCESS");
    assert_eq!(page.text("stage"), "STORED");
    assert!(page.text("card").starts_with("VISA ****"));
    // It is over: nobody can do anything any more.
    assert!(!page.has("buyer-stores") && !page.has("open-checkout"));
    shop.admin.advance("10s");
    let page = Page::of(&shop, "/vaultings/asked");
    let events = page.texts("event").concat();
    for told in [
        "createVaultingSession was answered SUCCESS",
        "CARD_STORED",
        "NOTIFICATION_ATTEMPTED",
    ] {
        assert!(events.contains(told), "{told}: {events}");
    }
    let told = page.text("notification");
    assert!(
        told.contains("VAULTING_RESULT") && told.contains("ACCEPTED"),
        "{told}"
    );
    // From what was told there is a way back.
    let notification = Page::of(&shop, "/notifications?q=asked");
    assert!(
        notification
            .text("notification")
            .contains("VAULTING_RESULT")
    );
    let about = Page::of(&shop, "/notifications/ntf-1").follow("about");
    assert_eq!(about.text("vaulting-id"), "asked");
}

#[test]
fn the_bank_of_a_vaulting_is_answered_from_its_page() {
    let shop = Shop::open();
    for (id, button, status) in [
        ("v-1", "buyer-challenge", "SUCCESS"),
        ("v-2", "buyer-cancel", "FAIL"),
    ] {
        shop.vault("vaultPaymentMethod", &request_with_3ds(&shop, id, VISA));
        let page = Page::of(&shop, &format!("/vaultings/{id}"));
        assert_eq!(page.text("stage"), "CHALLENGED");
        assert!(page.text("card").ends_with("its bank asks"));
        let page = page.press(button);
        assert_eq!(page.text("vaulting-status"), status);
    }
}

#[test]
fn the_picture_of_a_vaulting_begins_with_the_call_that_made_it() {
    let shop = Shop::open();
    session(&shop, "v-1");
    let deed = json!({"action": "pay"});
    shop.admin.post("/vaultings/v-1/buyer", &deed);
    shop.admin.drain();
    let picture = Page::of(&shop, "/vaultings/v-1").follow("download");
    let kind = picture.message.find_header("content-type");
    assert_eq!(kind, Some("image/svg+xml"));
    let svg = picture.message.text();
    let places: Vec<_> = [
        "v-1 · SUCCESS",
        "createVaultingSession",
        "a card is to be stored;",
        "submits a card",
        "was stored",
        "VAULTING_RESULT",
        "ACCEPTED",
    ]
    .map(|told| svg.find(told).unwrap_or_else(|| panic!("{told}: {svg}")))
    .into();
    assert!(places.is_sorted(), "{svg}");
}

#[test]
fn vaultings_are_searched_and_any_id_has_a_page() {
    let shop = Shop::open();
    let odd = "v 1/?#%2F<b>&";
    for id in ["v-2", odd] {
        assert_eq!(session(&shop, id).code(), "SUCCESS", "{id}");
    }
    assert_eq!(Page::of(&shop, "/cards").texts("vaulting").len(), 2);
    let found = Page::of(&shop, "/cards?q=%3Cb%3E");
    assert!(found.text("vaulting").contains(odd));
    let page = found.follow("vaulting-link");
    assert_eq!(page.text("vaulting-id"), odd);
    assert!(!page.message.text().contains("<b>&"));
    let page = page.press("buyer-leave");
    assert_eq!(page.text("vaulting-id"), odd);
    assert_eq!(page.follow("download").message.status(), 200);
    let none = Page::of(&shop, "/cards?q=nowhere");
    assert!(!none.has("vaulting"));
    let path = format!("/merchants/{}/vaultings/v-9", shop.client_id);
    let missing = Page::at(shop.admin.base(), &path);
    assert_eq!(missing.message.status(), 404);
    assert!(missing.text("problem").contains("no vaulting \"v-9\""));
}
