//! The same seed, the same calls, a stepped clock and virtual signing time: another process says
//! the same, byte for byte.
//!
//! Left out of the comparison, because they are the wall's: the `date` header that every HTTP
//! server sets, and `durationMs` of calls and attempts, which also decides the `content-length` of
//! the admin answers that tell it. Sorted are headers by their names, which the HTTP library sends
//! in any order, and the notifications of an advance, which the network may let overtake each
//! other: the journal tells their order.

mod life;
mod witness;

use self::life::live;
use self::witness::Witness;
use crate::process::Program;
use crate::support::hooks::Hooks;

/// A year that is not the wall's: whatever is dated otherwise was dated by the wall.
const START: &str = "2031-03-04T02:00:00Z";

const FLAGS: &str = "serve --http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --clock stepped --seed 7 \
                     --header-time virtual --public-url http://sandbox.example";

/// What such a life has to have had: else less is compared than is meant to be.
const HAD: [&str; 19] = [
    "PAYMENT_REVERSED",
    "PAYMENT_EXPIRED",
    "PAYMENT_CANCELLED",
    "PAYMENT_FAILED",
    "ISSUER_ASKED",
    "CHALLENGE_SHOWN",
    "CARD_DECLINED",
    "CAPTURE_STARTED",
    "CAPTURE_RESULT",
    "REFUND_RESULT",
    "PAYMENT_PENDING",
    "NOTIFICATION_EXHAUSTED",
    "OVERRIDE_USED",
    "FORGERY_ACKNOWLEDGED",
    "BUYER_RETURNED",
    "RISK_REJECT",
    "AUTHORIZATION_RELEASED",
    "LOST",
    "the connection ended after half of the body",
];

/// A process, a whole life in it, and everything that was said in that life.
fn said(hooks: &Hooks) -> Vec<String> {
    let program = Program::start(FLAGS).expect("the program starts");
    let (http, admin) = (program.address("http"), program.address("admin"));
    let mut witness = Witness::new(http, admin, hooks);
    live(&mut witness);
    witness.look_at_everything();
    witness.said
}

#[test]
fn two_processes_say_the_same_byte_for_byte() {
    // Notify URLs are part of what is signed: both lives have the same shop.
    let hooks = Hooks::open();
    let (first, second) = (said(&hooks), said(&hooks));
    for (one, other) in first.iter().zip(&second) {
        for (line, again) in one.lines().zip(other.lines()) {
            assert_eq!(line, again, "{one}");
        }
        assert_eq!(one, other);
    }
    assert_eq!(first.len(), second.len());
    let all = first.concat();
    for had in HAD {
        assert!(all.contains(had), "nothing had {had}");
    }
    // The date of birth is the example beside a field.
    for day in days(&all).filter(|day| *day != "1990-01-31") {
        assert!(day.starts_with("2031-03-"), "{day} is of another clock");
    }
}

/// Everything in a text that is written like `2031-03-04`.
fn days(text: &str) -> impl Iterator<Item = &str> {
    let is_day = |part: &&str| {
        let mut bytes = part.bytes().enumerate();
        bytes.all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    };
    let parts = (0..text.len()).filter_map(|at| text.get(at..at + 10));
    parts.filter(is_day)
}
