//! What is said of a payment that is confirmed at a South Korean issuer (file 15 §7).

use super::orders::AT_ISSUER;
use super::*;
use crate::gateway::{CardBrand, IssuerAnswer};

/// What is heard of a payment after the buyer did this.
fn told(answer: IssuerAnswer) -> String {
    let mut world = World::new();
    world.pay(AT_ISSUER);
    let token = world.token(AT_ISSUER);
    let brand = CardBrand::named("SHINHAN").expect("a brand");
    let step = world
        .gateway
        .answer_issuer(world.now, &token, brand, answer);
    assert_eq!(step, Ok(CheckoutStep::Finished));
    world.inquire(AT_ISSUER)
}

#[test]
fn confirmed_or_not() {
    check_all(
        "inquiry_korean_issuer",
        &[
            ("the buyer approves", told(IssuerAnswer::Approve)),
            ("the issuer rejects", told(IssuerAnswer::Reject)),
            ("the buyer cancels", told(IssuerAnswer::Cancel)),
        ],
    );
}
