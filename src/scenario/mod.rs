//! Scenario files: what should happen to which payment, written down in TOML.
//!
//! A file becomes a [`Playbook`](crate::gateway::Playbook); nothing of it is read twice.

mod builtin;
mod file;
mod load;

pub use self::builtin::{BUILT_IN, BuiltIn, default_playbook};
pub use self::file::parse;
pub use self::load::load;
