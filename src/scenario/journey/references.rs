//! References to earlier results, `${name.path}`: whether there is such a result at all.

use std::collections::BTreeSet;

use super::super::nearest::nearest;
use super::super::node::{Node, Table};
use super::super::tree::Branch;

/// The names that a step may refer to.
#[derive(Debug)]
pub(super) struct References(BTreeSet<String>);

impl Default for References {
    /// What is there from the start.
    fn default() -> Self {
        Self(["journey", "newest"].map(str::to_owned).into())
    }
}

impl References {
    /// A step has given a result.
    pub(super) fn add(&mut self, verb: &str, keep: Option<&str>) {
        if !matches!(verb, "hooks" | "expect") {
            self.0.insert(verb.to_owned());
            self.0.extend(keep.map(str::to_owned));
        }
    }

    /// Puts down every reference below a value that leads nowhere.
    pub(super) fn check(&self, node: &Node<'_>) {
        match node.value() {
            Branch::Text(text) => self.check_text(node, text),
            Branch::List(_) => node.one_or_more().iter().for_each(|item| self.check(item)),
            Branch::Table(_) => {
                let table = node.plain_table();
                let keys = table.iter().flat_map(Table::keys);
                let values = keys.filter_map(|key| table.as_ref()?.get(key));
                values.for_each(|value| self.check(&value));
            }
            _ => {}
        }
    }

    fn check_text(&self, node: &Node<'_>, text: &str) {
        for reference in text.split("${").skip(1) {
            let Some((reference, _)) = reference.split_once('}') else {
                node.mistake("has a ${ without its }; write ${pay.paymentId}");
                return;
            };
            let end = reference.find(['.', '[']).unwrap_or(reference.len());
            self.check_name(node, &reference[..end]);
        }
    }

    /// Puts down that no earlier step has this name.
    pub(super) fn check_name(&self, node: &Node<'_>, name: &str) {
        if self.0.contains(name) {
            return;
        }
        let names: Vec<&str> = self.0.iter().map(String::as_str).collect();
        let hint = match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("there are {}", names.join(", ")),
        };
        node.mistake(format!("no earlier step is called \"{name}\"; {hint}"));
    }
}
