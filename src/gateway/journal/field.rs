//! The fields of an event by which it is found.

use std::borrow::Cow;

use super::super::{NotificationId, NotifyType, Operation, Outcome, ResultCode};
use super::{Event, EventKind, Finding};

/// A field of an event, as filters name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the fields of events, by their names")]
pub enum EventField {
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

impl EventField {
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

    /// A field by its name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(known, _)| *known == name)
            .map(|(_, field)| *field)
    }

    /// The names of all of them.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(name, _)| *name)
    }

    /// All values that the field can have; none when there are too many to tell.
    #[must_use]
    pub fn values(self) -> Option<Vec<&'static str>> {
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

    /// What to write instead of a value that no event has in this field; nothing when one may have
    /// it. A `*` stands for anything.
    #[must_use]
    pub fn instead_of(self, wanted: &str) -> Option<&'static str> {
        let is_number = |text: &str| {
            let mut letters = text.chars();
            !text.is_empty() && letters.all(|letter| letter.is_ascii_digit() || letter == '*')
        };
        match self {
            Self::Attempt if !is_number(wanted) || wanted == "0" => {
                Some("write the number of an attempt, from 1 on, such as 2")
            }
            Self::RequestId if !is_id(wanted, "req-") => {
                Some("write the id of a kept call, such as req-1")
            }
            Self::NotificationId if !is_id(wanted, "ntf-") => {
                Some("write the id of a notification, such as ntf-1")
            }
            _ if wanted.is_empty() => Some("leave the condition out, or write *"),
            _ => None,
        }
    }

    /// What the field says of an event; a payment has two names.
    #[must_use]
    pub fn of(self, event: &Event) -> Vec<Cow<'_, str>> {
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

/// Whether a text is an id with this beginning, or one with a `*` in it.
fn is_id(text: &str, begin: &str) -> bool {
    let number = text
        .strip_prefix(begin)
        .and_then(|number| number.parse::<u64>().ok());
    number.is_some_and(|number| number > 0) || text.contains('*')
}
