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
