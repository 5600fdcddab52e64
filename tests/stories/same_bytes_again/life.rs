//! A merchant's life in which everything happens that can.

use serde_json::{Value, json};

use super::witness::Witness;
use crate::support::buyer::{DECLINED_VISA, MASTERCARD, VISA};
use crate::support::{Place, Reply};

fn sgd(value: &str) -> Value {
    json!({"currency": "SGD", "value": value})
}

pub(super) fn live(witness: &mut Witness) {
    persons_pay(witness);
    robots_pay(witness);
    captures_and_refunds(witness);
    the_shop_is_down(witness);
    answers_go_wrong(witness);
    something_is_armed(witness);
    witness.advance(&json!({"drain": true}));
}

/// A challenge, a decline and a form with mistakes, on the pages; one who leaves.
fn persons_pay(witness: &mut Witness) {
    let mut order = witness.order("person-1");
    order["paymentMethod"]["paymentMethodMetaData"] = json!({"is3DSAuthentication": true});
    let id = witness.pay(&order);
    let mut buyer = witness.person(&id);
    buyer.submit_card(DECLINED_VISA, "12/20", "12", "");
    buyer.submit_card(VISA, "12/39", "123", "A Buyer");
    assert_eq!(buyer.place(), Place::Challenge);
    buyer.type_code("000000");
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Shop);
    witness.note_person(&buyer);
    let order = witness.order("person-2");
    let id = witness.pay(&order);
    let mut buyer = witness.person(&id);
    buyer.submit_card(DECLINED_VISA, "12/39", "123", "A Buyer");
    assert_eq!(buyer.place(), Place::Card);
    buyer.submit_card(MASTERCARD, "12/39", "123", "A Buyer");
    witness.note_person(&buyer);
    let order = witness.order("person-3");
    let id = witness.pay(&order);
    witness.admin(
        "POST",
        &format!("/payments/{id}/buyer"),
        &json!({"action": "leave"}),
    );
    witness.advance(&json!({"by": "20m"}));
}

fn robots_pay(witness: &mut Witness) {
    for id in [
        "robot-pays",
        "robot-twice",
        "robot-retries",
        "robot-late",
        "robot-fails",
        "reversed",
    ] {
        let order = witness.order(id);
        witness.pay(&order);
    }
    witness.call("inquiryPayment", &json!({"paymentRequestId": "robot-pays"}));
    witness.advance(&json!({"next": true}));
    witness.advance(&json!({"by": "3h"}));
}

fn captures_and_refunds(witness: &mut Witness) {
    let order = witness.manual("slow-1");
    let id = paid(witness, &order);
    let capture = json!({"paymentId": id, "captureRequestId": "c-1", "captureAmount": sgd("2590")});
    witness.call("capture", &capture);
    witness.call("capture", &capture);
    witness.advance(&json!({"by": "25m"}));
    for (request, value) in [("r-1", "1000"), ("r-2", "1590"), ("r-3", "1")] {
        let refund =
            json!({"paymentId": id, "refundRequestId": request, "refundAmount": sgd(value)});
        witness.call("refund", &refund);
    }
    witness.call("inquiryRefund", &json!({"refundRequestId": "r-1"}));
    witness.advance(&json!({"by": "1h"}));
    let order = witness.manual("cancelled-1");
    let id = paid(witness, &order);
    witness.call("cancel", &json!({"paymentId": id}));
    let order = witness.order("cancelled-2");
    witness.pay(&order);
    witness.call("cancel", &json!({"paymentRequestId": "cancelled-2"}));
    witness.call("inquiryPayment", &json!({"paymentId": id}));
}

/// Some notifications meet a shop that is down, and one that answers nonsense.
fn the_shop_is_down(witness: &mut Witness) {
    let order = witness.manual("down-1");
    paid(witness, &order);
    let nonsense = Reply::Answer(200, "all is well".to_owned());
    witness.answers([Reply::Close, Reply::Answer(500, "no".to_owned()), nonsense]);
    for _ in 0..3 {
        witness.advance(&json!({"next": true}));
    }
    witness.advance(&json!({"drain": true}));
    let order = witness.manual("down-2");
    paid(witness, &order);
    witness.answers((0..8).map(|_| Reply::Answer(503, String::new())));
    witness.advance(&json!({"by": "48h"}));
    witness.admin("POST", "/notifications/ntf-1/resend", &Value::Null);
    // Its many attempts fall together with others, and go out side by side.
    for id in ["spoiled-1", "spoiled-2"] {
        let order = witness.order(id);
        witness.pay(&order);
    }
    witness.advance(&json!({"by": "48h"}));
}

fn answers_go_wrong(witness: &mut Witness) {
    let order = witness.order("refused-1");
    witness.pay(&order);
    let order = witness.order("cut-1");
    for _ in 0..3 {
        witness.pay(&order);
    }
    for _ in 0..3 {
        witness.call("inquiryPayment", &json!({"paymentRequestId": "cut-1"}));
    }
    witness.call("inquiryPayment", &json!({"paymentRequestId": "nobody"}));
    witness.call("pay", &json!({"productCode": "CASHIER_PAYMENT"}));
}

fn something_is_armed(witness: &mut Witness) {
    let rule = json!({"then": {"issuer": "DO_NOT_HONOR", "after_decline": "final"}});
    let armed = json!({"rule": rule, "times": 1, "for": "30m"});
    witness.admin("POST", "/overrides", &armed);
    let order = witness.order("armed-1");
    let id = witness.pay(&order);
    let pays = json!({"action": "pay", "card": VISA});
    witness.admin("POST", &format!("/payments/{id}/buyer"), &pays);
    let forced = json!({"api": "inquiryPayment", "resultCode": "UNKNOWN_EXCEPTION", "for": "30m"});
    witness.admin("POST", "/forced-results", &forced);
    witness.call("inquiryPayment", &json!({"paymentId": id}));
    witness.admin("PUT", "/scenario", &json!({"name": "buyer-pays"}));
    let order = witness.order("armed-2");
    witness.pay(&order);
    witness.advance(&json!({"by": "1h"}));
}

/// Opens a payment and has it paid by the robot of the admin API.
fn paid(witness: &mut Witness, order: &Value) -> String {
    let id = witness.pay(order);
    let pays = json!({"action": "pay", "card": VISA});
    witness.admin("POST", &format!("/payments/{id}/buyer"), &pays);
    id
}
