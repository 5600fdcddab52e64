//! The questions about events, read from a query.

use std::num::NonZeroUsize;
use std::time::Duration;

use super::super::error::AdminError;
use super::super::time::patience;
use super::filter::Filter;
use super::words::unknown;

/// The parameters of a query, in their order.
pub(in crate::web::admin) type Pairs = Vec<(String, String)>;

/// What a query asks for.
pub(super) struct Asked {
    pub(super) filter: Filter,
    /// Only events with a higher sequence number.
    pub(super) since: Option<u64>,
    /// Only the newest so many.
    pub(super) limit: Option<usize>,
    /// How many to wait for.
    pub(super) count: usize,
    /// How long to wait.
    pub(super) timeout: Duration,
}

impl Asked {
    /// Reads a query that may have these parameters, and those of a filter.
    pub(super) fn read(pairs: &Pairs, own: &[&'static str]) -> Result<Self, AdminError> {
        let mut asked = Self {
            filter: Filter::default(),
            since: None,
            limit: None,
            count: 1,
            timeout: patience("timeout", None)?,
        };
        for (name, value) in pairs {
            match name.as_str() {
                name if !own.contains(&name) => {
                    if !asked.filter.add(name, vec![value.clone()])? {
                        let known = [own, &Filter::names()].concat();
                        return Err(unknown("the query", name, &known));
                    }
                }
                "since" => asked.since = Some(number(name, value)?),
                "limit" => asked.limit = Some(number(name, value)?),
                "count" => asked.count = number::<NonZeroUsize>(name, value)?.get(),
                _ => asked.timeout = patience(name, Some(value))?,
            }
        }
        Ok(asked)
    }
}

fn number<N: std::str::FromStr>(name: &str, value: &str) -> Result<N, AdminError> {
    value.parse().map_err(|_| {
        let message = format!("{name}: \"{value}\" is not a whole number");
        AdminError::bad_request(message, format!("write {name}=10"))
    })
}
