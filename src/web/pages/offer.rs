//! What a card form offers and asks for, for a payment and for a vaulting alike.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::texts::Texts;
use super::views::{CardErrors, Further, Needs, TestCard, further, ids};
use crate::gateway::{CardMistakes, Gateway, Mistake, Payer, ResultCode, Rule, TypedExtras};

/// The month that it is, `2026-11`, in the zone in which expiry dates are checked.
pub(super) fn month_of(now: Timestamp) -> String {
    now.to_zoned(TimeZone::UTC).strftime("%Y-%m").to_string()
}

/// What was typed, to be shown again.
pub(super) fn kept(typed: &str, max: usize) -> String {
    typed.chars().take(max).collect()
}

/// The fields that only some cards are asked for.
pub(super) fn fields(
    t: &Texts,
    payer: &Payer,
    typed: &TypedExtras,
    mistakes: &CardMistakes,
) -> Vec<Further> {
    let (brazil, korea) = (payer.lacks("BR"), payer.lacks("KR"));
    let may_lack = CardMistakes {
        holder_id: korea.holder_id,
        password: korea.password,
        ..brazil
    };
    further(t, typed, mistakes, &may_lack)
}

/// Which of them cards of a region need.
pub(super) fn needs(payer: &Payer) -> Needs {
    Needs {
        br: ids(&payer.lacks("BR")),
        mx: ids(&payer.lacks("MX")),
        kr: ids(&payer.lacks("KR")),
    }
}

pub(super) fn errors(t: &Texts, mistakes: &CardMistakes) -> CardErrors {
    let text = |mistake: Option<Mistake>| mistake.map(|mistake| t.mistake(mistake));
    CardErrors {
        number: text(mistakes.number),
        expiry: text(mistakes.expiry),
        cvv: text(mistakes.cvv),
        holder: text(mistakes.holder),
        network: text(mistakes.network),
        months: text(mistakes.months),
        needs_more: mistakes.asks_for_more(),
    }
}

/// The cards that rules name.
pub(super) fn test_cards<'a>(
    t: &Texts,
    gateway: &Gateway,
    now: Timestamp,
    token: &str,
    rules: impl Iterator<Item = &'a Rule>,
) -> Vec<TestCard> {
    let mut cards: Vec<TestCard> = Vec::new();
    for rule in rules {
        let Some(number) = rule.when.card.first() else {
            continue;
        };
        if cards.iter().all(|card| card.number != *number) {
            let brand = rule.then.card.brand.map_or("", |brand| brand.name());
            cards.push(TestCard {
                number: number.clone(),
                brand: brand.to_owned(),
                about: t.about_card(rule),
                approved: rule
                    .then
                    .issuer
                    .is_none_or(|code| code == ResultCode::Success),
                needs: ids(&gateway.lacks_for_card(now, token, number)),
            });
        }
    }
    cards
}
