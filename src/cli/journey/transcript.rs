//! What became of a journey, for people.

use super::report::{JourneyReport, Outcome, StepReport};
use crate::cli::paint::{self, HEADING, QUIET, painted};
use crate::cli::print::harmless;

/// The heading of a file.
pub(super) fn heading(file: &str, title: &str) -> String {
    let file = painted(HEADING, &harmless(file));
    format!("{file}: {}\n", harmless(title))
}

/// One line for a step, and below it what was wrong.
pub(super) fn step(step: &StepReport) -> String {
    let (mark, below) = match &step.outcome {
        Outcome::Passed => ("✓", &[][..]),
        Outcome::Failed(lines) => ("✗", &lines[..]),
        Outcome::Broken(why) => ("!", std::slice::from_ref(why)),
        Outcome::Skipped => ("-", &[][..]),
    };
    let at = if step.at.is_empty() {
        "not done"
    } else {
        &step.at
    };
    let at = painted(QUIET, &format!("{at:20}"));
    let mut text = format!("  {} {at}  {}", paint::mark(mark), harmless(&step.name));
    if !step.said.is_empty() {
        text.extend([" → ", &harmless(&step.said)]);
    }
    text.push('\n');
    for line in below.iter().flat_map(|line| line.lines()) {
        text.extend(["      ", &harmless(line), "\n"]);
    }
    text
}

/// How a file ended.
pub(super) fn ending(report: &JourneyReport) -> String {
    let trouble = report.trouble.as_deref();
    let trouble = trouble
        .map(|why| format!("  {} {}\n", paint::mark("!"), harmless(why)))
        .unwrap_or_default();
    let counts = [
        (
            report.count(|outcome| *outcome == Outcome::Passed),
            "passed",
        ),
        (
            report.count(|outcome| matches!(outcome, Outcome::Failed(_))),
            "failed",
        ),
        (
            report.count(|outcome| matches!(outcome, Outcome::Broken(_))),
            "could not be done",
        ),
        (
            report.count(|outcome| *outcome == Outcome::Skipped),
            "skipped",
        ),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<_> = told.map(|(count, how)| format!("{count} {how}")).collect();
    format!("{trouble}  {}\n\n", told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::report::example;
    use super::*;
    use crate::cli::print::plain;

    #[test]
    fn a_transcript_has_a_line_for_each_step_and_the_differences_below() {
        let mut report = example();
        report.trouble = Some("the scenario could not be put back".to_owned());
        let mut text = heading(&report.file, &report.title);
        text.extend(report.steps.iter().map(step));
        text.push_str(&ending(&report));
        let expected = "\
paid.toml: Paid & \"captured\"
  ✓ 2026-11-23T02:00:00Z  pay → U PAYMENT_IN_PROCESS
  ✗ 2026-11-23T02:00:00Z  expect inquiry
      paymentStatus: wanted <FAIL>, got SUCCESS
  ! 2026-11-23T02:00:00Z  buyer
      the payment is over\\u{1}
  - not done              advance
  ! the scenario could not be put back
  1 passed, 1 failed, 1 could not be done, 1 skipped

";
        assert_eq!(plain(&text), expected);
    }
}
