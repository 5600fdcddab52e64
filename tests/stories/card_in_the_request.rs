//! "API mode": the shop sends the card itself, and `pay` tells the end at once, unless a bank comes
//! between.

use serde_json::{Value, json};

use crate::support::buyer::{DECLINED_VISA, VISA};
use crate::support::{App, Buyer, Place, Shop};

/// An order whose request has the card, and further metadata.
pub(crate) fn order_with_card(shop: &Shop, id: &str, card: &str, more: &Value) -> Value {
    let mut order = shop.order(id);
    let mut metadata = json!({
        "cardNo": card, "expiryYear": "29", "expiryMonth": "09", "cvv": "123",
        "cardholderName": {"firstName": "Ana", "lastName": "Souza"},
    });
    for (name, value) in more.as_object().expect("metadata are fields") {
        metadata[name] = value.clone();
    }
    order["paymentMethod"]["paymentMethodMetaData"] = metadata;
    order
}

#[test]
fn an_approved_card_is_paid_when_pay_returns() {
    let shop = Shop::open();
    let order = order_with_card(&shop, "lt-pay-1", VISA, &json!({}));
    let paid = shop.call("pay", &order);
    assert_eq!(paid.result(), "SUCCESS S");
    assert_eq!(paid["normalUrl"], json!(null));
    let info = &paid["paymentResultInfo"];
    assert_eq!(info["cardNo"], "************0768");
    assert_eq!(info["threeDSResult"], json!({"cavv": "", "eci": ""}));

    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentStatus"], "SUCCESS");
    assert_eq!(inquiry["paymentResultInfo"], *info);

    shop.admin.drain();
    let kinds: Vec<_> = shop
        .notices()
        .iter()
        .map(|notice| notice.body["notifyType"].clone())
        .collect();
    assert_eq!(kinds, ["PAYMENT_RESULT", "CAPTURE_RESULT"]);
    let again = shop.call("pay", &order);
    assert_eq!(
        again.json(),
        paid.json(),
        "the same request, the same answer"
    );
}

#[test]
fn the_shop_captures_when_it_wants_to() {
    let shop = Shop::open();
    let mut order = order_with_card(&shop, "lt-pay-1", VISA, &json!({}));
    order["paymentFactor"]["captureMode"] = json!("MANUAL");
    let paid = shop.call("pay", &order);
    assert_eq!(paid.result(), "SUCCESS S");
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 1, "nothing is captured yet");
}

#[test]
fn a_declined_card_has_failed_when_pay_returns_and_nobody_is_notified() {
    let shop = Shop::open();
    let order = order_with_card(&shop, "lt-pay-1", DECLINED_VISA, &json!({}));
    let refused = shop.call("pay", &order);
    assert_eq!(refused.result(), "DO_NOT_HONOR F");
    assert_eq!(refused["paymentResultInfo"]["cardNo"], "************4822");
    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentStatus"], "FAIL");
    assert_eq!(inquiry["paymentResultCode"], "DO_NOT_HONOR");
    assert_eq!(inquiry["paymentId"], refused["paymentId"]);
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 0, "the answer has told it");
    assert_eq!(shop.call("pay", &order).result(), "ORDER_IS_CLOSED F");
}

#[test]
fn with_3ds_the_buyer_goes_straight_to_the_bank_and_never_sees_a_card_form() {
    let shop = Shop::open();
    let order = order_with_card(
        &shop,
        "lt-pay-1",
        VISA,
        &json!({"is3DSAuthentication": true}),
    );
    let paid = shop.pay(&order);
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    assert_eq!(buyer.place(), Place::Challenge);
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Shop);
    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentStatus"], "SUCCESS");
    assert_eq!(inquiry["paymentResultInfo"]["threeDSResult"]["eci"], "05");
    let again = shop.call("pay", &order);
    assert_eq!(
        again.json(),
        paid.json(),
        "still in process, as the first time"
    );
    shop.admin.drain();
    assert_eq!(shop.notices()[0].body["result"]["resultStatus"], "S");
}

