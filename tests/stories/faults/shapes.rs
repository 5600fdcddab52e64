//! The same facts in other forms, and every one of them verifies.

use serde_json::{Value, json};

use super::shop_where;
use crate::support::Shop;

fn shop_with_shape(shape: &str) -> Shop {
    shop_where("{}", &format!("{{ shape = {shape} }}"))
}

/// An inquiry and the first notification of a payment that was paid with 3DS, as they were
/// written. Both were verified.
fn told_of_paid(shop: &Shop) -> (String, String) {
    let mut order = shop.order_with_3ds("lt-1");
    order["paymentFactor"]["captureMode"] = json!("MANUAL");
    shop.pay_and_buy(&order);
    shop.admin.advance("10s");
    let notices = shop.notices();
    let inquiry = shop.inquire("lt-1").message.text();
    (inquiry, notices[0].message.text())
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn facts_are_added_taken_away_and_called_otherwise() {
    let plain = told_of_paid(&Shop::open());
    for (shape, pointer, expected) in [
        (
            "{ caav = true }",
            "/paymentResultInfo/threeDSResult/caav",
            None,
        ),
        ("{ card_info = false }", "/cardInfo", Some(Value::Null)),
        (
            "{ success_message = \"Erfolg ✓\" }",
            "/result/resultMessage",
            Some(json!("Erfolg ✓")),
        ),
        ("{ extra_fields = true }", "/futureNumber", Some(json!(1))),
        (
            "{ card_brand = \"NEWBRAND\" }",
            "/paymentResultInfo/cardBrand",
            Some(json!("NEWBRAND")),
        ),
    ] {
        let shaped = told_of_paid(&shop_with_shape(shape));
        for (shaped, plain) in [(&shaped.0, &plain.0), (&shaped.1, &plain.1)] {
            let (shaped, plain) = (parsed(shaped), parsed(plain));
            let found = shaped.pointer(pointer).cloned().unwrap_or_default();
            assert_ne!(Some(&found), plain.pointer(pointer), "{shape}: {shaped}");
            match &expected {
                Some(expected) => assert_eq!(&found, expected, "{shape}"),
                None => assert_eq!(
                    Some(&found),
                    shaped.pointer("/paymentResultInfo/threeDSResult/cavv")
                ),
            }
        }
    }
}

#[test]
fn json_may_be_escaped_or_spaced() {
    let escaped = told_of_paid(&shop_with_shape(
        "{ json = \"escaped\", success_message = \"é 😀\" }",
    ));
    for text in [&escaped.0, &escaped.1] {
        assert!(text.contains(r"\u00e9 \ud83d\ude00"), "{text}");
        assert!(text.is_ascii());
        assert_eq!(parsed(text)["result"]["resultMessage"], "é 😀");
    }
    assert!(escaped.0.contains(r"https:\/\/shop.example\/return"));
    let spaced = told_of_paid(&shop_with_shape("{ json = \"spaced\" }"));
    for text in [&spaced.0, &spaced.1] {
        assert!(text.contains("\": \"") && text.contains(",\n"), "{text}");
    }
}
