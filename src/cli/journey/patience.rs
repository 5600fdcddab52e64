//! Beside a shop an expectation may still come true: the shop works on its own, in real time.

use std::time::Duration;

use super::path;
use super::player::Player;
use super::world::{Trouble, timeout_of};
use crate::cli::print::items;
use crate::scenario::journey::{Expectation, Step, Subject, Wanted};

/// How long an expectation is waited for unless its step says otherwise. Who learns only then that
/// it does not hold has waited in vain, so it is short.
const PATIENCE: Duration = Duration::from_secs(5);

/// What happens inside a shop is no event here: its pages are looked at so often.
const TICK: &str = "250ms";

/// What changes the answer of an inquiry. The inquiry is an event itself.
const TURNS: &str = "PAYMENT_*,CAPTURE_*,REFUND_*,AUTHORIZATION_*,CLOCK_*,OVERRIDE_*";

impl Player<'_> {
    /// Looks whether an expectation holds; beside a shop again and again, whenever something
    /// happened, until it does or the time is up.
    pub(super) async fn expect(
        &mut self,
        wish: &Expectation,
        step: &Step,
    ) -> Result<String, Trouble> {
        if self.world.shop.is_none() {
            return self.look_for(wish, step).await;
        }
        let mut before = self.newest_event().await?;
        let mut missed = match self.look_for(wish, step).await {
            Err(Trouble::Failed(lines)) if may_come_true(wish) => lines,
            seen => return seen,
        };
        let patience = match &step.timeout {
            Some(_) => timeout_of(step)?,
            None => PATIENCE,
        };
        let comes_true = async {
            loop {
                self.something_happens(&wish.subject, before, patience)
                    .await;
                before = self.newest_event().await?;
                self.look().await?;
                match self.look_for(wish, step).await {
                    Err(Trouble::Failed(lines)) => missed = lines,
                    seen => return seen,
                }
            }
        };
        match tokio::time::timeout(patience, comes_true).await {
            Ok(seen) => seen,
            Err(_) => Err(Trouble::Failed(missed)),
        }
    }

    async fn newest_event(&self) -> anyhow::Result<u64> {
        let newest = self.get("events?limit=1").await?;
        let newest = items(&newest, "items").last();
        let sequence = newest.map(|event| path::text_at(event, "sequence"));
        Ok(sequence.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// Waits for an event after this one.
    async fn something_happens(&self, subject: &Subject, after: u64, patience: Duration) {
        let longest = format!("{}ms", patience.as_millis());
        let (timeout, of) = match subject {
            Subject::Shop { .. } => (TICK, String::new()),
            Subject::Inquiry => (longest.as_str(), format!("&type={TURNS}")),
            _ => (longest.as_str(), String::new()),
        };
        let wait = format!("events/wait?since={after}&timeout={timeout}{of}");
        // Nothing happened, or nobody can tell: a look will show.
        drop(self.get(&wait).await);
    }
}

/// Whether an expectation that does not hold may still do so. What was answered stays as it is, and
/// of what there are too many there are never fewer.
fn may_come_true(wish: &Expectation) -> bool {
    let none_will_do = |count: &Wanted| count.fits(Some("0"));
    wish.subject != Subject::Answer && !wish.count.as_ref().is_some_and(none_will_do)
}
