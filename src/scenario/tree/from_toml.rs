//! TOML becomes a tree.

use serde_json::Number;
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::{Branch, Entry, Tree};
use crate::scenario::mistake::{Mistake, Place};

/// The tree of a text, and what is wrong with it as TOML.
pub(super) fn read(text: &str) -> (Tree, Vec<Mistake>) {
    let places = Places::of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mistake = |error: &toml::de::Error| Mistake {
        place: error.span().map(|span| places.of_byte(span.start)),
        path: String::new(),
        text: error.message().replace('\n', ", "),
    };
    let mistakes = errors.iter().map(mistake).collect();
    let place = Some(Place { line: 1, column: 1 });
    let value = places.table(table.get_ref());
    (Tree { place, value }, mistakes)
}

/// Finds the line and the column of a byte.
struct Places<'a> {
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl<'a> Places<'a> {
    fn of(text: &'a str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        Self { text, lines }
    }

    fn of_byte(&self, at: usize) -> Place {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines[line - 1];
        let before = self.text.get(start..at).unwrap_or_default();
        Place {
            line,
            column: before.chars().count() + 1,
        }
    }

    fn tree(&self, value: &Spanned<DeValue<'_>>) -> Tree {
        Tree {
            place: Some(self.of_byte(value.span().start)),
            value: self.branch(value.get_ref()),
        }
    }

    fn branch(&self, value: &DeValue<'_>) -> Branch {
        match value {
            DeValue::String(text) => Branch::Text(text.to_string()),
            DeValue::Integer(number) => whole(number),
            DeValue::Float(number) => fraction(number.as_str()),
            DeValue::Boolean(flag) => Branch::Boolean(*flag),
            DeValue::Datetime(time) => Branch::Text(time.to_string()),
            DeValue::Array(items) => {
                Branch::List(items.iter().map(|item| self.tree(item)).collect())
            }
            DeValue::Table(table) => self.table(table),
        }
    }

    fn table(&self, table: &DeTable<'_>) -> Branch {
        let entry = |(key, value): (&Spanned<_>, &Spanned<_>)| {
            let start = key.span().start;
            (start, self.entry(key, value))
        };
        let mut entries: Vec<_> = table.iter().map(entry).collect();
        entries.sort_by_key(|(start, _)| *start);
        Branch::Table(entries.into_iter().map(|(_, entry)| entry).collect())
    }

    fn entry(&self, key: &Spanned<toml::de::DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Entry {
        Entry {
            key: key.get_ref().to_string(),
            place: Some(self.of_byte(key.span().start)),
            value: self.tree(value),
        }
    }
}

fn whole(number: &DeInteger<'_>) -> Branch {
    let signed = i64::from_str_radix(number.as_str(), number.radix());
    let unsigned = u64::from_str_radix(number.as_str(), number.radix());
    match (signed, unsigned) {
        (Ok(number), _) => Branch::Number(number.into()),
        (_, Ok(number)) => Branch::Number(number.into()),
        _ => fraction(number.as_str()),
    }
}

/// A number that is not whole; what JSON has no number for stays a text.
fn fraction(text: &str) -> Branch {
    let number = text.parse().ok().and_then(Number::from_f64);
    number.map_or_else(|| Branch::Text(text.to_owned()), Branch::Number)
}
