//! JSON becomes a tree. `serde_json::Value` would forget keys that are there twice.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Number;

use super::places::Places;
use super::{Branch, Entry, Tree};
use crate::scenario::mistake::{Broken, Mistake, Place};

/// The tree of a text, and what is wrong with it as JSON.
pub(super) fn read(text: &str) -> (Tree, Broken) {
    let places = Places::of(text);
    match serde_json::from_str(text) {
        Ok(mut tree) => {
            let rest = text;
            Surveyor { text, rest, places }.value(&mut tree);
            (tree, Broken::default())
        }
        Err(error) => {
            // The column counts bytes, and may be that of the sign before.
            let start = places.line_start(error.line());
            let mut at = (start + error.column().saturating_sub(1)).min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let place = places.of_byte(at);
            let told = error.to_string();
            let told = told.split(" at line ").next().unwrap_or_default();
            let told = explained(told, text.get(at..).unwrap_or_default());
            let mistake = Mistake {
                place: Some(place),
                path: String::new(),
                text: format!("the JSON is broken: {told}\n{}", places.shown(place)),
            };
            let broken = Broken {
                mistakes: vec![mistake],
                lost_from: None,
            };
            (tree_of(Branch::Table(Vec::new())), broken)
        }
    }
}

/// What is wrong, and what to write.
fn explained(told: &str, rest: &str) -> String {
    let instead = match told {
        "key must be a string" => "write each key in double quotation marks",
        "trailing comma" => "leave the last comma out",
        "trailing characters" => "leave out what follows the document",
        "expected value" if rest.starts_with('\'') => "write double quotation marks",
        "expected value" => "write a text in double quotation marks, a number, true, false, { or [",
        told if told.starts_with("EOF") => "close every text, { and [",
        _ => return told.to_owned(),
    };
    format!("{told}; {instead}")
}

/// Goes through a text that is good JSON and tells every part of its tree where it stands.
struct Surveyor<'a> {
    text: &'a str,
    /// What was not gone through yet.
    rest: &'a str,
    places: Places<'a>,
}

impl Surveyor<'_> {
    fn value(&mut self, tree: &mut Tree) {
        tree.place = Some(self.next());
        match &mut tree.value {
            Branch::Table(entries) => {
                self.skip(1);
                for entry in entries {
                    entry.place = Some(self.next());
                    self.scalar();
                    self.value(&mut entry.value);
                }
                self.close();
            }
            Branch::List(items) => {
                self.skip(1);
                for item in items {
                    self.value(item);
                }
                self.close();
            }
            _ => self.scalar(),
        }
    }

    /// Goes on to the next sign that means something, and tells its place.
    fn next(&mut self) -> Place {
        let between = |letter: char| letter.is_ascii_whitespace() || letter == ',' || letter == ':';
        self.rest = self.rest.trim_start_matches(between);
        self.places.of_byte(self.text.len() - self.rest.len())
    }

    fn close(&mut self) {
        self.next();
        self.skip(1);
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// Goes past a text, a number, or a word.
    fn scalar(&mut self) {
        let Some(text) = self.rest.strip_prefix('"') else {
            let end = |letter: char| letter.is_ascii_whitespace() || ",:]}".contains(letter);
            return self.skip(self.rest.find(end).unwrap_or(self.rest.len()));
        };
        let mut is_escaped = false;
        let end = text.find(|letter| {
            let is_end = letter == '"' && !is_escaped;
            is_escaped = letter == '\\' && !is_escaped;
            is_end
        });
        self.skip(end.map_or(self.rest.len(), |end| end + 2));
    }
}

fn tree_of(value: Branch) -> Tree {
    Tree { place: None, value }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Grower)
    }
}

struct Grower;

impl<'de> Visitor<'de> for Grower {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(tree_of(Branch::Null))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Tree, E> {
        Ok(tree_of(Branch::Boolean(flag)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(tree_of(Branch::Number(number.into())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(tree_of(Branch::Number(number.into())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        let number = Number::from_f64(number);
        Ok(tree_of(number.map_or(Branch::Null, Branch::Number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(tree_of(Branch::Text(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(tree_of(Branch::List(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = pairs.next_entry()? {
            let place = None;
            entries.push(Entry { key, place, value });
        }
        Ok(tree_of(Branch::Table(entries)))
    }
}
