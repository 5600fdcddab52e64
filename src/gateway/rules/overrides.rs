//! Rules armed for a while: they beat every scenario, and they end.

use std::fmt;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::super::moment::later;
use super::super::{Event, EventKind, Gateway};
use super::playbook::Rule;

/// Our id of an armed rule, `ovr-1`, `ovr-2`, … within a merchant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OverrideId(u64);

impl fmt::Display for OverrideId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ovr-{}", self.0)
    }
}

/// A rule armed for a while.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Override {
    /// Our id.
    pub id: OverrideId,
    /// The rule.
    pub rule: Arc<Rule>,
    /// The document that the rule was read from.
    pub source: String,
    /// The only payment it is about, by `paymentId` or `paymentRequestId`; all when absent.
    pub payment: Option<String>,
    /// How many more acts it decides; any number when absent.
    pub left: Option<u32>,
    /// How many acts it has decided.
    pub used: u32,
    /// When it was armed, in virtual time.
    pub armed_at: Timestamp,
    /// When it ends by itself, in virtual time; never when absent.
    pub expires_at: Option<Timestamp>,
}

/// A wish to arm a rule.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Arming {
    /// The rule.
    pub rule: Rule,
    /// The document that it was read from.
    pub source: String,
    /// The only payment it is about, by `paymentId` or `paymentRequestId`. It may be yet to come.
    pub payment: Option<String>,
    /// How many acts it decides: a refused `pay`, a card typed, a capture, a call, …
    pub times: Option<u32>,
    /// How long it is armed, in virtual time.
    pub lasts: Option<SignedDuration>,
}

/// The armed rules of a gateway, oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Overrides {
    armed: Vec<Override>,
    given: u64,
}

impl OverrideId {
    /// 7 for `ovr-7`.
    pub(in crate::gateway) fn number(self) -> u64 {
        self.0
    }
}

impl Overrides {
    /// How many were ever armed.
    pub(in crate::gateway) fn given(&self) -> u64 {
        self.given
    }

    /// All that are kept, oldest first.
    pub(in crate::gateway) fn all(&self) -> &[Override] {
        &self.armed
    }

    /// Those in force about a payment of these ids, newest first.
    pub(in crate::gateway) fn in_force<'a>(
        &'a self,
        now: Timestamp,
        ids: &'a [&'a str],
    ) -> impl Iterator<Item = &'a Override> {
        let about = |armed: &Override| {
            let wanted = armed.payment.as_deref();
            wanted.is_none_or(|wanted| ids.contains(&wanted))
        };
        let alive = move |armed: &Override| armed.is_in_force(now);
        let newest_first = self.armed.iter().rev();
        newest_first.filter(move |armed| alive(armed) && about(armed))
    }

    /// Counts one act; a sentence about it. An override that is used up goes.
    pub(in crate::gateway) fn spend(&mut self, id: OverrideId) -> Option<String> {
        let armed = self.armed.iter_mut().find(|armed| armed.id == id)?;
        armed.used += 1;
        armed.left = armed.left.map(|left| left.saturating_sub(1));
        let left = armed.left;
        self.armed.retain(|armed| armed.left != Some(0));
        Some(match left {
            None => format!("{id} had its say"),
            Some(0) => format!("{id} had its say, and is used up"),
            Some(1) => format!("{id} had its say; once more"),
            Some(left) => format!("{id} had its say; {left} more times"),
        })
    }
}

impl Override {
    fn is_in_force(&self, now: Timestamp) -> bool {
        self.left != Some(0) && self.expires_at.is_none_or(|end| now < end)
    }
}

impl fmt::Display for Override {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is armed", self.id)?;
        if !self.rule.about.is_empty() {
            write!(f, ", \"{}\"", self.rule.about)?;
        }
        if let Some(payment) = &self.payment {
            write!(f, ", for payment {payment}")?;
        }
        match self.left {
            None => {}
            Some(1) => f.write_str(", once")?,
            Some(times) => write!(f, ", {times} times")?,
        }
        self.expires_at
            .map_or(Ok(()), |end| write!(f, ", until {end}"))
    }
}

impl Gateway {
    /// Arms a rule; it beats everything armed before it.
    pub fn arm(&mut self, now: Timestamp, arming: Arming) -> Override {
        // What has run out is never asked again: it need not be kept.
        self.overrides.armed.retain(|armed| armed.is_in_force(now));
        self.overrides.given += 1;
        let armed = Override {
            id: OverrideId(self.overrides.given),
            rule: Arc::new(arming.rule),
            source: arming.source,
            payment: arming.payment,
            left: arming.times,
            used: 0,
            armed_at: now,
            expires_at: arming.lasts.map(|span| later(now, span)),
        };
        self.journal
            .record(now, Event::new(EventKind::OverrideArmed, armed.to_string()));
        self.overrides.armed.push(armed.clone());
        armed
    }

    /// Takes back an armed rule by its id; false when there is none.
    pub fn disarm(&mut self, now: Timestamp, id: &str) -> bool {
        self.disarm_where(now, |armed| armed.id.to_string() == id) > 0
    }

    /// Takes back all armed rules in force of which this is true; tells how many.
    pub fn disarm_where(&mut self, now: Timestamp, which: impl Fn(&Override) -> bool) -> usize {
        let wanted = |armed: &mut Override| armed.is_in_force(now) && which(armed);
        let gone: Vec<_> = self.overrides.armed.extract_if(.., wanted).collect();
        for armed in &gone {
            let text = format!("{} is taken back", armed.id);
            self.journal
                .record(now, Event::new(EventKind::OverrideTakenBack, text));
        }
        gone.len()
    }

    /// The armed rules that are in force, oldest first.
    pub fn overrides(&self, now: Timestamp) -> impl Iterator<Item = &Override> {
        let armed = self.overrides.armed.iter();
        armed.filter(move |armed| armed.is_in_force(now))
    }
}

#[cfg(test)]
mod tests;
