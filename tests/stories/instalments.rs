//! A buyer pays off month by month: as the shop says, or as the buyer chooses on the page.

use serde_json::{Value, json};

use crate::request_validation::with;
use crate::support::Shop;
use crate::support::buyer::{Buyer, MASTERCARD, Place, VISA};

/// A Visa of Brazil, from file 10 of the notes.
const BRAZILIAN: &str = "4294097400915107";

fn order(shop: &Shop, id: &str, currency: &str) -> Value {
    let amount = json!({"currency": currency, "value": "9900"});
    with(&shop.order(id), "paymentAmount", amount)
}

fn planned(shop: &Shop, id: &str, currency: &str, months: &str) -> Value {
    let plan =
        json!({"installmentNum": months, "creditPayFeeType": "PERCENTAGE", "feePercentage": "0"});
    with(&order(shop, id, currency), "creditPayPlan", plan)
}

fn choosing(shop: &Shop, id: &str, currency: &str) -> Value {
    with(
        &order(shop, id, currency),
        "enableInstallmentCollection",
        json!("true"),
    )
}

/// Pays with a Brazilian card, telling all it wants, in so many months.
pub(crate) fn buy_in_brazil(buyer: &mut Buyer, months: &str) {
    buyer.submit(
        "card-form",
        &[
            ("card-number", BRAZILIAN),
            ("expiry", "09/29"),
            ("cvv", "123"),
            ("holder", "Ana Souza"),
        ],
    );
    let fields = [
        ("card-number", BRAZILIAN),
        ("expiry", "09/29"),
        ("cvv", "123"),
        ("holder", "Ana Souza"),
        ("email", "ana@example.com"),
        ("cpf", "11144477735"),
        ("months", months),
    ];
    let given = if months.is_empty() {
        &fields[..6]
    } else {
        &fields
    };
    buyer.submit("card-form", given);
}

#[test]
fn the_shops_plan_is_shown_and_echoed_everywhere() {
    let shop = Shop::open();
    let answer = shop.pay(&planned(&shop, "in-1", "BRL", "3"));
    let mut buyer = Buyer::open(answer.text("normalUrl"));
    assert_eq!(
        buyer.text("plan").as_deref(),
        Some("In 3 monthly instalments")
    );
    assert!(buyer.text("months").is_none());
    buyer.pay_with(VISA);
    let banner = buyer
        .text("decline-banner")
        .expect("an American card has no plan in BRL");
    assert!(banner.contains("CARD_NOT_SUPPORTED"), "{banner}");
    buy_in_brazil(&mut buyer, "");
    assert_eq!(buyer.place(), Place::Shop);
    let echo = json!({"installmentNum": "3", "creditPayFeeType": "PERCENTAGE", "feePercentage": 0});
    let found = shop.inquire("in-1");
    assert_eq!(found["paymentResultInfo"]["creditPayPlan"], echo);
    shop.admin.advance("5s");
    let notice = &shop.notices()[0];
    assert_eq!(notice.body["paymentResultInfo"]["creditPayPlan"], echo);
}

#[test]
fn the_buyer_chooses_where_the_shop_lets_antom_ask() {
    let shop = Shop::open();
    shop.admin.put(
        "/contract",
        &json!({"installments": {"BR": {"months": [3, 6]}, "US": {"months": [12]}}}),
    );
    let answer = shop.pay(&choosing(&shop, "in-1", "BRL"));
    let mut buyer = Buyer::open(answer.text("normalUrl"));
    let choice = buyer.text("months").expect("a choice");
    assert_eq!(
        choice,
        "All at once In 3 monthly instalments In 6 monthly instalments"
    );
    buy_in_brazil(&mut buyer, "6");
    assert_eq!(buyer.place(), Place::Shop);
    let found = shop.inquire("in-1");
    let plan = &found["paymentResultInfo"]["creditPayPlan"];
    assert_eq!(*plan, json!({"installmentNum": "6", "interval": "MONTH"}));

    let dollars = shop.pay(&choosing(&shop, "in-2", "USD"));
    let mut buyer = Buyer::open(dollars.text("normalUrl"));
    let card = |months| {
        [
            ("card-number", MASTERCARD),
            ("expiry", "09/29"),
            ("cvv", "123"),
            ("holder", "A Buyer"),
            ("months", months),
        ]
    };
    buyer.submit("card-form", &card("6"));
    let mistake = buyer.text("months-error").expect("a mistake");
    assert!(mistake.contains("so many months"), "{mistake}");
    buyer.submit("card-form", &card(""));
    assert_eq!(buyer.place(), Place::Shop);
    let found = shop.inquire("in-2");
    assert!(found["paymentResultInfo"].get("creditPayPlan").is_none());
}

#[test]
fn nobody_is_asked_where_there_is_no_plan() {
    let shop = Shop::open();
    let manual = with(
        &choosing(&shop, "in-2", "USD"),
        "paymentFactor.captureMode",
        json!("MANUAL"),
    );
    let little = with(
        &choosing(&shop, "in-3", "BRL"),
        "paymentAmount.value",
        json!("499"),
    );
    for order in [
        choosing(&shop, "in-1", "SGD"),
        manual,
        little,
        order(&shop, "in-4", "BRL"),
    ] {
        let answer = shop.pay(&order);
        let buyer = Buyer::open(answer.text("normalUrl"));
        assert!(buyer.text("months").is_none(), "{order}");
    }
}

