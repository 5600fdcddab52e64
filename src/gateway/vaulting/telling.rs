//! What a shop is told of the end of a vaulting, notifyVaulting; and a tester of what is to come.

use jiff::Timestamp;

use super::super::Gateway;
use super::super::agenda::Timer;
use super::super::notifications::notification::{Content, Subject, VaultingFacts};
use super::super::numbers::VaultingNo;

impl Gateway {
    /// Writes the notification of a vaulting's end and puts it on the agenda.
    pub(super) fn notify_vaulting(&mut self, now: Timestamp, number: VaultingNo) {
        let vaulting = self.vaultings.get(number);
        let facts = VaultingFacts {
            result: vaulting.code(),
            request_id: vaulting.order.request_id.clone(),
            card: vaulting.card().cloned(),
            created_at: vaulting.created_at,
            metadata: vaulting.order.metadata.clone(),
        };
        let content = Content::Vaulting(Box::new(facts));
        self.notify_about(now, Subject::Vaulting(number), content);
    }

    /// What a timer of a vaulting is going to do, in words.
    pub(in crate::gateway) fn describe_of_vaulting(
        &self,
        timer: Timer,
        number: VaultingNo,
    ) -> String {
        let id = &self.vaultings.get(number).order.request_id;
        match timer {
            Timer::VaultingBuyer(_) => format!("the buyer of vaulting {id} acts"),
            Timer::VaultingVisit(_) => format!("the buyer of vaulting {id} goes back to the shop"),
            _ => format!("the link of vaulting {id} expires"),
        }
    }
}
