//! The bodies that went over the wire at an event, as far as they are kept.

use crate::gateway::{Event, Fields, Gateway};
use crate::protocol::fields_of;
use crate::sandbox::record::{BODY_MAX, Records};

/// What was said over the wire at an event.
pub(super) enum Body {
    None,
    Kept(Fields),
    Gone(String),
}

/// Where bodies are looked up.
#[derive(Clone, Copy)]
pub(super) struct Evidence<'a> {
    pub(super) gateway: &'a Gateway,
    pub(super) records: &'a Records,
}

impl Evidence<'_> {
    /// The body of the call or of the attempt that an event is about.
    pub(super) fn body_of(&self, event: &Event) -> Body {
        if let Some(number) = event.request {
            return match self.records.get(number) {
                Some(kept) if kept.request_body.len() < BODY_MAX => {
                    Body::Kept(fields_of(&kept.request_body))
                }
                Some(_) => Body::Gone(format!("the body of req-{number} was too long to be kept")),
                None => Body::Gone(format!("req-{number} is no longer kept")),
            };
        }
        let (Some(id), Some(attempt)) = (&event.notification_id, event.attempt) else {
            return Body::None;
        };
        let notification = self.gateway.notification(id.as_str());
        let attempts = notification.map_or(&[][..], |one| &one.attempts);
        let made = attempt.checked_sub(1).and_then(|index| attempts.get(index));
        match made {
            Some(made) => Body::Kept(fields_of(made.request_body.as_bytes())),
            None => Body::Gone(format!("attempt {attempt} of {id} is no longer kept")),
        }
    }
}
