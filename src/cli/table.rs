//! Answers of the admin API as aligned lines.

use anstyle::Style;
use serde_json::Value;

use super::field::field;
use super::paint::{HEADING, PLAIN, QUIET, painted, style_of, style_of_event};

/// A heading, and the name of the field below it.
pub(crate) type Column = (&'static str, &'static str);

/// A text and how it looks.
struct Cell(String, Style);

impl Cell {
    fn of(item: &Value, name: &str) -> Self {
        let said = field(item, name);
        let style = style_of(name, &said);
        Self(said, style)
    }
}

/// The items as aligned lines under headings.
pub(crate) fn table(items: &[Value], columns: &[Column]) -> String {
    let headings = columns.iter();
    let headings = headings.map(|(heading, _)| Cell((*heading).to_owned(), HEADING));
    let mut lines: Vec<Vec<Cell>> = vec![headings.collect()];
    lines.extend(items.iter().map(|item| {
        let cells = columns.iter().map(|(_, name)| Cell::of(item, name));
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
        vec![
            Cell::of(event, "at"),
            Cell(field(event, "type"), style_of_event(event)),
            Cell(field(event, "text"), PLAIN),
        ]
    };
    aligned(&events.iter().map(line).collect::<Vec<_>>())
}

/// One line for each field that says something.
pub(crate) fn facts(item: &Value, labels: &[Column]) -> String {
    let lines = labels.iter().filter_map(|(label, name)| {
        let said = Cell::of(item, name);
        (!said.0.is_empty()).then(|| vec![Cell((*label).to_owned(), QUIET), said])
    });
    aligned(&lines.collect::<Vec<_>>())
}

fn aligned(lines: &[Vec<Cell>]) -> String {
    let count = lines.iter().map(Vec::len).max().unwrap_or_default();
    let wide = |cell: &Cell| cell.0.chars().count();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(wide).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let said = line.iter().rposition(|cell| !cell.0.trim().is_empty());
        let end = said.map_or(0, |last| last + 1);
        for (number, (cell, width)) in line.iter().zip(&widths).take(end).enumerate() {
            let is_last = number + 1 == end;
            let shown = if is_last { cell.0.trim_end() } else { &cell.0 };
            text.push_str(&painted(cell.1, shown));
            if !is_last {
                text.push_str(&" ".repeat(width.saturating_sub(wide(cell)) + 2));
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::print::plain;

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
        assert_eq!(plain(&table_or(&items, &columns, "none")), expected);
        assert_eq!(table_or(&[], &columns, "none"), "none\n");
    }

    #[test]
    fn colours_take_no_room() {
        let items = [json!({"state": "PENDING", "id": "1"}), json!({"id": "2"})];
        let shown = table(&items, &[("STATE", "state"), ("ID", "id")]);
        let expected = "\
\u{1b}[1mSTATE\u{1b}[0m    \u{1b}[1mID\u{1b}[0m
\u{1b}[33mPENDING\u{1b}[0m  1
         2
";
        assert_eq!(shown, expected);
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
        assert_eq!(plain(&facts(&item, &labels)), "now    noon\ncount  0\n");
    }
}
