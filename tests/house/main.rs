//! House rules that no compiler checks, enforced by reading the source tree.
//!
//! Each rule lives in its own file and is also seen failing there, on a small broken sample.

mod arrows;
mod docs;
mod fault;
mod links;
mod named;
mod named_routes;
mod openapi;
mod openapi_statuses;
mod scenario_keys;
mod shipped;
mod sizes;
mod snippets;
mod tree;
mod words;
