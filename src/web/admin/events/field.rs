//! The fields of an event by which it is found.

use std::borrow::Cow;

use crate::gateway::{
    Event, EventKind, Finding, NotificationId, NotifyType, Operation, Outcome, ResultCode,
};

/// A field of an event, as filters name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Type,
    /// Antom's id of the payment or the shop's.
    PaymentId,
    Order,
    VaultingRequestId,
    NotificationId,
    RequestId,
    Api,
    ResultCode,
    NotifyType,
    Attempt,
    Outcome,
    Finding,
}

impl Field {
    const ALL: [(&'static str, Self); 12] = [
        ("type", Self::Type),
        ("paymentId", Self::PaymentId),
        ("order", Self::Order),
        ("vaultingRequestId", Self::VaultingRequestId),
        ("notificationId", Self::NotificationId),
        ("requestId", Self::RequestId),
        ("api", Self::Api),
        ("resultCode", Self::ResultCode),
        ("notifyType", Self::NotifyType),
        ("attempt", Self::Attempt),
        ("outcome", Self::Outcome),
        ("finding", Self::Finding),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(known, _)| *known == name)
            .map(|(_, field)| *field)
    }

    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(name, _)| *name)
    }

    /// All values that the field can have; none when there are too many to tell.
    pub(super) fn values(self) -> Option<Vec<&'static str>> {
        match self {
            Self::Type => Some(EventKind::ALL.iter().map(|one| one.name()).collect()),
            Self::Api => Some(Operation::ALL.iter().map(|one| one.name()).collect()),
            Self::ResultCode => Some(ResultCode::ALL.iter().map(|one| one.code()).collect()),
            Self::NotifyType => Some(NotifyType::ALL.iter().map(|one| one.name()).collect()),
            Self::Outcome => Some(Outcome::ALL.iter().map(|one| one.name()).collect()),
            Self::Finding => Some(Finding::ALL.iter().map(|one| one.name()).collect()),
            _ => None,
        }
    }

    /// What the field says of an event; a payment has two names.
    pub(super) fn of(self, event: &Event) -> Vec<Cow<'_, str>> {
        let named = |name: Option<&'static str>| name.map(Cow::Borrowed).into_iter().collect();
        let text = |text: Option<&'_ str>| match text {
            Some(text) => vec![Cow::Owned(text.to_owned())],
            None => Vec::new(),
        };
        match self {
            Self::Type => named(Some(event.kind.name())),
            Self::PaymentId => {
                let by_antom = event.payment_id.as_ref().map(|id| id.as_str().into());
                let by_shop = event.payment_request_id.as_deref().map(Cow::Borrowed);
                by_antom.into_iter().chain(by_shop).collect()
            }
            Self::Order => text(event.order.as_deref()),
            Self::VaultingRequestId => text(event.vaulting_request_id.as_deref()),
            Self::NotificationId => {
                text(event.notification_id.as_ref().map(NotificationId::as_str))
            }
            Self::RequestId => text(
                event
                    .request
                    .map(|number| format!("req-{number}"))
                    .as_deref(),
            ),
            Self::Api => named(event.api.map(Operation::name)),
            Self::ResultCode => named(event.result_code.map(ResultCode::code)),
            Self::NotifyType => named(event.notify_type.map(NotifyType::name)),
            Self::Attempt => text(event.attempt.map(|number| number.to_string()).as_deref()),
            Self::Outcome => named(event.outcome.map(Outcome::name)),
            Self::Finding => named(event.finding.map(Finding::name)),
        }
    }
}
