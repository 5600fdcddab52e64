//! "Did you mean": the known word that is nearest to one that is not.

/// Nothing longer is taken for a slip of the pen.
const LONGEST: usize = 80;

/// The known word that was probably meant, if any is near enough: one slip of the pen in three
/// letters, whatever the case and the dashes.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = plain(word);
    if word.len() > LONGEST {
        return None;
    }
    let few_enough = (word.len() / 3).max(1);
    let slips = known.into_iter().filter_map(|known| {
        let letters = plain(known);
        let is_near = letters.len().abs_diff(word.len()) <= few_enough;
        is_near.then(|| (slips(&word, &letters), known))
    });
    let best = slips.min_by_key(|(slips, _)| *slips);
    best.filter(|(slips, _)| *slips <= few_enough)
        .map(|(_, known)| known)
}

/// The letters that count.
pub(super) fn plain(word: &str) -> Vec<char> {
    let letters = word.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    letters.flat_map(char::to_lowercase).collect()
}

/// How many letters are missing, needless, wrong, or in the place of their neighbour.
fn slips(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in b.iter().enumerate() {
            let swap = above[j] + usize::from(letter != other);
            let mut least = swap.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == b[j - 1] && a[i - 1] == *other {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::ResultCode;

    /// A word with one slip of the pen, in every way.
    fn slipped(word: &str) -> Vec<String> {
        let mut all = Vec::new();
        for (at, letter) in word.char_indices().step_by(4) {
            let (before, after) = (&word[..at], &word[at + letter.len_utf8()..]);
            all.push(format!("{before}{after}"));
            all.push(format!("{before}{letter}{letter}{after}"));
            for other in ['X', 'E', 'S'] {
                all.push(format!("{before}{other}{after}"));
                all.push(format!("{before}{other}{letter}{after}"));
            }
            if let Some(next) = after.chars().next() {
                all.push(format!(
                    "{before}{next}{letter}{}",
                    &after[next.len_utf8()..]
                ));
            }
        }
        all
    }

    #[test]
    fn of_a_code_with_one_slip_that_code_is_offered() {
        let codes = || ResultCode::ALL.iter().map(|code| code.code());
        for code in codes() {
            for typed in slipped(code) {
                if !codes().any(|known| known == typed) {
                    assert_eq!(nearest(&typed, codes()), Some(code), "{typed}");
                }
            }
        }
    }

    #[test]
    fn a_word_without_an_end_is_no_slip() {
        let endless = "issuer".repeat(100_000);
        assert_eq!(nearest(&endless, ["issuer"]), None);
    }

    #[test]
    fn the_nearest_word_is_found_if_it_is_near() {
        let known = ["issuer", "issuer_delay", "DO_NOT_HONOR", "inquiryPayment"];
        for (word, meant) in [
            ("isuer", Some("issuer")),
            ("issure", Some("issuer")),
            ("isseur", Some("issuer")),
            ("issuerDelay", Some("issuer_delay")),
            ("DO_NOT_HONOUR", Some("DO_NOT_HONOR")),
            ("do-not-honor", Some("DO_NOT_HONOR")),
            ("inquiry_payment", Some("inquiryPayment")),
            ("bank", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
        assert_eq!(nearest("x", []), None);
    }
}
