//! Where things stand in the lists of a gateway. They never leave it: the world knows ids.

/// A payment among the payments.
pub(crate) type PaymentNo = usize;

/// A notification among the notifications.
pub(crate) type NotificationNo = usize;

/// A vaulting among the vaultings.
pub(crate) type VaultingNo = usize;

/// A dispute: its payment, and its place among the disputes of that.
pub(crate) type DisputePlace = (PaymentNo, usize);
