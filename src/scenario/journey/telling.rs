//! What steps are called in texts for people.

use super::{Advance, Deed, Expectation, Subject, Which};

impl Deed {
    /// What a step is called that has no name.
    pub(super) fn told(&self) -> String {
        let verb = self.verb();
        match self {
            Self::Pay(_) | Self::Arm(_) | Self::Hooks(_) => verb.to_owned(),
            Self::Call(call) => format!("{verb} {}", call.api.name()),
            Self::Shop(call) => format!("{verb} {} {}", call.method, call.path),
            Self::Buyer(buyer) => format!("{verb} {}", buyer.action),
            Self::Advance(Advance::By(way) | Advance::To(way)) => format!("{verb} {way}"),
            Self::Advance(Advance::Next) => format!("{verb} next"),
            Self::Advance(Advance::Drain) => format!("{verb} drain"),
            Self::Resend(Which::Newest) => format!("{verb} newest"),
            Self::Resend(Which::Id(id)) => format!("{verb} {id}"),
            Self::Await(wait) => {
                let filters = wait
                    .filters
                    .iter()
                    .map(|(name, value)| match name.as_str() {
                        "type" => value.clone(),
                        name => format!("{name} {value}"),
                    });
                format!("{verb} {}", filters.collect::<Vec<_>>().join(", "))
            }
            Self::Expect(expectation) => format!("{verb} {}", expectation.told()),
        }
    }

    /// The verb, as the file has it.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Pay(_) => "pay",
            Self::Call(_) => "call",
            Self::Shop(_) => "shop",
            Self::Buyer(_) => "buyer",
            Self::Advance(_) => "advance",
            Self::Arm(_) => "arm",
            Self::Resend(_) => "resend",
            Self::Hooks(_) => "hooks",
            Self::Await(_) => "await",
            Self::Expect(_) => "expect",
        }
    }
}

impl Subject {
    /// Its name, as the file has it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Inquiry => "inquiry",
            Self::Notification => "notification",
            Self::Event => "event",
            Self::Finding => "finding",
            Self::Payment => "payment",
            Self::Shop { .. } => "shop",
        }
    }
}

impl Expectation {
    fn told(&self) -> String {
        let subject = self.subject.name();
        let wanted = self.wanted.iter().map(|one| format!("{} {one}", one.path));
        let count = self.count.iter().map(|count| format!("count {count}"));
        let all: Vec<_> = wanted.chain(count).collect();
        match &self.subject {
            Subject::Shop { path, .. } => format!("{subject} {path}: {}", all.join(", ")),
            _ => format!("{subject}: {}", all.join(", ")),
        }
    }
}
