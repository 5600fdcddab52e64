//! Cards of Brazil, Mexico, Chile and Peru need more than a number.

use serde_json::{Value, json};

use crate::card_in_the_request::order_with_card;
use crate::support::{Buyer, Place, Shop};

const BRAZIL: &str = "4294097400915107";
const MEXICO: &str = "4006055482525268";
const CHILE: &str = "4600729331819383";
const PERU: &str = "4310377720003234";

/// The card form with a card, and with what only some cards are asked for.
fn fill_in(buyer: &mut Buyer, card: &str, more: &[(&str, &str)]) {
    let mut fields = vec![
        ("card-number", card),
        ("expiry", "09/29"),
        ("cvv", "123"),
        ("holder", "Ana Souza"),
    ];
    fields.extend(more);
    buyer.submit("card-form", &fields);
}

#[test]
fn the_form_comes_back_and_asks_for_what_the_country_needs() {
    for (card, region, needs_cpf) in [
        (BRAZIL, "BR", true),
        (MEXICO, "MX", false),
        (CHILE, "CL", false),
        (PERU, "PE", false),
    ] {
        let shop = Shop::open();
        let mut buyer = Buyer::open(shop.pay(&shop.order("lt-pay-1")).text("normalUrl"));
        assert_eq!(
            buyer.attribute("email", "name"),
            None,
            "nobody is asked yet"
        );
        fill_in(&mut buyer, card, &[]);
        assert_eq!((buyer.place(), buyer.page.status()), (Place::Card, 422));
        let banner = buyer.text("mistakes-banner").expect("it is told");
        assert!(banner.contains("need a little more"), "{banner}");
        assert!(buyer.text("email-error").is_some());
        assert_eq!(buyer.text("cpf-error").is_some(), needs_cpf, "{region}");

        fill_in(&mut buyer, card, &[("email", "ana")]);
        let typed = buyer.attribute("email", "value");
        assert_eq!(typed.as_deref(), Some("ana"), "it is kept to be mended");
        let mut more = vec![("email", "ana@example.com")];
        if needs_cpf {
            more.push(("cpf", "111.444.777-35"));
        }
        fill_in(&mut buyer, card, &more);
        assert_eq!(buyer.place(), Place::Shop);
        let info = &shop.inquire("lt-pay-1")["paymentResultInfo"];
        assert_eq!(info["issuingCountry"], region);
        assert_eq!(info["paymentMethodRegion"], region);
        assert_eq!(
            info["avsResultRaw"], "I",
            "no address, and no American issuer"
        );
    }
}

#[test]
fn what_the_shop_has_told_is_not_asked_again() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    let told = json!({"payerEmail": "ana@example.com", "cpf": "11144477735"});
    order["paymentMethod"]["paymentMethodMetaData"] = told;
    let mut buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
    fill_in(&mut buyer, BRAZIL, &[]);
    assert_eq!(buyer.place(), Place::Shop);
}

#[test]
fn a_card_of_the_request_comes_with_all_of_it() {
    let shop = Shop::open();
    let whole = json!({"payerEmail": "ana@example.com", "cpf": "11144477735"});
    let without = |field: &str, value: Value| {
        let mut metadata = whole.clone();
        metadata[field] = value;
        order_with_card(&shop, "lt-pay-1", BRAZIL, &metadata)
    };
    for (field, value) in [
        ("payerEmail", json!(null)),
        ("payerEmail", json!("ana")),
        ("cpf", json!(null)),
        ("cpf", json!("1114447773")),
        ("cardholderName", json!(null)),
    ] {
        let refused = shop.call("pay", &without(field, value));
        assert_eq!(refused.result(), "INVALID_PAYMENT_METHOD_META_DATA F");
        let why = shop.admin.last_request()["why"].to_string();
        assert!(why.contains(field), "{why}");
    }
    let paid = shop.call("pay", &order_with_card(&shop, "lt-pay-1", BRAZIL, &whole));
    assert_eq!(paid.result(), "SUCCESS S");
    let mexican = json!({"payerEmail": "ana@example.com"});
    let paid = shop.call("pay", &order_with_card(&shop, "lt-pay-2", MEXICO, &mexican));
    assert_eq!(paid.result(), "SUCCESS S");
}

#[test]
fn every_brand_is_told_from_its_number_and_has_its_home() {
    for (card, cvv, brand, country, region) in [
        ("4222222222222", "123", "VISA", "US", "GLOBAL"),
        ("378282246310005", "1234", "AMEX", "US", "GLOBAL"),
        ("30569309025904", "123", "DINERS", "US", "GLOBAL"),
        ("501800000009", "123", "MAESTRO", "US", "GLOBAL"),
        ("6200000000000005", "123", "CUP", "CN", "GLOBAL"),
        ("5066991111111118", "123", "ELO", "BR", "BR"),
        ("6062826786276634", "123", "HIPERCARD", "BR", "BR"),
        ("5062541234567896", "123", "CARNET", "MX", "MX"),
        ("9792030394440796", "123", "TROY", "TR", "GLOBAL"),
        ("2200000000000004", "123", "MIR", "RU", "GLOBAL"),
    ] {
        let shop = Shop::open();
        let more = json!({"cvv": cvv, "payerEmail": "a@b.br", "cpf": "11144477735"});
        let paid = shop.call("pay", &order_with_card(&shop, "lt-pay-1", card, &more));
        assert_eq!(paid.result(), "SUCCESS S", "{brand}");
        let info = &paid["paymentResultInfo"];
        assert_eq!(info["cardBrand"], brand);
        assert_eq!(info["issuingCountry"], country, "{brand}");
        assert_eq!(info["paymentMethodRegion"], region, "{brand}");
        let wrong = json!({"cvv": if cvv.len() == 4 { "123" } else { "1234" }});
        let refused = shop.call("pay", &order_with_card(&shop, "lt-pay-2", card, &wrong));
        assert_eq!(refused.code(), "INVALID_CVV", "{brand}");
    }
}
