//! Notifications: what they are, how they are written, how they go out and come back.

pub(super) mod delivering;
pub(super) mod notification;
pub(super) mod notifying;
