//! What the rules say: the playbook, what is armed above it, and who asks them.

pub(super) mod calling;
pub(super) mod decision;
pub(super) mod fields;
pub(super) mod forcing;
pub(super) mod overrides;
pub(super) mod playbook;
pub(super) mod robot;
