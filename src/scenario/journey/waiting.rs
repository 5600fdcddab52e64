//! Reading what a step waits for.

use super::super::nearest::nearest;
use super::super::node::Node;
use super::super::tree::Branch;
use super::Await;
use super::asking::as_written;
use crate::gateway::{EventField, Pattern};

/// Reads `await`: `within`, and what the event has to be.
pub(super) fn wait(node: &Node<'_>) -> Option<Await> {
    let mut within = Some("5s".to_owned());
    let mut filters = Vec::new();
    for (entry, node) in node.entries()? {
        if entry.key == "within" {
            within = time(&node);
        } else {
            collect(&node, entry.key.clone(), &mut filters);
        }
    }
    for (name, value, node) in &filters {
        check(node, name, value);
    }
    if filters.is_empty() {
        node.mistake("waits for nothing; write { type = \"PAYMENT_CREATED\", within = \"5s\" }");
        return None;
    }
    let filters = filters.into_iter().map(|(name, value, _)| (name, value));
    Some(Await {
        within: within?,
        filters: filters.collect(),
    })
}

/// `body = { a = 1 }` means the same as `"body.a" = 1`.
fn collect<'a>(node: &Node<'a>, name: String, filters: &mut Vec<(String, String, Node<'a>)>) {
    if let Branch::Table(_) = node.value() {
        for (entry, node) in node.entries().unwrap_or_default() {
            collect(&node, format!("{name}.{}", entry.key), filters);
        }
    } else if let Some(value) = as_written(node) {
        filters.push((name, value, node.clone()));
    }
}

/// Puts down a filter that no event ever passes. A reference is filled in later.
fn check(node: &Node<'_>, name: &str, value: &str) {
    let body = name.strip_prefix("body.");
    if body.is_some_and(|path| !path.is_empty()) {
        return;
    }
    if matches!(name, "count" | "since") {
        let is_number = value
            .parse::<u64>()
            .is_ok_and(|number| number > 0 || name == "since");
        if !is_number && !value.contains("${") {
            node.mistake(format!(
                "\"{value}\" is not a whole number; write {name} = 2"
            ));
        }
        return;
    }
    let Some(field) = EventField::named(name) else {
        let own = ["within", "count", "since"];
        let known: Vec<_> = own.into_iter().chain(EventField::names()).collect();
        let hint = match nearest(name, known.iter().copied()) {
            _ if name == "timeout" => "write within".to_owned(),
            Some(meant) => format!("did you mean {meant}?"),
            None => format!("there are {} and body.PATH", known.join(", ")),
        };
        return node.mistake(format!("no event has \"{name}\"; {hint}"));
    };
    if value.contains("${") {
        return;
    }
    if let Some(instead) = field.instead_of(value) {
        return node.mistake(format!("\"{value}\" is no {name} of any event; {instead}"));
    }
    let Some(known) = field.values() else {
        return;
    };
    for one in value.split(',').map(str::trim) {
        let pattern = Pattern::Like(vec![one.to_owned()]);
        if !known.iter().any(|known| pattern.fits(Some(known))) {
            node.unknown_word(&format!("a {name} of any event"), one, &known);
        }
    }
}

/// A length of real time, as it is written.
pub(super) fn time(node: &Node<'_>) -> Option<String> {
    let span = node.span()?;
    if !span.is_positive() {
        node.mistake("is no time at all; write 5s");
        return None;
    }
    node.text().map(str::to_owned)
}
