//! What became of journeys as JUnit XML: a suite for each file, a case for each step.

use super::report::{JourneyReport, Outcome, StepReport};

/// The whole document.
pub(super) fn document(reports: &[JourneyReport]) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for report in reports {
        xml.push_str(&suite(report));
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn suite(report: &JourneyReport) -> String {
    let trouble = usize::from(report.trouble.is_some());
    let tests = report.steps.len() + trouble;
    let failures = report.count(|outcome| matches!(outcome, Outcome::Failed(_)));
    let errors = report.count(|outcome| matches!(outcome, Outcome::Broken(_))) + trouble;
    let skipped = report.count(|outcome| *outcome == Outcome::Skipped);
    let (file, title) = (escaped(&report.file), escaped(&report.title));
    let cases = (1..).zip(&report.steps);
    let mut cases: String = cases
        .map(|(number, step)| case(&file, number, step))
        .collect();
    if let Some(why) = &report.trouble {
        cases.push_str(&named_case(&file, "around the steps", &told("error", why)));
    }
    format!(
        "  <testsuite name=\"{file}: {title}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\">\n{cases}  </testsuite>\n"
    )
}

fn case(file: &str, number: usize, step: &StepReport) -> String {
    // Several steps may be called the same; readers of reports fold cases of one name.
    let name = escaped(&format!("{number}. {}", step.name));
    let inner = match &step.outcome {
        Outcome::Passed => String::new(),
        Outcome::Failed(lines) => told("failure", &lines.join("\n")),
        Outcome::Broken(why) => told("error", why),
        Outcome::Skipped => "      <skipped/>\n".to_owned(),
    };
    let out = match (step.at.as_str(), step.said.as_str()) {
        (_, "") => String::new(),
        (at, said) => format!(
            "      <system-out>{}</system-out>\n",
            escaped(&format!("{at} {said}"))
        ),
    };
    named_case(file, &name, &format!("{inner}{out}"))
}

fn named_case(file: &str, name: &str, inner: &str) -> String {
    format!("    <testcase classname=\"{file}\" name=\"{name}\">\n{inner}    </testcase>\n")
}

fn told(tag: &str, text: &str) -> String {
    let first = escaped(text.lines().next().unwrap_or_default());
    format!(
        "      <{tag} message=\"{first}\">{}</{tag}>\n",
        escaped(text)
    )
}

/// The text as XML takes it, in attributes and between tags. XML 1.0 has no way to write control
/// characters: they are shown as Rust would escape them.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push_str("&#10;"),
            '\t' => safe.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => safe.extend(letter.escape_unicode()),
            letter if letter.is_control() => safe.extend(letter.escape_unicode()),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::super::report::example;
    use super::*;

    #[test]
    fn a_suite_counts_its_cases_and_quotes_what_was_wrong() {
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="paid.toml: Paid &amp; &quot;captured&quot;" tests="4" failures="1" errors="1" skipped="1">
    <testcase classname="paid.toml" name="1. pay">
      <system-out>2026-11-23T02:00:00Z U PAYMENT_IN_PROCESS</system-out>
    </testcase>
    <testcase classname="paid.toml" name="2. expect inquiry">
      <failure message="paymentStatus: wanted &lt;FAIL&gt;, got SUCCESS">paymentStatus: wanted &lt;FAIL&gt;, got SUCCESS</failure>
    </testcase>
    <testcase classname="paid.toml" name="3. buyer">
      <error message="the payment is over\u{1}">the payment is over\u{1}</error>
    </testcase>
    <testcase classname="paid.toml" name="4. advance">
      <skipped/>
    </testcase>
  </testsuite>
</testsuites>
"#;
        assert_eq!(document(&[example()]), expected);
    }

    #[test]
    fn trouble_around_the_steps_is_a_case_of_its_own() {
        let mut report = example();
        report.trouble = Some("no server\nanswers".to_owned());
        let xml = document(&[report]);
        assert!(
            xml.contains(r#"tests="5" failures="1" errors="2""#),
            "{xml}"
        );
        assert!(
            xml.contains(r#"<error message="no server">no server&#10;answers</error>"#),
            "{xml}"
        );
    }

    #[test]
    fn no_letter_breaks_the_document() {
        assert_eq!(
            escaped("a\u{0}\u{1b}[2J\u{ffff}]]>é\r\n"),
            "a\\u{0}\\u{1b}[2J\\u{ffff}]]&gt;é\\u{d}&#10;"
        );
    }
}
