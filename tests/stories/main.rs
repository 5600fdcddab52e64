//! What users live through, told over the wire against the running program. Nothing sleeps: tests
//! advance the clock, or wait for an event.

mod support;

mod buyer_walks_away;
mod cancel_payment;
mod challenge_passes_and_fails;
mod declined_cards;
mod first_hosted_payment;
mod idempotent_pay;
mod inquiry_inside_the_handler;
mod manual_capture;
mod notify_urls;
mod readme;
mod shop_answers_nonsense;
mod shop_is_down_then_up;
