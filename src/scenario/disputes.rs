//! `dispute` in `then`: a dispute that comes by itself.

use jiff::SignedDuration;

use super::node::{Node, Table};
use super::values::words;
use crate::gateway::{DisputePlan, DisputeTerms, DisputeType, Judgement, Verdict};

/// The keys of `dispute`.
pub(super) const KEYS: &[&str] = &[
    "after",
    "type",
    "reason",
    "message",
    "amount",
    "due_in",
    "defendable",
    "refundable",
    "rdr",
    "judged",
    "judged_after",
    "withdrawn_after",
];

/// From a defence to its judgement, unless told otherwise. The schemes take weeks.
const JUDGED_AFTER: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Reads `dispute`.
pub(super) fn dispute(node: &Node<'_>) -> Option<DisputePlan> {
    let table = node.table(KEYS)?;
    let after = table.required("after", "after = \"45d\"");
    let after = after.and_then(|node| node.span());
    let terms = terms(&table);
    if terms.rdr && (table.has("judged") || table.has("withdrawn_after")) {
        table.mistake_at(
            "rdr",
            "ends the dispute at once; leave out what comes later",
        );
    }
    Some(DisputePlan {
        after: after?,
        terms,
    })
}

fn terms(table: &Table<'_>) -> DisputeTerms {
    let usual = DisputeTerms::default();
    let text = |key| {
        table
            .get(key)
            .and_then(|node| node.text().map(str::to_owned))
    };
    let flag = |key, usual| {
        table
            .get(key)
            .and_then(|node| node.boolean())
            .unwrap_or(usual)
    };
    let span = |key| table.get(key).and_then(|node| node.span());
    let kind = table.get("type").and_then(|node| {
        let types = words(DisputeType::ALL.iter().copied(), DisputeType::name);
        node.one_of("a type of disputes", &types)
    });
    DisputeTerms {
        kind: kind.unwrap_or(usual.kind),
        value: table.get("amount").and_then(|node| node.number(1)),
        reason_code: text("reason"),
        reason: text("message"),
        due_in: span("due_in"),
        defendable: flag("defendable", usual.defendable),
        refundable: flag("refundable", usual.refundable),
        rdr: flag("rdr", usual.rdr),
        judgement: judgement(table),
        withdrawn_after: span("withdrawn_after"),
    }
}

fn judgement(table: &Table<'_>) -> Option<Judgement> {
    let after = table.get("judged_after").and_then(|node| node.span());
    let Some(node) = table.get("judged") else {
        if table.has("judged_after") {
            let text = "needs judged, such as judged = \"VALIDATE_FAIL\"";
            table.mistake_at("judged_after", text);
        }
        return None;
    };
    let verdicts = words(Verdict::ALL.iter().copied(), Verdict::name);
    Some(Judgement {
        result: node.one_of("a judgement", &verdicts)?,
        after: after.unwrap_or(JUDGED_AFTER),
    })
}
