//! Reading a tree key by key, putting down everything that is wrong with it.
//!
//! Every reader answers `None` when what stands there cannot be used, and has put down why. The
//! caller goes on all the same, so that the next mistake is found too.

use std::collections::HashSet;

use jiff::{SignedDuration, Span, SpanRelativeTo};
use serde_json::Value;

use super::mistake::{Desk, Place};
use super::nearest::nearest;
use super::tree::{Branch, Entry, Tree};

/// A value in the document. It knows its path, so that a mistake can be told there.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    tree: &'a Tree,
    path: String,
    desk: &'a Desk,
}

/// A table whose keys are known.
#[derive(Clone, Debug)]
pub(super) struct Table<'a> {
    node: Node<'a>,
    entries: &'a [Entry],
}

/// A word between quotation marks; of a long one its beginning.
pub(super) fn shown(word: &str) -> String {
    let begin: String = word.chars().take(40).collect();
    let dots = if begin.len() < word.len() { "…" } else { "" };
    format!("\"{begin}{dots}\"")
}

impl<'a> Node<'a> {
    /// The whole document.
    pub(super) fn root(tree: &'a Tree, desk: &'a Desk) -> Self {
        Self {
            tree,
            path: String::new(),
            desk,
        }
    }

    /// Puts down a mistake here: what is wrong, and what to write instead.
    pub(super) fn mistake(&self, text: impl Into<String>) {
        self.desk.put(self.tree.place, &self.path, text.into());
    }

    /// Puts down that something else has to stand here.
    pub(super) fn wrong_kind<T>(&self, wanted: &str) -> Option<T> {
        self.mistake(format!("must be {wanted}, not {}", self.shown()));
        None
    }

