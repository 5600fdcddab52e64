//! How an order stands, in the words its buyer reads.

use super::attempt::Attempt;
use super::buying::reason;
use super::orders::Order;
use super::standing::{Progress, Standing};

/// The headline of an order, the sentence below it, and the tone of both: `good`, `wait`, `bad`.
type Words = (&'static str, &'static str, &'static str);

/// How an order stands.
pub(super) fn headline(order: &Order) -> Words {
    let Some(leading) = order.leading() else {
        return ("This order has no payment yet.", "", "wait");
    };
    if order.paid_and_kept() > 1 {
        let text = "Two payments of this order have your money. One of them has to go back.";
        return ("You have paid twice.", text, "bad");
    }
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
        Standing::Paid => paid(order, leading),
    }
}

/// How an order stands that was paid.
fn paid(order: &Order, payment: &Attempt) -> Words {
    let all = order.amount.value;
    let (arrived, sent) = (payment.given_back(true), payment.given_back(false));
    match &payment.capture {
        _ if arrived >= all => (
            "Your money is back.",
            "The whole amount was refunded.",
            "good",
        ),
        _ if sent >= all => ("Your money is on its way back.", "", "wait"),
        Progress::Done if sent > arrived => (
            "Thank you! Your payment is complete.",
            "A part of it is on its way back to you.",
            "good",
        ),
        Progress::Done if arrived > 0 => (
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
    }
}
