//! Whether the vaultings that were written down can be.

use std::collections::HashSet;

use super::super::{Flaw, Saved};
use super::demand;
use super::payment::check_bank;
use crate::gateway::vaulting::{Vaulting, VaultingStage};

impl Saved {
    pub(super) fn check_vaultings(&self) -> Result<(), Flaw> {
        let mut ids = HashSet::new();
        let payments = self.payments.iter();
        let mut links: HashSet<_> = payments.map(|one| one.payment.token.as_str()).collect();
        for (number, vaulting) in self.vaultings.iter().enumerate() {
            let place = |field: &str| format!("vaultings[{number}].{field}");
            let id = vaulting.order.request_id.as_str();
            let what = || format!("another one has the vaultingRequestId \"{id}\" already");
            demand(ids.insert(id), || place("order.request_id"), what)?;
            let token = vaulting.token.as_str();
            let what = || format!("another link has the token \"{token}\" already");
            demand(links.insert(token), || place("token"), what)?;
            self.check_stage(vaulting)
                .map_err(|flaw| flaw.within(&format!("vaultings[{number}]")))?;
        }
        Ok(())
    }

    fn check_stage(&self, vaulting: &Vaulting) -> Result<(), Flaw> {
        match &vaulting.stage {
            VaultingStage::Challenged(card) => check_bank(&card.code),
            VaultingStage::Stored(card) => {
                let mut cards = self.cards.iter();
                let stored = cards.any(|one| one.token == card.token);
                let place = || "stage.Stored.token".to_owned();
                demand(stored, place, || "no stored card has this token")
            }
            VaultingStage::AwaitingCard => {
                let place = || "stage".to_owned();
                let what = || "a card is awaited in a session only";
                demand(vaulting.session.is_some(), place, what)
            }
            VaultingStage::Failed => Ok(()),
        }
    }
}
