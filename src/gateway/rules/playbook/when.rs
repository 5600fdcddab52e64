//! When a rule holds.

use serde::{Deserialize, Serialize};

use super::super::fields::Fields;
use crate::gateway::cards::brand::CardBrand;
use crate::gateway::operation::Operation;

/// Conditions; all must hold, and an absent one always does.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct When {
    /// Fields of the `pay` request of the payment in question, by path.
    pub payment: Vec<(String, Pattern)>,
    /// The how-manieth payment of its order (`order.referenceOrderId`), from 1.
    pub attempt: Option<Count>,
    /// The operation that is called. Holds at no other moment.
    pub operation: Option<Operation>,
    /// Fields of the request of that call, by path.
    pub request: Vec<(String, Pattern)>,
    /// The how-manieth call of that operation by this merchant, from 1.
    pub call: Option<Count>,
    /// The how-manieth call of that operation about the same payment, from 1.
    pub repeat: Option<Count>,
    /// Where the payment stands; any of these.
    pub stage: Vec<StageName>,
    /// The card typed, as plain digits; any of these. Before a card is typed it does not hold.
    pub card: Vec<String>,
    /// The brand of the card typed, as its number tells; any of these.
    pub brand: Vec<CardBrand>,
}

/// What a field has to look like.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Pattern {
    /// One of these texts; a `*` stands for anything. Numbers and truth values are compared as
    /// they are written.
    Like(Vec<String>),
    /// A whole number between two others, both included.
    Between {
        /// The least; none when absent.
        least: Option<u64>,
        /// The most; none when absent.
        most: Option<u64>,
    },
    /// There, with whatever value.
    Present,
    /// Not there.
    Absent,
}

/// Which of several.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Count {
    /// These.
    Each(Vec<u64>),
    /// This one and every later one.
    From(u64),
}

/// Where a payment stands, as the admin API names it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the admin API explains them")]
pub enum StageName {
    AwaitingBuyer,
    Challenged,
    AskingIssuer,
    Authorized,
    Captured,
    Released,
    Failed,
    Expired,
    Cancelled,
}

impl StageName {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::AwaitingBuyer,
        Self::Challenged,
        Self::AskingIssuer,
        Self::Authorized,
        Self::Captured,
        Self::Released,
        Self::Failed,
        Self::Expired,
        Self::Cancelled,
    ];

    /// The stage as the admin API names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AwaitingBuyer => "AWAITING_BUYER",
            Self::Challenged => "CHALLENGED",
            Self::AskingIssuer => "ASKING_ISSUER",
            Self::Authorized => "AUTHORIZED",
            Self::Captured => "CAPTURED",
            Self::Released => "RELEASED",
            Self::Failed => "FAILED",
            Self::Expired => "EXPIRED",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// The moment at which a rule is asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moment<'a> {
    /// The fields of the `pay` request, when there is a payment.
    pub payment: Option<&'a Fields>,
    /// The how-manieth payment of its order.
    pub attempt: u64,
    /// The call being made, if it is about one.
    pub call: Option<Call<'a>>,
    /// Where the payment stands.
    pub stage: Option<StageName>,
    /// The card, once one was typed.
    pub card: Option<CardFacts<'a>>,
}

/// What rules look at of a card.
#[derive(Clone, Copy, Debug)]
pub struct CardFacts<'a> {
    /// Its digits.
    pub digits: Option<&'a str>,
    /// The brand that the number tells.
    pub brand: Option<CardBrand>,
}

/// A call being made.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// Of which operation.
    pub operation: Operation,
    /// Its fields.
    pub request: &'a Fields,
    /// The how-manieth by this merchant.
    pub number: u64,
    /// The how-manieth about the same payment.
    pub repeat: u64,
}

impl When {
    /// Whether all conditions hold at this moment.
    #[must_use]
    pub fn holds(&self, moment: &Moment<'_>) -> bool {
        let empty = Fields::default();
        let payment = moment.payment.unwrap_or(&empty);
        all_fit(&self.payment, payment)
            && fits(self.attempt.as_ref(), moment.attempt)
            && self.holds_for_call(moment)
            && (self.stage.is_empty()
                || moment
                    .stage
                    .is_some_and(|stage| self.stage.contains(&stage)))
            && self.holds_for_card(moment.card)
    }

    fn holds_for_call(&self, moment: &Moment<'_>) -> bool {
        let silent = self.operation.is_none()
            && self.request.is_empty()
            && self.call.is_none()
            && self.repeat.is_none();
        silent
            || moment.call.is_some_and(|call| {
                self.operation.is_none_or(|wanted| wanted == call.operation)
                    && all_fit(&self.request, call.request)
                    && fits(self.call.as_ref(), call.number)
                    && fits(self.repeat.as_ref(), call.repeat)
            })
    }

