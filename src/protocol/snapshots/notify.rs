//! What the shop is told by itself.

use super::*;

/// The one notification of its type. Which of two comes first is left to chance.
fn about<'a>(sent: &'a [String], notify_type: &str) -> &'a str {
    let mut found = sent.iter().filter(|body| body.contains(notify_type));
    let one = found.next().expect("a notification of this type");
    assert!(found.next().is_none(), "only one");
    one
}

#[test]
fn notifications_of_a_payment() {
    let mut world = World::new();
    world.paid(WITH_3DS, VISA);
    let sent = world.advance(20);
    check("notify_payment_3ds", about(&sent, "PAYMENT_RESULT"));
    check("notify_capture_automatic", about(&sent, "CAPTURE_RESULT"));

    let mut world = World::new();
    world.paid(MANUAL, MASTERCARD);
    check("notify_payment", &world.advance(5)[0]);

    let mut world = World::with(r#"{ issuer = "DO_NOT_HONOR", after_decline = "final" }"#);
    world.paid(ORDER, VISA);
    check("notify_payment_declined", &world.advance(5)[0]);

    let mut world = World::new();
    world.pay(ORDER);
    check(
        "notify_payment_closed",
        &world.advance(QUARTER_OF_AN_HOUR)[0],
    );
}

#[test]
fn notifications_of_a_capture() {
    let mut world = World::new();
    world.paid(MANUAL, VISA);
    world.capture("lt-cap-0001", MANUAL);
    check("notify_capture", about(&world.advance(5), "CAPTURE_RESULT"));

    let mut world = World::with(r#"{ capture = "PROCESS_FAIL" }"#);
    world.paid(MANUAL, VISA);
    world.capture("lt-cap-0002", MANUAL);
    check(
        "notify_capture_failed",
        about(&world.advance(5), "CAPTURE_RESULT"),
    );
}
