//! `when`: the conditions of a rule.

use super::names::{PAYMENT_FIELDS, STAGES};
use super::nearest::nearest;
use super::node::{Node, Table};
use super::tree::{Branch, Entry};
use super::values::{card_brand, operation, payable_card};
use super::vocabulary;
use crate::gateway::{Count, Pattern, When};

/// The keys of `when`.
pub(super) const KEYS: &[&str] = &[
    "amount",
    "currency",
    "order",
    "request_id",
    "buyer",
    "terminal",
    "capture_mode",
    "metadata",
    "payment",
    "attempt",
    "api",
    "request",
    "call",
    "repeat",
    "stage",
    "card",
    "brand",
];

/// The keys of a pattern that is a table.
pub(super) const PATTERN_KEYS: &[&str] = &["at_least", "at_most", "present"];

/// Reads `when`. What cannot be used is left out, and put down.
pub(super) fn read(node: &Node<'_>) -> When {
    let Some(table) = node.table(KEYS) else {
        return When::default();
    };
    When {
        payment: payment_fields(&table),
        attempt: table.get("attempt").and_then(|node| count(&node)),
        operation: table.get("api").and_then(|node| operation(&node)),
        request: fields(table.get("request")),
        call: table.get("call").and_then(|node| count(&node)),
        repeat: table.get("repeat").and_then(|node| count(&node)),
        stage: list(&table, "stage", |node| node.one_of("a stage", STAGES)),
        card: list(&table, "card", payable_card),
        brand: list(&table, "brand", card_brand),
    }
}

fn list<T>(table: &Table<'_>, key: &str, read: impl Fn(&Node<'_>) -> Option<T>) -> Vec<T> {
    let read = table.get(key).and_then(|node| node.each(read));
    read.unwrap_or_default()
}

/// A field by its path, what it has to look like, and where that is written.
pub(super) type Found<'a> = (String, Pattern, Node<'a>);

fn payment_fields(table: &Table<'_>) -> Vec<(String, Pattern)> {
    let mut found = Vec::new();
    for (key, path) in PAYMENT_FIELDS {
        let Some(node) = table.get(key) else {
            continue;
        };
        if *key == "metadata" && has_fields(node.value()) {
            collect(&node, path, &mut found);
        } else if leads_on(node.value()) {
            node.mistake(format!(
                "is one field, {path}, and has none in it; write other fields with payment = {{ \"order.orderDescription\" = \"*cup*\" }}"
            ));
        } else if let Some(pattern) = pattern(&node) {
            found.push(((*path).to_owned(), pattern, node));
        }
    }
    found.extend(found_in(table.get("payment")));
    for (path, pattern, node) in &found {
        vocabulary::check(node, path, pattern);
    }
    without_nodes(found)
}

/// Patterns by their paths. `a = { b = "x" }` means the same as `"a.b" = "x"`.
fn fields(node: Option<Node<'_>>) -> Vec<(String, Pattern)> {
    without_nodes(found_in(node))
}

fn without_nodes(found: Vec<Found<'_>>) -> Vec<(String, Pattern)> {
    let found = found.into_iter();
    found.map(|(path, pattern, _)| (path, pattern)).collect()
}

fn found_in(node: Option<Node<'_>>) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    if let Some(node) = node {
        collect(&node, "", &mut found);
        for (path, _, at) in &found {
            if !leads_somewhere(path) {
                node.mistake(format!(
                    "no field has the path \"{path}\"; write names with dots between them and items by their number, such as order.goods[0].goodsName"
                ));
            }
            vocabulary::check_kept(at, path);
        }
        if node.is_empty() {
            node.mistake("names no field; write { \"order.orderDescription\" = \"*cup*\" }");
        }
    }
    found
}

/// Whether a table of `metadata` has the shop's own fields in it, and is no pattern.
fn has_fields(value: &Branch) -> bool {
    let Branch::Table(entries) = value else {
        return false;
    };
    let is_own = |entry: &Entry| !PATTERN_KEYS.contains(&entry.key.as_str());
    entries.iter().any(is_own)
}

