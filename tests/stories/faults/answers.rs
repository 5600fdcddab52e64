//! Answers that arrive whole, and are wrong.

use super::{
    OTHER_PUBLIC_KEY, PAY, fault_of_first, is_antoms, left_behind, pay_raw, shop_where,
    shop_with_answer, verifies,
};

#[test]
fn pages_of_a_proxy_come_unsigned_and_with_their_status() {
    for (fault, status, kind) in [
        ("html", 200, "text/html; charset=UTF-8"),
        ("not_json", 200, "application/json; charset=UTF-8"),
        ("http500", 500, "text/html; charset=UTF-8"),
        ("http502", 502, "text/html; charset=UTF-8"),
        ("http429", 429, "text/html; charset=UTF-8"),
    ] {
        let shop = shop_with_answer(&format!("\"{fault}\""));
        let answer = pay_raw(&shop);
        assert_eq!(answer.status(), status, "{fault}");
        assert_eq!(answer.header("content-type"), kind, "{fault}");
        for name in ["signature", "response-time", "client-id"] {
            assert_eq!(answer.find_header(name), None, "{fault}");
        }
        assert_eq!(answer.find_header("retry-after").is_some(), status == 429);
        let is_json = serde_json::from_slice::<serde_json::Value>(&answer.body).is_ok();
        assert!(!is_json, "{fault}: {}", answer.text());
        assert_eq!(answer.text().contains("<html>"), kind.starts_with("text"));
        assert_eq!(left_behind(&shop), "PROCESSING", "{fault}");

        let request = shop.admin.get("/requests/req-1");
        assert_eq!(request["httpStatus"], status);
        assert_eq!(request["responseBody"], answer.text());
        let told = fault_of_first(&shop);
        assert!(told.ends_with("; the payment was made"), "{told}");
    }
}

#[test]
fn an_unsigned_answer_is_right_but_for_its_signature() {
    let shop = shop_with_answer("\"unsigned\"");
    let answer = pay_raw(&shop);
    assert_eq!(answer.find_header("signature"), None);
    assert_eq!(answer.find_header("response-time"), None);
    assert_eq!(answer.json()["result"]["resultCode"], "PAYMENT_IN_PROCESS");
}

#[test]
fn a_wrong_signature_is_well_formed_and_verifies_with_nothing() {
    let shop = shop_with_answer("\"wrong_signature\"");
    let answer = pay_raw(&shop);
    assert!(!is_antoms(&answer));
    let other = verifies(&answer, PAY, "response-time", OTHER_PUBLIC_KEY);
    assert!(!other);
    assert_eq!(answer.json()["result"]["resultCode"], "PAYMENT_IN_PROCESS");
}

#[test]
fn a_wrong_key_verifies_with_another_than_antoms() {
    let shop = shop_with_answer("\"wrong_key\"");
    let answer = pay_raw(&shop);
    assert!(!is_antoms(&answer));
    let other = verifies(&answer, PAY, "response-time", OTHER_PUBLIC_KEY);
    assert!(other);
    assert_eq!(
        fault_of_first(&shop),
        "the answer was signed with a key that is not Antom's; the payment was made"
    );
    // The next call is answered as ever.
    assert_eq!(shop.pay(&shop.order("lt-1")).code(), "PAYMENT_IN_PROCESS");
}

#[test]
fn an_empty_body_and_one_without_result_are_signed() {
    let shop = shop_with_answer("\"empty_body\"");
    let answer = pay_raw(&shop);
    assert_eq!((answer.status(), answer.body.len()), (200, 0));
    assert!(is_antoms(&answer));

    let shop = shop_with_answer("\"no_result\"");
    let answer = pay_raw(&shop);
    assert!(is_antoms(&answer));
    let body = answer.json();
    assert!(body.get("result").is_none(), "{body}");
    assert_eq!(body["paymentRequestId"], "lt-1");
}

#[test]
fn unknown_and_traffic_limit_are_told_although_the_payment_was_made() {
    for (fault, code) in [
        ("unknown", "UNKNOWN_EXCEPTION U"),
        ("traffic_limit", "REQUEST_TRAFFIC_EXCEED_LIMIT U"),
    ] {
        let shop = shop_with_answer(&format!("\"{fault}\""));
        let answer = shop.verified(PAY, pay_raw(&shop));
        assert_eq!(answer.result(), code);
        assert_eq!(answer.json().as_object().map(serde_json::Map::len), Some(1));
        assert_eq!(left_behind(&shop), "PROCESSING");
    }
}

#[test]
fn an_answer_in_process_may_lack_its_url() {
    let shop = shop_with_answer("\"no_url\"");
    let answer = shop.verified(PAY, pay_raw(&shop));
    assert_eq!(answer.result(), "PAYMENT_IN_PROCESS U");
    assert!(!answer.message.text().contains("/checkout/"));
    // Asked again, it is told.
    let again = shop.pay(&shop.order("lt-1"));
    assert!(again.text("normalUrl").contains("/checkout/"));
}

#[test]
fn in_process_without_a_url_may_mean_that_no_payment_was_made() {
    let shop = shop_with_answer("{ fault = \"no_url\", performed = false }");
    let answer = shop.verified(PAY, pay_raw(&shop));
    assert_eq!(answer.result(), "PAYMENT_IN_PROCESS U");
    assert_eq!(answer.json().as_object().map(serde_json::Map::len), Some(1));
    assert_eq!(left_behind(&shop), "ORDER_NOT_EXIST");
    let told = fault_of_first(&shop);
    assert_eq!(told, "the answer had no URL; nothing was carried out");
}

#[test]
fn a_call_that_is_not_carried_out_leaves_nothing() {
    for fault in ["http500", "wrong_key", "unknown"] {
        let answer = format!("{{ fault = \"{fault}\", performed = false }}");
        let shop = shop_with_answer(&answer);
        let answer = pay_raw(&shop);
        if fault == "wrong_key" {
            let body = answer.json();
            assert_eq!(body["result"]["resultCode"], "UNKNOWN_EXCEPTION");
            assert_eq!(body["result"]["resultStatus"], "U");
        }
        assert_eq!(left_behind(&shop), "ORDER_NOT_EXIST", "{fault}");
        let told = fault_of_first(&shop);
        assert!(told.ends_with("; nothing was carried out"), "{told}");
    }
}

#[test]
fn a_fault_is_aimed_at_one_call_of_one_api() {
    let shop = shop_where(
        "{ api = \"inquiryPayment\", repeat = 2 }",
        "{ answer = \"no_result\" }",
    );
    shop.pay(&shop.order("lt-1"));
    shop.pay(&shop.order("lt-2"));
    assert_eq!(shop.inquire("lt-1").code(), "SUCCESS");
    assert_eq!(shop.inquire("lt-2").code(), "SUCCESS");
    assert!(shop.inquire("lt-1").json().get("result").is_none());
    assert_eq!(shop.inquire("lt-1").code(), "SUCCESS");
    let told = shop.admin.get("/requests/req-5");
    assert_eq!(
        told["fault"],
        "the answer had no result; the call was carried out"
    );
    assert!(shop.admin.get("/requests/req-6")["fault"].is_null());
}
