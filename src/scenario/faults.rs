//! `answer` and `notification`: what goes wrong on the way.

use jiff::SignedDuration;

use super::names::ANSWER_FAULTS;
use super::node::{Node, Table};
use super::tree::Branch;
use super::values::{notify_type, some_time};
use crate::gateway::{AnswerFault, Attempts, NotificationFault, NotifyType, Spoil, SpoiledAnswer};

/// The keys of `answer`.
pub(super) const ANSWER_KEYS: &[&str] = &["fault", "delay", "performed"];

/// The keys of `notification`.
pub(super) const NOTIFICATION_KEYS: &[&str] = &["fault", "by", "type", "attempt"];

/// The faults of notifications that need no time.
pub(super) const SPOILS: &[(&str, Spoil)] = &[
    ("drop", Spoil::Drop),
    ("duplicate", Spoil::Duplicate),
    ("swap", Spoil::Swap),
    ("before_answer", Spoil::BeforeAnswer),
    ("before_redirect", Spoil::BeforeRedirect),
    ("unsigned", Spoil::Unsigned),
    ("wrong_key", Spoil::WrongKey),
    ("wrong_signature", Spoil::WrongSignature),
    ("changed_body", Spoil::ChangedBody),
    ("changed_amount", Spoil::ChangedAmount),
    ("other_payment", Spoil::OtherPayment),
    ("contradict", Spoil::Contradict),
    ("pending_first", Spoil::PendingFirst),
];

/// The faults of which only the first attempt to tell the result of a payment knows.
const OF_THE_FIRST: [Spoil; 4] = [
    Spoil::Swap,
    Spoil::BeforeAnswer,
    Spoil::BeforeRedirect,
    Spoil::PendingFirst,
];

/// A fault that is made of a time.
type Timed = fn(SignedDuration) -> Spoil;

/// The faults of notifications that need a time.
pub(super) const TIMED_SPOILS: &[(&str, Timed)] = &[
    ("late", Spoil::Late),
    ("stale_time", Spoil::StaleTime),
    ("again", Spoil::Again),
];

/// `"html"`, or `{ fault = "html", delay = "11s", performed = false }`.
pub(super) fn answer(node: &Node<'_>) -> Option<AnswerFault> {
    let spoiled = |node: &Node<'_>| node.one_of("a fault of answers", ANSWER_FAULTS);
    if !matches!(node.value(), Branch::Table(_)) {
        return Some(AnswerFault {
            delay: None,
            performed: true,
            spoiled: Some(spoiled(node)?),
        });
    }
    let table = node.table(ANSWER_KEYS)?;
    if table.keys().all(|key| key == "performed") {
        node.mistake("says not what goes wrong; write fault = \"html\", or delay = \"11s\"");
    }
    let fault = table.get("fault").map(|node| spoiled(&node));
    let delay = table.get("delay").map(|node| some_time(&node));
    if fault == Some(Some(SpoiledAnswer::Never)) && table.has("delay") {
        table.mistake_at("delay", "is needless, never has no end; leave it out");
    }
    let performed = table.get("performed").map(|node| node.boolean());
    Some(AnswerFault {
        spoiled: fault.unwrap_or_default(),
        delay: delay.unwrap_or_default(),
        performed: performed.flatten().unwrap_or(true),
    })
}

/// `{ fault = "drop", type = "PAYMENT_RESULT", attempt = 1 }`.
pub(super) fn notification(node: &Node<'_>) -> Option<NotificationFault> {
    let table = node.table(NOTIFICATION_KEYS)?;
    let fault = table.required("fault", "fault = \"drop\"");
    let by = table.get("by").map(|node| some_time(&node));
    let spoil = fault.and_then(|fault| {
        let name = fault.text()?;
        let timed = TIMED_SPOILS.iter().find(|(word, _)| *word == name);
        let plain = SPOILS.iter().find(|(word, _)| *word == name);
        match (timed, plain, by) {
            (Some((_, timed)), _, Some(by)) => by.map(timed),
            (Some(_), _, None) => {
                node.mistake(format!("{name} needs a time; write by = \"10m\""));
                None
            }
            (_, Some((_, spoil)), None) => Some(*spoil),
            (_, Some(_), Some(_)) => {
                let needless = format!("is needless, {name} takes no time; leave it out");
                table.mistake_at("by", needless);
                None
            }
            (None, None, _) => {
                fault.unknown_word("a fault of notifications", name, &spoil_names());
                None
            }
        }
    });
    let notify_type = table.get("type").map(|node| notify_type(&node));
    let attempts = table.get("attempt").map(|node| attempts(&node));
    if let Some(spoil) = spoil.filter(|spoil| OF_THE_FIRST.contains(spoil)) {
        check_first(&table, spoil, notify_type.flatten(), attempts.as_ref());
    }
    Some(NotificationFault {
        notify_type: notify_type.unwrap_or_default(),
        attempts: attempts.unwrap_or(Some(Attempts::These(vec![1])))?,
        spoil: spoil?,
    })
}

/// Puts down what a fault of the first attempt to tell of a payment never happens to.
fn check_first(
    table: &Table<'_>,
    spoil: Spoil,
    notify_type: Option<NotifyType>,
    attempts: Option<&Option<Attempts>>,
) {
    let word = SPOILS.iter().find(|(_, known)| *known == spoil);
    let name = word.map_or("it", |(name, _)| name);
    if notify_type.is_some_and(|aim| aim != NotifyType::PaymentResult) {
        let text = format!("{name} happens to PAYMENT_RESULT only; write that, or leave type out");
        table.mistake_at("type", text);
    }
    if let Some(Some(Attempts::These(numbers))) = attempts
        && !numbers.contains(&1)
    {
        let text = format!("{name} happens to the first attempt only; leave attempt out");
        table.mistake_at("attempt", text);
    }
}

/// The names of all faults of notifications.
pub(super) fn spoil_names() -> Vec<&'static str> {
    let plain = SPOILS.iter().map(|(word, _)| *word);
    let timed = TIMED_SPOILS.iter().map(|(word, _)| *word);
    plain.chain(timed).collect()
}

fn attempts(node: &Node<'_>) -> Option<Attempts> {
    match node.value() {
        Branch::Text(text) if text == "all" => Some(Attempts::All),
        Branch::Text(_) => {
            node.mistake("must be a number such as 1, a list of numbers, or \"all\"");
            None
        }
        _ => {
            let number = |node: &Node<'_>| node.number(1)?.try_into().ok();
            node.each(number).map(Attempts::These)
        }
    }
}
