//! Holding what came against what was wished, and telling the difference.

use serde_json::Value;

use super::path;
use crate::cli::print::harmless;
use crate::scenario::journey::Wanted;

/// How much of a value is quoted.
const QUOTED: usize = 120;

/// How many of those that fit are listed when their number is wrong.
const LISTED: usize = 5;

/// One line for each wish that is not as wished.
pub(super) fn differences(wanted: &[Wanted], value: &Value) -> Vec<String> {
    let wrong = wanted.iter().filter_map(|wish| {
        let got = path::at(value, &wish.path).map(path::text);
        let told = got.as_deref().map_or("nothing".to_owned(), short);
        let line = || format!("{}: wanted {wish}, got {told}", wish.path);
        (!wish.fits(got.as_deref())).then(line)
    });
    wrong.collect()
}

/// Something of a list, and how to call it.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) label: String,
    pub(super) value: Value,
}

/// Whether as many as wished are so; otherwise how many are, and the nearest miss.
pub(super) fn among(
    what: &str,
    wanted: &[Wanted],
    count: Option<&Wanted>,
    candidates: &[Candidate],
) -> Result<usize, Vec<String>> {
    let compared = candidates
        .iter()
        .map(|one| (one, differences(wanted, &one.value)));
    let (fitting, missing): (Vec<_>, Vec<_>) = compared.partition(|(_, wrong)| wrong.is_empty());
    let fits = match count {
        None => !fitting.is_empty(),
        Some(count) => count.fits(Some(&fitting.len().to_string())),
    };
    if fits {
        return Ok(fitting.len());
    }
    let wish = count.map_or_else(|| "at least 1".to_owned(), ToString::to_string);
    let (found, all) = (fitting.len(), candidates.len());
    let mut told = vec![format!("{what}: wanted {wish}, got {found} of {all}")];
    let labels = fitting
        .iter()
        .map(|(one, _)| format!("so is {}", one.label));
    told.extend(labels.take(LISTED));
    if let Some((one, wrong)) = missing.iter().min_by_key(|(_, wrong)| wrong.len()) {
        told.push(format!("the nearest miss is {}", one.label));
        told.extend(wrong.iter().map(|line| format!("  {line}")));
    }
    Err(told)
}

/// A value in one line that does not steer a terminal.
pub(super) fn short(text: &str) -> String {
    let line = harmless(text).replace('\n', "\\n").replace('\t', "\\t");
    match line.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn candidate(label: &str, value: Value) -> Candidate {
        let label = label.to_owned();
        Candidate { label, value }
    }

    #[test]
    fn every_difference_has_its_line() {
        let wanted = [
            Wanted::text("a.b", "1"),
            Wanted::text("c", "x*"),
            Wanted::text("d", "y"),
        ];
        let value = json!({"a": {"b": 1}, "c": "zzz"});
        let expected = ["c: wanted x*, got zzz", "d: wanted y, got nothing"];
        assert_eq!(differences(&wanted, &value), expected);
    }

    #[test]
    fn a_long_value_is_cut_and_a_line_break_is_shown() {
        assert_eq!(short("a\n\u{1b}b"), "a\\n\\u{1b}b");
        assert_eq!(short(&"é".repeat(200)).chars().count(), QUOTED + 1);
    }

    #[test]
    fn of_a_list_the_nearest_miss_is_told() {
        let wanted = [Wanted::text("type", "PAID"), Wanted::text("code", "S")];
        let all = [
            candidate("first", json!({"type": "OTHER", "code": "F"})),
            candidate("second", json!({"type": "PAID", "code": "F"})),
        ];
        let expected = [
            "event: wanted at least 1, got 0 of 2",
            "the nearest miss is second",
            "  code: wanted S, got F",
        ];
        assert_eq!(among("event", &wanted, None, &all).unwrap_err(), expected);
        assert_eq!(among("event", &wanted[..1], None, &all), Ok(1));
    }

    #[test]
    fn too_many_are_told_one_by_one() {
        let all = [candidate("a", json!({})), candidate("b", json!({}))];
        let none = Wanted::text("count", "0");
        let expected = ["event: wanted 0, got 2 of 2", "so is a", "so is b"];
        assert_eq!(
            among("event", &[], Some(&none), &all).unwrap_err(),
            expected
        );
        assert_eq!(among("event", &[], Some(&none), &[]), Ok(0));
    }
}
