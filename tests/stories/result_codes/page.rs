//! docs/result-codes.md, made from the tables.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::table::{Row, Table};

const PAGE: &str = "docs/result-codes.md";

const HEAD: &str = "\
# Result codes: how each is reached

<!-- Made from tests/stories/result_codes by its tests. To write it anew:
     WRITE_PAGE=1 cargo test --test stories the_page_has_the_tables_as_they_are -->

Every code of Antom's tables can be reached on purpose.
Where it has a cause that this sandbox knows, that is told, and it is the better way: payments and refunds are then in the state that goes with it. Any other is

- **forced**: `antom-sandbox force API CODE`, or [`POST …/forced-results`](admin-api.md); every call of the API is
  answered so, and nothing is done,
- or a **rule** of a [scenario](scenarios.md), or an armed one, with the `then` that stands in the table.

`contract` is the merchant's, [`PUT …/contract`](admin-api.md). Texts are those of Antom's tables; unless the program
runs with `--messages documented`, that of `PARAM_ILLEGAL` names the field instead.
";

/// The page, whole.
pub(super) fn written(tables: &[Table]) -> String {
    let mut page = HEAD.to_owned();
    for table in tables {
        let title = &table.title;
        let _ = write!(
            page,
            "\n## {title}\n\n| Code | | Message | Reached when |\n|---|---|---|---|\n"
        );
        for row in &table.rows {
            let Row {
                code,
                status,
                message,
                ..
            } = row;
            let way = way(table, row);
            let _ = writeln!(page, "| `{code}` | {status} | {message} | {way} |");
        }
    }
    page
}

fn way(table: &Table, row: &Row) -> String {
    let rule = row.rule.as_ref().filter(|rule| !rule.is_empty());
    match (&row.how, rule) {
        (Some(how), Some(_)) => {
            let rule = table.rule_of(row).expect("it has a rule");
            format!("{how}; rule `{{ {rule} }}`")
        }
        (Some(how), None) => how.clone(),
        (None, _) if table.is_forced(row) => "forced".to_owned(),
        (None, _) => {
            let rule = table.rule_of(row).expect("a table of rules");
            format!("rule `{{ {rule} }}`")
        }
    }
}

/// Compares the page with the file; with `WRITE_PAGE` set it writes it.
#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs a test has no other way to tell it to write"
)]
pub(super) fn compare(page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    if std::env::var_os("WRITE_PAGE").is_some() {
        fs::write(&path, page).expect("the page can be written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == page,
        "{PAGE} is behind the tables: WRITE_PAGE=1 cargo test --test stories the_page_has_the_tables_as_they_are"
    );
}
