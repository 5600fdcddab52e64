//! The steps of a walk, and how often each is taken.

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::courses::{FIRST_ROBOT, ROBOTS};
use super::disputes::{Deed, deed};
use super::vaults::{Storing, storing};

/// One thing that somebody does. Payments and notifications are named by a number, taken modulo
/// how many there are.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// The shop pays; with an id used before, this is a repeated call.
    Pay {
        id: u8,
        value: u64,
        manual: bool,
        three_ds: bool,
    },
    Submit {
        payment: u8,
        card: Card,
    },
    Answer {
        payment: u8,
        code: Code,
    },
    Leave {
        payment: u8,
    },
    Capture {
        id: u8,
        payment: u8,
        part: Part,
    },
    Cancel {
        payment: u8,
    },
    Refund {
        id: u8,
        payment: u8,
        value: u64,
    },
    Resend {
        notification: u8,
    },
    Dispute {
        payment: u8,
        deed: Deed,
    },
    Inquire {
        payment: u8,
    },
    Store {
        id: u8,
        deed: Storing,
    },
    /// A rule is armed for so many acts, and for so long.
    Arm {
        what: Armed,
        times: Option<u32>,
        minutes: Option<i64>,
    },
    /// Time passes in steps: everything due on the way is fired at its instant.
    Advance {
        seconds: i64,
    },
    /// Time passes and nobody fires anything, as when the machine is busy.
    Drift {
        seconds: i64,
    },
    /// The answers that are still under way arrive.
    Arrive,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Card {
    Approved,
    Declined,
    DeclinedForGood,
    Frictionless,
    Exempted,
    NeverCaptured,
    SlowIssuer,
    SlowDecline,
    LateCapture,
    SlowCapture,
    SlowCaptureFails,
    EndlessCapture,
    Reversed,
    Lagging,
    Mistyped,
}

impl Card {
    pub(super) const ALL: [Self; 15] = [
        Self::Approved,
        Self::Declined,
        Self::DeclinedForGood,
        Self::Frictionless,
        Self::Exempted,
        Self::NeverCaptured,
        Self::SlowIssuer,
        Self::SlowDecline,
        Self::LateCapture,
        Self::SlowCapture,
        Self::SlowCaptureFails,
        Self::EndlessCapture,
        Self::Reversed,
        Self::Lagging,
        Self::Mistyped,
    ];

    /// Whether something about its payments takes longer than usual.
    pub(super) fn is_slow(self) -> bool {
        matches!(
            self,
            Self::SlowIssuer
                | Self::SlowDecline
                | Self::LateCapture
                | Self::SlowCapture
                | Self::SlowCaptureFails
                | Self::EndlessCapture
                | Self::Reversed
                | Self::Lagging
        )
    }
}

/// What an armed rule does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Armed {
    RefusesPay,
    Declines,
    LetsCapturesFail,
    LetsRefundsFail,
    RefusesToCancel,
    SpoilsNotifications,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Code {
    Right,
    Wrong,
    Cancel,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    All,
    Less,
    More,
}

/// What the shop does with a notification.
#[derive(Clone, Copy, Debug)]
pub(super) enum Answer {
    Accept,
    Refuse,
    TimeOut,
    Block,
    /// Refuses, but the answer arrives only later.
    RefuseLate,
    /// Accepts, but the answer arrives only later.
    AcceptLate,
}

pub(super) fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        3 => Just(Answer::Refuse),
        2 => Just(Answer::Accept),
        1 => Just(Answer::TimeOut),
        1 => Just(Answer::Block),
        1 => Just(Answer::RefuseLate),
        1 => Just(Answer::AcceptLate),
    ]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    // 11 is the amount that the playbook refuses.
    let robots = FIRST_ROBOT..FIRST_ROBOT + ROBOTS.len() as u64;
    let value = prop_oneof![8 => Just(2590_u64), 1 => Just(2591), 1 => Just(11), 6 => robots];
    let pay = (0..4_u8, value, any::<bool>(), any::<bool>());
    let answered = (0..4_u8, code());
    let back = prop_oneof![Just(1_u64), Just(1500), Just(2590), Just(2591)];
    let refund = (0..6_u8, 0..4_u8, back);
    prop_oneof![
        4 => pay.prop_map(|(id, value, manual, three_ds)| Step::Pay { id, value, manual, three_ds }),
        6 => (0..4_u8, card()).prop_map(|(payment, card)| Step::Submit { payment, card }),
        4 => answered.prop_map(|(payment, code)| Step::Answer { payment, code }),
        1 => (0..4_u8).prop_map(|payment| Step::Leave { payment }),
        5 => (0..4_u8, 0..4_u8, part()).prop_map(|(id, payment, part)| Step::Capture { id, payment, part }),
        2 => (0..4_u8).prop_map(|payment| Step::Cancel { payment }),
        6 => refund.prop_map(|(id, payment, value)| Step::Refund { id, payment, value }),
        2 => (0..8_u8).prop_map(|notification| Step::Resend { notification }),
        6 => (0..4_u8, deed()).prop_map(|(payment, deed)| Step::Dispute { payment, deed }),
        4 => (0..4_u8).prop_map(|payment| Step::Inquire { payment }),
        8 => (0..4_u8, storing(card(), code())).prop_map(|(id, deed)| Step::Store { id, deed }),
        1 => (armed(), option::of(1..3_u32), option::of(1..90_i64)).prop_map(
            |(what, times, minutes)| Step::Arm { what, times, minutes }
        ),
        5 => seconds().prop_map(|seconds| Step::Advance { seconds }),
        1 => seconds().prop_map(|seconds| Step::Drift { seconds }),
        1 => Just(Step::Arrive),
    ]
}

fn card() -> impl Strategy<Value = Card> + Clone {
    prop_oneof![4 => Just(Card::Approved), 8 => select(&Card::ALL[..])]
}

fn armed() -> impl Strategy<Value = Armed> {
    prop_oneof![
        Just(Armed::RefusesPay),
        Just(Armed::Declines),
        Just(Armed::LetsCapturesFail),
        Just(Armed::LetsRefundsFail),
        Just(Armed::RefusesToCancel),
        Just(Armed::SpoilsNotifications),
    ]
}

fn code() -> impl Strategy<Value = Code> {
    prop_oneof![3 => Just(Code::Right), 2 => Just(Code::Wrong), 1 => Just(Code::Cancel)]
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![4 => Just(Part::All), 1 => Just(Part::Less), 1 => Just(Part::More)]
}

/// From seconds to more than the seven days of an authorisation.
fn seconds() -> impl Strategy<Value = i64> {
    let (hour, day) = (60 * 60_i64, 24 * 60 * 60_i64);
    prop_oneof![4 => 0..10_i64, 3 => 60..20 * 60_i64, 2 => hour..day, 2 => 6 * day..9 * day]
}
