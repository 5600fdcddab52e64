//! The log: what went wrong or is worth a look, to standard error.

use tracing_subscriber::EnvFilter;

use crate::settings::LogForm;

/// Starts logging. `RUST_LOG` chooses what is logged; by default our own notes from `info` up.
pub fn start(form: LogForm) {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,antom_sandbox=info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_writer(std::io::stderr);
    // A second start, as tests of the library may do, changes nothing.
    let _ = match form {
        LogForm::Text => log.compact().try_init(),
        LogForm::Json => log.json().try_init(),
    };
}
