//! Each operation: bytes to an order, the order to a verb, what came of it to bytes.

use std::sync::Arc;

use super::super::State;
use super::Answer;
use crate::gateway::{Operation, Refusal, ResultCode};
use crate::protocol::{cancel, capture, inquiry, pay, refusal_body};
use crate::sandbox::Sandbox;

pub(super) fn perform(
    operation: Operation,
    sandbox: &Arc<Sandbox>,
    body: &[u8],
    state: &State,
) -> Answer {
    let done = match operation {
        Operation::Pay => perform_pay(sandbox, body, state),
        Operation::InquiryPayment => perform_inquiry(sandbox, body, state),
        Operation::Capture => perform_capture(sandbox, body),
        Operation::Cancel => perform_cancel(sandbox, body),
    };
    match done {
        Ok((code, body)) => Answer {
            code,
            body,
            why: String::new(),
            diagnosis: Vec::new(),
        },
        Err(refusal) => Answer {
            code: refusal.code,
            body: refusal_body(&refusal, operation.said(), state.manners.explain),
            why: refusal.why,
            diagnosis: Vec::new(),
        },
    }
}

type Done = Result<(ResultCode, Vec<u8>), Refusal>;

fn perform_pay(sandbox: &Arc<Sandbox>, body: &[u8], state: &State) -> Done {
    let order = pay::read(body, state.manners.strict).map_err(|problems| problems.refusal())?;
    if order.notify_url.is_none() && sandbox.profile().terms.notify_url.is_none() {
        let id = &order.request_id;
        tracing::warn!(
            "pay {id}: no paymentNotifyUrl, and the merchant has no notifyUrl: nobody will be notified"
        );
    }
    let (token, answer) = sandbox.with_gateway(|gateway, now| {
        let payment = gateway.pay(now, order)?;
        let answer = pay::answer(payment, &state.normal_url(payment.token.as_str()));
        Ok((payment.token.clone(), answer))
    })?;
    state.merchants.add_link(token.as_str(), sandbox);
    Ok((ResultCode::PaymentInProcess, answer))
}

fn perform_inquiry(sandbox: &Sandbox, body: &[u8], state: &State) -> Done {
    let key = inquiry::read(body).map_err(|problems| problems.refusal())?;
    let answer = sandbox.with_gateway(|gateway, _| {
        let payment = gateway.inquire(&key)?;
        Ok(inquiry::answer(
            payment,
            &state.normal_url(payment.token.as_str()),
        ))
    })?;
    Ok((ResultCode::Success, answer))
}

fn perform_capture(sandbox: &Sandbox, body: &[u8]) -> Done {
    let order = capture::read(body).map_err(|problems| problems.refusal())?;
    let captured = sandbox.with_gateway(|gateway, now| gateway.capture(now, order))?;
    Ok((ResultCode::Success, capture::answer(&captured)))
}

fn perform_cancel(sandbox: &Sandbox, body: &[u8]) -> Done {
    let key = cancel::read(body).map_err(|problems| problems.refusal())?;
    let cancelled = sandbox.with_gateway(|gateway, now| gateway.cancel(now, &key))?;
    Ok((ResultCode::Success, cancel::answer(&cancelled)))
}
