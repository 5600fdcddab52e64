//! The operations about tokens of stored cards.

use super::operations::{Done, Success};
use crate::gateway::{Gateway, Operation, ResultCode};
use crate::protocol::tokens;
use crate::sandbox::Sandbox;

pub(super) fn perform(operation: Operation, sandbox: &Sandbox, body: &[u8]) -> Done {
    let answer = match operation {
        Operation::FetchNonce => {
            let read = tokens::read_card(body).map_err(|problems| problems.refusal());
            let (card, holder) = read?;
            let stored = |gateway: &mut Gateway, now| {
                let stored = gateway.store_card(now, &card, holder)?;
                Ok(tokens::nonce(Some(&stored.token)))
            };
            sandbox.with_gateway(stored)?
        }
        Operation::UpdateToken => {
            let read = tokens::read_update(body).map_err(|problems| problems.refusal());
            let (token, update) = read?;
            sandbox.with_gateway(|gateway, now| gateway.update_token(now, &token, update))?;
            tokens::done()
        }
        Operation::DeleteToken => {
            let token = tokens::read(body).map_err(|problems| problems.refusal())?;
            sandbox.with_gateway(|gateway, now| gateway.delete_card(now, &token).map(|_| ()))?;
            tokens::done()
        }
        _ => {
            let token = tokens::read(body).map_err(|problems| problems.refusal())?;
            sandbox.with_gateway(|gateway, _| gateway.inquire_token(&token).map(tokens::answer))?
        }
    };
    Ok(Success::new(ResultCode::Success, answer))
}
