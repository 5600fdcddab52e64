//! The answers of `consult` (file 07 §4 of the notes, K1 to K7).

use serde_json::{Value, json};

use super::orders::{MANUAL, VISA};
use super::world::World;
use super::{check, check_all};
use crate::gateway::Contract;

/// Request K1, with what differs.
fn asked(currency: &str, value: &str, more: &Value) -> String {
    let mut body = json!({
        "productCode": "CASHIER_PAYMENT",
        "paymentAmount": {"currency": currency, "value": value},
        "env": {"terminalType": "WEB", "clientIp": "203.0.113.9"},
        "userRegion": "SG",
    });
    for (name, value) in more.as_object().expect("fields") {
        body[name] = value.clone();
    }
    body.to_string()
}

fn world(contract: &Value) -> World {
    let contract: Contract = serde_json::from_value(contract.clone()).expect("a contract");
    World::under(contract)
}

#[test]
fn global_cards() {
    let world = world(&json!({"regions": ["GLOBAL"], "cardBrands": ["VISA", "MASTERCARD"]}));
    let settled = json!({"settlementStrategy": {"settlementCurrency": "USD"}});
    check(
        "consult_global",
        &world.consult(&asked("SGD", "2590", &settled)),
    );
}

#[test]
fn instalments() {
    let world = world(&json!({
        "cardBrands": ["ELO"],
        "installments": {"BR": {"months": [2, 12]}},
        "amountLimits": {"BRL": {"minAmount": 100, "maxAmount": 900_000}},
    }));
    let brazil = json!({
        "allowedPaymentMethodRegions": ["BR"],
        "env": {"terminalType": "WAP", "osType": "IOS"},
    });
    check(
        "consult_instalments",
        &world.consult(&asked("BRL", "9900", &brazil)),
    );
}

/// Answers and notifications of an acquirer that has a reference of its own (files 03 §3, 04 §2
/// and 05 §2).
#[test]
fn of_an_acquirer() {
    let mut world = world(&json!({"acquirer": "SG"}));
    world.paid(MANUAL, VISA);
    let captured = world.capture("lt-cap-0001", MANUAL);
    let asked = world.inquire(MANUAL);
    check_all(
        "acquirer_reference",
        &[("capture", captured), ("inquiryPayment", asked)],
    );
}

#[test]
fn disabled_and_refused() {
    let one = world(&json!({
        "regions": ["GLOBAL"],
        "currencies": ["SGD"],
        "settlementCurrencies": ["USD", "EUR"],
    }));
    let in_eur = |region: &str| {
        json!({
            "settlementStrategy": {"settlementCurrency": "EUR"},
            "allowedPaymentMethodRegions": [region],
        })
    };
    let unknown = world(&json!({"status": "NOT_REGISTERED"}));
    check_all(
        "consult_disabled",
        &[
            (
                "the currency is not contracted",
                one.consult(&asked("JPY", "4800", &in_eur("GLOBAL"))),
            ),
            (
                "no such region is contracted",
                one.consult(&asked("SGD", "2590", &in_eur("BR"))),
            ),
            (
                "no settlement currency is named",
                one.consult(&asked("SGD", "2590", &json!({}))),
            ),
            (
                "the merchant is unknown",
                unknown.consult(&asked("SGD", "2590", &json!({}))),
            ),
        ],
    );
}
