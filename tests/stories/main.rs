//! What users live through, told over the wire against the running program. Nothing sleeps: tests
//! advance the clock, or wait for an event.

mod support;

mod buyer_walks_away;
mod challenge_passes_and_fails;
mod declined_cards;
mod first_hosted_payment;
