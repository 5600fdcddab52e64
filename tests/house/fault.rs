//! What a broken rule looks like to the person who broke it.

use std::fmt;

/// One place where the tree breaks a house rule, with the way out.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) what: String,
    pub(crate) instead: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            what,
            instead,
        } = self;
        write!(f, "{file}:{line}: {what}\n    instead: {instead}")
    }
}

/// Ends the test with every fault at once, so that one run shows all there is to repair.
#[track_caller]
pub(crate) fn assert_none(faults: &[Fault]) {
    let report: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(
        faults.is_empty(),
        "{} broken house rule(s)\n{}",
        faults.len(),
        report.join("\n")
    );
}

/// In a rule's own tests: exactly one fault, at this line, whose text has this part.
#[track_caller]
pub(crate) fn assert_one(faults: &[Fault], line: usize, part: &str) {
    let report: Vec<String> = faults.iter().map(Fault::to_string).collect();
    let hit = matches!(faults, [fault] if fault.line == line && fault.to_string().contains(part));
    assert!(
        hit,
        "expected one fault in line {line} about {part:?}, got {report:#?}"
    );
}
