//! notifyPayment, notifyCapture and their kin: their bodies, and what a shop has to answer
//! (file 05 of the protocol notes).

use serde::Serialize;
use serde_json::Value;

use super::card_result::CardResultBody;
use super::{AmountBody, ResultBody, capture, dispute, refund, to_bytes, vaulting};
use crate::gateway::{Content, PaymentFacts, ResultCode, Said, antom_time};

/// The one right answer of a shop, for messages to people.
pub const RIGHT_ANSWER: &str =
    r#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PaymentBody<'a> {
    notify_type: &'static str,
    result: ResultBody,
    payment_request_id: &'a str,
    payment_id: &'a str,
    payment_amount: AmountBody,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual_payment_amount: Option<AmountBody>,
    payment_create_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    card_info: Option<CardResultBody<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_result_info: Option<CardResultBody<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acquirer_reference_no: Option<&'a str>,
}

/// The body of a notification: the same bytes at every attempt.
#[must_use]
pub fn body(content: &Content) -> Vec<u8> {
    match content {
        Content::Payment(facts) | Content::Pending(facts) => {
            payment_body(content.notify_type().name(), facts)
        }
        Content::Capture(facts) => capture::notification(content.notify_type().name(), facts),
        Content::Refund(facts) => refund::notification(content.notify_type().name(), facts),
        Content::Dispute(facts) => dispute::notification(facts),
        Content::Vaulting(facts) => vaulting::notification(content.notify_type().name(), facts),
    }
}

fn payment_body(notify_type: &'static str, facts: &PaymentFacts) -> Vec<u8> {
    let card = facts.card.as_deref().map(CardResultBody::of);
    let paid = facts.paid_at.is_some();
    to_bytes(&PaymentBody {
        notify_type,
        result: ResultBody::new(facts.result, Said::InNotifyPayment),
        payment_request_id: &facts.request_id,
        payment_id: facts.payment_id.as_str(),
        payment_amount: facts.amount.into(),
        actual_payment_amount: paid.then(|| facts.amount.into()),
        payment_create_time: antom_time(facts.created_at),
        payment_time: facts.paid_at.map(antom_time),
        card_info: card
            .clone()
            .filter(|_| paid)
            .map(CardResultBody::without_three_ds),
        payment_result_info: card,
        acquirer_reference_no: facts
            .card
            .as_ref()
            .and_then(|card| card.acquirer_reference_no.as_deref()),
    })
}

/// Judges a shop's answer: status 200 and a result that says `SUCCESS` and `S`; the message does
/// not matter. What counts is not documented, this is the assumption of file 05 §4.
///
/// # Errors
/// What is wrong with the answer, in words.
pub fn judge(status: u16, body: &[u8]) -> Result<(), String> {
    if (300..400).contains(&status) {
        return Err(format!(
            "answered with a redirect ({status}), which is not followed; answer 200"
        ));
    }
    if status != 200 {
        return Err(format!(
            "answered HTTP {status}; answer 200 with {RIGHT_ANSWER}"
        ));
    }
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(format!(
            "answered with an empty body; answer {RIGHT_ANSWER}"
        ));
    }
    let Ok(answer) = serde_json::from_slice::<Value>(body) else {
        return Err(format!("the answer is not JSON; answer {RIGHT_ANSWER}"));
    };
    let Some(result) = answer.get("result") else {
        return Err(format!(
            "the answer has no \"result\"; answer {RIGHT_ANSWER}"
        ));
    };
    for (field, wanted) in [
        ("resultCode", ResultCode::Success.code()),
        ("resultStatus", "S"),
    ] {
        match result.get(field) {
            Some(Value::String(text)) if text == wanted => {}
            Some(other) => return Err(format!("result.{field} is {other}, not \"{wanted}\"")),
            None => return Err(format!("result.{field} is missing; answer \"{wanted}\"")),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_documented_answer_is_an_acknowledgement() {
        assert_eq!(judge(200, RIGHT_ANSWER.as_bytes()), Ok(()));
        let spaced = br#" {"result": {"resultStatus": "S", "resultCode": "SUCCESS", "more": 1}}"#;
        assert_eq!(judge(200, spaced), Ok(()));
    }

    #[test]
    fn every_other_answer_is_refused_with_its_reason() {
        let fail = r#"{"result":{"resultCode":"PROCESS_FAIL","resultStatus":"F","resultMessage":"try later"}}"#;
        for (status, body, reason) in [
            (200, "", "empty body"),
            (200, "OK", "not JSON"),
            (200, r#"{"resultCode":"SUCCESS"}"#, "no \"result\""),
            (
                200,
                r#"{"result":{"resultCode":"SUCCESS"}}"#,
                "resultStatus is missing",
            ),
            (200, fail, "resultCode is \"PROCESS_FAIL\""),
            (500, RIGHT_ANSWER, "HTTP 500"),
            (204, "", "HTTP 204"),
            (302, "", "redirect"),
        ] {
            let error = judge(status, body.as_bytes()).expect_err(body);
            assert!(error.contains(reason), "{status} {body}: {error}");
        }
    }
}
