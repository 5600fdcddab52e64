//! The shell: actix-web around the sandboxes. Translation only; nothing is decided here.

mod admin;
mod api;
pub mod application;
mod connection;
mod dashboard;
mod logos;
mod origin;
mod pages;
mod setup;
mod state;

/// The colours of all pages here.
const COLOURS: &str = include_str!("assets/colours.css");

pub use self::setup::{Addresses, start, start_beside, url_of};
use self::state::State;