    fn holds_for_card(&self, card: Option<CardFacts<'_>>) -> bool {
        let number = |card: CardFacts<'_>| {
            let mut wanted = self.card.iter();
            wanted.any(|wanted| card.digits == Some(wanted))
        };
        let brand =
            |card: CardFacts<'_>| card.brand.is_some_and(|brand| self.brand.contains(&brand));
        (self.card.is_empty() || card.is_some_and(number))
            && (self.brand.is_empty() || card.is_some_and(brand))
    }
}

fn all_fit(patterns: &[(String, Pattern)], fields: &Fields) -> bool {
    let mut patterns = patterns.iter();
    patterns.all(|(path, pattern)| match pattern {
        Pattern::Present => fields.has(path),
        Pattern::Absent => !fields.has(path),
        Pattern::Like(_) | Pattern::Between { .. } => pattern.fits(fields.get(path)),
    })
}

fn fits(wanted: Option<&Count>, number: u64) -> bool {
    wanted.is_none_or(|wanted| wanted.has(number))
}

impl Count {
    /// Whether it is this one.
    #[must_use]
    pub fn has(&self, number: u64) -> bool {
        match self {
            Self::Each(numbers) => numbers.contains(&number),
            Self::From(first) => number >= *first,
        }
    }
}

impl Pattern {
    /// Whether a value fits; `None` stands for a field that is not there.
    #[must_use]
    pub fn fits(&self, value: Option<&str>) -> bool {
        match (self, value) {
            (Self::Absent, value) => value.is_none(),
            (_, None) => false,
            (Self::Present, Some(_)) => true,
            (Self::Like(texts), Some(value)) => texts.iter().any(|text| is_like(text, value)),
            (Self::Between { least, most }, Some(value)) => {
                value.parse::<u64>().is_ok_and(|number| {
                    least.is_none_or(|least| number >= least)
                        && most.is_none_or(|most| number <= most)
                })
            }
        }
    }
}

/// Whether a value is like a text in which `*` stands for anything.
fn is_like(text: &str, value: &str) -> bool {
    let Some((head, rest)) = text.split_once('*') else {
        return text == value;
    };
    let Some(mut value) = value.strip_prefix(head) else {
        return false;
    };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return value.ends_with(part);
        }
        match value.split_once(part) {
            Some((_, after)) => value = after,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (text, value, like) in [
            ("JPY", "JPY", true),
            ("JPY", "JPYX", false),
            ("lt-*", "lt-1", true),
            ("lt-*", "xlt-1", false),
            ("*-1", "a-1-1", true),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-c-b", false),
            ("*", "", true),
        ] {
            assert_eq!(is_like(text, value), like, "{text} {value}");
        }
    }

    #[test]
    fn a_number_is_between_its_ends() {
        let between = Pattern::Between {
            least: Some(10),
            most: Some(20),
        };
        for (value, fits) in [("9", false), ("10", true), ("20", true), ("x", false)] {
            assert_eq!(between.fits(Some(value)), fits, "{value}");
        }
        assert!(!between.fits(None));
    }

    #[test]
    fn an_object_is_present_with_what_is_in_it() {
        let request = Fields::of([("order.buyer.referenceBuyerId", "b-1")]);
        let moment = Moment {
            payment: Some(&request),
            ..Moment::default()
        };
        let holds = |path: &str, pattern| {
            let payment = vec![(path.to_owned(), pattern)];
            let when = When {
                payment,
                ..When::default()
            };
            when.holds(&moment)
        };
        assert!(holds("order.buyer", Pattern::Present));
        assert!(!holds("order.buyer", Pattern::Absent));
        assert!(!holds("order.goods", Pattern::Present));
        assert!(holds("order.goods", Pattern::Absent));
    }

    #[test]
    fn a_rule_about_a_call_holds_at_no_other_moment() {
        let when = When {
            operation: Some(Operation::Capture),
            repeat: Some(Count::From(2)),
            ..When::default()
        };
        let request = Fields::default();
        let mut call = Call {
            operation: Operation::Capture,
            request: &request,
            number: 7,
            repeat: 2,
        };
        let at = |call| Moment {
            call,
            ..Moment::default()
        };
        assert!(when.holds(&at(Some(call))));
        assert!(!when.holds(&at(None)));
        call.repeat = 1;
        assert!(!when.holds(&at(Some(call))));
        call.operation = Operation::Pay;
        assert!(!when.holds(&at(Some(call))));
    }
}
