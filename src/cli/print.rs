//! Everything the client commands print goes through here.

use std::io::{self, ErrorKind, Write};

use serde_json::Value;

use super::options::ClientOptions;

/// Prints an answer of the admin API: as it came, or as people read it.
pub(crate) fn answer(
    options: &ClientOptions,
    answer: &Value,
    readable: impl FnOnce(&Value) -> String,
) -> anyhow::Result<()> {
    if options.json {
        text(&format!("{answer:#}\n"))
    } else {
        text(&readable(answer))
    }
}

/// Prints to the standard output.
pub(crate) fn text(text: &str) -> anyhow::Result<()> {
    Ok(write(io::stdout().lock(), text)?)
}

/// Prints to the standard output; false when nobody reads it any more.
pub(crate) fn is_read(text: &str) -> anyhow::Result<bool> {
    let mut to = io::stdout().lock();
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        other => Ok(other.map(|()| true)?),
    }
}

/// Prints to the standard error.
pub(crate) fn complaint(text: &str) -> anyhow::Result<()> {
    Ok(write(io::stderr().lock(), text)?)
}

/// A reader that has read enough, as `head` does, is no failure.
fn write(mut to: impl Write, text: &str) -> io::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// A heading, and the name of the field below it.
pub(crate) type Column = (&'static str, &'static str);

/// The items as aligned lines under headings.
pub(crate) fn table(items: &[Value], columns: &[Column]) -> String {
    let headings = columns.iter().map(|(heading, _)| (*heading).to_owned());
    let mut lines: Vec<Vec<String>> = vec![headings.collect()];
    lines.extend(items.iter().map(|item| {
        let cells = columns.iter().map(|(_, name)| field(item, name));
        cells.collect()
    }));
    aligned(&lines)
}

/// The items as aligned lines, or a sentence when there are none.
pub(crate) fn table_or(items: &[Value], columns: &[Column], none: &str) -> String {
    if items.is_empty() {
        format!("{none}\n")
    } else {
        table(items, columns)
    }
}

/// One line for each event of the journal.
pub(crate) fn events(events: &[Value]) -> String {
    let line = |event: &Value| {
        ["at", "type", "text"]
            .map(|name| field(event, name))
            .to_vec()
    };
    aligned(&events.iter().map(line).collect::<Vec<_>>())
}

/// One line for each field that says something.
pub(crate) fn facts(item: &Value, labels: &[Column]) -> String {
    let lines = labels.iter().filter_map(|(label, name)| {
        let said = field(item, name);
        (!said.is_empty()).then(|| vec![(*label).to_owned(), said])
    });
    aligned(&lines.collect::<Vec<_>>())
}

fn aligned(lines: &[Vec<String>]) -> String {
    let count = lines.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let cells = line.iter().zip(&widths);
        let padded: Vec<String> = cells
            .map(|(cell, &width)| format!("{cell:width$}"))
            .collect();
        text.push_str(padded.join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// A field in one line; of a list its length, of nothing nothing. Dots lead into objects.
pub(crate) fn field(item: &Value, name: &str) -> String {
    match name.split('.').fold(item, |inner, part| &inner[part]) {
        Value::Null => String::new(),
        Value::String(text) => one_line(text),
        Value::Array(items) => items.len().to_string(),
        other => other.to_string(),
    }
}

/// The items of a list; none when it is missing.
pub(crate) fn items<'a>(of: &'a Value, name: &str) -> &'a [Value] {
    of[name].as_array().map_or(&[], Vec::as_slice)
}

fn one_line(text: &str) -> String {
    harmless(text).replace('\n', "\\n").replace('\t', "\\t")
}

/// The text without control characters: what a shop sends must not steer the terminal.
pub(crate) fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() && letter != '\n' && letter != '\t' {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
        write(Closed(ErrorKind::BrokenPipe), "x").unwrap();
        write(Closed(ErrorKind::StorageFull), "x").unwrap_err();
    }

    #[test]
    fn columns_are_aligned_and_lines_end_with_their_last_letter() {
        let items = [
            json!({"id": "é-10", "attempts": [1, 2], "why": null}),
            json!({"id": "b", "attempts": [], "why": "two\nlines\u{1b}[2J"}),
        ];
        let columns = [("ID", "id"), ("ATTEMPTS", "attempts"), ("WHY", "why")];
        let expected = "\
ID    ATTEMPTS  WHY
é-10  2
b     0         two\\nlines\\u{1b}[2J
";
        assert_eq!(table_or(&items, &columns, "none"), expected);
        assert_eq!(table_or(&[], &columns, "none"), "none\n");
    }

    #[test]
    fn facts_leave_out_what_is_not_known() {
        let item = json!({"now": "noon", "count": 0, "next": null});
        let labels = [
            ("now", "now"),
            ("next", "next"),
            ("count", "count"),
            ("x", "x"),
        ];
        assert_eq!(facts(&item, &labels), "now    noon\ncount  0\n");
    }
}
