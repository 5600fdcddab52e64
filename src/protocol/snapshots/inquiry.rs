//! What an inquiry says of a payment in each of its states.

use super::*;

#[test]
fn of_an_unpaid_payment() {
    let mut world = World::new();
    world.pay(WITH_3DS);
    let processing = world.inquire(WITH_3DS);
    check("inquiry_processing", &processing);
    world.submit(WITH_3DS, VISA);
    assert_eq!(world.inquire(WITH_3DS), processing, "challenged");
    world.fail_challenge(WITH_3DS);
    check("inquiry_failed_challenge", &world.inquire(WITH_3DS));

    let mut world = World::new();
    world.pay(ORDER);
    assert_eq!(
        world.submit(ORDER, DECLINED_CARD),
        CheckoutStep::Declined(ResultCode::DoNotHonor)
    );
    assert!(
        world.inquire(ORDER).contains("PROCESSING"),
        "it may be tried again"
    );
    world.advance(QUARTER_OF_AN_HOUR);
    check("inquiry_expired", &world.inquire(ORDER));

    let mut world = World::new();
    world.pay(ORDER);
    world.cancel(ORDER);
    check("inquiry_cancelled_unpaid", &world.inquire(ORDER));
}

#[test]
fn of_a_paid_payment() {
    let mut world = World::new();
    world.paid(ORDER, VISA);
    let authorized = world.inquire(ORDER);
    check("inquiry_paid", &authorized);
    world.advance(3);
    check("inquiry_captured", &world.inquire(ORDER));

    let mut world = World::new();
    world.paid(MANUAL, MASTERCARD);
    let authorized = world.inquire(MANUAL);
    check("inquiry_paid_manual", &authorized);
    world.advance(EIGHT_DAYS);
    assert_eq!(world.inquire(MANUAL), authorized, "released");

    let mut world = World::new();
    world.paid(MANUAL, VISA);
    world.cancel(MANUAL);
    check("inquiry_cancelled_paid", &world.inquire(MANUAL));
}

#[test]
fn after_3ds() {
    for (name, card) in [
        ("inquiry_3ds_visa", VISA),
        ("inquiry_3ds_mastercard", MASTERCARD),
        ("inquiry_3ds_exempted", EXEMPT_CARD),
    ] {
        let mut world = World::new();
        world.paid(WITH_3DS, card);
        check(name, &world.inquire(WITH_3DS));
    }
}

#[test]
fn of_a_payment_that_the_scenario_fails() {
    let mut world = World::with(r#"{ issuer = "DO_NOT_HONOR", after_decline = "final" }"#);
    world.paid(ORDER, VISA);
    check("inquiry_declined", &world.inquire(ORDER));

    let mut world = World::with(r#"{ capture = "PROCESS_FAIL" }"#);
    world.paid(MANUAL, VISA);
    let refused = world.capture("lt-cap-0002", MANUAL);
    assert_eq!(world.capture("lt-cap-0002", MANUAL), refused, "repeated");
    check("capture_failed", &refused);
    check("inquiry_capture_failed", &world.inquire(MANUAL));
    check("inquiry_unknown", &world.inquire(ORDER));
}
