//! Reading what a step expects.

use super::super::node::{Node, Table};
use super::super::tree::Branch;
use super::super::when::{fields_without, pattern};
use super::asking::{path, texts};
use super::possible;
use super::references::References;

use super::words::{NO_FINDING, SUBJECTS};
use super::{Expectation, Subject, Wanted};
use crate::gateway::Finding;

/// Keys among the fields of something there are several of.
const OF_SEVERAL: &[&str] = &["count"];
/// Keys among the fields of a page.
const OF_A_PAGE: &[&str] = &["path", "headers"];

/// Reads an expectation.
pub(super) fn read(node: &Node<'_>, references: &References) -> Option<Expectation> {
    let table = node.table(&[&["of"], SUBJECTS].concat())?;
    let of = table.get("of").and_then(|node| of(&node, references));
    let given: Vec<&str> = SUBJECTS
        .iter()
        .copied()
        .filter(|name| table.has(name))
        .collect();
    let [name] = given[..] else {
        let subjects = SUBJECTS.join(", ");
        node.mistake(format!("expects one thing; write one of {subjects}"));
        return None;
    };
    if of.is_some() && matches!(name, "event" | "finding" | "shop") {
        table.mistake_at("of", format!("is not looked at by {name}; leave it out"));
    }
    let node = table.get(name)?;
    Some(Expectation {
        of,
        ..subject(&node, name)?
    })
}

fn of(node: &Node<'_>, references: &References) -> Option<String> {
    let name = node.text()?;
    references.check_name(node, name);
    Some(name.to_owned())
}

fn subject(node: &Node<'_>, name: &str) -> Option<Expectation> {
    let (subject, own) = match name {
        "finding" => return finding(node),
        "shop" => return page(node),
        "answer" => (Subject::Answer, &[][..]),
        "inquiry" => (Subject::Inquiry, &[][..]),
        "payment" => (Subject::Payment, &[][..]),
        "notification" => (Subject::Notification, OF_SEVERAL),
        _ => (Subject::Event, OF_SEVERAL),
    };
    let table = plain(node)?;
    let count = table.get("count").filter(|_| own.contains(&"count"));
    let count = count.map(|node| {
        let pattern = pattern(&node)?;
        possible::check_count(&node, &pattern);
        Some(Wanted::new("count", pattern))
    });
    let wanted = wanted(node, own, &subject);
    if wanted.is_empty() && count.is_none() {
        node.mistake(format!(
            "expects nothing; write {name} = {{ \"some.field\" = \"value\" }}"
        ));
        return None;
    }
    let count = count.flatten();
    Some(Expectation {
        of: None,
        subject,
        wanted,
        count,
    })
}

fn wanted(node: &Node<'_>, own: &[&str], subject: &Subject) -> Vec<Wanted> {
    let fields = fields_without(node, own).into_iter();
    let wanted = fields.map(|(path, pattern, node)| {
        possible::check(&node, subject, &path, &pattern);
        Wanted::new(path, pattern)
    });
    wanted.collect()
}

/// A table whose keys are read elsewhere.
fn plain<'a>(node: &Node<'a>) -> Option<Table<'a>> {
    if !matches!(node.value(), Branch::Table(_)) {
        node.mistake("must be a table of fields and what they have to look like");
    }
    node.plain_table()
}

fn finding(node: &Node<'_>) -> Option<Expectation> {
    let text = node.text()?;
    let none = text == NO_FINDING;
    if !none {
        let known = Finding::ALL.iter().map(|finding| (finding.name(), ()));
        node.one_of("a finding, nor none", &known.collect::<Vec<_>>())?;
    }
    let wanted = (!none).then(|| Wanted::text("finding", text));
    Some(Expectation {
        of: None,
        subject: Subject::Finding,
        wanted: wanted.into_iter().collect(),
        count: none.then(|| Wanted::text("count", "0")),
    })
}

fn page(node: &Node<'_>) -> Option<Expectation> {
    let table = plain(node)?;
    let path = path(&table);
    let headers = texts(table.get("headers"));
    let subject = path.zip(headers);
    let subject = subject.map(|(path, headers)| Subject::Shop { path, headers });
    // What a page says is nobody's list but the shop's, so that the answer will do to read it.
    let wanted = wanted(node, OF_A_PAGE, &Subject::Answer);
    if wanted.is_empty() {
        node.mistake("expects nothing of the page; write status = 200 or text = \"*Thank you*\"");
        return None;
    }
    let subject = subject?;
    Some(Expectation {
        of: None,
        subject,
        wanted,
        count: None,
    })
}
