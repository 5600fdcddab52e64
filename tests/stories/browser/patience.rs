//! Asking a browser again: pages change while somebody looks at them.

use std::cell::Cell;
use std::time::Duration;

use fantoccini::error::{CmdError, ErrorStatus, WebDriver};

/// Two busy processors are slow; a browser that hangs is slower.
pub(super) const PATIENCE: Duration = Duration::from_secs(40);
const PERIOD: Duration = Duration::from_millis(50);

/// What is said of a page that is being left.
const LEAVING: [&str; 5] = [
    "aborted by navigation",
    "navigated or closed",
    "Cannot find context",
    "Promise was collected",
    "does not belong to the document",
];

/// Does something until it goes well. Fails with an error that time does not mend, or with the last
/// one when patience is at its end.
pub(super) async fn insist<T>(act: impl AsyncFn() -> Result<T, CmdError>) -> Result<T, CmdError> {
    let last = Cell::new(None);
    let tries = async {
        loop {
            match act().await {
                Err(error) if is_passing(&error) => last.set(Some(error)),
                done => return done,
            }
            pause().await;
        }
    };
    match tokio::time::timeout(PATIENCE, tries).await {
        Ok(done) => done,
        Err(_) => Err(last.take().unwrap_or(CmdError::WaitTimeout)),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a browser is another program, which has to be asked whether it is ready"
)]
async fn pause() {
    tokio::time::sleep(PERIOD).await;
}

/// Whether a page that goes on may mend it.
fn is_passing(error: &CmdError) -> bool {
    let CmdError::Standard(error) = error else {
        return false;
    };
    let passing = [
        ErrorStatus::NoSuchElement,
        ErrorStatus::StaleElementReference,
        ErrorStatus::ElementNotInteractable,
        ErrorStatus::ElementClickIntercepted,
    ];
    passing.contains(&error.error) || LEAVING.iter().any(|words| error.message.contains(words))
}

/// The error of something that is looked for and is not there yet.
pub(super) fn not_yet(what: &str) -> CmdError {
    let error = ErrorStatus::NoSuchElement;
    CmdError::Standard(WebDriver::new(error, what.to_owned()))
}
