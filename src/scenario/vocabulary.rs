//! What fields of the `pay` request can say at all, where that is a closed list. A pattern that
//! nothing in the list fits never holds, whatever a shop sends.

use super::names::CAPTURE_MODES;
use super::node::Node;
use crate::gateway::{CardBrand, Currency, Pattern, Terminal};

/// An amount has so many digits at most (file 02 §1 of the protocol notes).
const AMOUNT_DIGITS: usize = 16;

/// The fields that hold card data. Nobody keeps them, so no rule can look at them.
const CARD_DATA: [&str; 5] = [
    "cardNo",
    "cvv",
    "expiryYear",
    "expiryMonth",
    "cardPasswordDigest",
];

/// Puts down a pattern of the `pay` request that never fits the field at its path.
pub(super) fn check(node: &Node<'_>, path: &str, pattern: &Pattern) {
    match path {
        "paymentAmount.value" | "order.orderAmount.value" => check_amount(node, pattern),
        "paymentAmount.currency" | "order.orderAmount.currency" => {
            check_words(
                node,
                "a currency of ISO 4217",
                &Currency::codes().collect::<Vec<_>>(),
                pattern,
            );
        }
        "env.terminalType" => {
            check_words(node, "a terminalType", &Terminal::NAMES, pattern);
        }
        "env.osType" => check_words(node, "an osType", &["IOS", "ANDROID"], pattern),
        "paymentFactor.captureMode" => {
            check_words(node, "a captureMode", &CAPTURE_MODES, pattern);
        }
        "paymentMethod.paymentMethodMetaData.selectedCardBrand" => {
            let brands = CardBrand::all().map(CardBrand::name);
            check_words(
                node,
                "a card brand of Antom",
                &brands.collect::<Vec<_>>(),
                pattern,
            );
        }
        _ => {}
    }
}

/// Puts down a path of which no field is ever kept.
pub(super) fn check_kept(node: &Node<'_>, path: &str) {
    let last = path.rsplit('.').next().unwrap_or_default();
    if CARD_DATA.iter().any(|name| name.eq_ignore_ascii_case(last)) {
        node.mistake(format!(
            "{last} is card data, which rules never see here; write when.card = \"4054695723100768\""
        ));
    }
}

/// Puts down a pattern that none of the known words fits.
pub(super) fn check_words(node: &Node<'_>, what: &str, known: &[&str], pattern: &Pattern) {
    match pattern {
        Pattern::Like(texts) => {
            for (item, text) in node.one_or_more().iter().zip(texts) {
                let one = Pattern::Like(vec![text.clone()]);
                if !known.iter().any(|known| one.fits(Some(known))) {
                    item.unknown_word(what, text, known);
                }
            }
        }
        Pattern::Between { .. } => {
            let first = known.first().copied().unwrap_or_default();
            node.mistake(format!(
                "never fits: {what} is no number; write \"{first}\""
            ));
        }
        Pattern::Present | Pattern::Absent => {}
    }
}

/// An amount is written in digits alone, and is at least one of the smallest unit.
fn check_amount(node: &Node<'_>, pattern: &Pattern) {
    let instead = "write the smallest unit of the currency, such as 2590 for SGD 25.90";
    match pattern {
        Pattern::Like(texts) => {
            for (item, text) in node.one_or_more().iter().zip(texts) {
                if !can_be_amount(text) {
                    item.mistake(format!("\"{text}\" is never an amount; {instead}"));
                }
            }
        }
        Pattern::Between { least, most } => {
            let too_high = least.is_some_and(|least| least.to_string().len() > AMOUNT_DIGITS);
            if too_high || *most == Some(0) {
                node.mistake(format!(
                    "never fits: an amount is at least 1 and has {AMOUNT_DIGITS} digits at most; {instead}"
                ));
            }
        }
        Pattern::Present | Pattern::Absent => {}
    }
}

fn can_be_amount(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_open = text.contains('*');
    text.chars().all(|c| c.is_ascii_digit() || c == '*')
        && digits <= AMOUNT_DIGITS
        && (is_open || text.contains(|c| c != '0'))
        && !text.is_empty()
}
