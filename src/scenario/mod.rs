//! Scenario files: what should happen to which payment, written down in TOML or JSON.
//!
//! A file becomes a [`Playbook`](crate::gateway::Playbook); nothing of it is read twice. The text
//! grows into a `Tree`, and the readers of this room go through it with `Node` and `Table`, which
//! put down every mistake with its place.

mod builtin;
mod disputes;
mod faults;
mod file;
pub mod journey;
mod limits;
mod load;
mod mistake;
mod names;
mod nearest;
mod node;
mod rule;
mod schema;
mod then;
mod tree;
mod values;
mod vocabulary;
mod when;

pub use self::builtin::{BUILT_IN, BuiltIn, default_playbook, parse};
pub use self::file::{own_rules, parse_rule};
pub use self::load::{LoadError, instead_of, load, load_journey, load_rule, named};
pub use self::mistake::{Mistake, Mistakes, Place};
pub use self::nearest::nearest;
pub use self::schema::schema;
