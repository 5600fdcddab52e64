//! Asserts what happened: how often, in which order, with what in the bodies.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::about::OfMerchant;
use super::super::body;
use super::super::error::AdminError;
use super::super::time::patience;
use super::evidence::Evidence;
use super::line::Line;
use super::tracker::{look, watch};
use super::wait::lost;

/// How many events that are too many are named.
const SEQUENCES_TOLD: usize = 5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Wish {
    events: Vec<Map<String, Value>>,
    #[serde(default)]
    in_order: bool,
    #[serde(default)]
    since: u64,
    within: Option<String>,
}

#[derive(Serialize)]
struct Met {
    met: bool,
    /// For each line the sequence numbers of what fits.
    matched: Vec<Vec<u64>>,
}

pub(in crate::web::admin) async fn judge(
    about: OfMerchant,
    bytes: Bytes,
) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let wish: Wish = body(&bytes)?;
    if wish.events.is_empty() {
        let hint = "write {\"events\": [{\"type\": \"API_CALL\", \"api\": \"pay\", \"count\": 1}]}";
        return Err(AdminError::bad_request("events: nothing is expected", hint));
    }
    let within = match &wish.within {
        Some(within) => patience("within", Some(within))?,
        None => Duration::ZERO,
    };
    let numbered = wish.events.iter().enumerate();
    let lines = numbered.map(|(number, line)| Line::read(number, line, wish.since));
    let mut lines = lines.collect::<Result<Vec<_>, _>>()?;
    let decided = watch(&about.state, &sandbox, within, |evidence, standing| {
        for line in &mut lines {
            line.tracker.read(evidence, standing);
        }
        decide(&lines, wish.in_order, evidence, false)
    })
    .await?;
    let decided = decided.unwrap_or_else(|| {
        look(&sandbox, |evidence, standing| {
            for line in &mut lines {
                line.tracker.read(evidence, standing);
            }
            decide(&lines, wish.in_order, evidence, true)
                .unwrap_or_else(|| Err(not_met(&lines, wish.in_order, evidence)))
        })
    });
    Ok(HttpResponse::Ok().json(decided?))
}

/// The answer, if it is certain: at the end of the time everything is.
fn decide(
    lines: &[Line],
    in_order: bool,
    evidence: Evidence<'_>,
    is_over: bool,
) -> Option<Result<Met, AdminError>> {
    let has_too_many = |line: &Line| {
        let most = line.bounds.at_most;
        most.is_some_and(|most| line.tracker.found.len() > most)
    };
    if lines.iter().any(has_too_many) {
        return Some(Err(not_met(lines, in_order, evidence)));
    }
    let matched = matched(lines, in_order);
    let is_open = |line: &Line| line.bounds.at_most.is_none();
    let is_lost = |line: &&Line| line.tracker.gone.is_some();
    if matched.is_some() && lines.iter().all(is_open) {
        // More of what fits, or what is lost, changes nothing.
        return matched.map(|matched| Ok(Met { met: true, matched }));
    }
    let lost_line = lines.iter().find(is_lost);
    if let Some(why) = lost_line.and_then(|line| line.tracker.gone.as_deref()) {
        return Some(Err(lost(why)));
    }
    is_over.then(|| match matched {
        Some(matched) => Ok(Met { met: true, matched }),
        None => Err(not_met(lines, in_order, evidence)),
    })
}

/// What fits each line, when all have enough. In order, a line counts what comes after the last
/// event that the line before it needed.
fn matched(lines: &[Line], in_order: bool) -> Option<Vec<Vec<u64>>> {
    let mut after = 0;
    let mut all = Vec::new();
    for line in lines {
        let fits = line.sequences_after(after);
        let needed = line.bounds.at_least;
        if fits.len() < needed {
            return None;
        }
        if in_order && let Some(last) = needed.checked_sub(1) {
            after = fits[last];
        }
        all.push(fits);
    }
    Some(all)
}

fn not_met(lines: &[Line], in_order: bool, evidence: Evidence<'_>) -> AdminError {
    let mut after = 0;
    let mut told = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let fits = line.sequences_after(after);
        let (had, filter, bounds) = (fits.len(), &line.tracker.filter, &line.bounds);
        let all = line.tracker.found.len();
        if bounds.at_most.is_some_and(|most| all > most) {
            let which = listed(&line.sequences_after(0));
            told.push(format!(
                "events[{number}] {filter}: {all}, wanted {bounds}: {which}"
            ));
        } else if had < bounds.at_least {
            let order = match after {
                0 => String::new(),
                after => format!(" after #{after}"),
            };
            let nearest = if all > had {
                format!("{all} in all, but not in this order")
            } else {
                line.tracker.nearest(evidence)
            };
            told.push(format!(
                "events[{number}] {filter}: {had}{order}, wanted {bounds}; {nearest}"
            ));
        } else if in_order && let Some(last) = bounds.at_least.checked_sub(1) {
            after = fits[last];
        }
    }
    AdminError::not_met(told.join("\n"))
}

/// Which events, the first few of them: a crowd would bury what is wrong.
fn listed(sequences: &[u64]) -> String {
    let first = sequences.iter().take(SEQUENCES_TOLD);
    let mut told: Vec<_> = first.map(|one| format!("#{one}")).collect();
    match sequences.len().saturating_sub(SEQUENCES_TOLD) {
        0 => {}
        more => told.push(format!("and {more} more")),
    }
    told.join(", ")
}
