//! Comfort while typing: groups of digits, the brand, test cards.

use super::{DESK, ShopFront, browse, browse_both};

#[test]
fn a_test_card_fills_in_the_form() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        screen.press("test-cards-toggle").await;
        screen.photo("card-test-cards").await;
        screen.press_in("[data-card='4054695723100768']").await;
        assert_eq!(screen.value("card-number").await, "4054 6957 2310 0768");
        assert_eq!(screen.read("card-brand").await, "VISA");
        let expiry = screen.value("expiry").await;
        assert!(expiry.starts_with("12/") && expiry.len() == 5, "{expiry}");
        assert_eq!(screen.value("cvv").await, "123");
        assert_eq!(screen.value("holder").await, "Test Buyer");
        let focus = "return document.activeElement.dataset.test";
        assert_eq!(screen.run(focus).await, "pay");
        screen.photo("card-filled").await;
        screen.press("pay").await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "SUCCESS");
    });
}

#[test]
fn every_offered_card_can_be_used() {
    browse(DESK, async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        screen.press("test-cards-toggle").await;
        let numbers = screen
            .run(
                "return [...document.querySelectorAll('[data-card]')].map(one => one.dataset.card)",
            )
            .await;
        let numbers = numbers.as_array().expect("a list");
        assert!(numbers.len() >= 10, "{numbers:?}");
        for number in numbers {
            let number = number.as_str().expect("a number is text");
            screen.press_in(&format!("[data-card='{number}']")).await;
            let typed = screen.value("card-number").await;
            assert_eq!(typed.replace(' ', ""), number);
        }
    });
}

#[test]
fn digits_are_grouped_while_they_are_typed() {
    browse(DESK, async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        assert!(!screen.shows("card-brand").await);
        screen.write("card-number", "5162-7741 14974622").await;
        assert_eq!(screen.value("card-number").await, "5162 7741 1497 4622");
        assert_eq!(screen.read("card-brand").await, "MASTERCARD");
        let backspace = "\u{e003}";
        screen.write("card-number", &backspace.repeat(3)).await;
        assert_eq!(screen.value("card-number").await, "5162 7741 1497 4");
        screen.write("expiry", "9").await;
        assert_eq!(screen.value("expiry").await, "09/");
        screen.write("expiry", "31").await;
        assert_eq!(screen.value("expiry").await, "09/31");
        screen.write("expiry", &backspace.repeat(4)).await;
        assert_eq!(screen.value("expiry").await, "0");
        screen.write("cvv", "1a2-3").await;
        assert_eq!(screen.value("cvv").await, "123");
    });
}
