//! The log: what went wrong or is worth a look, to standard error.

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

use crate::settings::LogForm;

/// Starts logging what `filter` lets through: `warn,antom_sandbox=info` for example.
///
/// # Errors
/// What is wrong with the filter.
pub fn start(form: LogForm, filter: &str) -> Result<(), String> {
    let filter: Targets = filter
        .parse()
        .map_err(|error| format!("--log-level {filter}: {error}"))?;
    let lines = fmt::layer().with_target(false).with_writer(std::io::stderr);
    let lines = match form {
        LogForm::Text => lines.compact().boxed(),
        LogForm::Json => lines.json().boxed(),
    };
    // A second start, as tests of the library may do, changes nothing.
    let _ = Registry::default()
        .with(lines.with_filter(filter))
        .try_init();
    Ok(())
}
