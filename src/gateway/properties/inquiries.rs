//! The rules about what an inquiry tells.

use super::super::moment::later;
use super::super::{PaymentKey, PaymentStatus};
use super::courses::Course;
use super::world::World;

/// Asks for a payment, in both ways. The answer is the payment as it stands, unless the rules let
/// inquiries lag behind: then it is as before its end.
pub(super) fn inquire(world: &mut World, payment: u8) {
    let Some(payment) = world.payment(payment).cloned() else {
        return;
    };
    let lag = Course::of_payment(&payment).inquiry_lag;
    let lags = lag
        .zip(payment.ended_at())
        .is_some_and(|(lag, ended)| world.now < later(ended, lag));
    for key in [
        PaymentKey::Id(payment.id.to_string()),
        PaymentKey::RequestId(payment.order.request_id.clone()),
    ] {
        let told = world
            .gateway
            .inquire(world.now, &key)
            .expect("it exists")
            .payment;
        assert_eq!(told.id, payment.id);
        if lags {
            assert_eq!(told.status(), PaymentStatus::Processing);
            assert!(told.captures.is_empty() && told.refunds.is_empty());
        } else {
            assert_eq!(format!("{told:?}"), format!("{payment:?}"));
        }
    }
}
