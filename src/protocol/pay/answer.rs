//! The answer of `pay`: the page to send the buyer to, or how the payment ended (file 02 §7 of the
//! protocol notes).

use serde::Serialize;

use super::super::card_result::CardResultBody;
use super::super::{AmountBody, ResultBody, to_bytes};
use crate::gateway::{Payment, ResultCode, Said, antom_time};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    result: ResultBody,
    payment_request_id: &'a str,
    payment_id: &'a str,
    payment_amount: AmountBody,
    payment_create_time: String,
    #[serde(skip_serializing_if = "Option::is_none", flatten)]
    way: Option<Way<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_result_info: Option<CardResultBody<'a>>,
}

/// Where the buyer goes, three times over, as in the samples.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Way<'a> {
    normal_url: &'a str,
    redirect_action_form: RedirectForm<'a>,
    payment_action_form: String,
}

/// Retired in 2023 by the change notes, and still in every card sample.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RedirectForm<'a> {
    method: &'static str,
    redirect_url: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ActionForm<'a> {
    method: &'static str,
    payment_action_form_type: &'static str,
    redirect_url: &'a str,
}

impl<'a> Way<'a> {
    fn to(url: &'a str) -> Self {
        let action_form = ActionForm {
            method: "GET",
            payment_action_form_type: "RedirectActionForm",
            redirect_url: url,
        };
        Self {
            normal_url: url,
            redirect_action_form: RedirectForm {
                method: "GET",
                redirect_url: url,
            },
            payment_action_form: serde_json::to_string(&action_form)
                .expect("a struct of strings always serialises"),
        }
    }
}

/// The answer for a payment that was made: in process, with the page to send the buyer to, unless
/// its end was known at once. Asked again it is the same, whatever became of the payment (file 02
/// §6).
///
/// # Panics
/// Never: a struct of strings always serialises.
#[must_use]
pub fn answer(payment: &Payment, normal_url: &str) -> Vec<u8> {
    let code = payment.pay_code();
    let in_process = code == ResultCode::PaymentInProcess;
    let card = payment.shown_card().filter(|_| !in_process);
    to_bytes(&Answer {
        result: ResultBody::new(code, Said::ByPay),
        payment_request_id: &payment.order.request_id,
        payment_id: payment.id.as_str(),
        payment_amount: payment.order.amount.into(),
        payment_create_time: antom_time(payment.created_at),
        way: in_process.then(|| Way::to(normal_url)),
        payment_result_info: card.map(CardResultBody::of),
    })
}
