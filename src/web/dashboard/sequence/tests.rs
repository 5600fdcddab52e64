//! Lives of payments, and what their pictures show.

use jiff::{SignedDuration, Timestamp};

use super::{picture, steps};
use crate::gateway::{Event, EventKind, NotifyType, Operation, Outcome, ResultCode};

const START: &str = "2026-11-23T02:00:00Z";

fn event(second: i64, kind: EventKind, text: &str) -> Event {
    let start: Timestamp = START.parse().expect("an instant");
    Event {
        at: start + SignedDuration::from_secs(second),
        ..Event::new(kind, text)
    }
}

fn call(second: i64, api: Operation, code: ResultCode) -> Event {
    Event {
        api: Some(api),
        result_code: Some(code),
        ..event(second, EventKind::ApiCall, "a call was answered")
    }
}

fn attempt(second: i64, number: usize, outcome: Outcome) -> Event {
    Event {
        notify_type: Some(NotifyType::PaymentResult),
        attempt: Some(number),
        outcome: Some(outcome),
        ..event(second, EventKind::NotificationAttempted, "an attempt")
    }
}

/// A payment whose shop is down at first.
fn life() -> Vec<Event> {
    vec![
        event(-60, EventKind::ClockChanged, "before its time"),
        event(
            0,
            EventKind::PaymentCreated,
            "a payment of SGD 25.90 for order <1> & more",
        ),
        call(0, Operation::Pay, ResultCode::PaymentInProcess),
        event(9, EventKind::PageOpened, "the buyer opened the card page"),
        event(30, EventKind::CardSubmitted, "a card"),
        event(30, EventKind::PaymentAuthorized, "approved"),
        event(30, EventKind::NotificationScheduled, "a notification"),
        call(31, Operation::InquiryPayment, ResultCode::Success),
        call(32, Operation::InquiryPayment, ResultCode::Success),
        attempt(34, 1, Outcome::Unreachable),
        attempt(154, 2, Outcome::Accepted),
        event(160, EventKind::ClockAdvanced, "the clock was advanced"),
        call(160, Operation::Pay, ResultCode::PaymentInProcess),
        event(170, EventKind::ClockAdvanced, "after its time"),
    ]
}

fn told(events: &[Event]) -> Vec<String> {
    let steps = steps(events.iter());
    let times = |times| {
        if times > 1 {
            format!(" x{times}")
        } else {
            String::new()
        }
    };
    steps
        .iter()
        .map(|step| format!("{}{}", step.kind.name(), times(step.times)))
        .collect()
}

#[test]
fn a_cause_comes_before_what_came_of_it_and_repetitions_are_counted() {
    assert_eq!(
        told(&life()),
        [
            "API_CALL",
            "PAYMENT_CREATED",
            "PAGE_OPENED",
            "CARD_SUBMITTED",
            "PAYMENT_AUTHORIZED",
            "API_CALL x2",
            "NOTIFICATION_ATTEMPTED",
            "NOTIFICATION_ATTEMPTED",
            "CLOCK_ADVANCED",
            "API_CALL",
        ]
    );
}

#[test]
fn a_picture_shows_who_what_when_and_is_sound_xml() {
    let svg = picture("Payment <1>", life().iter());
    let page = scraper::Html::parse_document(&svg);
    let texts: Vec<_> = select(&page, "text");
    for wanted in [
        "Shop",
        "Sandbox",
        "Buyer",
        "Bank",
        "Payment <1>",
        "02:00:00",
        "2 min later",
    ] {
        assert!(
            texts.iter().any(|text| text.contains(wanted)),
            "{wanted}: {texts:?}"
        );
    }
    assert!(texts.contains(&"inquiryPayment ×2".to_owned()), "{texts:?}");
    assert!(texts.contains(&"UNREACHABLE".to_owned()), "{texts:?}");
    assert!(!svg.contains("order <1>"));
    assert_eq!(select(&page, "g.bad").len(), 1);
    assert!(svg.contains("prefers-color-scheme:dark"));
    assert_eq!(svg, picture("Payment <1>", life().iter()));
}

/// As a file beside this one, so that a change of the picture is seen.
#[test]
fn a_picture_looks_like_the_one_that_is_kept() {
    let mut life = life();
    let refused = Event {
        result_code: Some(ResultCode::DoNotHonor),
        ..event(27, EventKind::CardDeclined, "the issuer declined the card")
    };
    let found = event(
        161,
        EventKind::Finding,
        "the shop asked for a second payment of an order that is paid, and captured both of them",
    );
    life.insert(4, event(20, EventKind::ChallengeShown, "the bank asks"));
    life.insert(
        5,
        event(25, EventKind::ChallengeAnswered, "the code was right"),
    );
    life.insert(6, refused);
    life.insert(life.len() - 1, found);
    let svg = picture("lt-order-77 · SGD 25.90 · SUCCESS", life.iter());
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("a_payments_life", svg);
    });
}

#[test]
fn a_picture_reads_well_wherever_it_is_shown() {
    let svg = picture("Payment", life().iter());
    // A README shows it as an image: nothing is loaded, nothing runs, and it has a ground to stand on.
    for missing in ["<script", "href", "url(", "@import", "@font-face"] {
        assert!(!svg.contains(missing), "{missing}");
    }
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    let (_, dark) = svg
        .split_once("prefers-color-scheme:dark")
        .expect("a dark side");
    for part in [".page{", ".ink{", ".note{", ".head", ".wire{", ".tip{"] {
        assert!(svg.contains(part) && dark.contains(part), "{part}");
    }
    assert!(svg.contains("class=\"page\"") && svg.contains("sans-serif"));
}

#[test]
fn a_long_life_is_cut_and_says_so() {
    let many: Vec<_> = (0..400)
        .map(|second| event(second, EventKind::CardSubmitted, "again"))
        .collect();
    let svg = picture("Many", many.iter());
    assert!(svg.contains("100 earlier steps are left out"));
    let none = picture("None", std::iter::empty());
    assert!(none.contains("no longer has any"));
}

fn select(page: &scraper::Html, css: &str) -> Vec<String> {
    let selector = scraper::Selector::parse(css).expect("a selector");
    page.select(&selector)
        .map(|one| one.text().collect())
        .collect()
}
