//! Values that more than one key has: codes, brands, cards, operations, lengths of time.

use jiff::SignedDuration;

use super::node::{Node, shown};
use super::tree::Branch;
use crate::gateway::{
    CardBrand, CardNumber, Lag, NotifyType, Operation, Region, ResultCode, ResultStatus, is_country,
};

/// Words with their values, of a list that knows its names.
pub(super) fn words<T: Copy>(
    all: impl IntoIterator<Item = T>,
    name: impl Fn(T) -> &'static str,
) -> Vec<(&'static str, T)> {
    let pair = |value| (name(value), value);
    all.into_iter().map(pair).collect()
}

/// Any result code.
pub(super) fn code(node: &Node<'_>) -> Option<ResultCode> {
    let codes = words(ResultCode::ALL.iter().copied(), ResultCode::code);
    node.one_of("a result code of Antom", &codes)
}

/// A code with which a call refuses.
pub(super) fn refusal(node: &Node<'_>) -> Option<ResultCode> {
    let code = code(node)?;
    if code == ResultCode::Success {
        node.mistake("SUCCESS is no refusal; leave the key out to have the call succeed");
        return None;
    }
    Some(code)
}

/// A code with which something ends, well or badly.
pub(super) fn end(node: &Node<'_>) -> Option<ResultCode> {
    let code = code(node)?;
    if code.status() == ResultStatus::U {
        let name = code.code();
        node.mistake(format!(
            "{name} is no end, its status is U; write SUCCESS or a code of status F"
        ));
        return None;
    }
    Some(code)
}

/// The codes that leave the end of a payment, a capture or a refund open (file 03 of the notes).
pub(super) const OPEN_ENDS: [ResultCode; 3] = [
    ResultCode::PaymentInProcess,
    ResultCode::UnknownException,
    ResultCode::RequestTrafficExceedLimit,
];

/// One of [`OPEN_ENDS`].
pub(super) fn open_end(node: &Node<'_>) -> Option<ResultCode> {
    node.one_of(
        "a code for what has not ended",
        &words(OPEN_ENDS, ResultCode::code),
    )
}

/// A code with which something fails for good.
pub(super) fn failure(node: &Node<'_>) -> Option<ResultCode> {
    let code = end(node)?;
    if code == ResultCode::Success {
        node.mistake("SUCCESS is no failure; write a code of status F");
        return None;
    }
    Some(code)
}

/// A card brand by Antom's name.
pub(super) fn card_brand(node: &Node<'_>) -> Option<CardBrand> {
    let brands = words(CardBrand::all(), CardBrand::name);
    node.one_of("a card brand of Antom", &brands)
}

/// One of a few words of Antom's, as it is written.
pub(super) fn word(node: &Node<'_>, what: &str, known: &[&str]) -> Option<String> {
    let pairs: Vec<_> = known.iter().map(|word| (*word, *word)).collect();
    node.one_of(what, &pairs).map(str::to_owned)
}

/// The code of a country.
pub(super) fn country(node: &Node<'_>) -> Option<String> {
    let text = node.text()?;
    if is_country(text) {
        return Some(text.to_owned());
    }
    let upper = text.to_ascii_uppercase();
    let hint = if is_country(&upper) {
        format!("did you mean {upper}?")
    } else {
        "write two capital letters, such as US".to_owned()
    };
    node.mistake(format!(
        "{} is not a country of ISO 3166; {hint}",
        shown(text)
    ));
    None
}

/// `GLOBAL`, or the country of a local card.
pub(super) fn region(node: &Node<'_>) -> Option<String> {
    let text = node.text()?;
    let regions: Vec<_> = Region::ALL.iter().map(|region| region.name()).collect();
    if regions.contains(&text) || is_country(text) {
        return Some(text.to_owned());
    }
    node.unknown_word("a region of cards", text, &regions);
    None
}

/// An operation by the last part of its path.
pub(super) fn operation(node: &Node<'_>) -> Option<Operation> {
    let operations = words(Operation::ALL.iter().copied(), Operation::name);
    node.one_of("an operation that is played here", &operations)
}

/// The type of a notification.
pub(super) fn notify_type(node: &Node<'_>) -> Option<NotifyType> {
    let types = words(NotifyType::ALL, NotifyType::name);
    node.one_of("a type of notifications", &types)
}

/// The digits of a card; blanks between them do not count.
pub(super) fn card_digits(node: &Node<'_>) -> Option<String> {
    let Branch::Text(typed) = node.value() else {
        node.mistake("a card is given by its digits, as text: \"4054695723100768\"");
        return None;
    };
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let good = (12..=19).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if !good {
        node.mistake(format!(
            "\"{typed}\" is no card number; write its 12 to 19 digits"
        ));
        return None;
    }
    Some(digits)
}

/// The digits of a card that a page takes: one with a slip in its number is never paid with.
pub(super) fn payable_card(node: &Node<'_>) -> Option<String> {
    let digits = card_digits(node)?;
    if let Err(why) = CardNumber::parse(&digits) {
        node.mistake(format!("no page takes {}: {}", shown(&digits), why.text()));
        return None;
    }
    Some(digits)
}

/// A length of time that is not nothing.
pub(super) fn some_time(node: &Node<'_>) -> Option<SignedDuration> {
    let span = node.span()?;
    if span.is_zero() {
        node.mistake("is no time at all; write 11s, or leave it out");
        return None;
    }
    Some(span)
}

/// A length of time, or `never`.
pub(super) fn lag(node: &Node<'_>) -> Option<Lag> {
    match node.value() {
        Branch::Text(text) if text == "never" => Some(Lag::Never),
        _ => node.span().map(Lag::After),
    }
}
