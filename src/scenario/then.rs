//! `then`: what happens when a rule holds.

use super::disputes;
use super::faults;
use super::names::{
    AFTER_DECLINE, BEHAVIOURS, CATEGORIES, ECIS, FUNDING, JSON_STYLES, THREE_DS, types_a_card,
};
use super::node::{Node, Table};
use super::tree::Branch;
use super::values::{
    card_brand, code, country, end, failure, lag, open_end, payable_card, refusal, region, word,
};
use crate::gateway::{BuyerPlan, CardTraits, RetrySchedule, Reversal, Shape, Then};
use jiff::SignedDuration;

/// The keys of `then`.
pub(super) const KEYS: &[&str] = &[
    "result",
    "pay",
    "unknown_token",
    "three_ds",
    "issuer",
    "issuer_delay",
    "after_decline",
    "reversal",
    "capture",
    "capture_delay",
    "capture_takes",
    "cancel",
    "refund",
    "refund_takes",
    "dispute",
    "inquiry_lag",
    "in_process",
    "brand",
    "issuing_country",
    "funding",
    "category",
    "region",
    "avs",
    "cvv",
    "eci",
    "acquirer_reference_no",
    "shape",
    "answer",
    "notification",
    "retry",
    "buyer",
];

/// The keys of `shape`.
pub(super) const SHAPE_KEYS: &[&str] = &[
    "caav",
    "card_info",
    "success_message",
    "extra_fields",
    "card_brand",
    "json",
];

/// The keys of `reversal`.
pub(super) const REVERSAL_KEYS: &[&str] = &["after", "code"];

/// The keys of `buyer`.
pub(super) const BUYER_KEYS: &[&str] = &["does", "after", "card"];

/// From `pay` to the first step of a buyer, unless told otherwise.
const BUYER_COMES_AFTER: SignedDuration = SignedDuration::from_secs(10);

/// Reads `then`. What cannot be used is left out, and put down.
pub(super) fn read(node: &Node<'_>) -> Then {
    let Some(table) = node.table(KEYS) else {
        return Then::default();
    };
    if node.is_empty() {
        node.mistake("says nothing; write what happens, such as { issuer = \"DO_NOT_HONOR\" }");
    }
    let of = Reader(&table);
    Then {
        result: of.key("result", code),
        pay: of.key("pay", refusal),
        unknown_token: of.key("unknown_token", refusal),
        three_ds: of.key("three_ds", |node| node.one_of("a course of 3DS", THREE_DS)),
        issuer: of.key("issuer", end),
        issuer_delay: of.key("issuer_delay", Node::span),
        after_decline: of.key("after_decline", |node| {
            node.one_of("known here", AFTER_DECLINE)
        }),
        reversal: of.key("reversal", reversal),
        capture: of.key("capture", end),
        capture_delay: of.key("capture_delay", lag),
        capture_takes: of.key("capture_takes", lag),
        cancel: of.key("cancel", refusal),
        refund: of.key("refund", end),
        refund_takes: of.key("refund_takes", lag),
        dispute: of.key("dispute", disputes::dispute),
        inquiry_lag: of.key("inquiry_lag", Node::span),
        in_process: of.key("in_process", open_end),
        card: card_traits(&of),
        shape: of.key("shape", shape),
        answer: of.key("answer", faults::answer),
        notifications: of
            .key("notification", |node| node.each(faults::notification))
            .unwrap_or_default(),
        retry: of.key("retry", retry),
        buyer: of.key("buyer", buyer),
    }
}

/// Reads a table key by key.
struct Reader<'t, 'a>(&'t Table<'a>);

impl<'a> Reader<'_, 'a> {
    fn key<T>(&self, key: &str, read: impl Fn(&Node<'a>) -> Option<T>) -> Option<T> {
        self.0.get(key).and_then(|node| read(&node))
    }

    fn text(&self, key: &str) -> Option<String> {
        self.key(key, |node| node.text().map(str::to_owned))
    }

    fn raw_code(&self, key: &str) -> Option<String> {
        self.key(key, |node| node.any_text().map(str::to_owned))
    }
}

fn card_traits(of: &Reader<'_, '_>) -> CardTraits {
    CardTraits {
        brand: of.key("brand", card_brand),
        issuing_country: of.key("issuing_country", country),
        funding: of.key("funding", |node| word(node, "a funding type", FUNDING)),
        category: of.key("category", |node| {
            word(node, "a category of cards", CATEGORIES)
        }),
        region: of.key("region", region),
        avs: of.raw_code("avs"),
        cvv: of.raw_code("cvv"),
        eci: of.key("eci", |node| word(node, "an ECI", ECIS)),
        acquirer_reference_no: of.text("acquirer_reference_no"),
    }
}

fn reversal(node: &Node<'_>) -> Option<Reversal> {
    let table = node.table(REVERSAL_KEYS)?;
    let after = table.required("after", "after = \"2h\"");
    let code = table.required("code", "code = \"RISK_REJECT\"");
    let after = after.and_then(|node| node.span());
    let code = code.and_then(|node| failure(&node));
    Some(Reversal {
        after: after?,
        code: code?,
    })
}

fn shape(node: &Node<'_>) -> Option<Shape> {
    let table = node.table(SHAPE_KEYS)?;
    if node.is_empty() {
        node.mistake("says nothing; write how messages are written, such as { json = \"spaced\" }");
    }
    let of = Reader(&table);
    let json = of.key("json", |node| node.one_of("a style of JSON", JSON_STYLES));
    Some(Shape {
        caav: of.key("caav", Node::boolean).unwrap_or_default(),
        card_info: of.key("card_info", Node::boolean),
        success_message: of.text("success_message"),
        extra_fields: of.key("extra_fields", Node::boolean).unwrap_or_default(),
        card_brand: of.text("card_brand"),
        json: json.unwrap_or_default(),
    })
}

fn retry(node: &Node<'_>) -> Option<RetrySchedule> {
    match node.value() {
        Branch::List(_) => node.each(Node::span).map(RetrySchedule::of),
        Branch::Text(text) if text == "documented" => Some(RetrySchedule::documented()),
        Branch::Text(text) if text == "never" => Some(RetrySchedule::never()),
        _ => {
            let gaps = "a list of the times between attempts, such as [\"2m\", \"10m\"]";
            node.mistake(format!("must be \"documented\", \"never\", or {gaps}"));
            None
        }
    }
}

fn buyer(node: &Node<'_>) -> Option<BuyerPlan> {
    let does = |node: &Node<'_>| node.one_of("something a buyer does", BEHAVIOURS);
    if !matches!(node.value(), Branch::Table(_)) {
        return Some(BuyerPlan {
            behaviour: does(node)?,
            after: BUYER_COMES_AFTER,
            card: None,
        });
    }
    let table = node.table(BUYER_KEYS)?;
    let behaviour = table.required("does", "does = \"pays\"");
    let behaviour = behaviour.and_then(|node| does(&node));
    let of = Reader(&table);
    let after = of.key("after", Node::span);
    let card = of.key("card", payable_card);
    if behaviour.is_some_and(|does| !types_a_card(does)) && table.has("card") {
        table.mistake_at(
            "card",
            "is needless, this buyer types no card; leave it out",
        );
    }
    Some(BuyerPlan {
        behaviour: behaviour?,
        after: after.unwrap_or(BUYER_COMES_AFTER),
        card,
    })
}
