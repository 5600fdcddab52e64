//! The log: what went wrong or is worth a look, to standard error.
//!
//! Much of what is logged was written by shops and whoever else calls. It must neither begin lines
//! of its own nor reach a terminal as anything but text.

use std::fmt::{Result as FmtResult, Write};
use std::io::IsTerminal;

use tracing_subscriber::field::{MakeExt, RecordFields};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::{FormatFields, Writer, debug_fn};
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
    let lines = lines(form, std::io::stderr);
    // A second start, as tests of the library may do, changes nothing.
    let _ = Registry::default()
        .with(lines.with_filter(filter))
        .try_init();
    Ok(())
}

fn lines<W>(form: LogForm, to: W) -> Box<dyn Layer<Registry> + Send + Sync>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = fmt::layer()
        .with_target(false)
        // Colours are for people who watch, not for files.
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(to);
    match form {
        LogForm::Text => lines.compact().fmt_fields(OnOneLine).boxed(),
        // JSON escapes by itself.
        LogForm::Json => lines.json().boxed(),
    }
}

/// Writes the fields of a line so that they stay on it.
struct OnOneLine;

impl<'writer> FormatFields<'writer> for OnOneLine {
    fn format_fields<R: RecordFields>(&self, writer: Writer<'writer>, fields: R) -> FmtResult {
        let one = debug_fn(|writer, field, value| {
            if field.name() != "message" {
                write!(writer, "{}=", field.name())?;
            }
            escaped(writer, &format!("{value:?}"))
        });
        one.delimited(" ").format_fields(writer, fields)
    }
}

fn escaped(writer: &mut impl Write, text: &str) -> FmtResult {
    text.chars().try_for_each(|c| {
        // The last two ranges turn the direction of what follows.
        let hidden = c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if hidden {
            write!(writer, "{}", c.escape_default())
        } else {
            writer.write_char(c)
        }
    })
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use super::*;

    /// What was written so far.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("nobody panics").extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn nobody_can_write_a_line_of_the_log() {
        for form in [LogForm::Text, LogForm::Json] {
            let log = Log::default();
            let to = log.clone();
            let subscriber = Registry::default().with(lines(form, move || to.clone()));
            tracing::subscriber::with_default(subscriber, || {
                let why = "\"a\nWARN forged\r\u{1b}[2J\u{9b}\u{202e}é\" is long";
                tracing::warn!(path = %why, "/pay PARAM_ILLEGAL: {why}");
            });
            let log = log.0.lock().expect("nobody panics");
            let log = str::from_utf8(&log).expect("text");
            assert_eq!(log.matches('\n').count(), 1, "{log:?}");
            assert!(log.contains(r"a\nWARN forged\r"), "{log:?}");
            assert!(log.contains("é") && !log.contains('\r') && !log.contains("\u{1b}[2J"));
        }
    }
}
