//! Reading the steps of a scenario file.

use super::super::node::{Node, Table};
use super::asking;
use super::expected;
use super::references::References;
use super::steps;
use super::waiting::{self, time};
use super::words::{ABOUT, VERBS};
use super::{Deed, Step};

/// Reads the steps. What cannot be used is left out, and put down.
pub(in super::super) fn read(nodes: &[Node<'_>]) -> Vec<Step> {
    let mut references = References::default();
    let mut steps = Vec::new();
    for node in nodes {
        steps.extend(step(node, &mut references));
    }
    steps
}

fn step(node: &Node<'_>, references: &mut References) -> Option<Step> {
    let table = node.table(&[ABOUT, VERBS].concat())?;
    let keep = table.get("as").and_then(|node| name(&node));
    let named = table.get("name").and_then(|node| node.text());
    let timeout = table.get("timeout").and_then(|node| time(&node));
    references.check(node);
    let given: Vec<&str> = VERBS
        .iter()
        .copied()
        .filter(|verb| table.has(verb))
        .collect();
    let verb = match given[..] {
        [verb] => verb,
        [] => {
            let verbs = VERBS.join(", ");
            node.mistake(format!("does nothing; write one of {verbs}"));
            return None;
        }
        [_, second, ..] => {
            let text = format!(
                "is a second deed; give each of {} a step of its own",
                given.join(", ")
            );
            table.mistake_at(second, text);
            return None;
        }
    };
    let deed = deed(&table, verb, references);
    // Later steps may refer to it whether it could be read or not.
    references.add(verb, keep.as_deref());
    let deed = deed?;
    Some(Step {
        name: named.map_or_else(|| deed.told(), str::to_owned),
        keep,
        timeout,
        deed,
    })
}

fn deed(table: &Table<'_>, verb: &str, references: &References) -> Option<Deed> {
    let node = table.get(verb)?;
    Some(match verb {
        "pay" => Deed::Pay(asking::fields(&node)?),
        "call" => Deed::Call(asking::call(&node)?),
        "shop" => Deed::Shop(asking::shop(&node)?),
        "buyer" => Deed::Buyer(steps::buyer(&node)?),
        "advance" => Deed::Advance(steps::advance(&node)?),
        "arm" => Deed::Arm(steps::arm(&node)?),
        "resend" => Deed::Resend(steps::resend(&node)?),
        "hooks" => Deed::Hooks(node.each(steps::hook)?),
        "await" => Deed::Await(waiting::wait(&node)?),
        _ => Deed::Expect(expected::read(&node, references)?),
    })
}

/// A name for a result; a reference to it has to be readable.
fn name(node: &Node<'_>) -> Option<String> {
    let text = node.text()?;
    let good = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !text.chars().all(good) {
        node.mistake(format!(
            "\"{text}\" cannot be referred to; write letters, digits, - and _ only"
        ));
        return None;
    }
    if text == "newest" || text == "journey" {
        node.mistake(format!(
            "\"{text}\" is kept up by the journey itself; choose another name"
        ));
        return None;
    }
    Some(text.to_owned())
}
