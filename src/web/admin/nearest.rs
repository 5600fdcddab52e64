//! "Did you mean": the known name that is nearest to what was written.

/// More slips than this are another word.
const SLIPS_MAX: usize = 3;

/// `; did you mean "pay"?`, or nothing when no name is near.
pub(super) fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> String {
    let written = written.to_ascii_lowercase();
    let far = |name: &str| slips(&written, &name.to_ascii_lowercase());
    let nearest = known.map(|name| (far(name), name)).min();
    match nearest {
        Some((slips, name)) if slips <= SLIPS_MAX && slips < name.len() => {
            format!("; did you mean \"{name}\"?")
        }
        _ => String::new(),
    }
}

/// How many letters are to be put in, taken out or changed.
fn slips(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, against) in other.chars().enumerate() {
            let changed = diagonal + usize::from(letter != against);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_understood_and_another_word_is_not() {
        let known = || ["pay", "inquiryPayment", "capture"].into_iter();
        for (written, meant) in [
            ("pya", "; did you mean \"pay\"?"),
            ("inquirypayment", "; did you mean \"inquiryPayment\"?"),
            ("captured", "; did you mean \"capture\"?"),
            ("", ""),
            ("something", ""),
        ] {
            assert_eq!(nearest(written, known()), meant, "{written}");
        }
    }
}
