//! 3DS in all its forms: asked for, demanded, silent, attempted, waived, done elsewhere.

use serde_json::{Value, json};

use crate::card_in_the_request::order_with_card;
use crate::support::buyer::{MASTERCARD, VISA};
use crate::support::{App, Buyer, Place, Shop};

/// A card of `UnionPay`, and a Brazilian local one.
const UNION_PAY: &str = "6200000000000005";
const ELO: &str = "5066991111111118";

/// A shop all of whose cards go this course.
fn shop_with(course: &str) -> Shop {
    let scenario = format!("title = \"3DS\"\n[[rule]]\nthen = {{ three_ds = \"{course}\" }}");
    Shop::with(App::shared(), &json!({ "scenario": scenario }))
}

fn three_ds_result(shop: &Shop, id: &str) -> Value {
    shop.inquire(id)["paymentResultInfo"]["threeDSResult"].clone()
}

#[test]
fn a_bank_that_only_looks_at_the_browser_asks_nothing() {
    let shop = shop_with("frictionless");
    let hosted = shop.pay(&shop.order("hosted"));
    let mut buyer = Buyer::open(hosted.text("normalUrl"));
    buyer.pay_with(VISA);
    let direct = shop.pay(&order_with_card(&shop, "direct", VISA, &json!({})));
    let mut at_bank = Buyer::open(direct.text("normalUrl"));
    for (buyer, id) in [(&mut buyer, "hosted"), (&mut at_bank, "direct")] {
        assert_eq!(buyer.place(), Place::Browser);
        let after = buyer.attribute("browser-form", "data-submit-after");
        assert_eq!(after.as_deref(), Some("1000"));
        assert_eq!(shop.inquire(id)["paymentStatus"], "PROCESSING");
        buyer.go_on();
        assert_eq!(buyer.place(), Place::Shop);
        let result = three_ds_result(&shop, id);
        assert_eq!(result["eci"], "05");
        assert_eq!(result["challenged"], false);
        assert_eq!(result["threeDSOffered"], true);
        assert_ne!(result["cavv"], "");
    }
    // A page that went on twice, as when a reload posts again, does no harm.
    let again = Buyer::open(hosted.text("normalUrl"));
    assert_eq!(
        again.text("result-title").as_deref(),
        Some("Payment complete")
    );
}

#[test]
fn an_attempt_is_told_by_the_indicator_of_the_scheme() {
    for (card, eci) in [(VISA, "06"), (MASTERCARD, "01"), (UNION_PAY, "10")] {
        let shop = shop_with("attempted");
        let paid = shop.pay(&order_with_card(&shop, "lt-pay-1", card, &json!({})));
        Buyer::open(paid.text("normalUrl")).go_on();
        let result = three_ds_result(&shop, "lt-pay-1");
        assert_eq!(result["eci"], eci);
        assert_ne!(result["cavv"], "");
    }
}

#[test]
fn union_pay_has_indicators_of_its_own() {
    let shop = shop_with("challenge");
    let paid = shop.pay(&order_with_card(&shop, "lt-pay-1", UNION_PAY, &json!({})));
    Buyer::open(paid.text("normalUrl")).type_code("123456");
    assert_eq!(three_ds_result(&shop, "lt-pay-1")["eci"], "09");
}

#[test]
fn a_failed_check_tells_how_it_failed() {
    let wrong: fn(&mut Buyer) = |buyer| (0..3).for_each(|_| buyer.type_code("1"));
    for (fail, field, value) in [
        (wrong, "threeDStransactionStatusReason", "01"),
        (Buyer::cancel, "challengeCancel", "01"),
    ] {
        let shop = shop_with("challenge");
        let paid = shop.pay(&order_with_card(&shop, "lt-pay-1", VISA, &json!({})));
        fail(&mut Buyer::open(paid.text("normalUrl")));
        let result = three_ds_result(&shop, "lt-pay-1");
        assert_eq!(result[field], value);
        assert_eq!(
            (&result["eci"], &result["cavv"]),
            (&json!("07"), &json!(""))
        );
        let others = ["threeDStransactionStatusReason", "challengeCancel"];
        let told = others.iter().filter(|field| result.get(**field).is_some());
        assert_eq!(told.count(), 1);
    }
}

