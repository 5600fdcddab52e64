//! The billing address: what the issuer says of it, and what is refused before anyone is asked.

use serde_json::{Value, json};

use crate::card_in_the_request::order_with_card;
use crate::support::buyer::VISA;
use crate::support::{Buyer, Place, Shop};

fn address(region: &str, state: &str) -> Value {
    json!({"billingAddress": {"region": region, "state": state, "zipCode": "94105"}})
}

fn results(info: &Value) -> (&str, &str) {
    let text = |field: &str| info[field].as_str().expect("a raw code");
    (text("avsResultRaw"), text("cvvResultRaw"))
}

#[test]
fn the_issuer_compares_what_it_was_given() {
    let shop = Shop::open();
    for (more, codes) in [
        (address("US", "CA"), ("Y", "Y")),
        (address("DE", ""), ("M", "Y")),
        (json!({}), ("U", "Y")),
        (json!({"isCardOnFile": true, "cvv": null}), ("U", "")),
    ] {
        let id = format!("lt-{more}").chars().take(60).collect::<String>();
        let paid = shop.call("pay", &order_with_card(&shop, &id, VISA, &more));
        assert_eq!(results(&paid["paymentResultInfo"]), codes, "{more}");
    }
}

#[test]
fn a_buyer_may_tell_the_address_on_the_page_unless_the_shop_did() {
    let shop = Shop::open();
    let mut buyer = Buyer::open(shop.pay(&shop.order("lt-pay-1")).text("normalUrl"));
    let fields = [
        ("card-number", VISA),
        ("expiry", "09/29"),
        ("cvv", "123"),
        ("holder", "A Buyer"),
        ("country", "DE"),
        ("street", "Hauptstr. 1"),
        ("postcode", "10115"),
    ];
    buyer.submit("card-form", &fields);
    assert_eq!(buyer.place(), Place::Shop);
    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(results(&inquiry["paymentResultInfo"]), ("M", "Y"));

    let mut order = shop.order("lt-pay-2");
    order["paymentMethod"]["paymentMethodMetaData"] = address("US", "NY");
    let mut buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
    assert_eq!(buyer.attribute("country", "name"), None);
    buyer.pay_with(VISA);
    let inquiry = shop.inquire("lt-pay-2");
    assert_eq!(results(&inquiry["paymentResultInfo"]), ("Y", "Y"));
}

#[test]
fn an_address_that_cannot_be_is_refused_at_once_and_nobody_is_notified() {
    let shop = Shop::open();
    for (metadata, told) in [
        (address("US", "ON"), "state must be a state of US"),
        (address("CA", "TX"), "state must be a state of CA"),
        (address("GB", "England"), "state must be a state of GB"),
        (address("XX", ""), "region must be a country"),
        (address("", ""), "region is required"),
    ] {
        let mut hosted = shop.order("lt-pay-1");
        hosted["paymentMethod"]["paymentMethodMetaData"] = metadata.clone();
        let direct = order_with_card(&shop, "lt-pay-1", VISA, &metadata);
        for order in [hosted, direct] {
            let refused = shop.call("pay", &order);
            assert_eq!(refused.result(), "PARAM_ILLEGAL F");
            assert!(refused.why().contains(told), "{}", refused.why());
        }
    }
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 0);
    assert_eq!(shop.inquire("lt-pay-1").code(), "ORDER_NOT_EXIST");
}
