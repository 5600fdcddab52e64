//! The operations about disputes.

use super::operations::{Done, Success};
use crate::gateway::{Operation, ResultCode};
use crate::protocol::dispute::{self, Wanted};
use crate::sandbox::Sandbox;

pub(super) fn perform(operation: Operation, sandbox: &Sandbox, body: &[u8]) -> Done {
    let answer = match operation {
        Operation::AcceptDispute => accept(sandbox, body)?,
        Operation::SupplyDefenseDocument => supply(sandbox, body)?,
        _ => download(sandbox, body)?,
    };
    Ok(Success::new(ResultCode::Success, answer))
}

type Answer = Result<Vec<u8>, crate::gateway::Refusal>;

fn accept(sandbox: &Sandbox, body: &[u8]) -> Answer {
    let id = dispute::read_accept(body).map_err(|problems| problems.refusal())?;
    let done = sandbox.with_gateway(|gateway, now| gateway.accept_dispute(now, &id))?;
    Ok(dispute::answer(&done))
}

fn supply(sandbox: &Sandbox, body: &[u8]) -> Answer {
    let defense = dispute::read_supply(body).map_err(|problems| problems.refusal())?;
    let done = sandbox
        .with_gateway(|gateway, now| gateway.supply_defense(now, &defense.id, defense.evidence))?;
    Ok(dispute::answer(&done))
}

fn download(sandbox: &Sandbox, body: &[u8]) -> Answer {
    let asked = dispute::read_download(body).map_err(|problems| problems.refusal())?;
    sandbox.with_gateway(|gateway, _| {
        let known = gateway.known_dispute(&asked.id)?;
        match asked.wanted {
            Wanted::Template => Ok(dispute::template(known)),
            Wanted::File => known.supplied().map(dispute::file),
        }
    })
}
