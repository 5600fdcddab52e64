//! Checkout links: whose payment a link leads to.

use std::sync::Arc;

use dashmap::DashMap;

use super::Sandbox;

/// Link → worlds. Two merchants have a link in common once the world of one was restored into the
/// other; it leads to the one that claimed it last.
#[derive(Debug, Default)]
pub(super) struct Links {
    by_token: DashMap<String, Vec<Arc<Sandbox>>>,
}

impl Links {
    /// Makes a link lead to this merchant.
    pub(super) fn add(&self, token: &str, sandbox: &Arc<Sandbox>) {
        let mut claims = self.by_token.entry(token.to_owned()).or_default();
        claims.retain(|other| !Arc::ptr_eq(other, sandbox));
        claims.push(Arc::clone(sandbox));
    }

    /// Whose payment a link leads to.
    pub(super) fn find(&self, token: &str) -> Option<Arc<Sandbox>> {
        self.by_token.get(token)?.last().map(Arc::clone)
    }

    /// Takes a merchant's claim back; what another merchant has claimed stays.
    pub(super) fn forget(&self, token: &str, sandbox: &Sandbox) {
        let is_other = |other: &Arc<Sandbox>| !std::ptr::eq(Arc::as_ptr(other), sandbox);
        self.by_token.remove_if_mut(token, |_, claims| {
            claims.retain(is_other);
            claims.is_empty()
        });
    }
}