/// Orders that are refused, with the answer and the beginning of the reason.
fn impossible(shop: &Shop) -> Vec<(Value, &'static str, &'static str)> {
    let manual = planned(shop, "in-1", "USD", "3");
    let manual = with(&manual, "paymentFactor.captureMode", json!("MANUAL"));
    let little = planned(shop, "in-1", "BRL", "12");
    let little = with(&little, "paymentAmount.value", json!("499"));
    let region = planned(shop, "in-1", "BRL", "3");
    let region = with(
        &region,
        "paymentMethod.paymentMethodMetaData",
        json!({"paymentMethodRegion": "GLOBAL"}),
    );
    vec![
        (
            planned(shop, "in-1", "SGD", "3"),
            "INVALID_CONTRACT F",
            "creditPayPlan.installmentNum 3",
        ),
        (
            planned(shop, "in-1", "BRL", "36"),
            "INVALID_CONTRACT F",
            "creditPayPlan.installmentNum 36",
        ),
        (
            region,
            "INVALID_CONTRACT F",
            "creditPayPlan.installmentNum 3",
        ),
        (
            little,
            "PAYMENT_AMOUNT_EXCEED_LIMIT F",
            "paymentAmount BRL 4.99",
        ),
        (
            manual,
            "PARAM_ILLEGAL F",
            "paymentFactor.captureMode must be AUTOMATIC",
        ),
        (
            planned(shop, "in-1", "BRL", "1"),
            "PARAM_ILLEGAL F",
            "creditPayPlan.installmentNum must be",
        ),
        (
            planned(shop, "in-1", "BRL", "37"),
            "PARAM_ILLEGAL F",
            "creditPayPlan.installmentNum must be",
        ),
    ]
}

#[test]
fn a_plan_that_cannot_be_is_refused_with_its_reason() {
    let shop = Shop::open();
    for (order, result, told) in impossible(&shop) {
        let refused = shop.call("pay", &order);
        assert_eq!(refused.result(), result, "{told}");
        let why = shop.admin.last_request()["why"].to_string();
        assert!(why.starts_with(&format!("\"{told}")), "{why}");
    }
    let dollars = planned(&shop, "in-1", "USD", "12");
    let amex = with(
        &dollars,
        "paymentMethod.paymentMethodMetaData",
        json!({
            "cardNo": "378282246310005", "expiryMonth": "09", "expiryYear": "29", "cvv": "1234",
        }),
    );
    assert_eq!(shop.call("pay", &amex).result(), "CARD_NOT_SUPPORTED F");
}

#[test]
fn the_automatic_buyer_types_a_card_that_has_the_plan() {
    let shop = Shop::open();
    shop.pay(&planned(&shop, "in-1", "BRL", "2"));
    let outcome = shop.admin.buyer("in-1", &json!({"action": "pay"}));
    assert_eq!(outcome["paymentStatus"], "SUCCESS", "{outcome}");
    assert_eq!(shop.admin.payment("in-1")["card"]["issuingCountry"], "BR");
}

#[test]
fn a_stored_card_is_paid_off_month_by_month_too() {
    let shop = Shop::open();
    let months = json!({"installments": {"BR": {"months": [3, 6]}, "US": {"months": [12]}}});
    shop.admin.put("/contract", &months);
    let storing = |id: &str, currency: &str| {
        let metadata = json!({"tokenize": true});
        let order = choosing(&shop, id, currency);
        shop.pay(&with(
            &order,
            "paymentMethod.paymentMethodMetaData",
            metadata,
        ))
    };
    let mut buyer = Buyer::open(storing("in-1", "BRL").text("normalUrl"));
    buy_in_brazil(&mut buyer, "");
    assert_eq!(buyer.place(), Place::Shop);

    let answer = shop.pay(&choosing(&shop, "in-2", "BRL"));
    let mut buyer = Buyer::open(answer.text("normalUrl"));
    let choice = buyer.text("stored-months").expect("a choice");
    assert!(choice.contains("In 6 monthly instalments"), "{choice}");
    let id = buyer.attribute("use-stored-card", "value").expect("a card");
    // Nobody has such a plan.
    let wrong = [("use-stored-card", id.as_str()), ("stored-months", "12")];
    buyer.submit("stored-form", &wrong);
    assert_eq!((buyer.place(), buyer.page.status()), (Place::Card, 422));
    let mistake = buyer.text("stored-months-error").expect("a mistake");
    assert!(mistake.contains("so many months"), "{mistake}");
    assert_eq!(shop.inquire("in-2")["paymentStatus"], "PROCESSING");

    let good = [("use-stored-card", id.as_str()), ("stored-months", "6")];
    buyer.submit("stored-form", &good);
    assert_eq!(buyer.place(), Place::Shop);
    let found = shop.inquire("in-2");
    let plan = &found["paymentResultInfo"]["creditPayPlan"];
    assert_eq!(*plan, json!({"installmentNum": "6", "interval": "MONTH"}));
}
