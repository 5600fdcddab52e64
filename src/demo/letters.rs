//! The inbox: every notification that came, as it came, and what the shop made of it.

use std::collections::VecDeque;

/// So many are kept; the oldest go first.
const KEPT: usize = 200;

/// What a notification was to the shop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// Verified, and new.
    News,
    /// Verified, and told before.
    Repeat,
    /// Taken in without a look at signature or amount.
    Believed,
    /// Told before, and yet handled once more.
    HandledAgain,
    /// The signature does not verify: why.
    Forged(String),
    /// Verified, and wrong all the same: why.
    Refused(String),
    /// The shop was down.
    Unread,
}

impl Verdict {
    /// In words.
    pub(super) fn text(&self) -> String {
        match self {
            Self::News => "Signature verified, taken in.".to_owned(),
            Self::Repeat => {
                "Signature verified. Told before: acknowledged, and nothing done.".to_owned()
            }
            Self::Believed => "Believed without a look at its signature.".to_owned(),
            Self::HandledAgain => "Told before, and handled again all the same.".to_owned(),
            Self::Forged(why) => format!("Refused as a forgery: {why}."),
            Self::Refused(why) => format!("Refused: {why}."),
            Self::Unread => "Not read: the shop is down.".to_owned(),
        }
    }

    /// The tone of its mark: `good`, `wait` or `bad`.
    pub(super) fn tone(&self) -> &'static str {
        match self {
            Self::News | Self::Repeat => "good",
            Self::Unread => "wait",
            _ => "bad",
        }
    }
}

/// One notification.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Letter {
    /// From 1, in the order they came.
    pub(super) number: usize,
    /// The order it is about, if it was found.
    pub(super) order: Option<usize>,
    /// `notifyType`.
    pub(super) kind: String,
    /// `resultCode`.
    pub(super) code: String,
    /// The headers that count: name and value.
    pub(super) headers: Vec<(&'static str, String)>,
    /// The body, as it came.
    pub(super) body: String,
    pub(super) verdict: Verdict,
    /// What the shop answered.
    pub(super) answer: &'static str,
}

/// The newest letters.
#[derive(Default)]
pub(super) struct Letters {
    kept: VecDeque<Letter>,
    came: usize,
}

impl Letters {
    /// Files one and numbers it.
    pub(super) fn file(&mut self, mut letter: Letter) {
        self.came += 1;
        letter.number = self.came;
        self.kept.push_front(letter);
        self.kept.truncate(KEPT);
    }

    /// Newest first.
    pub(super) fn newest_first(&self) -> impl Iterator<Item = &Letter> {
        self.kept.iter()
    }

    /// About one order, oldest first.
    pub(super) fn of_order(&self, number: usize) -> Vec<Letter> {
        let is_meant = |one: &&Letter| one.order == Some(number);
        self.kept.iter().rev().filter(is_meant).cloned().collect()
    }
}