#[test]
fn a_card_that_is_declined_after_3ds_has_failed_for_good_and_the_shop_is_told() {
    let shop = Shop::open();
    let metadata = json!({"is3DSAuthentication": "true"});
    let order = order_with_card(&shop, "lt-pay-1", DECLINED_VISA, &metadata);
    let mut buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
    buyer.type_code("123456");
    assert_eq!(
        buyer.place(),
        Place::Shop,
        "there is no form for another card"
    );
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "FAIL");
    shop.admin.drain();
    let notices = shop.notices();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].body["result"]["resultCode"], "DO_NOT_HONOR");
}

#[test]
fn a_slow_issuer_makes_it_in_process_and_a_notification_tells_the_end() {
    let scenario = "title = \"slow\"\n[[rule]]\nthen = { issuer_delay = \"1h\" }";
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    let order = order_with_card(&shop, "lt-pay-1", VISA, &json!({}));
    let paid = shop.pay(&order);
    let buyer = Buyer::open(paid.text("normalUrl"));
    assert_eq!(
        buyer.text("result-title").as_deref(),
        Some("Payment in process")
    );
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
    shop.admin.advance("2h");
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
    assert_eq!(shop.notices()[0].body["result"]["resultCode"], "SUCCESS");
    assert_eq!(shop.call("pay", &order).json(), paid.json());
}

#[test]
fn mistakes_in_the_card_have_their_own_codes_and_leave_no_payment() {
    let shop = Shop::open();
    for (field, value, result) in [
        ("cardNo", json!("4054695723100769"), "INVALID_CARD_NUMBER F"),
        (
            "cardNo",
            json!("4054 6957 2310 0768"),
            "INVALID_CARD_NUMBER F",
        ),
        ("cardNo", json!("1234567812345670"), "CARD_NOT_SUPPORTED F"),
        ("expiryMonth", json!("13"), "INVALID_EXPIRATION_DATE F"),
        ("expiryYear", json!("2029"), "INVALID_EXPIRATION_DATE F"),
        ("expiryYear", json!("20"), "INVALID_EXPIRATION_DATE F"),
        ("cvv", json!("99"), "INVALID_CVV F"),
        ("cvv", json!("12345"), "PARAM_ILLEGAL F"),
        ("cvv", json!(null), "PARAM_ILLEGAL F"),
    ] {
        let order = order_with_card(&shop, "lt-pay-1", VISA, &json!({ field: value }));
        assert_eq!(shop.call("pay", &order).result(), result, "{field}");
        assert_eq!(shop.inquire("lt-pay-1").code(), "ORDER_NOT_EXIST");
    }
    let risk = {
        let mut order = order_with_card(&shop, "lt-pay-1", VISA, &json!({}));
        order["paymentAmount"]["value"] = json!("11");
        order
    };
    assert_eq!(shop.call("pay", &risk).result(), "RISK_REJECT F");
    let good = order_with_card(&shop, "lt-pay-1", VISA, &json!({}));
    assert_eq!(shop.call("pay", &good).result(), "SUCCESS S");
}

#[test]
fn the_same_id_for_another_amount_is_refused() {
    let shop = Shop::open();
    let mut order = order_with_card(&shop, "lt-pay-1", VISA, &json!({}));
    shop.call("pay", &order);
    order["paymentAmount"]["value"] = json!("2591");
    assert_eq!(
        shop.call("pay", &order).result(),
        "REPEAT_REQ_INCONSISTENT F"
    );
}

#[test]
fn the_card_is_nowhere_to_be_read_afterwards() {
    let shop = Shop::open();
    let order = order_with_card(
        &shop,
        "lt-pay-1",
        VISA,
        &json!({"is3DSAuthentication": true}),
    );
    shop.pay(&order);
    for path in ["/requests", "/payments", "/events"] {
        let told = shop.admin.get(path).to_string();
        assert!(!told.contains(VISA), "{path} shows the card");
    }
}

#[test]
fn a_robot_buyer_finishes_at_the_bank() {
    let scenario =
        "title = \"robot\"\n[[rule]]\nthen = { three_ds = \"challenge\", buyer = \"pays\" }";
    let shop = Shop::with(App::shared(), &json!({ "scenario": scenario }));
    shop.pay(&order_with_card(&shop, "lt-pay-1", VISA, &json!({})));
    shop.admin.advance("20s");
    let info = &shop.inquire("lt-pay-1")["paymentResultInfo"];
    assert_eq!(info["threeDSResult"]["challenged"], true);
}
