//! Cards of two networks: the shop's choice, the buyer's, or nobody's.

use serde_json::json;

use crate::card_in_the_request::order_with_card;
use crate::support::buyer::{MASTERCARD, VISA};
use crate::support::{Buyer, Place, Shop};

/// A Visa that Cartes Bancaires takes as well.
const CO_BADGED: &str = "4035501000000008";

fn brand(shop: &Shop, id: &str) -> String {
    let inquiry = shop.inquire(id);
    let brand = inquiry["paymentResultInfo"]["cardBrand"].as_str();
    brand.expect("a brand").to_owned()
}

fn fill_in(buyer: &mut Buyer, card: &str, network: &str) {
    let fields = [
        ("card-number", card),
        ("expiry", "09/29"),
        ("cvv", "123"),
        ("holder", "A Buyer"),
        ("network", network),
    ];
    buyer.submit("card-form", &fields);
}

#[test]
fn the_buyer_chooses_on_the_page() {
    for (choice, paid_with) in [
        ("", "VISA"),
        ("VISA", "VISA"),
        ("CARTES_BANCAIRES", "CARTES_BANCAIRES"),
    ] {
        let shop = Shop::open();
        let mut buyer = Buyer::open(shop.pay(&shop.order("lt-pay-1")).text("normalUrl"));
        fill_in(&mut buyer, CO_BADGED, choice);
        assert_eq!(buyer.place(), Place::Shop);
        assert_eq!(brand(&shop, "lt-pay-1"), paid_with);
    }
}

#[test]
fn a_network_that_the_card_has_not_is_told_beside_the_choice() {
    let shop = Shop::open();
    let mut buyer = Buyer::open(shop.pay(&shop.order("lt-pay-1")).text("normalUrl"));
    fill_in(&mut buyer, VISA, "CARTES_BANCAIRES");
    assert_eq!((buyer.place(), buyer.page.status()), (Place::Card, 422));
    assert!(buyer.text("network-error").is_some());
    fill_in(&mut buyer, VISA, "");
    assert_eq!(buyer.place(), Place::Shop);
}

#[test]
fn the_choice_of_the_shop_is_final_and_another_brand_is_declined() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    let chosen = json!({"selectedCardBrand": "CARTES_BANCAIRES"});
    order["paymentMethod"]["paymentMethodMetaData"] = chosen.clone();
    let mut buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
    assert_eq!(
        buyer.attribute("network", "name"),
        None,
        "nobody is asked again"
    );
    buyer.pay_with(MASTERCARD);
    let banner = buyer.text("decline-banner").expect("it is told");
    assert!(
        banner.contains("SELECTED_CARD_BRAND_NOT_AVAILABLE"),
        "{banner}"
    );
    buyer.pay_with(CO_BADGED);
    assert_eq!(buyer.place(), Place::Shop);
    assert_eq!(brand(&shop, "lt-pay-1"), "CARTES_BANCAIRES");

    let paid = shop.call("pay", &order_with_card(&shop, "direct", CO_BADGED, &chosen));
    assert_eq!(paid["paymentResultInfo"]["cardBrand"], "CARTES_BANCAIRES");
    let refused = shop.call("pay", &order_with_card(&shop, "wrong", VISA, &chosen));
    assert_eq!(refused.result(), "SELECTED_CARD_BRAND_NOT_AVAILABLE F");
    assert_eq!(shop.inquire("wrong").code(), "ORDER_NOT_EXIST");
}
