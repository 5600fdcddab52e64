//! A card is refused, by the bank or by the page, and the person goes on.

use super::{DESK, ShopFront, browse, browse_both};
use crate::support::buyer::{DECLINED_VISA, MASTERCARD};

#[test]
fn after_a_decline_another_card_pays() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        screen.pay_with(DECLINED_VISA).await;
        let told = screen.read("decline-banner").await;
        assert!(told.starts_with("Your bank declined this card."), "{told}");
        assert!(screen.title().await.starts_with("Problem: "));
        assert_eq!(screen.value("card-number").await, "");
        screen.photo("card-declined").await;
        assert_eq!(front.status(), "PROCESSING");
        screen.pay_with(MASTERCARD).await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "SUCCESS");
    });
}

#[test]
fn mistakes_are_told_beside_their_fields_and_what_was_typed_is_gone() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        screen.write("card-number", "4054695723100769").await;
        screen.write("expiry", "1320").await;
        screen.write("cvv", "98").await;
        screen.press("pay").await;
        screen.expect("mistakes-banner").await;
        for field in ["card-number", "expiry", "cvv", "holder"] {
            let error = screen.read(&format!("{field}-error")).await;
            assert!(error.ends_with('.'), "{field}: {error}");
            assert_eq!(screen.attribute(field, "aria-invalid").await, "true");
            let described = screen.attribute(field, "aria-describedby").await;
            assert_eq!(described, format!("{field}-error"));
            assert_eq!(screen.value(field).await, "");
        }
        screen.photo("card-mistakes").await;
        let source = screen.source().await;
        for typed in ["4054695723100769", "4054 6957 2310 0769", "3100769"] {
            assert!(!source.contains(typed), "{typed} is in the page");
        }
        // The source has random addresses, in which four digits may stand by chance.
        let seen = screen.run("return document.body.innerText").await;
        assert!(!seen.to_string().contains("0769"), "{seen}");
        screen.pay_with(MASTERCARD).await;
        screen.arrive_at(&front.return_url()).await;
    });
}

#[test]
fn the_name_on_the_card_is_kept_and_nothing_else() {
    browse(DESK, async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        screen.write("holder", "Ana <Souza> & \"Co\"").await;
        screen.write("cvv", "987").await;
        screen.press("pay").await;
        screen.expect("mistakes-banner").await;
        assert_eq!(screen.value("holder").await, "Ana <Souza> & \"Co\"");
        assert_eq!(screen.value("cvv").await, "");
        assert!(!screen.shows("holder-error").await);
        let focus = "return document.activeElement.dataset.test";
        assert_eq!(screen.run(focus).await, "card-number");
    });
}
