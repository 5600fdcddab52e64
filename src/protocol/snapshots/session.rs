//! The answers of sessions and of questions about cards (file 14 §3 and §6 of the notes).

use serde_json::{Value, json};

use super::orders::{MANUAL, ORDER, VISA};
use super::world::World;
use super::{check, check_all};

fn asked(scene: &str, more: &Value) -> String {
    let mut body: Value = serde_json::from_str(&ORDER.to_json()).expect("an order");
    body["productScene"] = scene.into();
    for (name, value) in more.as_object().expect("fields") {
        body[name] = value.clone();
    }
    body.to_string()
}

#[test]
fn a_session() {
    let mut world = World::new();
    let page = asked("CHECKOUT_PAYMENT", &json!({}));
    let first = world.create_session(&page);
    check("session_page", &first);
    world.advance(60);
    assert_eq!(world.create_session(&page), first, "repeated");
    let other = json!({"paymentRequestId": "lt-pay-0009"});
    check(
        "session_element",
        &world.create_session(&asked("ELEMENT_PAYMENT", &other)),
    );
    world.pay(MANUAL);
    let taken = world.create_session(&asked("", &json!({"paymentRequestId": "lt-pay-0002"})));
    let unknown = world.retrieve_session("nobody");
    check_all(
        "session_refused",
        &[
            ("the id is that of a payment", taken),
            ("no session has the id", unknown),
            ("before the buyer submits", world.inquire(ORDER)),
        ],
    );
    check("session_retrieved", &world.retrieve_session("lt-pay-0001"));
}

#[test]
fn a_card_that_is_asked_about() {
    let world = World::new();
    let co_badged = world.card_info(r#"{"cardNo":"4035501000000008"}"#);
    let brazilian = world.card_info(r#"{"cardBin":"429409","paymentMethodRegion":"BR"}"#);
    let american = world.card_info(&format!(r#"{{"cardNo":"{VISA}"}}"#));
    let nobody = world.card_info(r#"{"cardBin":"123456"}"#);
    check_all(
        "card_info",
        &[
            ("co-badged", shortened(&co_badged)),
            ("of Brazil, by its first digits", shortened(&brazilian)),
            ("of the United States", shortened(&american)),
            ("of nobody", nobody),
        ],
    );
    let plans = world.inquire_installment(r#"{"cardBin":"429409"}"#);
    check("inquire_installment", &shortened(&plans));
}

/// With the first plan only.
fn shortened(answer: &str) -> String {
    let mut value: Value = serde_json::from_str(answer).expect("an answer");
    for path in ["/installment/plans", "/installmentBanks/plans"] {
        if let Some(Value::Array(plans)) = value.pointer_mut(path) {
            plans.truncate(1);
        }
    }
    serde_json::to_string_pretty(&value).expect("it was JSON")
}
