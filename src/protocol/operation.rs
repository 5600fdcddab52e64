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

/// Where an API is called on the sandbox's path, by its name. One that is not played is looked for
/// below `payments`, and answered so.
#[must_use]
pub fn path_of(name: &str) -> String {
    let group = Operation::named(name).map_or("payments", Operation::group);
    format!("/ams/sandbox/api/v1/{group}/{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_found_where_it_is_called() {
        for operation in Operation::ALL {
            let found = operation_at(&path_of(operation.name()));
            assert_eq!(found, Some((Surface::Sandbox, *operation)));
        }
        assert_eq!(path_of("payy"), "/ams/sandbox/api/v1/payments/payy");
    }
}