#[test]
fn a_demand_for_3ds_saves_the_payment_or_ends_it_as_the_shop_wants() {
    let shop = shop_with("soft_decline");
    let saved = shop.pay(&order_with_card(&shop, "saved", VISA, &json!({})));
    let mut buyer = Buyer::open(saved.text("normalUrl"));
    assert_eq!(buyer.place(), Place::Challenge);
    buyer.type_code("123456");
    assert_eq!(three_ds_result(&shop, "saved")["eci"], "05");
    shop.admin.drain();
    let first = &shop.notices()[0].body["result"];
    assert_eq!(first["resultStatus"], "S", "the inner decline is not told");

    let off = json!({"enableAuthenticationUpgrade": false});
    let refused = shop.call("pay", &order_with_card(&shop, "off", VISA, &off));
    assert_eq!(refused.result(), "AUTHENTICATION_REQUIRED F");
    let brazil = json!({"payerEmail": "ana@example.com", "cpf": "11144477735"});
    let local = shop.call("pay", &order_with_card(&shop, "elo", ELO, &brazil));
    assert_eq!(
        local.result(),
        "AUTHENTICATION_REQUIRED F",
        "Brazilian schemes know no upgrade"
    );
    let asked = json!({"is3DSAuthentication": true, "enableAuthenticationUpgrade": false});
    shop.pay(&order_with_card(&shop, "asked", VISA, &asked));
}

#[test]
fn a_waived_check_is_told_with_its_reason() {
    for (currency, value, exemption) in [
        ("SGD", "2590", "transactionRiskAnalysis"),
        ("EUR", "2590", "lowValue"),
        ("EUR", "3000", "transactionRiskAnalysis"),
    ] {
        let shop = Shop::open();
        let asks = json!({"is3DSAuthentication": true});
        let mut order = order_with_card(&shop, "lt-pay-1", "4035501000000008", &asks);
        order["paymentAmount"] = json!({"currency": currency, "value": value});
        let paid = shop.call("pay", &order);
        assert_eq!(paid.result(), "SUCCESS S");
        let result = &paid["paymentResultInfo"]["threeDSResult"];
        assert_eq!(result["exemptionType"], exemption);
        assert_eq!(
            (&result["eci"], &result["cavv"]),
            (&json!("07"), &json!(""))
        );
    }
}

#[test]
fn what_another_3ds_said_is_told_again() {
    let mpi = json!({"threeDSVersion": "2.1.0", "eci": "05", "cavv": "AAABBEg0VhI0VniQEjRWAAAAAAA=",
        "dsTransactionId": "7f3c2a10-52b4-4c1e-9d6a-0f2f5b1c0d11"});
    let with = |mpi: &Value| json!({"is3DSAuthentication": false, "mpiData": mpi});
    // The issuer would demand 3DS, and there was one.
    let shop = shop_with("soft_decline");
    let paid = shop.call(
        "pay",
        &order_with_card(&shop, "lt-pay-1", VISA, &with(&mpi)),
    );
    assert_eq!(paid.result(), "SUCCESS S");
    assert_eq!(paid["paymentResultInfo"]["threeDSResult"], mpi);
    assert_eq!(three_ds_result(&shop, "lt-pay-1"), mpi);

    let unauthenticated = json!({"threeDSVersion": "1.0.2", "eci": "07"});
    let demanded = order_with_card(&shop, "lt-pay-2", VISA, &with(&unauthenticated));
    assert_eq!(shop.call("pay", &demanded).code(), "PAYMENT_IN_PROCESS");
}

#[test]
fn another_3ds_does_not_go_with_the_page_or_with_one_here() {
    let shop = Shop::open();
    let mpi = json!({"threeDSVersion": "2.2.0", "eci": "05"});
    let mut hosted = shop.order("lt-pay-1");
    hosted["paymentMethod"]["paymentMethodMetaData"] = json!({ "mpiData": mpi });
    let both = json!({"mpiData": mpi, "is3DSAuthentication": true});
    let both = order_with_card(&shop, "lt-pay-1", VISA, &both);
    for (order, told) in [(hosted, "in hosted mode"), (both, "is3DSAuthentication")] {
        let refused = shop.call("pay", &order);
        assert_eq!(refused.result(), "PARAM_ILLEGAL F");
        assert!(refused.why().contains(told), "{}", refused.why());
    }
}

#[test]
fn a_korean_card_never_goes_to_3ds() {
    let shop = shop_with("challenge");
    let asks = json!({
        "is3DSAuthentication": true, "cvv": null,
        "dateOfBirth": "1990-01-31", "cardPasswordDigest": "12",
    });
    let paid = shop.call(
        "pay",
        &order_with_card(&shop, "lt-pay-1", "9490220011669217", &asks),
    );
    assert_eq!(paid.result(), "SUCCESS S");
    let info = &paid["paymentResultInfo"];
    assert_eq!(info["threeDSResult"], json!({"cavv": "", "eci": ""}));
    assert_eq!(info["cvvResultRaw"], "", "no code was sent");
}
