//! What a shop is told of the end of a vaulting: notifyVaulting.

use jiff::Timestamp;

use super::super::Gateway;
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
}
