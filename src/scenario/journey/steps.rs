//! Reading what a step does beside asking an API or the shop.

use jiff::Timestamp;
use serde_json::Value;

use super::super::file::rule;
use super::super::nearest::nearest;
use super::super::node::{Node, Table};
use super::super::tree::Branch;
use super::super::values::card_digits;
use super::asking::texts;
use super::read::time;
use super::words::{ACTIONS, ARM, BUYER, HOOKS};
use super::{Advance, Await, Buyer, HookAnswer, Which};
use crate::gateway::{EventField, Pattern};

pub(super) fn buyer(node: &Node<'_>) -> Option<Buyer> {
    if matches!(node.value(), Branch::Text(_)) {
        return Some(Buyer {
            action: action(node)?,
            card: None,
            otp: None,
            payment: None,
        });
    }
    let table = node.table(BUYER)?;
    let own = table.required("action", "action = \"pay\"");
    let own = own.and_then(|node| action(&node));
    // Read before anything is given up, so that each mistake is found.
    let card = table.get("card").map(|node| card_digits(&node));
    let otp = table.get("otp").map(|node| node.text().map(str::to_owned));
    let payment = table
        .get("payment")
        .map(|node| node.text().map(str::to_owned));
    Some(Buyer {
        action: own?,
        card: card.flatten(),
        otp: otp.flatten(),
        payment: payment.flatten(),
    })
}

fn action(node: &Node<'_>) -> Option<String> {
    let actions: Vec<_> = ACTIONS.iter().map(|action| (*action, *action)).collect();
    node.one_of("what a buyer can do", &actions)
        .map(str::to_owned)
}

pub(super) fn advance(node: &Node<'_>) -> Option<Advance> {
    match node.value() {
        Branch::Text(text) if text == "next" => Some(Advance::Next),
        Branch::Text(text) if text == "drain" => Some(Advance::Drain),
        Branch::Text(text) if text.parse::<Timestamp>().is_ok() => Some(Advance::To(text.clone())),
        Branch::Text(text) if node.as_span().is_some() => Some(Advance::By(text.clone())),
        _ => node.wrong_kind("a time such as \"2m\", an instant such as \"2026-11-24T10:00:00Z\", \"next\" or \"drain\""),
    }
}

/// The server reads the rule as well; here its mistakes are told before anything is played.
pub(super) fn arm(node: &Node<'_>) -> Option<Value> {
    let table = node.table(ARM)?;
    let given = table.required("rule", "rule = { then = { issuer = \"DO_NOT_HONOR\" } }")?;
    rule(&given)?;
    Some(node.to_json())
}

pub(super) fn resend(node: &Node<'_>) -> Option<Which> {
    Some(match node.text()? {
        "newest" => Which::Newest,
        id => Which::Id(id.to_owned()),
    })
}

pub(super) fn hook(node: &Node<'_>) -> Option<HookAnswer> {
    let status = match node.value() {
        Branch::Number(number) => number.as_u64(),
        Branch::Text(text) => match HOOKS.iter().find(|(word, _)| word == text) {
            Some((_, answer)) => return Some(*answer),
            None => text.parse().ok(),
        },
        _ => None,
    };
    let status = status.filter(|status| (200..600).contains(status));
    let Some(status) = status.and_then(|status| u16::try_from(status).ok()) else {
        node.mistake("is no answer; write \"ack\", \"refuse\", \"hang\", \"close\" or an HTTP status such as 500");
        return None;
    };
    Some(HookAnswer::Status(status))
}

pub(super) fn wait(node: &Node<'_>) -> Option<Await> {
    let filters = texts(Some(node.clone()))?;
    let table = node.plain_table()?;
    let within = match table.get("within") {
        Some(node) => time(&node)?,
        None => "5s".to_owned(),
    };
    let filters: Vec<_> = filters
        .into_iter()
        .filter(|(name, _)| name != "within")
        .collect();
    for (name, value) in &filters {
        if let Some(node) = table.get(name) {
            check_filter(&table, &node, name, value);
        }
    }
    if filters.is_empty() {
        node.mistake("waits for nothing; write { type = \"PAYMENT_CREATED\", within = \"5s\" }");
        return None;
    }
    Some(Await { within, filters })
}

/// Puts down a filter that no event ever passes. A reference is filled in later.
fn check_filter(table: &Table<'_>, node: &Node<'_>, name: &str, value: &str) {
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
        return table.mistake_at(name, format!("no event has this; {hint}"));
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
