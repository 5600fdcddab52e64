//! TOML becomes a tree.

use serde_json::Number;
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::broken::{beginning, explained};
use super::places::Places;
use super::{Branch, Entry, Tree};
use crate::scenario::mistake::{Broken, Mistake, Place};

/// The tree of a text, and what is wrong with it as TOML.
pub(super) fn read(text: &str) -> (Tree, Broken) {
    let places = Places::of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let at = |error: &toml::de::Error| {
        let at = error.span().map_or(text.len(), |span| span.start);
        beginning(error.message(), text, at)
    };
    let mut errors: Vec<_> = errors.iter().map(|error| (at(error), error)).collect();
    // At the end of a line several things are unclosed, and the innermost is what was forgotten.
    errors.sort_by_key(|(at, error)| (*at, error.message().starts_with("unclosed")));
    let mut broken = Broken::default();
    for (at, error) in errors {
        let place = places.of_byte(at);
        let is_same_line = |known: &Mistake| known.place.is_some_and(|at| at.line == place.line);
        // What follows in a line whose sense is lost says nothing new.
        if broken.mistakes.last().is_some_and(is_same_line) {
            continue;
        }
        let told = explained(error.message(), text, at);
        broken.mistakes.push(Mistake {
            place: Some(place),
            path: String::new(),
            text: format!("{told}\n{}", places.shown(place)),
        });
        if swallows_the_rest(error.message(), &text[at..]) {
            broken.lost_from = Some(place);
            break;
        }
    }
    let place = Some(Place { line: 1, column: 1 });
    let value = Grower(&places).table(table.get_ref());
    (Tree { place, value }, broken)
}

/// Whether a bracket stays open, so that what follows is taken for a part of it.
fn swallows_the_rest(message: &str, rest: &str) -> bool {
    message.starts_with("unclosed")
        || (message.starts_with("missing comma") && rest.starts_with(['}', ']']))
}

/// The branches of a text whose places are known.
struct Grower<'a>(&'a Places<'a>);

impl Grower<'_> {
    fn tree(&self, value: &Spanned<DeValue<'_>>) -> Tree {
        Tree {
            place: Some(self.0.of_byte(value.span().start)),
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
            place: Some(self.0.of_byte(key.span().start)),
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
