//! Everything the client commands print goes through here.

use std::io::{self, ErrorKind, Write};

use anstream::AutoStream;
use serde_json::Value;

pub(crate) use super::field::{field, harmless, items};
use super::options::ClientOptions;
pub(crate) use super::table::{Column, events, facts, table, table_or};

/// Prints an answer of the admin API: as it came, or as people read it.
pub(crate) fn answer(
    options: &ClientOptions,
    answer: &Value,
    readable: impl FnOnce(&Value) -> String,
) -> anyhow::Result<()> {
    if options.json {
        text(&format!("{answer:#}\n"))
    } else {
        painted(&readable(answer))
    }
}

/// Prints to the standard output, letter by letter.
pub(crate) fn text(text: &str) -> anyhow::Result<()> {
    write(io::stdout().lock(), text).map(drop)
}

/// Prints to the standard output, with colours where they are seen or asked for.
///
/// That is on a terminal, unless `NO_COLOR` is set or `CLICOLOR` is 0; elsewhere when
/// `CLICOLOR_FORCE` is set.
pub(crate) fn painted(text: &str) -> anyhow::Result<()> {
    is_read(text).map(drop)
}

/// Prints as `painted` does; false when nobody reads it any more.
pub(crate) fn is_read(text: &str) -> anyhow::Result<bool> {
    write(AutoStream::auto(io::stdout().lock()), text)
}

/// Prints a line letter by letter; false when nobody reads it any more.
pub(crate) fn is_read_raw(line: &str) -> anyhow::Result<bool> {
    write(io::stdout().lock(), &format!("{line}\n"))
}

/// Prints to the standard error, with colours where they are seen or asked for.
pub(crate) fn complaint(text: &str) -> anyhow::Result<()> {
    write(AutoStream::auto(io::stderr().lock()), text).map(drop)
}

/// A reader that has read enough, as `head` does, is no failure: false.
fn write(mut to: impl Write, text: &str) -> anyhow::Result<bool> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        other => Ok(other.map(|()| true)?),
    }
}

/// The text without its colours.
#[cfg(test)]
pub(crate) fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed(ErrorKind);

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_left_is_no_failure_and_a_full_disk_is_one() {
        assert!(!write(Closed(ErrorKind::BrokenPipe), "x").unwrap());
        write(Closed(ErrorKind::StorageFull), "x").unwrap_err();
    }
}