/// Whether a request can have a field with this path: names, each with numbers of items behind it.
fn leads_somewhere(path: &str) -> bool {
    path.split('.').all(|step| {
        let (name, items) = step.split_at(step.find('[').unwrap_or(step.len()));
        let is_item = |item: &str| {
            let number = item.strip_suffix(']').unwrap_or_default();
            !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
        };
        !name.is_empty() && !name.contains([']', '*']) && items.split('[').skip(1).all(is_item)
    })
}

/// Patterns by their paths, of a table that has other keys as well.
pub(super) fn fields_without<'a>(node: &Node<'a>, others: &[&str]) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for (entry, node) in node.entries().unwrap_or_default() {
        if !others.contains(&entry.key.as_str()) {
            collect_field(entry, &node, "", &mut found);
        }
    }
    found
}

fn collect<'a>(node: &Node<'a>, around: &str, found: &mut Vec<Found<'a>>) {
    for (entry, node) in node.entries().unwrap_or_default() {
        collect_field(entry, &node, around, found);
    }
}

fn collect_field<'a>(entry: &Entry, node: &Node<'a>, around: &str, found: &mut Vec<Found<'a>>) {
    let path = match around {
        "" => entry.key.clone(),
        around => format!("{around}.{}", entry.key),
    };
    if leads_on(&entry.value.value) {
        collect(node, &path, found);
    } else if let Some(pattern) = pattern(node) {
        found.push((path, pattern, node.clone()));
    }
}

/// Whether a table is a part of the path rather than a pattern: a table with any key that is one of
/// a pattern, or a slip of the pen away from one, is a pattern.
fn leads_on(value: &Branch) -> bool {
    let Branch::Table(entries) = value else {
        return false;
    };
    let is_pattern_key = |key: &str| nearest(key, PATTERN_KEYS.iter().copied()).is_some();
    !entries.is_empty() && !entries.iter().any(|entry| is_pattern_key(&entry.key))
}

pub(super) fn pattern(node: &Node<'_>) -> Option<Pattern> {
    match node.value() {
        Branch::Table(_) => table_pattern(node),
        _ => node.each(as_written).map(Pattern::Like),
    }
}

fn as_written(node: &Node<'_>) -> Option<String> {
    match node.value() {
        Branch::Text(text) => Some(text.clone()),
        Branch::Number(number) => Some(number.to_string()),
        Branch::Boolean(flag) => Some(flag.to_string()),
        Branch::Null | Branch::List(_) | Branch::Table(_) => {
            node.mistake("must be a text, a number, true or false, or a list of those");
            None
        }
    }
}

fn table_pattern(node: &Node<'_>) -> Option<Pattern> {
    let table = node.table(PATTERN_KEYS)?;
    let bound = |key| table.get(key).map(|node| node.number(0));
    match (table.get("present"), bound("at_least"), bound("at_most")) {
        (None, None, None) => {
            if node.is_empty() {
                let instead = "{ at_least = 1, at_most = 9 } or { present = true }";
                node.mistake(format!("says nothing; write {instead}"));
            }
            None
        }
        (Some(present), None, None) => present.boolean().map(|there| {
            if there {
                Pattern::Present
            } else {
                Pattern::Absent
            }
        }),
        (Some(present), _, _) => {
            present.mistake("does not go with at_least and at_most; leave it out, a field that is missing never fits them");
            None
        }
        (None, Some(Some(least)), Some(Some(most))) if least > most => {
            node.mistake(format!("never fits: {least} is more than {most}"));
            None
        }
        (None, least, most) => {
            // An end that is wrong was put down already.
            let least = least.map_or(Some(None), |least| least.map(Some));
            let most = most.map_or(Some(None), |most| most.map(Some));
            let (least, most) = (least?, most?);
            Some(Pattern::Between { least, most })
        }
    }
}

/// `2`, `[1, 3]` or `{ from = 2 }`.
pub(super) fn count(node: &Node<'_>) -> Option<Count> {
    if matches!(node.value(), Branch::Table(_)) {
        let from = node.table(&["from"])?.required("from", "{ from = 2 }")?;
        return from.number(1).map(Count::From);
    }
    node.each(|node| node.number(1)).map(Count::Each)
}
