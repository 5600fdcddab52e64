//! The same facts in other forms: what stands in the raw text, and that it verifies as it stands.

use serde_json::{Value, json};

use super::played::{LONG, PAID, TAKEN, assert_heard, notices, order, shop};
use super::{Story, play};

pub(super) const STORIES: &[Story] = &[
    ("success-text", success_text),
    ("json-escaped", escaped),
    ("json-spaced", spaced),
    ("extra-fields", extra_fields),
    ("new-card-brand", new_brand),
    ("no-card-info", no_card_info),
    ("misspelt-caav", misspelt),
    ("commercial-debit-card", commercial_debit),
    ("cvv-and-avs", cvv_and_avs),
];

#[test]
fn messages_in_other_forms() {
    play(STORIES);
}

/// What was written about a paid payment, each verified over the very bytes: the answer of `pay`,
/// the notifications of payment and capture, and an inquiry.
fn written(name: &str) -> [String; 4] {
    let shop = shop(name);
    let mut order = order(&shop);
    order["order"]["orderDescription"] = json!("Zwei Papierlaternen, 25,90 €");
    let answer = shop.pay(&order).message.text();
    let heard = notices(&shop, LONG);
    assert_heard(&heard, &[PAID, TAKEN]);
    let inquiry = shop.inquire("lt-1").message.text();
    [
        answer,
        heard[0].message.text(),
        heard[1].message.text(),
        inquiry,
    ]
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The `paymentResultInfo` of the payment's notification and of the inquiry.
fn infos(name: &str) -> [Value; 2] {
    let [_, payment, _, inquiry] = written(name);
    [payment, inquiry].map(|text| parsed(&text)["paymentResultInfo"].clone())
}

fn success_text(name: &str) {
    let [_, payment, capture, inquiry] = written(name);
    for text in [payment, capture, inquiry] {
        let words = "\"resultStatus\":\"S\",\"resultMessage\":\"Success\"";
        assert!(text.contains(words), "{text}");
        assert!(!text.contains("success."), "{text}");
    }
}

fn escaped(name: &str) {
    let [answer, payment, capture, inquiry] = written(name);
    assert!(answer.contains(r"http:\/\/127.0.0.1"), "{answer}");
    for text in [payment, capture, inquiry] {
        assert!(text.contains(r"success \/ r\u00e9ussi"), "{text}");
        assert!(
            text.is_ascii() && !text.replace(r"\/", "").contains('/'),
            "{text}"
        );
        assert_eq!(parsed(&text)["result"]["resultMessage"], "success / réussi");
    }
}

fn spaced(name: &str) {
    for text in written(name) {
        assert!(text.starts_with("{\n") && text.contains("\": \""), "{text}");
        assert!(text.contains(",\n"), "{text}");
        assert!(parsed(&text)["result"]["resultMessage"].is_string());
    }
}

fn extra_fields(name: &str) {
    for text in written(name) {
        let body = parsed(&text);
        for table in [&body, &body["result"]] {
            assert_eq!(table["futureText"], "new", "{text}");
            assert_eq!(table["futureNumber"], 1);
            assert_eq!(table["futureFlag"], true);
            assert!(text.contains("\"futureNothing\":null"));
        }
    }
}

fn new_brand(name: &str) {
    for info in infos(name) {
        assert_eq!(info["cardBrand"], "NEWBRAND");
    }
}

fn no_card_info(name: &str) {
    for text in written(name) {
        assert!(!text.contains("cardInfo"), "{text}");
    }
    for info in infos(name) {
        assert_eq!(info["cardBrand"], "VISA", "it is told here");
    }
}

fn misspelt(name: &str) {
    for info in infos(name) {
        let result = &info["threeDSResult"];
        assert!(
            result["cavv"].as_str().is_some_and(|cavv| cavv.len() == 28),
            "{info}"
        );
        assert_eq!(result["caav"], result["cavv"]);
    }
}

fn commercial_debit(name: &str) {
    for info in infos(name) {
        assert_eq!(info["issuingCountry"], "BR");
        assert_eq!(info["funding"], "DEBIT");
        assert_eq!(info["cardCategory"], "COMMERCIAL");
        assert_eq!(info["paymentMethodRegion"], "BR");
    }
    let [answer, payment, capture, inquiry] = written(name);
    assert!(parsed(&answer)["acquirerReferenceNo"].is_null());
    for text in [payment, capture, inquiry] {
        assert_eq!(
            parsed(&text)["acquirerReferenceNo"],
            "74537604221222132710572",
            "{text}"
        );
    }
}

fn cvv_and_avs(name: &str) {
    for info in infos(name) {
        assert_eq!(
            (&info["cvvResultRaw"], &info["avsResultRaw"]),
            (&json!(""), &json!("N"))
        );
    }
}
