//! Shipped scenarios with slips of the pen in them: whatever stands there, it is read or told, with
//! its place, and nothing panics.

use proptest::prelude::*;

use super::super::builtin::BUILT_IN;
use super::super::journey::Journey;
use super::super::parse;
use super::{parse_journey, parse_rule};

/// What is put in somewhere: signs that mean something in TOML or JSON, and words of the format.
const SCRAPS: &[&str] = &[
    "",
    "\"",
    "'",
    "\"\"\"",
    "{",
    "}",
    "[",
    "]",
    "[[",
    "]]",
    "=",
    ",",
    ".",
    "#",
    "\n",
    "\r",
    "\t",
    "\0",
    "-",
    "0",
    "-1",
    "1e999",
    "99999999999999999999",
    "0x",
    "nan",
    "inf",
    "true",
    "null",
    "é",
    "\u{feff}",
    "💳",
    "\\",
    "\\u",
    "${",
    "${pay.paymentId}",
    "*",
    "1979-05-27",
    "24h",
    "never",
    "SUCCESS",
    "rule",
    "when = 1\n",
    "then = {}\n",
    "[[rule]]\n",
    "[[step]]\n",
    "expect = {}\n",
    "a.b.c = 1\n",
    "[rule]\n",
];

#[derive(Clone, Debug)]
struct Slip {
    at: prop::sample::Index,
    gone: usize,
    scrap: &'static str,
}

fn slip() -> impl Strategy<Value = Slip> {
    let scrap = prop::sample::select(SCRAPS);
    (any::<prop::sample::Index>(), 0_usize..12, scrap).prop_map(|(at, gone, scrap)| Slip {
        at,
        gone,
        scrap,
    })
}

fn slipped(text: &str, slips: &[Slip]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for slip in slips {
        let at = slip.at.index(letters.len() + 1);
        let end = (at + slip.gone).min(letters.len());
        letters.splice(at..end, slip.scrap.chars());
    }
    letters.into_iter().collect()
}

fn json_of(text: &str) -> String {
    super::grow(text).0.to_json().to_string()
}

/// Reads a text in every way; each mistake has its place within the text, and says something.
fn check(text: &str) -> Result<(), TestCaseError> {
    let lines = text.split('\n').count();
    let told = [
        parse(text).err(),
        parse_journey(text).map(|_: Journey| ()).err(),
        parse_rule(text).err(),
    ];
    for mistakes in told.into_iter().flatten() {
        prop_assert!(!mistakes.list().is_empty());
        for mistake in mistakes.list() {
            prop_assert!(mistake.text.len() > 5, "{mistake}");
            let place = mistake.place;
            prop_assert!(
                place.is_some_and(|at| (1..=lines).contains(&at.line) && at.column > 0),
                "{place:?}: {mistake}"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_scenario_with_slips_is_read_or_told(
        shipped in prop::sample::select(BUILT_IN),
        slips in prop::collection::vec(slip(), 1..5),
        as_json in any::<bool>(),
    ) {
        let text = if as_json { json_of(shipped.text) } else { shipped.text.to_owned() };
        check(&slipped(&text, &slips))?;
    }
}
