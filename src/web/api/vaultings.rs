//! The operations that store a card without a payment.

use std::sync::Arc;

use super::super::State;
use super::operations::{Done, Success};
use crate::gateway::{Refusal, ResultCode};
use crate::protocol::vaulting;
use crate::sandbox::Sandbox;

pub(super) fn vault(sandbox: &Arc<Sandbox>, body: &[u8], state: &State) -> Done {
    let (order, card) = vaulting::read(body).map_err(|problems| problems.refusal())?;
    let (token, done) = sandbox.with_gateway(|gateway, now| {
        let made = gateway.vault_card(now, order, &card)?;
        let answer = vaulting::answer(made, &state.normal_url(made.token.as_str()));
        Ok::<_, Refusal>((made.token.clone(), Success::new(made.code(), answer)))
    })?;
    state.merchants.add_link(token.as_str(), sandbox);
    Ok(done)
}

pub(super) fn create_session(sandbox: &Arc<Sandbox>, body: &[u8], state: &State) -> Done {
    let order = vaulting::read_session(body).map_err(|problems| problems.refusal())?;
    let (token, answer) = sandbox.with_gateway(|gateway, now| {
        let made = gateway.create_vaulting_session(now, order)?;
        let answer = vaulting::session(made, &state.normal_url(made.token.as_str()));
        Ok::<_, Refusal>((made.token.clone(), answer))
    })?;
    state.merchants.add_link(token.as_str(), sandbox);
    Ok(Success::new(ResultCode::Success, answer))
}

pub(super) fn inquire(sandbox: &Sandbox, body: &[u8], state: &State) -> Done {
    let id = vaulting::read_inquiry(body).map_err(|problems| problems.refusal())?;
    let answer = sandbox.with_gateway(|gateway, _| {
        let found = gateway.inquire_vaulting(&id)?;
        let url = state.normal_url(found.token.as_str());
        Ok::<_, Refusal>(vaulting::inquired(found, &url))
    })?;
    Ok(Success::new(ResultCode::Success, answer))
}
