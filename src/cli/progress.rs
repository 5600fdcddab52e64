//! What goes on while long work is awaited: one line that is written over and over.

use std::cell::Cell;
use std::io::{self, IsTerminal};
use std::pin::pin;
use std::time::Duration;

use super::print;

/// What is done sooner needs no line.
const TICK: Duration = Duration::from_millis(120);
/// How many letters a line has at most: it must not break on a narrow terminal.
const WIDTH: usize = 78;
const BAR: usize = 20;
const FRAMES: [char; 4] = ['|', '/', '-', '\\'];

/// A line of the standard error that shows the present state; only where people see it.
#[derive(Debug)]
pub(crate) struct StatusLine {
    is_seen: bool,
    /// How many letters are to be written over.
    shown: Cell<usize>,
    frame: Cell<usize>,
}

impl StatusLine {
    /// A line where nothing stands yet.
    pub(crate) fn new() -> Self {
        Self {
            is_seen: io::stderr().is_terminal(),
            shown: Cell::new(0),
            frame: Cell::new(0),
        }
    }

    /// Whether anybody sees it.
    pub(crate) fn is_seen(&self) -> bool {
        self.is_seen
    }

    /// Takes the line away, before something else is printed.
    pub(crate) fn clear(&self) {
        let shown = self.shown.replace(0);
        if shown > 0 {
            // Nobody is left to see it when the standard error is gone.
            let _ = print::complaint(&format!("\r{:shown$}\r", ""));
        }
    }

    /// Waits for the work; meanwhile the line says how far it is.
    pub(crate) async fn beside<T>(
        &self,
        work: impl Future<Output = T>,
        so_far: impl Fn() -> String,
    ) -> T {
        let mut work = pin!(work);
        if !self.is_seen {
            return work.await;
        }
        loop {
            if let Ok(done) = tokio::time::timeout(TICK, &mut work).await {
                self.clear();
                return done;
            }
            self.show(&so_far());
        }
    }

    fn show(&self, state: &str) {
        let frame = self.frame.get();
        self.frame.set((frame + 1) % FRAMES.len());
        let line = format!("{} {}", FRAMES[frame], print::harmless(state));
        let line: String = line.chars().take(WIDTH).collect();
        // Without escape sequences, so that any terminal understands.
        let shown = self.shown.replace(line.chars().count());
        let _ = print::complaint(&format!("\r{line:shown$}"));
    }
}

/// A bar that is filled so far: `[=====>    ]  52%`.
pub(crate) fn bar(part: f64) -> String {
    let percent = percent_of(part);
    let full = percent * BAR / 100;
    let head = if full < BAR { ">" } else { "" };
    let rest = BAR - full - head.len();
    format!(
        "[{}{head}{}] {percent:3}%",
        "=".repeat(full),
        " ".repeat(rest)
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is between 0 and 100"
)]
fn percent_of(part: f64) -> usize {
    (part.clamp(0.0, 1.0) * 100.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_at_the_end_as_at_the_start() {
        assert_eq!(bar(0.0), "[>                   ]   0%");
        assert_eq!(bar(0.52), "[==========>         ]  52%");
        assert_eq!(bar(1.0), "[====================] 100%");
        assert_eq!(bar(7.0), bar(1.0));
    }

    #[tokio::test]
    async fn where_nobody_looks_the_work_is_just_done() {
        let line = StatusLine {
            is_seen: false,
            shown: Cell::new(0),
            frame: Cell::new(0),
        };
        let done = line.beside(async { 7 }, || unreachable!("nobody looks"));
        assert_eq!(done.await, 7);
    }
}
