//! Quirks of messages: the same facts, written as Antom writes them elsewhere (file 17 §5 of the
//! protocol notes).

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use serde_json::{Map, Value, json};

use crate::gateway::{JsonStyle, Shape};

/// What the small `cardInfo` says of a card.
const CARD_FACTS: [&str; 3] = ["cardBrand", "funding", "issuingCountry"];

/// Writes a message as a shape wants it; untouched without one. What comes back is to be signed.
#[must_use]
pub fn shaped(body: Vec<u8>, shape: Option<&Shape>) -> Vec<u8> {
    let Some(shape) = shape.filter(|shape| **shape != Shape::default()) else {
        return body;
    };
    match serde_json::from_slice(&body) {
        Ok(Value::Object(mut message)) => {
            set_card_info(&mut message, shape.card_info);
            change(&mut message, shape);
            if shape.extra_fields {
                message.insert(
                    "futureInfo".into(),
                    json!({"version": 2, "items": ["a", 1]}),
                );
            }
            written(&message, shape.json)
        }
        _ => body,
    }
}

/// Adds the small `cardInfo` to a message about a paid card, or takes away whichever it has.
fn set_card_info(message: &mut Map<String, Value>, wanted: Option<bool>) {
    match wanted {
        Some(true) if message.contains_key("paymentTime") && !message.contains_key("cardInfo") => {
            let Some(Value::Object(card)) = message.get("paymentResultInfo") else {
                return;
            };
            let facts = CARD_FACTS
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), card.get(*name)?.clone())));
            let facts: Map<_, _> = facts.collect();
            message.insert("cardInfo".into(), facts.into());
        }
        Some(false) => {
            message.shift_remove("cardInfo");
        }
        _ => {}
    }
}

/// What is changed in an object, and in all objects within.
fn change(object: &mut Map<String, Value>, shape: &Shape) {
    for inner in object.values_mut() {
        change_within(inner, shape);
    }
    if shape.caav
        && let Some(cavv) = object.get("cavv").cloned()
    {
        object.insert("caav".into(), cavv);
    }
    if let (Some(brand), Some(known)) = (&shape.card_brand, object.get_mut("cardBrand")) {
        *known = json!(brand);
    }
    let succeeded = object
        .get("resultStatus")
        .is_some_and(|status| status == "S");
    if let (Some(text), true) = (&shape.success_message, succeeded) {
        object.insert("resultMessage".into(), json!(text));
    }
    if shape.extra_fields {
        object.insert("futureText".into(), json!("new"));
        object.insert("futureNumber".into(), json!(1));
        object.insert("futureFlag".into(), json!(true));
        object.insert("futureNothing".into(), Value::Null);
    }
}

fn change_within(value: &mut Value, shape: &Shape) {
    match value {
        Value::Object(object) => change(object, shape),
        Value::Array(items) => {
            for item in items {
                change_within(item, shape);
            }
        }
        _ => {}
    }
}

fn written(message: &Map<String, Value>, style: JsonStyle) -> Vec<u8> {
    let written = match style {
        JsonStyle::Compact => serde_json::to_vec(message),
        JsonStyle::Spaced => serde_json::to_vec_pretty(message),
        JsonStyle::Escaped => {
            let mut bytes = Vec::new();
            let mut serializer = Serializer::with_formatter(&mut bytes, Escaped);
            message.serialize(&mut serializer).map(|()| bytes)
        }
    };
    written.expect("JSON that was read can be written")
}

