//! A world with an open dispute is taken along and goes on with it.

use serde_json::{Value, json};

use super::moved;
use crate::disputes::Desk;
use crate::support::App;

#[test]
fn an_open_dispute_goes_on_in_another_program() {
    let desk = Desk::open();
    let opened = desk.disputed(&json!({}));
    desk.shop.admin.advance("1m");
    assert_eq!(desk.news(), ["DISPUTE_CREATED"]);
    let world = desk.shop.admin.get("/snapshot");

    let other = App::with(&[]);
    let shop = moved(&desk.shop, &other, &world);
    let id = opened["disputeId"].as_str().expect("a disputeId");
    let read = |shop: &crate::support::Shop| shop.admin.get(&format!("/disputes/{id}"));
    assert_eq!(read(&shop), read(&desk.shop));
    shop.admin.advance("6d");
    let refund = json!({
        "refundRequestId": "lt-refund-1", "paymentId": opened["paymentId"],
        "refundAmount": {"currency": "SGD", "value": "1"},
    });
    assert_eq!(shop.call("refund", &refund).code(), "ORDER_STATUS_INVALID");
    assert_eq!(desk.news(), ["DEFENSE_DUE_ALERT"]);
    let defense = json!({"disputeId": id, "disputeEvidence": "JVBERi0xLjQK"});
    let defended = shop.call("supplyDefenseDocument", &defense);
    assert_eq!(defended.result(), "SUCCESS S");
    // News of one moment may come in any order.
    shop.admin.advance("1m");
    assert_eq!(desk.news(), ["DEFENSE_SUPPLIED"]);
    let judge = json!({"result": "VALIDATE_SUCCESS"});
    shop.admin.post(&format!("/disputes/{id}/judge"), &judge);
    shop.admin.advance("1m");
    assert_eq!(desk.news(), ["DISPUTE_JUDGED"]);
    assert_eq!(
        read(&desk.shop)["judgedResult"],
        Value::Null,
        "the old world stays"
    );
}
