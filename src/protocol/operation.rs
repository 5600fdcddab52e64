//! Which operation a path names (file 01 §1 of the protocol notes).

use crate::gateway::Operation;

/// The part of a path that says production or sandbox. Both behave alike here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Surface {
    /// `/ams/api/…`
    Production,
    /// `/ams/sandbox/api/…`
    Sandbox,
}

/// What a path asks for; `None` when Antom has no such path, or we do not play it.
#[must_use]
pub fn operation_at(path: &str) -> Option<(Surface, Operation)> {
    let (surface, rest) = match path.strip_prefix("/ams/sandbox/api/") {
        Some(rest) => (Surface::Sandbox, rest),
        None => (Surface::Production, path.strip_prefix("/ams/api/")?),
    };
    // The official SDK has one path with a second slash here. It is signed as it is sent.
    let (doubled, rest) = match rest.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (group, name) = rest.strip_prefix("v1/")?.split_once('/')?;
    let operation = Operation::named(name).filter(|operation| operation.is_under(group))?;
    let fits = !doubled || operation == Operation::RetrievePaymentSession;
    fits.then_some((surface, operation))
}