    /// The value itself, for what has to be read in more than one way.
    pub(super) fn value(&self) -> &'a Branch {
        &self.tree.value
    }

    /// The value as JSON.
    pub(super) fn to_json(&self) -> Value {
        self.tree.to_json()
    }

    /// A table with these keys and no others.
    pub(super) fn table(&self, keys: &[&str]) -> Option<Table<'a>> {
        let entries = self.entries()?;
        for (entry, node) in entries {
            if !keys.contains(&entry.key.as_str()) {
                let hint = match nearest(&entry.key, keys.iter().copied()) {
                    Some(key) => format!("did you mean {key}?"),
                    None => format!("there are {}", keys.join(", ")),
                };
                let text = format!("no such key; {hint}");
                self.desk.put(entry.place, &node.path, text);
            }
        }
        self.plain_table()
    }

    /// A table, without a look at its keys; nothing when it is none.
    pub(super) fn plain_table(&self) -> Option<Table<'a>> {
        let Branch::Table(entries) = &self.tree.value else {
            return None;
        };
        let node = self.clone();
        Some(Table { node, entries })
    }

    /// The entries of a table whose keys may be anything.
    pub(super) fn entries(&self) -> Option<Vec<(&'a Entry, Node<'a>)>> {
        let Branch::Table(entries) = &self.tree.value else {
            return self.wrong_kind("a table");
        };
        let mut seen = HashSet::new();
        for entry in entries {
            if !seen.insert(&entry.key) {
                let path = self.path_of(&entry.key);
                self.desk
                    .put(entry.place, &path, "is there twice; keep one".to_owned());
            }
        }
        let of = |entry: &'a Entry| (entry, self.child(&entry.value, self.path_of(&entry.key)));
        Some(entries.iter().map(of).collect())
    }

    fn path_of(&self, key: &str) -> String {
        match self.path.as_str() {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        }
    }

    fn child(&self, tree: &'a Tree, path: String) -> Self {
        let desk = self.desk;
        Self { tree, path, desk }
    }

    /// The items of a list.
    pub(super) fn list(&self) -> Option<Vec<Node<'a>>> {
        match &self.tree.value {
            Branch::List(_) => Some(self.one_or_more()),
            _ => self.wrong_kind("a list"),
        }
    }

    /// The items of a list; anything else is the only item.
    pub(super) fn one_or_more(&self) -> Vec<Node<'a>> {
        let Branch::List(items) = &self.tree.value else {
            return vec![self.clone()];
        };
        let items = items.iter().enumerate();
        let child = |(at, item)| self.child(item, format!("{}[{at}]", self.path));
        items.map(child).collect()
    }

    /// As [`Self::one_or_more`], read one by one; an empty list is a mistake.
    pub(super) fn each<T>(&self, read: impl Fn(&Node<'a>) -> Option<T>) -> Option<Vec<T>> {
        let items = self.one_or_more();
        if items.is_empty() {
            self.mistake("is an empty list; leave it out, or give at least one");
            return None;
        }
        // Collected first: the mistakes of all items count, not only those of the first.
        let read: Vec<_> = items.iter().map(read).collect();
        read.into_iter().collect()
    }

    /// A text that may be empty: an issuer may say nothing.
    pub(super) fn any_text(&self) -> Option<&'a str> {
        match &self.tree.value {
            Branch::Text(text) => Some(text),
            _ => self.wrong_kind("a text"),
        }
    }

    /// A text with something in it.
    pub(super) fn text(&self) -> Option<&'a str> {
        match &self.tree.value {
            Branch::Text(text) if text.is_empty() => {
                self.mistake("is empty; leave it out, or say something");
                None
            }
            Branch::Text(text) => Some(text),
            _ => self.wrong_kind("a text"),
        }
    }

    /// `true` or `false`.
    pub(super) fn boolean(&self) -> Option<bool> {
        match self.tree.value {
            Branch::Boolean(flag) => Some(flag),
            _ => self.wrong_kind("true or false"),
        }
    }

    /// A whole number of at least so many.
    pub(super) fn number(&self, least: u64) -> Option<u64> {
        let number = match &self.tree.value {
            Branch::Number(number) => number.as_u64(),
            _ => None,
        };
        match number.filter(|number| *number >= least) {
            None => self.wrong_kind(&format!("a whole number from {least} on")),
            number => number,
        }
    }

    /// A length of time: `24h`, `2h 30m`, `7d`, `500ms`. A day has 24 hours here.
    pub(super) fn span(&self) -> Option<SignedDuration> {
        let wanted = "a time such as 24h, 2h 30m, 7d or 500ms";
        if !matches!(self.tree.value, Branch::Text(_)) {
            return self.wrong_kind(&format!("{wanted}, as text"));
        }
        match self.as_span() {
            None => self.wrong_kind(wanted),
            duration => duration,
        }
    }

    /// As [`Self::span`], for what may be something else as well: nothing is put down.
    pub(super) fn as_span(&self) -> Option<SignedDuration> {
        let Branch::Text(text) = &self.tree.value else {
            return None;
        };
        let relative = SpanRelativeTo::days_are_24_hours();
        let duration = text.parse::<Span>().ok()?.to_duration(relative).ok()?;
        (!duration.is_negative()).then_some(duration)
    }

    /// One of several words; `what` says what they are, such as `a result code`.
    pub(super) fn one_of<T: Copy>(&self, what: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            self.unknown_word(
                what,
                text,
                &words.iter().map(|(word, _)| *word).collect::<Vec<_>>(),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// Puts down that a word is none of those that are known.
    pub(super) fn unknown_word(&self, what: &str, word: &str, known: &[&str]) {
        let hint = match nearest(word, known.iter().copied()) {
            Some(word) => format!("; did you mean {word}?"),
            None if known.len() <= 20 => format!("; there are {}", known.join(", ")),
            None => format!(
                "; `antom-sandbox scenario schema` lists them, {} and others",
                known[..3].join(", ")
            ),
        };
        self.mistake(format!("{} is not {what}{hint}", shown(word)));
    }

    /// Whether a table or a list has nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        match &self.tree.value {
            Branch::Table(entries) => entries.is_empty(),
            Branch::List(items) => items.is_empty(),
            _ => false,
        }
    }

    /// A short form of what stands there, for a message.
    fn shown(&self) -> String {
        match &self.tree.value {
            Branch::Null => "null".to_owned(),
            Branch::List(_) => "a list".to_owned(),
            Branch::Table(_) => "a table".to_owned(),
            _ => self.tree.to_json().to_string().chars().take(40).collect(),
        }
    }
}

impl<'a> Table<'a> {
    /// The value of a key. In JSON `null` is as good as nothing.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        let there = entry.value.value != Branch::Null;
        there.then(|| self.node.child(&entry.value, self.node.path_of(key)))
    }

    /// The value of a key that must be there; `example` is what to write.
    pub(super) fn required(&self, key: &str, example: &str) -> Option<Node<'a>> {
        let found = self.get(key);
        if found.is_none() {
            let text = format!("is missing; write {example}");
            let path = self.node.path_of(key);
            self.node.desk.put_missing(self.place(), &path, text);
        }
        found
    }

    /// Puts down a mistake at a key.
    pub(super) fn mistake_at(&self, key: &str, text: impl Into<String>) {
        let entry = self.entries.iter().find(|entry| entry.key == key);
        let place = entry.map_or(self.place(), |entry| entry.place);
        let path = self.node.path_of(key);
        self.node.desk.put(place, &path, text.into());
    }

    /// Its keys, known or not.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }

    /// Whether the key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    fn place(&self) -> Option<Place> {
        self.node.tree.place
    }
}
