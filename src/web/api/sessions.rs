//! Payment sessions: bytes to an order, the order to a verb, what came of it to bytes.

use std::sync::Arc;

use super::super::State;
use super::operations::{Done, Success, is_strict, warn_of_no_notify_url};
use crate::gateway::{Fields, Refusal, ResultCode};
use crate::protocol::session;
use crate::sandbox::Sandbox;

pub(super) fn create(sandbox: &Arc<Sandbox>, body: &[u8], fields: &Fields, state: &State) -> Done {
    let strict = is_strict(sandbox, state);
    let wish = session::read(body, fields, strict).map_err(|problems| problems.refusal())?;
    warn_of_no_notify_url("createPaymentSession", &wish.order, sandbox);
    let (token, body, hurried) = sandbox.with_gateway(|gateway, now| {
        let payment = gateway.create_session(now, wish)?;
        let normal_url = state.normal_url(payment.token.as_str());
        let answer = session::answer(payment, &normal_url);
        let (token, id) = (payment.token.clone(), payment.id.clone());
        let hurried = gateway.hurry(now, id.as_str()).then_some(id);
        Ok::<_, Refusal>((token, answer, hurried))
    })?;
    state.merchants.add_link(token.as_str(), sandbox);
    let done = Success::new(ResultCode::Success, body);
    Ok(done.hurrying(hurried))
}

pub(super) fn retrieve(sandbox: &Sandbox, body: &[u8]) -> Done {
    let id = session::read_retrieve(body).map_err(|problems| problems.refusal())?;
    let answer = sandbox.with_gateway(|gateway, _| {
        let found = gateway.retrieve_session(&id)?;
        Ok::<_, Refusal>(session::retrieved(found))
    })?;
    Ok(Success::new(ResultCode::Success, answer))
}
