//! `pay` again with the same `paymentRequestId`: the table of file 02 §6 of the notes.

use serde_json::json;

use crate::support::Shop;

#[test]
fn the_same_request_again_is_the_same_payment_before_and_after_it_is_paid() {
    let shop = Shop::open();
    let order = shop.order("lt-pay-1");
    let first = shop.pay(&order);
    shop.admin.advance("5m");
    assert_eq!(shop.pay(&order).message.body, first.message.body);
    shop.admin.buyer("lt-pay-1", &json!({"action": "pay"}));
    assert_eq!(shop.pay(&order).message.body, first.message.body);
    shop.admin.drain();
    assert_eq!(shop.pay(&order).message.body, first.message.body);
    assert_eq!(shop.admin.items("/payments").len(), 1);
    assert_eq!(shop.notices().len(), 2);
}

#[test]
fn another_amount_or_currency_is_refused_while_the_payment_lives() {
    let shop = Shop::open();
    let order = shop.order("lt-pay-1");
    shop.pay(&order);
    for _ in ["unpaid", "paid"] {
        for amount in [
            json!({"currency": "SGD", "value": "2591"}),
            json!({"currency": "USD", "value": "2590"}),
        ] {
            let mut other = order.clone();
            other["paymentAmount"] = amount;
            let refused = shop.call("pay", &other);
            assert_eq!(refused.result(), "REPEAT_REQ_INCONSISTENT F");
            assert_eq!(
                refused.why(),
                "The amount or currency is different from the previous request."
            );
        }
        if shop.inquire("lt-pay-1")["paymentStatus"] == "PROCESSING" {
            shop.admin.buyer("lt-pay-1", &json!({"action": "pay"}));
        }
    }
}

#[test]
fn other_fields_may_differ_and_the_first_ones_stay() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    let first = shop.pay(&order);
    order["order"]["orderDescription"] = json!("Something else");
    order["paymentRedirectUrl"] = json!("https://shop.example/elsewhere");
    assert_eq!(shop.pay(&order).message.body, first.message.body);
    let payment = shop.admin.payment("lt-pay-1");
    assert_eq!(payment["orderDescription"], "Two paper lanterns");
}

#[test]
fn a_payment_that_ended_unpaid_is_closed_whatever_the_new_request_says() {
    let end_with = |deed: fn(&Shop)| {
        let shop = Shop::open();
        let mut order = shop.order_with_3ds("lt-pay-1");
        shop.pay(&order);
        deed(&shop);
        assert_eq!(shop.call("pay", &order).result(), "ORDER_IS_CLOSED F");
        order["paymentAmount"]["value"] = json!("1");
        assert_eq!(shop.call("pay", &order).result(), "ORDER_IS_CLOSED F");
    };
    end_with(|shop| drop(shop.admin.advance("14m")));
    end_with(|shop| {
        let id = json!({"paymentRequestId": "lt-pay-1"});
        assert_eq!(shop.call("cancel", &id).result(), "SUCCESS S");
    });
    end_with(|shop| {
        shop.admin.buyer("lt-pay-1", &json!({"action": "submit"}));
        shop.admin.buyer("lt-pay-1", &json!({"action": "cancel"}));
    });
}

#[test]
fn a_payment_that_was_paid_and_cancelled_says_so() {
    let shop = Shop::open();
    let order = shop.manual_order("lt-pay-1");
    shop.pay_and_buy(&order);
    shop.call("cancel", &json!({"paymentRequestId": "lt-pay-1"}));
    assert_eq!(shop.call("pay", &order).result(), "ORDER_IS_CANCELED F");
}

#[test]
fn another_request_id_for_the_same_order_is_another_payment() {
    let shop = Shop::open();
    let first = shop.pay(&shop.order("lt-pay-1"));
    let second = shop.pay(&shop.order("lt-pay-2"));
    let third = shop.pay(&shop.order("LT-PAY-1"));
    assert_ne!(first["paymentId"], second["paymentId"]);
    assert_ne!(
        first["paymentId"], third["paymentId"],
        "ids are compared with their case"
    );
    assert_ne!(first["normalUrl"], second["normalUrl"]);
    shop.admin.buyer("lt-pay-2", &json!({"action": "pay"}));
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
    assert_eq!(shop.inquire("lt-pay-2")["paymentStatus"], "SUCCESS");
}

#[test]
fn a_refused_request_leaves_its_id_free() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    order["paymentAmount"]["value"] = json!("0");
    assert_eq!(shop.call("pay", &order).result(), "PARAM_ILLEGAL F");
    shop.pay(&shop.order("lt-pay-1"));
}

#[test]
fn an_inquiry_needs_one_id_and_payment_id_wins() {
    let shop = Shop::open();
    let first = shop.pay(&shop.order("lt-pay-1"));
    shop.pay(&shop.order("lt-pay-2"));
    let both = json!({"paymentId": first["paymentId"], "paymentRequestId": "lt-pay-2"});
    let inquiry = shop.call("inquiryPayment", &both);
    assert_eq!(inquiry["paymentRequestId"], "lt-pay-1");
    let neither = shop.call(
        "inquiryPayment",
        &json!({"paymentId": null, "paymentRequestId": ""}),
    );
    assert_eq!(neither.result(), "PARAM_ILLEGAL F");
    let unknown = shop.inquire("lt-pay-3");
    let expected = json!({"result": {"resultCode": "ORDER_NOT_EXIST", "resultStatus": "F", "resultMessage": "The order does not exist."}});
    assert_eq!(unknown.json(), &expected);
    let wrong = json!({"paymentId": "no", "paymentRequestId": "lt-pay-1"});
    assert_eq!(
        shop.call("inquiryPayment", &wrong).result(),
        "ORDER_NOT_EXIST F"
    );
}

#[test]
fn the_same_request_many_times_at_once_is_one_payment() {
    let shop = Shop::open();
    let calls: Vec<_> = (0..16)
        .map(|_| {
            let shop = shop.clone();
            std::thread::spawn(move || shop.pay(&shop.order("lt-pay-1")).message.body)
        })
        .collect();
    let answers = calls
        .into_iter()
        .map(|call| call.join().expect("it is answered"));
    let mut answers: Vec<_> = answers.collect();
    answers.dedup();
    assert_eq!(answers.len(), 1);
    assert_eq!(shop.admin.items("/payments").len(), 1);
    assert_eq!(shop.admin.get("/clock")["dueCount"], 1);
}
