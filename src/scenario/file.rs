//! A scenario as a whole: its title and its rules.

use std::sync::Arc;

use super::journey::{self, Journey, Step};
use super::mistake::Mistakes;
use super::node::{Node, Table};
use super::rule::rule;
use super::tree::{Branch, grow};
use crate::gateway::{Playbook, Rule};

/// The keys of a scenario.
pub(super) const KEYS: &[&str] = &["title", "advice", "rule", "step"];

/// Reads a scenario in TOML, or in JSON when the first letter is `{`, without the documented test
/// cards.
pub(super) fn parse_alone(text: &str) -> Result<Playbook, Mistakes> {
    parse_all(text).map(|(playbook, _)| playbook)
}

/// How many rules are written in a document, without the documented test cards that follow them;
/// none when it is wrong.
#[must_use]
pub fn own_rules(text: &str) -> usize {
    parse_alone(text).map_or(0, |playbook| playbook.rules.len())
}

/// Reads one rule by itself: `when` and `then`, in TOML, or in JSON when the first letter is `{`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse_rule(text: &str) -> Result<Rule, Mistakes> {
    let (tree, desk) = grow(text);
    let root = Node::root(&tree, &desk);
    let is_scenario = |table: Table<'_>| table.has("rule") || table.has("step");
    let read = if root.plain_table().is_some_and(is_scenario) {
        root.mistake("is a whole scenario; write when and then of one rule, without [[rule]]");
        None
    } else {
        rule(&root)
    };
    desk.close(read)
}

/// Reads the steps of a scenario, of which a gateway knows nothing.
///
/// # Errors
/// Everything that is wrong with the scenario.
pub(super) fn parse_journey(text: &str) -> Result<Journey, Mistakes> {
    let (playbook, steps) = parse_all(text)?;
    let title = playbook.title;
    Ok(Journey { title, steps })
}

fn parse_all(text: &str) -> Result<(Playbook, Vec<Step>), Mistakes> {
    let (tree, desk) = grow(text);
    let all = read(&Node::root(&tree, &desk)).map(|(playbook, steps)| {
        let source = text.to_owned();
        (Playbook { source, ..playbook }, steps)
    });
    desk.close(all)
}

fn read(root: &Node<'_>) -> Option<(Playbook, Vec<Step>)> {
    let table = root.table(KEYS)?;
    let text = |node: Node<'_>| node.text().map(str::to_owned);
    let title = table.required("title", "title = \"Every card is declined\"");
    let playbook = Playbook {
        title: title.and_then(text).unwrap_or_default(),
        advice: table.get("advice").and_then(text).unwrap_or_default(),
        rules: tables(&table, "rule")
            .iter()
            .filter_map(rule)
            .map(Arc::new)
            .collect(),
        ..Playbook::default()
    };
    Some((playbook, journey::read(&tables(&table, "step"))))
}

/// The tables of `[[key]]`.
fn tables<'a>(table: &Table<'a>, key: &str) -> Vec<Node<'a>> {
    let Some(node) = table.get(key) else {
        return Vec::new();
    };
    if let Branch::Table(_) = node.value() {
        node.mistake(format!(
            "is one table, not a list of {key}s; write [[{key}]]"
        ));
        return Vec::new();
    }
    node.list().unwrap_or_default()
}

#[cfg(test)]
mod broken;
#[cfg(test)]
mod impossible;
#[cfg(test)]
mod mistakes;
#[cfg(test)]
mod mutated;
#[cfg(test)]
mod tests;
