//! What the card form says and asks before anything is sent.

use super::{DESK, Screen, ShopFront, browse, browse_both};
use crate::support::buyer::VISA;

const BRAZIL: &str = "4294097400915107";
const HYUNDAI: &str = "9490220011669217";

impl Screen {
    /// Puts text into a field at once, as pasting does.
    async fn paste(&self, name: &str, text: &str) {
        let script = format!(
            "const field = document.querySelector('[data-test={name}]'); \
             field.focus(); field.select(); \
             document.execCommand('insertText', false, '{text}');"
        );
        self.run(&script).await;
    }

    /// Goes on to the next field with the keyboard.
    async fn leave(&self, name: &str) {
        let script = format!("document.querySelector('[data-test={name}]').blur();");
        self.run(&script).await;
    }
}

#[test]
fn whatever_is_pasted_is_tidied() {
    browse(DESK, async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        for (pasted, tidy) in [
            ("4054 6957-2310 0768", "4054 6957 2310 0768"),
            ("  4054695723100768 ", "4054 6957 2310 0768"),
            ("378282246310005", "3782 822463 10005"),
            ("30569309025904", "3056 930902 5904"),
        ] {
            screen.paste("card-number", pasted).await;
            assert_eq!(screen.value("card-number").await, tidy);
            assert!(!screen.shows("card-number-error").await, "{pasted}");
        }
        for pasted in ["2031-09", "09/2031", "9/31", "0931", "09 / 31", "2031/9"] {
            screen.paste("expiry", pasted).await;
            assert_eq!(screen.value("expiry").await, "09/31", "{pasted}");
        }
    });
}

#[test]
fn a_mistake_is_told_when_its_field_is_left_in_the_servers_words() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        for (field, typed, told) in [
            (
                "card-number",
                "4054695723100769",
                "This card number is not valid. Check the digits.",
            ),
            ("card-number", "4054", "A card number has 12 to 19 digits."),
            (
                "card-number",
                "37828224631000",
                "Cards of this brand have more digits, or fewer. Check them.",
            ),
            ("expiry", "13/31", "The expiry month must be 01 to 12."),
            // The sandbox lives in November 2026, whatever the browser's clock says.
            ("expiry", "10/26", "This card has expired."),
            (
                "expiry",
                "1",
                "Enter the expiry date as MM/YY, for example 09/29.",
            ),
            ("cvv", "98", "Enter the 4 digits on the front of the card."),
        ] {
            screen.paste(field, typed).await;
            assert!(
                !screen.shows(&format!("{field}-error")).await,
                "not while typing"
            );
            screen.leave(field).await;
            let error = format!("{field}-error");
            assert_eq!(screen.read(&error).await, told);
            assert_eq!(screen.attribute(field, "aria-invalid").await, "true");
            assert_eq!(screen.attribute(field, "aria-describedby").await, error);
            // An empty field is no mistake before it is sent.
            if field == "card-number" {
                screen.paste(field, "378282246310005").await;
                assert!(!screen.shows(&error).await, "mended");
            }
            if field == "expiry" {
                screen.paste(field, "11/26").await;
                assert!(!screen.shows(&error).await, "mended");
            }
        }
        screen.paste("card-number", "4054").await;
        screen.leave("card-number").await;
        screen.photo("card-early-words").await;
        // A press on the button is not lost because the last field tells a mistake at that moment.
        screen.paste("cvv", "98").await;
        screen.press("pay").await;
        screen.expect("mistakes-banner").await;
        assert!(screen.shows("cvv-error").await);
    });
}

#[test]
fn further_fields_come_with_the_number_and_go_with_it() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        assert!(!screen.shows("email").await && !screen.shows("holder-id").await);
        screen.paste("card-number", BRAZIL).await;
        assert!(screen.shows("email").await && screen.shows("cpf").await);
        screen.paste("card-number", HYUNDAI).await;
        assert!(!screen.shows("email").await && !screen.shows("cpf").await);
        assert!(screen.shows("holder-id").await && screen.shows("password").await);
        screen.paste("holder-id", "1990").await;
        screen.leave("holder-id").await;
        let told = screen.read("holder-id-error").await;
        assert!(told.starts_with("South Korean cards need"), "{told}");
        screen.photo("card-korean-early").await;
        screen.paste("card-number", VISA).await;
        assert!(!screen.shows("holder-id").await && !screen.shows("password").await);

        // One press pays with a card of Brazil: all that it needs is asked before it is sent.
        screen.paste("card-number", BRAZIL).await;
        screen.paste("email", "ana@example.com").await;
        screen.paste("cpf", "111.444.777-35").await;
        screen.paste("expiry", "09/31").await;
        screen.paste("cvv", "123").await;
        screen.paste("holder", "Ana Souza").await;
        screen.press("pay").await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "SUCCESS");
    });
}

#[test]
fn one_press_fills_in_a_card_that_is_approved_or_declined() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        screen.press("fill-declined").await;
        screen.press("pay").await;
        screen.expect("decline-banner").await;
        screen.press("fill-approved").await;
        assert_eq!(screen.value("card-number").await, "4054 6957 2310 0768");
        screen.press("pay").await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "SUCCESS");
    });
}
