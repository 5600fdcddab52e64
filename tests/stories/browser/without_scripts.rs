//! A person whose browser runs no scripts.

use super::{ShopFront, WITHOUT_SCRIPTS, browse};
use crate::support::buyer::{DECLINED_VISA, VISA};

#[test]
fn everything_works_with_scripts_switched_off() {
    browse(WITHOUT_SCRIPTS, async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout_with_3ds()).await;
        screen.press("test-cards-toggle").await;
        screen.expect("test-card").await;
        // A button that cannot do anything is not there.
        assert!(!screen.shows("use-card").await);
        screen.photo("card-without-scripts").await;

        screen.pay_with(DECLINED_VISA).await;
        // The bank asks for its code first, and declines then.
        screen.write("code", "123456").await;
        screen.press("submit-code").await;
        screen.expect("decline-banner").await;
        screen.press("pay").await;
        screen.expect("mistakes-banner").await;
        screen.expect("cvv-error").await;

        screen.write("card-number", VISA).await;
        // No script has put spaces there.
        assert_eq!(screen.value("card-number").await, VISA);
        screen.write("expiry", "09/31").await;
        screen.write("cvv", "123").await;
        screen.write("holder", "Ana Souza").await;
        screen.press("pay").await;
        screen.write("code", "123456").await;
        screen.press("submit-code").await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "SUCCESS");
    });
}
