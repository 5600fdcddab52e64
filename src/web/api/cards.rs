//! Questions about cards that nobody pays with yet.

use super::super::State;
use super::operations::{Done, Success};
use crate::gateway::ResultCode;
use crate::protocol::card_info;
use crate::sandbox::Sandbox;

pub(super) fn info(sandbox: &Sandbox, body: &[u8], state: &State) -> Done {
    let question = card_info::read(body).map_err(|problems| problems.refusal())?;
    let info = sandbox.with_gateway(|gateway, now| gateway.card_info(now, &question))?;
    let answer = card_info::card_answer(&info, &|name| state.logo_url(name));
    Ok(Success::new(ResultCode::Success, answer))
}

pub(super) fn installments(sandbox: &Sandbox, body: &[u8], state: &State) -> Done {
    let question = card_info::read(body).map_err(|problems| problems.refusal())?;
    let found = sandbox.with_gateway(|gateway, now| gateway.inquire_installment(now, &question))?;
    let answer = card_info::plans_answer(found.as_ref(), &|name| state.logo_url(name));
    Ok(Success::new(ResultCode::Success, answer))
}
