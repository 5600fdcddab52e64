//! A local payment sandbox that speaks Antom's signed API.
//!
//! The rooms, from the inside out: [`gateway`] decides and knows nothing else; [`protocol`] is
//! Antom's wire; [`scenario`] reads what should happen; [`sandbox`] is one merchant's running
//! world; [`web`] and [`cli`] translate; [`demo`] is a shop like any other; `page` is what their
//! pages have in common. ARCHITECTURE.md tells why.

pub mod cli;
pub mod demo;
pub mod gateway;
mod page;
pub mod protocol;
pub mod sandbox;
pub mod scenario;
pub mod settings;
pub mod telemetry;
pub mod web;
