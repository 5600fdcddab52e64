//! 3DS: the bank asks for a code, and the buyer gives it, gets it wrong, or gives up.

use serde_json::json;

use crate::support::buyer::{MASTERCARD, VISA};
use crate::support::{Buyer, Place, Shop};

/// A buyer in front of the bank's page.
fn challenged(shop: &Shop, request_id: &str) -> Buyer {
    let paid = shop.pay(&shop.order_with_3ds(request_id));
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Challenge);
    buyer
}

#[test]
fn the_right_code_completes_the_payment() {
    let shop = Shop::open();
    let mut buyer = challenged(&shop, "lt-pay-1");
    assert_eq!(buyer.text("scheme").as_deref(), Some("Visa Secure"));
    assert_eq!(buyer.text("amount").as_deref(), Some("SGD 25.90"));
    assert_eq!(buyer.text("card").as_deref(), Some("VISA ************0768"));
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
    let code = buyer.text("hint-code").expect("the page tells the code");
    buyer.type_code(&format!(" {code} "));
    assert_eq!(buyer.place(), Place::Shop);

    let inquiry = shop.inquire("lt-pay-1");
    assert_eq!(inquiry["paymentStatus"], "SUCCESS");
    let three_ds = &inquiry["paymentResultInfo"]["threeDSResult"];
    assert_eq!(three_ds["threeDSVersion"], "2.2.0");
    assert_eq!(three_ds["eci"], "05");
    let length = |field: &str| three_ds[field].as_str().expect("3DS gives it").len();
    assert_eq!((length("cavv"), length("dsTransactionId")), (28, 36));

    shop.admin.drain();
    let notice = &shop.notices()[0].body;
    assert_eq!(&notice["paymentResultInfo"]["threeDSResult"], three_ds);
    assert_eq!(
        notice["cardInfo"]["threeDSResult"],
        json!({"cavv": "", "eci": ""})
    );
}

#[test]
fn a_wrong_code_can_be_mended() {
    let shop = Shop::open();
    let mut buyer = challenged(&shop, "lt-pay-1");
    assert_eq!(buyer.text("code-error"), None);
    assert_eq!(buyer.text("tries-left").as_deref(), Some("3 tries left."));
    buyer.type_code("000000");
    assert_eq!(buyer.place(), Place::Challenge);
    assert_eq!(
        buyer.text("code-error").as_deref(),
        Some("That code is not right.")
    );
    assert_eq!(buyer.text("tries-left").as_deref(), Some("2 tries left."));
    buyer.type_code("");
    assert_eq!(buyer.text("tries-left").as_deref(), Some("1 try left."));
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Shop);
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
}

#[test]
fn another_card_does_not_give_the_tries_back() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order_with_3ds("lt-pay-1"));
    let url = paid.text("normalUrl");
    // The card page stays open in another tab.
    let mut other_tab = Buyer::open(url);
    let mut buyer = Buyer::open(url);
    buyer.pay_with(VISA);
    buyer.type_code("000000");
    other_tab.pay_with(MASTERCARD);
    assert_eq!(other_tab.place(), Place::Challenge);
    let left = other_tab.text("tries-left");
    assert_eq!(left.as_deref(), Some("2 tries left."));
    for action in ["pay", "submit", "decline"] {
        let deed = json!({ "action": action });
        let refused = shop
            .admin
            .refused(409, "POST", "/payments/lt-pay-1/buyer", &deed);
        assert!(
            refused["hint"]
                .as_str()
                .is_some_and(|hint| hint.contains("cancel"))
        );
    }
    buyer.type_code("123456");
    assert_eq!(
        shop.inquire("lt-pay-1")["paymentResultInfo"]["cardBrand"],
        "VISA"
    );
}

