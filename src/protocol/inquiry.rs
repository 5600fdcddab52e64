//! `inquiryPayment`: what is asked, and the view of a payment that answers (file 03 of the
//! protocol notes).

use serde::Serialize;

use super::card_result::{CardInfoBody, CardResultBody};
use super::fields::{Node, Problems, read_body};
use super::{AmountBody, ResultBody, to_bytes};
use crate::gateway::{
    Capture, Inquired, PaymentKey, PaymentStatus, Refund, ResultCode, Said, antom_time,
};

/// Reads which payment is meant; `paymentId` wins.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read(body: &[u8]) -> Result<PaymentKey, Problems> {
    read_body(body, read_key)
}

/// Reads a payment's key. Cancel names its payment in the same way.
pub(super) fn read_key(root: Node<'_>) -> Option<PaymentKey> {
    let id = root.field("paymentId");
    let request_id = root.field("paymentRequestId");
    let (id_text, request_text) = (id.text(64), request_id.text(64));
    root.field("merchantAccountId").text(32);
    match (id_text, request_text) {
        (Some(id), _) => Some(PaymentKey::Id(id.to_owned())),
        (None, Some(id)) => Some(PaymentKey::RequestId(id.to_owned())),
        (None, None) => {
            id.problem("or paymentRequestId is required");
            None
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    result: ResultBody,
    payment_status: &'static str,
    payment_result_code: &'static str,
    payment_result_message: &'static str,
    payment_request_id: &'a str,
    payment_id: &'a str,
    payment_amount: AmountBody,
    payment_create_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_expiry_time: Option<String>,
    payment_method_type: &'static str,
    payment_redirect_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    acquirer_reference_no: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_action_form: Option<RedirectForm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    card_info: Option<CardInfoBody<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_result_info: Option<CardResultBody<'a>>,
    /// Absent while there are none: one of Antom's samples has `null` there, but the official
    /// Python client cannot read that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    transactions: Vec<Transaction<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RedirectForm<'a> {
    method: &'static str,
    redirect_url: &'a str,
    action_form_type: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Transaction<'a> {
    transaction_type: &'static str,
    transaction_status: &'static str,
    transaction_request_id: &'a str,
    transaction_id: &'a str,
    transaction_amount: AmountBody,
    transaction_time: String,
    transaction_result: ResultBody,
}

/// The answer about a payment that was found. Its `result` only says that the question was
/// answered; the payment's own state is `paymentStatus`.
#[must_use]
pub fn answer(inquired: &Inquired<'_>, normal_url: &str) -> Vec<u8> {
    let payment = &inquired.payment;
    let status = payment.status();
    let code = inquired.payment_code();
    let paid = payment.authorization();
    let shows_authorization = paid.filter(|_| status == PaymentStatus::Success);
    let card = payment.shown_card();
    to_bytes(&Answer {
        result: ResultBody::new(ResultCode::Success, Said::ByInquiry),
        payment_status: status.name(),
        payment_result_code: code.code(),
        payment_result_message: match status {
            PaymentStatus::Cancelled => "Success",
            _ => code.message(Said::OfPayment),
        },
        payment_request_id: &payment.order.request_id,
        payment_id: payment.id.as_str(),
        payment_amount: payment.order.amount.into(),
        payment_create_time: antom_time(payment.created_at),
        payment_time: paid.map(|paid| antom_time(paid.at)),
        auth_expiry_time: shows_authorization.map(|paid| antom_time(paid.expires_at)),
        payment_method_type: "CARD",
        payment_redirect_url: &payment.order.redirect_url,
        acquirer_reference_no: card.and_then(|card| card.acquirer_reference_no.as_deref()),
        redirect_action_form: (status == PaymentStatus::Processing && payment.has_page())
            .then_some(RedirectForm {
                method: "GET",
                redirect_url: normal_url,
                action_form_type: "RedirectActionForm",
            }),
        card_info: shows_authorization.map(|paid| CardInfoBody::of(&paid.card)),
        payment_result_info: card.map(CardResultBody::of),
        transactions: transactions(inquired),
    })
}

/// Oldest first: nothing is refunded before it was captured.
fn transactions<'a>(inquired: &'a Inquired<'_>) -> Vec<Transaction<'a>> {
    let payment = &inquired.payment;
    let captures = payment.captures.iter();
    let refunds = payment.refunds.iter();
    captures
        .map(|capture| of_capture(capture, inquired.transaction_code(capture.result)))
        .chain(refunds.map(|refund| of_refund(refund, inquired.transaction_code(refund.result))))
        .collect()
}

fn of_capture(capture: &Capture, result: ResultCode) -> Transaction<'_> {
    Transaction {
        transaction_type: "CAPTURE",
        transaction_status: capture.status(),
        transaction_request_id: &capture.request_id,
        transaction_id: capture.id.as_str(),
        transaction_amount: capture.amount.into(),
        transaction_time: antom_time(capture.at),
        transaction_result: ResultBody::new(result, Said::OfTransaction),
    }
}

fn of_refund(refund: &Refund, result: ResultCode) -> Transaction<'_> {
    Transaction {
        transaction_type: "REFUND",
        transaction_status: refund.status(),
        transaction_request_id: &refund.request_id,
        transaction_id: refund.id.as_str(),
        transaction_amount: refund.amount.into(),
        transaction_time: antom_time(refund.at()),
        transaction_result: ResultBody::new(result, Said::OfTransaction),
    }
}
