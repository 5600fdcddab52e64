//! Whether what is kept in order, events and armed rules, is in order.

use super::super::Flaw;
use super::{countable, demand};
use crate::gateway::journal::Journal;
use crate::gateway::rules::overrides::Overrides;

impl Journal {
    pub(super) fn check(&self) -> Result<(), Flaw> {
        countable(|| "recorded".to_owned(), self.recorded())?;
        let kept = self.kept() as u64;
        let what = || format!("{kept} events are kept, and fewer were ever recorded");
        demand(kept <= self.recorded(), || "recorded".to_owned(), what)?;
        let what = || format!("{kept} events are more than a journal keeps");
        demand(!self.is_overfull(), || "events".to_owned(), what)?;
        for (index, event) in self.since(0).enumerate() {
            let right = self.dropped() + index as u64 + 1;
            let place = || format!("events[{index}].sequence");
            let what = || format!("it must be {right}: the events are numbered without a gap");
            demand(event.sequence == right, place, what)?;
        }
        Ok(())
    }
}

impl Overrides {
    pub(super) fn check(&self) -> Result<(), Flaw> {
        countable(|| "given".to_owned(), self.given())?;
        let mut before = 0;
        for (index, armed) in self.all().iter().enumerate() {
            let number = armed.id.number();
            let rising = before < number && number <= self.given();
            let place = || format!("armed[{index}].id");
            let what = || "the ids of armed rules rise, and none is above the number given";
            demand(rising, place, what)?;
            countable(|| format!("armed[{index}].used"), armed.used.into())?;
            before = number;
        }
        Ok(())
    }
}
