//! What users live through, told over the wire against the running program. Nothing sleeps: tests
//! advance the clock, or wait for an event.

mod support;

mod admin_api;
mod admin_lists_and_waits;
mod browser;
mod buyer_walks_away;
mod cancel_payment;
mod challenge_passes_and_fails;
mod clock;
mod command_line;
mod command_line_arming;
mod declined_cards;
mod diagnoses;
mod events_are_expected;
mod events_are_followed;
mod events_are_waited_for;
mod faults;
mod findings;
mod first_hosted_payment;
mod forced_results;
mod foreign_pages;
mod hostile_input;
mod idempotent_pay;
mod inquiry_inside_the_handler;
mod journeys;
mod journeys_at_a_shop;
mod manual_capture;
mod notify_urls;
mod overrides;
mod process;
mod python_sdk;
mod readme;
mod refusals;
mod request_validation;
mod request_values;
mod return_urls;
mod scenario_switching;
mod shop_answers_nonsense;
mod shop_is_down_then_up;
mod signatures;
mod slow_shop;
mod timeline;
mod tls;
mod two_merchants_at_once;
