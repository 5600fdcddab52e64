//! Each operation: bytes to an order, the order to a verb, what came of it to bytes.

use std::sync::Arc;

use super::super::State;
use super::{Answer, blame, cards, disputes, sessions, tokens, vaultings};
use crate::gateway::{
    FieldRules, Fields, Gateway, Operation, PayOrder, PaymentId, Refusal, ResultCode,
};
use crate::protocol::{
    cancel, capture, consult, inquiry, inquiry_refund, pay, refund, refusal_body,
};
use crate::sandbox::Sandbox;

pub(super) fn perform(
    operation: Operation,
    sandbox: &Arc<Sandbox>,
    body: &[u8],
    fields: &Fields,
    state: &State,
) -> Answer {
    let done = match operation {
        Operation::Consult => perform_consult(sandbox, body, state),
        Operation::Pay => perform_pay(sandbox, body, fields, state),
        Operation::CreatePaymentSession => sessions::create(sandbox, body, fields, state),
        Operation::RetrievePaymentSession => sessions::retrieve(sandbox, body),
        Operation::GetCardInfo => cards::info(sandbox, body, state),
        Operation::InquireInstallment => cards::installments(sandbox, body, state),
        Operation::InquiryPayment => perform_inquiry(sandbox, body, state),
        Operation::Capture => perform_capture(sandbox, body),
        Operation::Cancel => perform_cancel(sandbox, body),
        Operation::Refund => perform_refund(sandbox, body),
        Operation::InquiryRefund => perform_inquiry_refund(sandbox, body),
        Operation::AcceptDispute
        | Operation::SupplyDefenseDocument
        | Operation::DownloadDisputeEvidence => disputes::perform(operation, sandbox, body),
        Operation::VaultPaymentMethod => vaultings::vault(sandbox, body, state),
        Operation::CreateVaultingSession => vaultings::create_session(sandbox, body, state),
        Operation::InquireVaulting => vaultings::inquire(sandbox, body, state),
        Operation::FetchNonce
        | Operation::InquireToken
        | Operation::UpdateToken
        | Operation::DeleteToken => tokens::perform(operation, sandbox, body),
    };
    match done {
        Ok(done) => Answer {
            code: done.code,
            body: done.body,
            why: String::new(),
            diagnosis: Vec::new(),
            finding: None,
            hurried: done.hurried,
        },
        Err(refusal) => Answer {
            finding: blame(&refusal),
            code: refusal.code,
            body: refusal_body(&refusal, operation.said(), state.manners.explain),
            why: refusal.why,
            diagnosis: Vec::new(),
            hurried: None,
        },
    }
}

pub(super) type Done = Result<Success, Refusal>;

pub(super) struct Success {
    code: ResultCode,
    body: Vec<u8>,
    /// The payment whose notification goes out before this answer.
    hurried: Option<PaymentId>,
}

impl Success {
    pub(super) fn new(code: ResultCode, body: Vec<u8>) -> Self {
        Self {
            code,
            body,
            hurried: None,
        }
    }

    /// With a payment whose notification goes out first.
    pub(super) fn hurrying(self, hurried: Option<PaymentId>) -> Self {
        Self { hurried, ..self }
    }
}

/// Whether requests must be as exact as the documents want: the merchant's contract says, or else
/// the program's settings.
pub(super) fn is_strict(sandbox: &Sandbox, state: &State) -> bool {
    let rules = sandbox.with_gateway(|gateway, _| gateway.contract().field_rules);
    rules.map_or(state.manners.strict, |rules| rules == FieldRules::Strict)
}

fn perform_consult(sandbox: &Sandbox, body: &[u8], state: &State) -> Done {
    let strict = is_strict(sandbox, state);
    let order = consult::read(body, strict).map_err(|problems| problems.refusal())?;
    let options = sandbox.with_gateway(|gateway, now| gateway.consult(now, &order))?;
    let currency = order.amount.currency;
    let answer = consult::answer(&options, currency, &|name| state.logo_url(name));
    Ok(Success::new(ResultCode::Success, answer))
}

fn perform_pay(sandbox: &Arc<Sandbox>, body: &[u8], fields: &Fields, state: &State) -> Done {
    let strict = is_strict(sandbox, state);
    let order = pay::read(body, fields, strict).map_err(|problems| problems.refusal())?;
    warn_of_no_notify_url("pay", &order, sandbox);
    let (token, done) = sandbox.with_gateway(|gateway, now| {
        let payment = gateway.pay(now, order)?;
        let answer = pay::answer(payment, &state.normal_url(payment.token.as_str()));
        let (token, id) = (payment.token.clone(), payment.id.clone());
        let done = Success::new(payment.pay_code(), answer);
        let hurried = gateway.hurry(now, id.as_str()).then_some(id);
        Ok((token, Success { hurried, ..done }))
    })?;
    state.merchants.add_link(token.as_str(), sandbox);
    Ok(done)
}

pub(super) fn warn_of_no_notify_url(api: &str, order: &PayOrder, sandbox: &Sandbox) {
    let has_none = |gateway: &mut Gateway, _| gateway.terms().notify_url.is_none();
    if order.notify_url.is_none() && sandbox.with_gateway(has_none) {
        let id = &order.request_id;
        tracing::warn!(
            "{api} {id}: no paymentNotifyUrl, and the merchant has no notifyUrl: nobody will be notified"
        );
    }
}

fn perform_inquiry(sandbox: &Sandbox, body: &[u8], state: &State) -> Done {
    let key = inquiry::read(body).map_err(|problems| problems.refusal())?;
    let answer = sandbox.with_gateway(|gateway, now| {
        let inquired = gateway.inquire(now, &key)?;
        let url = state.normal_url(inquired.payment.token.as_str());
        Ok(inquiry::answer(&inquired, &url))
    })?;
    Ok(Success::new(ResultCode::Success, answer))
}

fn perform_capture(sandbox: &Sandbox, body: &[u8]) -> Done {
    let order = capture::read(body).map_err(|problems| problems.refusal())?;
    let captured = sandbox.with_gateway(|gateway, now| gateway.capture(now, order))?;
    Ok(Success::new(
        ResultCode::Success,
        capture::answer(&captured),
    ))
}

fn perform_cancel(sandbox: &Sandbox, body: &[u8]) -> Done {
    let key = cancel::read(body).map_err(|problems| problems.refusal())?;
    let cancelled = sandbox.with_gateway(|gateway, now| gateway.cancel(now, &key))?;
    Ok(Success::new(
        ResultCode::Success,
        cancel::answer(&cancelled),
    ))
}

fn perform_refund(sandbox: &Sandbox, body: &[u8]) -> Done {
    let order = refund::read(body).map_err(|problems| problems.refusal())?;
    let refunded = sandbox.with_gateway(|gateway, now| gateway.refund(now, order))?;
    let code = refunded.refund.result;
    Ok(Success::new(code, refund::answer(&refunded)))
}

fn perform_inquiry_refund(sandbox: &Sandbox, body: &[u8]) -> Done {
    let key = inquiry_refund::read(body).map_err(|problems| problems.refusal())?;
    let answer = sandbox.with_gateway(|gateway, _| {
        let refund = gateway.inquire_refund(&key)?;
        Ok(inquiry_refund::answer(refund))
    })?;
    Ok(Success::new(ResultCode::Success, answer))
}
