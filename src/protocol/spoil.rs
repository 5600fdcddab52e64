//! What becomes of a message that is spoiled: other facts before it is signed, another byte after.

use serde_json::{Map, Value, json};

use super::dispute;
use super::result::ResultBody;
use crate::gateway::{Refund, ResultCode, Said, Spoil};

/// Fields that lead a buyer to a page.
const URL_FIELDS: [&str; 6] = [
    "normalUrl",
    "schemeUrl",
    "applinkUrl",
    "redirectActionForm",
    "paymentActionForm",
    "orderCodeForm",
];

/// Ids that a shop gave.
const SHOP_IDS: [&str; 5] = [
    "paymentRequestId",
    "captureRequestId",
    "refundRequestId",
    "vaultingRequestId",
    "referenceOrderId",
];

/// Ids that Antom gave.
const ANTOM_IDS: [&str; 4] = ["paymentId", "captureId", "refundId", "disputeId"];

/// What only a notification of a success has (file 05 §2, file 13 §5).
const OF_SUCCESS: [&str; 6] = [
    "paymentTime",
    "actualPaymentAmount",
    "cardInfo",
    "acquirerReferenceNo",
    "refundTime",
    "arn",
];

/// An answer of `pay` that does not tell where to send the buyer.
#[must_use]
pub fn without_urls(body: Vec<u8>) -> Vec<u8> {
    edited(body, |message| {
        message.retain(|name, _| !URL_FIELDS.contains(&name.as_str()));
    })
}

/// An answer without its `result`.
#[must_use]
pub fn without_result(body: Vec<u8>) -> Vec<u8> {
    edited(body, |message| {
        message.shift_remove("result");
    })
}

/// What a notification says when a forger, or Antom in error, wrote it. It is still to be signed.
#[must_use]
pub fn rewritten(body: Vec<u8>, spoil: Option<Spoil>) -> Vec<u8> {
    match spoil {
        Some(Spoil::ChangedAmount) => edited(body, change_amounts),
        Some(Spoil::OtherPayment) => edited(body, change_ids),
        Some(Spoil::Contradict) => edited(body, turn_around),
        _ => body,
    }
}

/// One byte changed and still JSON: the first digit of the amount. A message without an amount
/// gets a blank at its end.
#[must_use]
pub fn with_another_byte(mut body: Vec<u8>) -> Vec<u8> {
    let name = b"\"value\"";
    let amount = body.windows(name.len()).position(|part| part == name);
    let after = amount.map_or(body.len(), |at| at + name.len());
    match body[after..].iter_mut().find(|byte| byte.is_ascii_digit()) {
        Some(digit) => *digit = if *digit == b'9' { b'1' } else { *digit + 1 },
        None => body.push(b' '),
    }
    body
}

fn edited(body: Vec<u8>, edit: impl FnOnce(&mut Map<String, Value>)) -> Vec<u8> {
    match serde_json::from_slice(&body) {
        Ok(Value::Object(mut message)) => {
            edit(&mut message);
            super::to_bytes(&message)
        }
        _ => body,
    }
}

/// A hundred units more everywhere: a valid amount in every currency.
fn change_amounts(message: &mut Map<String, Value>) {
    for value in message
        .values_mut()
        .filter_map(|amount| amount.get_mut("value"))
    {
        let units: u64 = value
            .as_str()
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        *value = json!(units.saturating_add(100).to_string());
    }
}

fn change_ids(message: &mut Map<String, Value>) {
    for (name, value) in message.iter_mut() {
        if SHOP_IDS.contains(&name.as_str()) {
            *value = json!(format!("of-another-shop-{name}"));
        }
        if ANTOM_IDS.contains(&name.as_str()) {
            *value = json!(other_id(value.as_str().unwrap_or_default()));
        }
    }
}

/// An id of the same form: its last ten digits, which number the payments, counted from nine down.
fn other_id(id: &str) -> String {
    let numbered_from = id.chars().count().saturating_sub(10);
    let letters = id.chars().enumerate();
    let turned = letters.map(|(at, letter)| match letter.to_digit(10) {
        Some(digit) if at >= numbered_from => char::from_digit(9 - digit, 10).unwrap_or('0'),
        _ => letter,
    });
    turned.collect()
}