#[test]
fn a_buyer_who_fails_or_cancels_has_failed_the_payment_for_good() {
    let three_wrong_codes: fn(&mut Buyer) = |buyer| {
        for _ in 0..3 {
            buyer.type_code("999999");
        }
    };
    for fail in [three_wrong_codes, Buyer::cancel] {
        let shop = Shop::open();
        let mut buyer = challenged(&shop, "lt-pay-1");
        let challenge_url = buyer.url.clone();
        fail(&mut buyer);
        assert_eq!(buyer.place(), Place::Shop);

        let inquiry = shop.inquire("lt-pay-1");
        assert_eq!(inquiry["paymentStatus"], "FAIL");
        assert_eq!(
            inquiry["paymentResultCode"],
            "USER_PAYMENT_VERIFICATION_FAILED"
        );
        let info = &inquiry["paymentResultInfo"];
        assert_eq!(info["threeDSResult"]["eci"], "07");
        assert_eq!(info["threeDSResult"]["cavv"], "");
        assert_eq!(
            (&info["networkTransactionId"], &info["avsResultRaw"]),
            (&json!(""), &json!(""))
        );
        assert_eq!(inquiry["paymentTime"], json!(null));

        shop.admin.drain();
        let notices = shop.notices();
        assert_eq!(notices.len(), 1, "nothing was captured");
        let result = &notices[0].body["result"];
        assert_eq!(result["resultCode"], "USER_PAYMENT_VERIFICATION_FAILED");
        assert_eq!(result["resultStatus"], "F");
        assert_eq!(notices[0].body["cardInfo"], json!(null));

        let again = Buyer::open(challenge_url.as_str());
        assert_eq!(
            again.text("result-title").as_deref(),
            Some("Payment failed")
        );
        let repeated = shop.call("pay", &shop.order_with_3ds("lt-pay-1"));
        assert_eq!(repeated.result(), "ORDER_IS_CLOSED F");
    }
}

#[test]
fn every_scheme_counts_the_outcome_in_its_own_way() {
    for (number, cvv, brand, eci) in [
        (VISA, "123", "VISA", "05"),
        (MASTERCARD, "123", "MASTERCARD", "02"),
        ("378282246310005", "1234", "AMEX", "05"),
        ("3566002020360505", "123", "JCB", "05"),
        ("30569309025904", "123", "DINERS", "05"),
        ("6011111111111117", "123", "DISCOVER", "05"),
        ("6759649826438453", "123", "MAESTRO", "02"),
    ] {
        let shop = Shop::open();
        let paid = shop.pay(&shop.order_with_3ds("lt-pay-1"));
        let mut buyer = Buyer::open(paid.text("normalUrl"));
        buyer.submit_card(number, "09/29", cvv, "A Buyer");
        buyer.type_code("123456");
        let info = &shop.inquire("lt-pay-1")["paymentResultInfo"];
        assert_eq!(info["cardBrand"], brand);
        assert_eq!(info["threeDSResult"]["eci"], eci, "{brand}");
    }
}

#[test]
fn some_cards_are_not_challenged_even_when_the_shop_asks() {
    // The exemption card, and a Korean one that knows no 3DS.
    for (number, brand, eci) in [
        ("4035501000000008", "VISA", "07"),
        ("9490220011669217", "HYUNDAI", ""),
    ] {
        let shop = Shop::open();
        let mut order = shop.order_with_3ds("lt-pay-1");
        // Else the page asks for it: the Korean card needs it.
        let metadata = &mut order["paymentMethod"]["paymentMethodMetaData"];
        metadata["dateOfBirth"] = json!("1990-01-31");
        metadata["cardPasswordDigest"] = json!("12");
        let paid = shop.pay(&order);
        let mut buyer = Buyer::open(paid.text("normalUrl"));
        buyer.pay_with(number);
        assert_eq!(buyer.place(), Place::Shop);
        let info = &shop.inquire("lt-pay-1")["paymentResultInfo"];
        assert_eq!(info["cardBrand"], brand);
        assert_eq!(info["threeDSResult"]["eci"], eci);
        assert_eq!(info["threeDSResult"]["cavv"], "");
    }
}

#[test]
fn without_is_3ds_authentication_nobody_is_challenged() {
    let shop = Shop::open();
    let mut order = shop.order("lt-pay-1");
    order["paymentMethod"]["paymentMethodMetaData"] = json!({"is3DSAuthentication": "false"});
    let paid = shop.pay(&order);
    let mut buyer = Buyer::open(paid.text("normalUrl"));
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Shop);
    let info = &shop.inquire("lt-pay-1")["paymentResultInfo"];
    assert_eq!(info["threeDSResult"], json!({"cavv": "", "eci": ""}));
}

#[test]
fn the_time_to_pay_also_runs_out_at_the_bank() {
    let shop = Shop::open();
    let mut order = shop.order_with_3ds("lt-pay-1");
    order["paymentExpiryTime"] = json!("2026-11-23T10:05:00+08:00");
    let mut buyer = Buyer::open(shop.pay(&order).text("normalUrl"));
    buyer.pay_with(VISA);
    assert_eq!(buyer.text("time-left").as_deref(), Some("5 min 0 s"));
    shop.admin.advance("5m");
    buyer.type_code("123456");
    assert_eq!((buyer.place(), buyer.page.status()), (Place::Result, 410));
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "FAIL");
}