/// Escapes slashes and everything beyond ASCII, as the JSON writers of Java and PHP do.
struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for letter in fragment.chars() {
            match letter {
                '/' => writer.write_all(b"\\/")?,
                letter if letter.is_ascii() => write!(writer, "{letter}")?,
                letter => {
                    for unit in letter.encode_utf16(&mut [0; 2]) {
                        write!(writer, "\\u{unit:04x}")?;
                    }
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAID: &str = r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success."},"paymentTime":"2026","paymentResultInfo":{"cardBrand":"VISA","cardNo":"0768","funding":"CREDIT","issuingCountry":"US","threeDSResult":{"cavv":"/YO=","eci":"05"}},"transactions":[{"transactionResult":{"resultStatus":"F","resultMessage":"no"}}]}"#;

    fn parsed(body: &[u8]) -> Value {
        serde_json::from_slice(body).expect("JSON")
    }

    fn shaped_paid(shape: &Shape) -> Value {
        parsed(&shaped(PAID.into(), Some(shape)))
    }

    #[test]
    fn without_a_wish_not_a_byte_changes() {
        for text in [PAID, "", "no JSON", " {\"a\" : 1.50} "] {
            assert_eq!(shaped(text.into(), None), text.as_bytes());
            assert_eq!(
                shaped(text.into(), Some(&Shape::default())),
                text.as_bytes()
            );
        }
    }

    #[test]
    fn caav_stands_beside_every_cavv() {
        let shape = Shape {
            caav: true,
            ..Shape::default()
        };
        let check = &shaped_paid(&shape)["paymentResultInfo"]["threeDSResult"];
        assert_eq!(check["caav"], "/YO=");
        assert_eq!(check["cavv"], "/YO=");
    }

    #[test]
    fn card_info_comes_and_goes() {
        let wish = |card_info| Shape {
            card_info,
            ..Shape::default()
        };
        let with = shaped(PAID.into(), Some(&wish(Some(true))));
        let small = json!({"cardBrand": "VISA", "funding": "CREDIT", "issuingCountry": "US"});
        assert_eq!(parsed(&with)["cardInfo"], small);
        assert_eq!(shaped(with.clone(), Some(&wish(Some(true)))), with);
        let without = shaped(with, Some(&wish(Some(false))));
        assert_eq!(without, PAID.as_bytes());
        let unpaid = PAID.replace("paymentTime", "failedTime");
        let unpaid = shaped(unpaid.into(), Some(&wish(Some(true))));
        assert!(parsed(&unpaid).get("cardInfo").is_none());
    }

    #[test]
    fn the_text_of_successes_and_the_brand_change_and_nothing_else() {
        let shape = Shape {
            success_message: Some("Success".into()),
            card_brand: Some("NEWBRAND".into()),
            ..Shape::default()
        };
        let expected = PAID
            .replace("success.", "Success")
            .replace("VISA", "NEWBRAND");
        assert_eq!(shaped(PAID.into(), Some(&shape)), expected.as_bytes());
    }

    #[test]
    fn unknown_fields_leave_the_known_ones_alone() {
        let shape = Shape {
            extra_fields: true,
            ..Shape::default()
        };
        let mut message = shaped_paid(&shape);
        assert!(message["futureInfo"].is_object(), "{message}");
        assert_eq!(message["result"]["futureText"], "new");
        assert_eq!(message["transactions"][0]["futureFlag"], true);
        strip(&mut message);
        assert_eq!(message, parsed(PAID.as_bytes()));
    }

    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                object.retain(|name, _| !name.starts_with("future"));
                object.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }

    #[test]
    fn every_style_means_the_same() {
        let text = "a/b é 😀 \" \\ \n \u{7f}";
        let style = |json| Shape {
            success_message: Some(text.into()),
            json,
            ..Shape::default()
        };
        let compact = shaped(PAID.into(), Some(&style(JsonStyle::Compact)));
        let escaped = shaped(PAID.into(), Some(&style(JsonStyle::Escaped)));
        let spaced = shaped(PAID.into(), Some(&style(JsonStyle::Spaced)));
        assert_eq!(parsed(&escaped), parsed(&compact));
        assert_eq!(parsed(&spaced), parsed(&compact));
        assert!(escaped.is_ascii());
        let escaped = String::from_utf8(escaped).expect("ASCII");
        assert!(
            escaped.contains(r#""a\/b \u00e9 \ud83d\ude00 \" \\ \n "#),
            "{escaped}"
        );
        let spaced = String::from_utf8(spaced).expect("UTF-8");
        assert!(spaced.starts_with("{\n  \"result\": {\n"), "{spaced}");
    }
}
