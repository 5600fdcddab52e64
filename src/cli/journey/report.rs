//! What became of a journey, step by step.

use serde_json::{Value, json};

use crate::scenario::journey::Step;

/// How a step ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    /// As it should.
    Passed,
    /// An expectation does not hold; a line for each difference. The journey goes on.
    Failed(Vec<String>),
    /// It could not be done. The journey ends.
    Broken(String),
    /// An earlier step could not be done.
    Skipped,
}

/// What became of a step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct StepReport {
    /// What it is called.
    pub(super) name: String,
    /// The merchant's time after it; empty when it was skipped.
    pub(super) at: String,
    /// What came back, in a few words.
    pub(super) said: String,
    /// How it ended.
    pub(super) outcome: Outcome,
}

/// What became of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct JourneyReport {
    /// The file, or the name of a shipped scenario.
    pub(super) file: String,
    /// The title in it.
    pub(super) title: String,
    /// Its steps.
    pub(super) steps: Vec<StepReport>,
    /// What went wrong before or after the steps.
    pub(super) trouble: Option<String>,
    /// Whether somebody stopped it.
    pub(super) stopped: bool,
}

impl JourneyReport {
    /// Of a file that cannot be played.
    pub(super) fn never_begun(file: &str, why: String) -> Self {
        Self {
            file: file.to_owned(),
            title: "not played".to_owned(),
            steps: Vec::new(),
            trouble: Some(why),
            stopped: false,
        }
    }

    /// Whether everything was as expected.
    pub(super) fn passed(&self) -> bool {
        self.trouble.is_none()
            && self
                .steps
                .iter()
                .all(|step| step.outcome == Outcome::Passed)
    }

    /// Somebody stopped it: the steps that have not ended are skipped.
    pub(super) fn stop(&mut self, steps: &[Step]) {
        self.stopped = true;
        self.trouble = Some("stopped".to_owned());
        let left = steps.iter().skip(self.steps.len());
        self.steps.extend(left.map(StepReport::skipped));
    }

    /// How many steps ended like this.
    pub(super) fn count(&self, like: impl Fn(&Outcome) -> bool) -> usize {
        self.steps.iter().filter(|step| like(&step.outcome)).count()
    }

    /// For machines.
    pub(super) fn to_json(&self) -> Value {
        json!({
            "file": self.file,
            "title": self.title,
            "passed": self.passed(),
            "trouble": self.trouble,
            "steps": self.steps.iter().map(StepReport::to_json).collect::<Vec<_>>(),
        })
    }
}

impl StepReport {
    /// A step that was not done.
    pub(super) fn skipped(step: &Step) -> Self {
        Self {
            name: step.name.clone(),
            at: String::new(),
            said: String::new(),
            outcome: Outcome::Skipped,
        }
    }

    fn to_json(&self) -> Value {
        let (outcome, differences) = match &self.outcome {
            Outcome::Passed => ("passed", vec![]),
            Outcome::Failed(lines) => ("failed", lines.clone()),
            Outcome::Broken(why) => ("broken", vec![why.clone()]),
            Outcome::Skipped => ("skipped", vec![]),
        };
        json!({
            "name": self.name,
            "at": (!self.at.is_empty()).then_some(&self.at),
            "outcome": outcome,
            "said": self.said,
            "differences": differences,
        })
    }
}

#[cfg(test)]
pub(super) fn example() -> JourneyReport {
    let step = |name: &str, outcome: Outcome| StepReport {
        name: name.to_owned(),
        at: match outcome {
            Outcome::Skipped => String::new(),
            _ => "2026-11-23T02:00:00Z".to_owned(),
        },
        said: match outcome {
            Outcome::Passed => "U PAYMENT_IN_PROCESS".to_owned(),
            _ => String::new(),
        },
        outcome,
    };
    JourneyReport {
        file: "paid.toml".to_owned(),
        title: "Paid & \"captured\"".to_owned(),
        steps: vec![
            step("pay", Outcome::Passed),
            step(
                "expect inquiry",
                Outcome::Failed(vec!["paymentStatus: wanted <FAIL>, got SUCCESS".to_owned()]),
            ),
            step(
                "buyer",
                Outcome::Broken("the payment is over\u{1}".to_owned()),
            ),
            step("advance", Outcome::Skipped),
        ],
        trouble: None,
        stopped: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_reads_how_every_step_ended() {
        let told = example().to_json();
        assert_eq!(told["passed"], false);
        let outcomes: Vec<_> = told["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| &step["outcome"])
            .collect();
        assert_eq!(outcomes, ["passed", "failed", "broken", "skipped"]);
        assert_eq!(
            told["steps"][1]["differences"][0],
            "paymentStatus: wanted <FAIL>, got SUCCESS"
        );
        assert_eq!(told["steps"][3]["at"], Value::Null);
    }
}
