//! Mistyped words, and what was probably meant.

use super::super::error::AdminError;

/// A word that is none of those known, with the one that was probably meant or all of them.
pub(super) fn unknown(what: &str, word: &str, known: &[&str]) -> AdminError {
    let message = format!("{what}: there is no \"{word}\"");
    let hint = match closest(word, known) {
        Some(meant) => format!("did you mean {meant}?"),
        None => format!("it is one of {}", known.join(", ")),
    };
    AdminError::bad_request(message, hint)
}

/// The known word that is most like another one; none when none is much like it.
fn closest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    let scored = known
        .iter()
        .map(|known| (distance(&word, &known.to_lowercase()), *known));
    let (steps, best) = scored.min_by_key(|(steps, _)| *steps)?;
    (steps <= best.len() / 3 + 1).then_some(best)
}

/// How many letters have to be added, taken away or replaced.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_found_when_it_is_near() {
        let known = ["API_CALL", "PAYMENT_CREATED", "paymentId"];
        assert_eq!(closest("api_call", &known), Some("API_CALL"));
        assert_eq!(closest("paymentid", &known), Some("paymentId"));
        assert_eq!(closest("PAYMENT_CREATE", &known), Some("PAYMENT_CREATED"));
        assert_eq!(closest("banana", &known), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
