//! Messages about stored cards (file 02 §7, file 05 §8 and file 12 of the protocol notes).

use serde_json::{Value, json};

use super::check_all;
use super::orders::{DECLINED_CARD, ORDER, Order, VISA};
use super::world::World;

/// An order like the others, with this `paymentMethod`.
fn order(request_id: &'static str, token: Option<&str>, metadata: &Value) -> String {
    let order = Order {
        request_id,
        ..ORDER
    };
    let mut body: Value = serde_json::from_str(&order.to_json()).expect("an order");
    if let Some(token) = token {
        body["paymentMethod"]["paymentMethodId"] = json!(token);
    }
    body["paymentMethod"]["paymentMethodMetaData"] = metadata.clone();
    body.to_string()
}

fn card(number: &str) -> Value {
    json!({"cardNo": number, "expiryYear": "29", "expiryMonth": "09", "cvv": "123", "tokenize": true})
}

fn token_in(answer: &str) -> String {
    let answer: Value = serde_json::from_str(answer).expect("JSON");
    let token = answer["paymentResultInfo"]["cardToken"].as_str();
    token.expect("a token").to_owned()
}

#[test]
fn pay_with_a_stored_card() {
    let mut world = World::new();
    let stored = world.pay_body(&order("stored", None, &card(VISA)));
    let token = token_in(&stored);
    let told = world.advance(6).remove(0);
    let failed = world.pay_body(&order("failed", None, &card(DECLINED_CARD)));
    let on_file = json!({"isCardOnFile": true});
    let again = world.pay_body(&order("again", Some(&token), &on_file));
    let later = json!({
        "isCardOnFile": true, "recurringType": "SCHEDULED", "networkTransactionId": "580000000000001",
    });
    let away = world.pay_body(&order("away", Some(&token), &later));
    let unknown = world.pay_body(&order("unknown", Some("ALIPAYmadeUp=="), &on_file));
    check_all(
        "pay_stored",
        &[
            ("the card is stored", stored),
            ("notifyPayment of it", told),
            ("a declined card is not", failed),
            ("paid with the token", again),
            ("without the buyer", away),
            ("a token of no card", unknown),
        ],
    );
}
