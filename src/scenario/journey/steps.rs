//! Reading what a step does beside asking an API or the shop.

use jiff::Timestamp;
use serde_json::Value;

use super::super::node::Node;
use super::super::rule::rule;
use super::super::tree::Branch;
use super::super::values::{card_digits, some_time};
use super::words::{ACTIONS, ARM, BUYER, HOOKS};
use super::{Advance, Buyer, HookAnswer, Which};

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
    let given = table.required("rule", "rule = { then = { issuer = \"DO_NOT_HONOR\" } }");
    // A reference is filled in later.
    let is_open =
        |node: &Node<'_>| matches!(node.value(), Branch::Text(text) if text.contains("${"));
    let of = |key| table.get(key).filter(|node| !is_open(node));
    of("times").map(|node| node.number(1));
    of("for").map(|node| some_time(&node));
    of("payment").map(|node| node.text().is_some());
    rule(&given?)?;
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
