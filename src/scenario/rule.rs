//! A rule: when it holds, and what happens then.

use super::node::{Node, Table};
use super::{limits, then, when};
use crate::gateway::Rule;

/// The keys of a rule.
pub(super) const RULE_KEYS: &[&str] = &["about", "when", "then"];

/// Reads a rule.
pub(super) fn rule(node: &Node<'_>) -> Option<Rule> {
    let table = node.table(RULE_KEYS)?;
    let about = table.get("about").and_then(|node| node.text());
    let when = table.get("when").map(|node| when::read(&node));
    let then_node = table.required("then", "then = { issuer = \"DO_NOT_HONOR\" }");
    let then = then_node.map(|node| then::read(&node));
    check(&table);
    Some(Rule {
        about: about.unwrap_or_default().to_owned(),
        when: when.unwrap_or_default(),
        then: then?,
    })
}

/// What does not go together.
fn check(rule: &Table<'_>) {
    let inner = |key| rule.get(key)?.plain_table();
    if let Some(then) = inner("then") {
        limits::check(inner("when").as_ref(), &then);
    }
}
