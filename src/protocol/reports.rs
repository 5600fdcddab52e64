//! The reconciliation files: transaction details, settlement details and settlement summary of a
//! day (file 17 §2 of the protocol notes). UTF-8 CSV, amounts in major units, `<END>` at the end.
//!
//! The names of the columns are those of Antom's published reports; columns that nothing here could
//! ever fill are left out. Fees are none, nothing is converted, and the batch of a day settles
//! what moved on that day: these are assumptions of ours.

mod columns;
mod settlement;
mod summary;
mod transactions;

use jiff::civil::Date;

use crate::gateway::{Currency, Gateway};

/// The reconciliation files that there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportKind {
    /// Everything that happened.
    Transactions,
    /// What is settled, line by line.
    Settlement,
    /// What is settled, by kind and in all.
    Summary,
}

/// A file, ready to be saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Its name, as Antom names such files.
    pub file_name: String,
    /// Its content.
    pub csv: String,
}

/// What every line of a report says of the world around it.
struct Day<'a> {
    customer: &'a str,
    batch: String,
    /// When the report was made: at the beginning of the next day.
    made_at: String,
}

/// The acquirer that this sandbox plays.
const PSP: &str = "ANTOM_SANDBOX";

/// The last line of every file.
const END: &str = "<END>";

impl ReportKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Transactions, Self::Settlement, Self::Summary];

    /// What it is asked for by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Transactions => "transactions",
            Self::Settlement => "settlement",
            Self::Summary => "summary",
        }
    }
}

/// Writes the report of a day.
#[must_use]
pub fn report(kind: ReportKind, gateway: &Gateway, client_id: &str, date: Date) -> Report {
    let next = date.tomorrow().unwrap_or(date);
    let day = Day {
        customer: client_id,
        batch: gateway.settlement_batch(date),
        made_at: next.strftime("%Y-%m-%dT00:00:00+08:00").to_string(),
    };
    let movements = gateway.movements(date);
    let (name, lines) = match kind {
        ReportKind::Transactions => ("TRANSACTION_DETAIL", transactions::lines(&day, &movements)),
        ReportKind::Settlement => ("SETTLEMENT_DETAIL", settlement::lines(&day, &movements)),
        ReportKind::Summary => ("SETTLEMENT_SUMMARY", summary::lines(&day, &movements)),
    };
    let next = next.strftime("%Y%m%d");
    Report {
        file_name: format!("{name}_{}_{next}.csv", day.batch),
        csv: file(&lines),
    }
}

/// The lines of a file, each a list of values; the first names the columns.
fn file(lines: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for line in lines {
        writer.write_record(line).expect("memory takes every line");
    }
    let end = writer.write_record([END]);
    end.expect("memory takes every line");
    let bytes = writer.into_inner().expect("memory takes every line");
    String::from_utf8(bytes).expect("it was written from text")
}

/// A table with these columns, and a line for each row.
fn table<T>(columns: &[Column<T>], day: &Day<'_>, rows: &[T]) -> Lines {
    let names = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut lines = vec![names];
    lines.extend(rows.iter().map(|row| {
        let values = columns.iter().map(|(_, value)| value(day, row));
        values.collect()
    }));
    lines
}

type Lines = Vec<Vec<String>>;

/// The name of a column, and what stands in it.
type Column<T> = (&'static str, fn(&Day<'_>, &T) -> String);

/// An amount in major units, as `-25.90`, `4800` or `1.250`.
fn major(value: i128, currency: Currency) -> String {
    let unit = 10_u128.pow(u32::from(currency.digits()));
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    match usize::from(currency.digits()) {
        0 => format!("{sign}{whole}"),
        digits => format!("{sign}{whole}.{part:0digits$}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_in_major_units_of_their_currency() {
        let shown = |value, code| major(value, Currency::named(code).expect("a currency"));
        assert_eq!(shown(2590, "SGD"), "25.90");
        assert_eq!(shown(-5, "SGD"), "-0.05");
        assert_eq!(shown(-4800, "JPY"), "-4800");
        assert_eq!(shown(1250, "KWD"), "1.250");
        assert_eq!(shown(0, "SGD"), "0.00");
    }

    #[test]
    fn values_are_quoted_where_they_have_to_be() {
        let line = vec!["a,b".to_owned(), "say \"x\"".to_owned(), "é".to_owned()];
        assert_eq!(file(&[line]), "\"a,b\",\"say \"\"x\"\"\",é\n<END>\n");
    }
}
