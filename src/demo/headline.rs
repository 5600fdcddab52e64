//! How an order stands, in the words its buyer reads.

use super::buying::reason;
use super::orders::Order;
use super::standing::{Progress, Standing};

/// The headline of an order, the sentence below it, and the tone of both: `good`, `wait`, `bad`.
pub(super) fn headline(order: &Order) -> (&'static str, &'static str, &'static str) {
    let Some(leading) = order.leading() else {
        return ("This order has no payment yet.", "", "wait");
    };
    if order.paid_and_kept() > 1 {
        let text = "Two payments of this order have your money. One of them has to go back.";
        return ("You have paid twice.", text, "bad");
    }
    let back = (leading.given_back(true), leading.given_back(false));
    match &leading.standing {
        Standing::Failed(_) if order.parcels > 0 => (
            "The payment failed after the goods had left.",
            "Nobody pays for this parcel. Stop it if you can.",
            "bad",
        ),
        Standing::Failed(_) => ("The payment failed.", reason(&leading.standing), "bad"),
        Standing::Cancelled => ("The payment was cancelled.", "Nothing is charged.", "bad"),
        Standing::Open if leading.pay_url.is_empty() => (
            "We do not know yet whether your payment was made.",
            "Please do not pay again. We are asking.",
            "wait",
        ),
        Standing::Open => (
            "We are waiting for your payment…",
            "This page looks again by itself. You may also close it: we will know.",
            "wait",
        ),
        Standing::Paid if back.0 >= order.amount.value => (
            "Your money is back.",
            "The whole amount was refunded.",
            "good",
        ),
        Standing::Paid if back.1 >= order.amount.value => {
            ("Your money is on its way back.", "", "wait")
        }
        Standing::Paid => match &leading.capture {
            Progress::Done if back.1 > back.0 => (
                "Thank you! Your payment is complete.",
                "A part of it is on its way back to you.",
                "good",
            ),
            Progress::Done if back.0 > 0 => (
                "Thank you! Your payment is complete.",
                "A part of it was given back.",
                "good",
            ),
            Progress::Done => ("Thank you! Your payment is complete.", "", "good"),
            Progress::Refused(_) => (
                "Payment authorised, but the money could not be taken.",
                "Nothing was charged.",
                "bad",
            ),
            Progress::Waiting if order.wish.by_hand => (
                "Payment authorised; the shop has yet to capture it.",
                "",
                "good",
            ),
            Progress::Waiting => ("Payment authorised, being captured…", "", "good"),
        },
    }
}
