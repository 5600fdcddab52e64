//! JSON becomes a tree. `serde_json::Value` would forget keys that are there twice.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Number;

use super::{Branch, Entry, Tree};
use crate::scenario::mistake::{Mistake, Place};

/// The tree of a text, and what is wrong with it as JSON.
pub(super) fn read(text: &str) -> (Tree, Vec<Mistake>) {
    match serde_json::from_str(text) {
        Ok(tree) => (tree, Vec::new()),
        Err(error) => {
            let place = Some(Place {
                line: error.line(),
                column: error.column(),
            });
            let told = error.to_string();
            let text = told.split(" at line ").next().unwrap_or_default();
            let mistake = Mistake {
                place,
                path: String::new(),
                text: format!("the JSON is broken: {text}"),
            };
            (tree_of(Branch::Table(Vec::new())), vec![mistake])
        }
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
