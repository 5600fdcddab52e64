//! A person meets what the card form asks of some cards only.

use super::{Screen, ShopFront, WITHOUT_SCRIPTS, browse, browse_both};
use crate::support::buyer::VISA;

const BRAZIL: &str = "4294097400915107";
const HYUNDAI: &str = "9490220011669217";
const CO_BADGED: &str = "4035501000000008";

async fn type_once_more(screen: &Screen, number: &str) {
    screen.write("card-number", number).await;
    screen.write("expiry", "09/31").await;
    screen.write("cvv", "123").await;
}

async fn pay_with_a_card_of_brazil(screen: &Screen) {
    let front = ShopFront::open();
    screen.visit(&front.checkout()).await;
    screen.photo("card-form").await;
    screen.pay_with(BRAZIL).await;
    let banner = screen.read("mistakes-banner").await;
    assert!(banner.contains("need a little more"), "{banner}");
    screen.photo("card-needs-more").await;
    type_once_more(screen, BRAZIL).await;
    screen.write("email", "ana@example.com").await;
    screen.write("cpf", "111.444.777-35").await;
    screen.press("pay").await;
    screen.arrive_at(&front.return_url()).await;
    assert_eq!(front.status(), "SUCCESS");
}

#[test]
fn a_card_of_brazil_is_asked_for_more() {
    browse_both(async |screen| pay_with_a_card_of_brazil(screen).await);
}

#[test]
fn a_card_of_brazil_is_asked_for_more_without_scripts() {
    browse(WITHOUT_SCRIPTS, async |screen| {
        pay_with_a_card_of_brazil(screen).await;
    });
}

#[test]
fn the_choice_of_a_network_is_there_for_cards_that_have_two() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        assert!(!screen.shows("network").await);
        screen.write("card-number", VISA).await;
        assert!(!screen.shows("network").await);
        screen.reload().await;
        screen.write("card-number", CO_BADGED).await;
        assert!(screen.shows("network").await);
        let choose = "document.querySelector('[data-test=network]').value = 'CARTES_BANCAIRES';";
        screen.run(choose).await;
        screen.press("billing-address").await;
        screen.photo("card-co-badged").await;
        screen.write("expiry", "09/31").await;
        screen.write("cvv", "123").await;
        screen.write("holder", "Ana Souza").await;
        screen.press("pay").await;
        screen.arrive_at(&front.return_url()).await;
        let inquiry = front.shop.inquire("web-1");
        let brand = &inquiry["paymentResultInfo"]["cardBrand"];
        assert_eq!(brand, "CARTES_BANCAIRES");
    });
}

#[test]
fn a_south_korean_card_is_asked_for_its_holder_and_two_digits() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        screen.pay_with(HYUNDAI).await;
        let banner = screen.read("mistakes-banner").await;
        assert!(banner.contains("need a little more"), "{banner}");
        type_once_more(screen, HYUNDAI).await;
        screen.write("holder-id", "1990-01-31").await;
        screen.write("password", "12").await;
        screen.photo("card-korean").await;
        screen.press("pay").await;
        screen.arrive_at(&front.return_url()).await;
        assert_eq!(front.status(), "SUCCESS");
    });
}