/// A success becomes a failure, and everything else a success.
fn turn_around(message: &mut Map<String, Value>) {
    if message.contains_key("disputeNotificationType") {
        return dispute::turn_around(message);
    }
    let said = match message.get("notifyType").and_then(Value::as_str) {
        Some("CAPTURE_RESULT") => Said::InNotifyCapture,
        Some("REFUND_RESULT") => Said::InNotifyRefund,
        _ => Said::InNotifyPayment,
    };
    let succeeded = message
        .get("result")
        .is_some_and(|result| result["resultStatus"] == "S");
    let code = if succeeded {
        message.retain(|name, _| !OF_SUCCESS.contains(&name.as_str()));
        ResultCode::ProcessFail
    } else {
        let copies = [
            ("paymentTime", "paymentCreateTime"),
            ("actualPaymentAmount", "paymentAmount"),
        ];
        for (name, source) in copies {
            if let Some(value) = message.get(source).cloned() {
                message.insert(name.to_owned(), value);
            }
        }
        ResultCode::Success
    };
    if let Some(status) = message.get_mut("refundStatus") {
        *status = json!(Refund::status_of(code));
    }
    message.insert("result".to_owned(), json!(ResultBody::new(code, said)));
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAID: &str = r#"{"notifyType":"PAYMENT_RESULT","result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success."},"paymentRequestId":"lt-1","paymentId":"20261123194010800100188111341558332","paymentAmount":{"currency":"SGD","value":"2590"},"actualPaymentAmount":{"currency":"SGD","value":"2590"},"paymentCreateTime":"10:00","paymentTime":"10:01"}"#;

    fn told(spoil: Spoil, body: &str) -> Value {
        let body = rewritten(body.into(), Some(spoil));
        serde_json::from_slice(&body).expect("JSON")
    }

    #[test]
    fn nothing_is_rewritten_without_reason() {
        for spoil in [None, Some(Spoil::Drop), Some(Spoil::ChangedBody)] {
            assert_eq!(rewritten(PAID.into(), spoil), PAID.as_bytes());
        }
    }

    #[test]
    fn one_byte_is_changed_within_the_amount() {
        let changed = with_another_byte(PAID.into());
        let differ = |(left, right): &(&u8, &u8)| left != right;
        let count = changed.iter().zip(PAID.as_bytes()).filter(differ).count();
        assert_eq!((count, changed.len()), (1, PAID.len()));
        let changed: Value = serde_json::from_slice(&changed).expect("JSON");
        assert_eq!(changed["paymentAmount"]["value"], "3590");
        assert_eq!(with_another_byte(b"{}".to_vec()), b"{} ");
        let nine = with_another_byte(br#"{"value": "9"}"#.to_vec());
        assert_eq!(nine, br#"{"value": "1"}"#);
    }

    #[test]
    fn another_amount_is_told_in_both_places() {
        let told = told(Spoil::ChangedAmount, PAID);
        let other = json!({"currency": "SGD", "value": "2690"});
        assert_eq!(told["paymentAmount"], other);
        assert_eq!(told["actualPaymentAmount"], other);
    }

    #[test]
    fn someone_elses_payment_has_other_ids() {
        let told = told(Spoil::OtherPayment, PAID);
        assert_eq!(told["paymentRequestId"], "of-another-shop-paymentRequestId");
        let id = "20261123194010800100188118658441667";
        assert_eq!(told["paymentId"], id);
        assert_eq!(told["paymentAmount"]["value"], "2590");
    }

    #[test]
    fn a_contradiction_of_a_success_is_a_whole_failure_and_back() {
        let failed = told(Spoil::Contradict, PAID);
        assert_eq!(failed["result"]["resultCode"], "PROCESS_FAIL");
        assert_eq!(failed["result"]["resultStatus"], "F");
        assert!(failed.get("paymentTime").is_none(), "{failed}");
        assert!(failed.get("actualPaymentAmount").is_none(), "{failed}");
        let paid = told(Spoil::Contradict, &failed.to_string());
        assert_eq!(paid["result"]["resultStatus"], "S");
        assert_eq!(paid["paymentTime"], "10:00");
        assert_eq!(paid["actualPaymentAmount"], paid["paymentAmount"]);

        let capture = PAID.replace("PAYMENT_RESULT", "CAPTURE_RESULT");
        let failed = told(Spoil::Contradict, &capture);
        assert_eq!(failed["result"]["resultMessage"], "fail.");

        let refund = r#"{"notifyType":"REFUND_RESULT","result":{"resultStatus":"S"},"refundStatus":"SUCCESS","refundTime":"10:02"}"#;
        let failed = told(Spoil::Contradict, refund);
        assert_eq!(failed["refundStatus"], "FAIL");
        assert!(failed.get("refundTime").is_none(), "{failed}");
        let refunded = told(Spoil::Contradict, &failed.to_string());
        assert_eq!(refunded["refundStatus"], "SUCCESS");
    }

    #[test]
    fn urls_and_results_can_be_left_out() {
        let answer = r#"{"result":{},"paymentId":"1","normalUrl":"u","redirectActionForm":{},"paymentActionForm":"{}"}"#;
        assert_eq!(
            without_urls(answer.into()),
            br#"{"result":{},"paymentId":"1"}"#
        );
        assert_eq!(
            without_result(br#"{"result":{},"a":1}"#.to_vec()),
            br#"{"a":1}"#
        );
    }
}
