//! Which events are meant: conditions on their fields and on the bodies that go with them.

use std::fmt;

use super::super::error::AdminError;
use super::evidence::{Body, Evidence};
use super::words::unknown;
use crate::gateway::{Event, EventField, Pattern};

/// Before the path of a field of a body.
const BODY: &str = "body.";

/// Conditions that all must hold. Without any, every event is meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter(Vec<Condition>);

#[derive(Clone, Debug)]
struct Condition {
    /// As it was written: the field's name, or `body.` and a path.
    name: String,
    of: Of,
    wanted: Vec<String>,
    pattern: Pattern,
}

#[derive(Clone, Debug)]
enum Of {
    Event(EventField),
    Body(String),
}

/// Where an event is not as it was meant.
pub(super) struct Difference {
    pub(super) distance: Distance,
    text: String,
}

/// How far an event is from what was meant; the nearest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Distance {
    /// The field is there and says something else.
    OtherValue,
    /// The field is not there.
    NoValue,
    /// Events of this kind never have the field, or it is the kind that is another: that says least.
    OtherKind,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether an event is meant.
pub(super) enum Verdict {
    Fits,
    DoesNot,
    /// It cannot be told any more.
    Gone(String),
}

impl Filter {
    /// What a filter may name.
    pub(super) fn names() -> Vec<&'static str> {
        EventField::names().chain(["body.PATH"]).collect()
    }

    /// One more condition: the field is like one of these values. False when there is no such
    /// field.
    pub(super) fn add(&mut self, name: &str, wanted: Vec<String>) -> Result<bool, AdminError> {
        let of = match (EventField::named(name), name.strip_prefix(BODY)) {
            (Some(field), _) => Of::Event(field),
            (None, Some(path)) if !path.is_empty() => Of::Body(path.to_owned()),
            _ => return Ok(false),
        };
        let mut wanted = wanted;
        if let Of::Event(field) = of {
            if let Some(values) = field.values() {
                self.refuse_second(name)?;
                wanted = split(&wanted);
                for one in &wanted {
                    let pattern = Pattern::Like(vec![one.clone()]);
                    if !values.iter().any(|value| pattern.fits(Some(value))) {
                        return Err(unknown(name, one, &values));
                    }
                }
            }
            for one in &wanted {
                if let Some(instead) = field.instead_of(one) {
                    let message = format!("{name}: \"{one}\" is no {name} of any event");
                    return Err(AdminError::bad_request(message, instead));
                }
            }
        }
        self.0.push(Condition {
            name: name.to_owned(),
            of,
            pattern: Pattern::Like(wanted.clone()),
            wanted,
        });
        Ok(true)
    }

    /// An event has one value of each field: two conditions on one of a closed list never hold.
    fn refuse_second(&self, name: &str) -> Result<(), AdminError> {
        if self.0.iter().any(|condition| condition.name == name) {
            let message = format!("{name}: is there twice, and an event has one");
            let hint = format!("write {name}=A,B for either of them");
            return Err(AdminError::bad_request(message, hint));
        }
        Ok(())
    }

    /// Whether only the type is asked for: then every other event misses it alike.
    pub(super) fn is_about_type_only(&self) -> bool {
        let mut all = self.0.iter();
        all.all(|condition| matches!(condition.of, Of::Event(EventField::Type)))
    }

    /// Whether an event is meant. Bodies are read last, when all else fits.
    pub(super) fn judge(&self, event: &Event, evidence: Evidence<'_>) -> Verdict {
        let of_event = |condition: &&Condition| matches!(condition.of, Of::Event(_));
        let (plain, of_body): (Vec<_>, Vec<_>) = self.0.iter().partition(of_event);
        let plain_fits = plain
            .iter()
            .all(|condition| condition.difference(event, &Body::None).is_none());
        if !plain_fits {
            return Verdict::DoesNot;
        }
        if of_body.is_empty() {
            return Verdict::Fits;
        }
        match evidence.body_of(event) {
            Body::Gone(why) => Verdict::Gone(why),
            body => {
                let fits = of_body
                    .iter()
                    .all(|condition| condition.difference(event, &body).is_none());
                if fits {
                    Verdict::Fits
                } else {
                    Verdict::DoesNot
                }
            }
        }
    }

    /// Everything that keeps an event from being meant.
    pub(super) fn differences(&self, event: &Event, evidence: Evidence<'_>) -> Vec<Difference> {
        let has_body = |condition: &Condition| matches!(condition.of, Of::Body(_));
        let body = if self.0.iter().any(has_body) {
            evidence.body_of(event)
        } else {
            Body::None
        };
        let all = self.0.iter();
        all.filter_map(|condition| condition.difference(event, &body))
            .collect()
    }
}

/// Lists may be written with commas.
fn split(wanted: &[String]) -> Vec<String> {
    let parts = wanted.iter().flat_map(|one| one.split(','));
    parts.map(|part| part.trim().to_owned()).collect()
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("any event");
        }
        let conditions = self
            .0
            .iter()
            .map(|one| format!("{}={}", one.name, one.wanted.join(",")));
        f.write_str(&conditions.collect::<Vec<_>>().join(" "))
    }
}

impl Condition {
    fn difference(&self, event: &Event, body: &Body) -> Option<Difference> {
        let found = match (&self.of, body) {
            (Of::Event(field), _) => field.of(event),
            (Of::Body(path), Body::Kept(fields)) => {
                fields.get(path).map(Into::into).into_iter().collect()
            }
            (Of::Body(_), _) => Vec::new(),
        };
        if found.iter().any(|value| self.pattern.fits(Some(value))) {
            return None;
        }
        let (name, wanted) = (&self.name, self.wanted.join(" or "));
        let text = match (found.as_slice(), &self.of, body) {
            ([], Of::Body(_), Body::None) => format!("it has no body with {name} {wanted}"),
            ([], Of::Body(_), Body::Gone(why)) => why.clone(),
            ([], Of::Body(path), Body::Kept(fields)) if fields.has(path) => {
                format!("{name} has fields of its own; name one of them")
            }
            ([], ..) => format!("it has no {name}, wanted is {wanted}"),
            (values, ..) => format!("{name} is {}, not {wanted}", values.join(" or ")),
        };
        let distance = match (found.as_slice(), &self.of, body) {
            (_, Of::Event(EventField::Type), _)
            | ([], Of::Event(_), _)
            | ([], Of::Body(_), Body::None) => Distance::OtherKind,
            ([], ..) => Distance::NoValue,
            _ => Distance::OtherValue,
        };
        Some(Difference { distance, text })
    }
}
