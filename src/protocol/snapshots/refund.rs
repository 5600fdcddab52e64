//! What is said of a refund, to be read against file 13 of the protocol notes.

use super::*;

/// A payment that Antom has captured, everything about it told.
fn captured(world: &mut World) {
    world.paid(ORDER, VISA);
    world.advance(20);
}

#[test]
fn a_refund_that_succeeds() {
    let mut world = World::new();
    captured(&mut world);
    let asked = world.refund("lt-ref-0001", ORDER, "1000");
    let running = world.inquire_refund("lt-ref-0001");
    let payment = world.inquire(ORDER);
    let told = world.advance(15);
    assert_eq!(told.len(), 1);
    check_all(
        "refund",
        &[
            ("asked for", asked),
            ("inquiryRefund while it is in process", running),
            ("inquiryPayment while it is in process", payment),
            ("notifyRefund", told[0].clone()),
            (
                "inquiryRefund when it is done",
                world.inquire_refund("lt-ref-0001"),
            ),
            (
                "asked for again",
                world.refund("lt-ref-0001", ORDER, "1000"),
            ),
            ("inquiryPayment when it is done", world.inquire(ORDER)),
        ],
    );
}

#[test]
fn a_refund_that_fails() {
    let mut world = World::with(r#"{ refund = "PROCESS_FAIL" }"#);
    captured(&mut world);
    world.refund("lt-ref-0001", ORDER, "1000");
    let told = world.advance(15);
    check_all(
        "refund_failed",
        &[
            ("notifyRefund", told[0].clone()),
            ("inquiryRefund", world.inquire_refund("lt-ref-0001")),
            (
                "asked for again",
                world.refund("lt-ref-0001", ORDER, "1000"),
            ),
            ("inquiryPayment", world.inquire(ORDER)),
        ],
    );
}

#[test]
fn refund_refused() {
    let mut world = World::new();
    world.paid(MANUAL, VISA);
    let uncaptured = world.refund("r-1", MANUAL, "4800");
    world.cancel(MANUAL);
    let cancelled = world.refund("r-1", MANUAL, "4800");
    captured(&mut world);
    let more = world.refund("r-1", ORDER, "2591");
    let yen = Order {
        currency: "JPY",
        ..ORDER
    };
    let currency = world.refund("r-1", yen, "2590");
    world.refund("r-1", ORDER, "2590");
    let inconsistent = world.refund("r-1", ORDER, "2589");
    let refunded = world.cancel(ORDER);
    let unknown = world.inquire_refund("r-2");
    world.advance(366 * 24 * 60 * 60);
    let late = world.refund("r-2", ORDER, "1");
    check_all(
        "refund_refused",
        &[
            ("not captured yet", uncaptured),
            ("cancelled before", cancelled),
            ("too much", more),
            ("another currency", currency),
            ("the same id, another amount", inconsistent),
            ("cancelled after the refund", refunded),
            ("inquiryRefund of no refund", unknown),
            ("after a year", late),
        ],
    );
}
