//! What Antom's messages say about a payment, taken out of their JSON (files 02, 03, 05 and 13 of
//! the protocol notes).

use serde_json::Value;

use super::standing::{Progress, Standing};

/// A card, as far as a shop may know it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Card {
    /// `VISA ending 0768`.
    pub(super) label: String,
    /// `cardToken`, when Antom stored it.
    pub(super) token: Option<String>,
}

/// What a message says. What is absent was not said.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct News {
    pub(super) payment_id: String,
    pub(super) pay_url: String,
    pub(super) standing: Option<Standing>,
    pub(super) capture: Option<Progress>,
    /// By `refundRequestId`.
    pub(super) refunds: Vec<(String, Progress)>,
    pub(super) card: Option<Card>,
}

impl News {
    /// Of an answer of `pay`. Without a status S or F nothing is decided.
    pub(super) fn of_pay(answer: &Value) -> Self {
        let code = text(&answer["result"]["resultCode"]);
        Self {
            payment_id: text(&answer["paymentId"]),
            pay_url: text(&answer["normalUrl"]),
            standing: match status_of(answer) {
                "S" => Some(Standing::Paid),
                "F" => Some(Standing::Failed(code)),
                _ => None,
            },
            card: card(&answer["paymentResultInfo"]),
            ..Self::default()
        }
    }

    /// Of an answer of `inquiryPayment`. Its `result` tells only whether the question was
    /// answered.
    pub(super) fn of_inquiry(answer: &Value) -> Self {
        if status_of(answer) != "S" {
            return Self::default();
        }
        let mut news = Self {
            payment_id: text(&answer["paymentId"]),
            pay_url: text(&answer["redirectActionForm"]["redirectUrl"]),
            standing: match answer["paymentStatus"].as_str() {
                Some("SUCCESS") => Some(Standing::Paid),
                Some("FAIL") => Some(Standing::Failed(text(&answer["paymentResultCode"]))),
                Some("CANCELLED") => Some(Standing::Cancelled),
                Some("PROCESSING" | "PENDING") => Some(Standing::Open),
                _ => None,
            },
            card: card(&answer["paymentResultInfo"]),
            ..Self::default()
        };
        for one in answer["transactions"].as_array().into_iter().flatten() {
            let progress = match one["transactionStatus"].as_str() {
                Some("SUCCESS") => Progress::Done,
                Some("FAIL") => Progress::Refused(text(&one["transactionResult"]["resultCode"])),
                _ => Progress::Waiting,
            };
            match one["transactionType"].as_str() {
                Some("CAPTURE") => news.capture = Some(progress),
                Some("REFUND") => {
                    let id = text(&one["transactionRequestId"]);
                    news.refunds.push((id, progress));
                }
                _ => {}
            }
        }
        news
    }

    /// Of a notification.
    pub(super) fn of_notification(notice: &Value) -> Self {
        let code = text(&notice["result"]["resultCode"]);
        let is_good = status_of(notice) == "S";
        let progress = if is_good {
            Progress::Done
        } else {
            Progress::Refused(code.clone())
        };
        let mut news = Self {
            payment_id: text(&notice["paymentId"]),
            card: card(&notice["paymentResultInfo"]),
            ..Self::default()
        };
        match notice["notifyType"].as_str() {
            Some("PAYMENT_RESULT") if is_good => news.standing = Some(Standing::Paid),
            Some("PAYMENT_RESULT") => news.standing = Some(Standing::Failed(code)),
            Some("CAPTURE_RESULT") => {
                // It may overtake the notification of the payment.
                news.standing = is_good.then_some(Standing::Paid);
                news.capture = Some(progress);
            }
            Some("REFUND_RESULT") => {
                let id = text(&notice["refundRequestId"]);
                news.refunds.push((id, progress));
            }
            _ => {}
        }
        news
    }
}

/// `resultStatus`; empty when there is none.
pub(super) fn status_of(message: &Value) -> &str {
    message["result"]["resultStatus"]
        .as_str()
        .unwrap_or_default()
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn card(info: &Value) -> Option<Card> {
    let number = info["cardNo"].as_str()?;
    let from = number.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    let brand = info["cardBrand"].as_str().unwrap_or("Card");
    let token = info["cardToken"].as_str().filter(|token| !token.is_empty());
    Some(Card {
        label: format!("{brand} ending {}", number.get(from..).unwrap_or_default()),
        token: token.map(str::to_owned),
    })
}
