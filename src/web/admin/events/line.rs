//! One line of what is expected: which events, and how many.

use std::fmt;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::error::AdminError;
use super::filter::Filter;
use super::tracker::Tracker;
use super::words::unknown;

/// How many events have to fit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Bounds {
    #[serde(default)]
    pub(super) at_least: usize,
    pub(super) at_most: Option<usize>,
}

/// One line of what is expected.
pub(super) struct Line {
    pub(super) tracker: Tracker,
    pub(super) bounds: Bounds,
}

impl Line {
    /// Reads the conditions and the count of a line.
    pub(super) fn read(
        number: usize,
        fields: &Map<String, Value>,
        since: u64,
    ) -> Result<Self, AdminError> {
        let mut filter = Filter::default();
        let mut bounds = Bounds {
            at_least: 1,
            at_most: None,
        };
        for (name, value) in fields {
            if name == "count" {
                bounds = Bounds::read(number, value)?;
            } else if !filter.add(name, texts(number, name, value)?)? {
                let known = [&["count"], Filter::names().as_slice()].concat();
                return Err(unknown(&format!("events[{number}]"), name, &known));
            }
        }
        let tracker = Tracker::new(filter, since);
        Ok(Self { tracker, bounds })
    }

    /// The events that fit, above a sequence number.
    pub(super) fn sequences_after(&self, after: u64) -> Vec<u64> {
        let all = self.tracker.found.iter().map(|event| event.sequence);
        all.filter(|sequence| *sequence > after).collect()
    }
}

impl Bounds {
    fn read(number: usize, value: &Value) -> Result<Self, AdminError> {
        if let Some(exactly) = value.as_u64().and_then(|count| usize::try_from(count).ok()) {
            return Ok(Self {
                at_least: exactly,
                at_most: Some(exactly),
            });
        }
        let bounds: Option<Self> = match value {
            Value::Object(_) => serde_json::from_value(value.clone()).ok(),
            _ => None,
        };
        let can_be = |bounds: &Self| bounds.at_most.is_none_or(|most| bounds.at_least <= most);
        bounds.filter(can_be).ok_or_else(|| {
            let message = format!("events[{number}].count: {value} is no count");
            let hint = "write 2, {\"atLeast\": 2}, {\"atMost\": 0} or both";
            AdminError::bad_request(message, hint)
        })
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.at_least, self.at_most) {
            (least, None) => write!(f, "at least {least}"),
            (least, Some(most)) if least == most => write!(f, "exactly {most}"),
            (0, Some(most)) => write!(f, "at most {most}"),
            (least, Some(most)) => write!(f, "{least} to {most}"),
        }
    }
}

/// One value, or several of which any will do.
fn texts(number: usize, name: &str, value: &Value) -> Result<Vec<String>, AdminError> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    };
    let texts: Option<Vec<_>> = match value {
        Value::Array(values) if !values.is_empty() => values.iter().map(text).collect(),
        one => text(one).map(|text| vec![text]),
    };
    texts.ok_or_else(|| {
        let message = format!("events[{number}].{name}: {value} is nothing to compare with");
        AdminError::bad_request(message, "write a text, a number, or a list of them")
    })
}
