//! Mistyped words, and what was probably meant.

use super::super::error::AdminError;
use crate::scenario::nearest;

/// A word that is none of those known, with the one that was probably meant or all of them.
pub(in crate::web::admin) fn unknown(what: &str, word: &str, known: &[&str]) -> AdminError {
    let message = format!("{what}: there is no \"{word}\"");
    let hint = match nearest(word, known.iter().copied()) {
        Some(meant) => format!("did you mean {meant}?"),
        None => format!("it is one of {}", known.join(", ")),
    };
    AdminError::bad_request(message, hint)
}
