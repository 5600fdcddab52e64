//! The sequence picture of a payment: who did what to whom, in virtual time.
//!
//! A pure function from events of the journal to a picture in SVG, which has its own styles: it
//! is as readable in a README as on the page, in the light and in the dark.

mod draw;
mod step;
#[cfg(test)]
mod tests;
mod text;

use self::step::{Form, Step, begins};
use crate::gateway::{Event, EventKind, Operation};

/// The most rows drawn; of a longer life the newest.
const STEPS_MAX: usize = 300;

/// Draws a payment's life. The events are the payment's own and those of the clock, oldest first.
pub(super) fn picture<'a>(title: &str, events: impl Iterator<Item = &'a Event>) -> String {
    let mut steps = steps(events);
    let left_out = steps.len().saturating_sub(STEPS_MAX);
    steps.drain(..left_out);
    draw::svg(title, &steps, left_out)
}

fn steps<'a>(events: impl Iterator<Item = &'a Event>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for step in events.filter_map(Step::of) {
        // Before its first step and after its last the clock is none of a payment's business.
        if steps.is_empty() && step.form == Form::Bar {
            continue;
        }
        match steps.last_mut() {
            Some(last) if last.repeats(&step) => last.times += 1,
            _ => place(&mut steps, step),
        }
    }
    while steps.last().is_some_and(|step| step.form == Form::Bar) {
        steps.pop();
    }
    steps
}

/// The journal has a call after what came of it, for only then is it answered. A picture has the
/// cause first.
fn place(steps: &mut Vec<Step>, step: Step) {
    let caused = match step.api {
        Some(operation) if step.kind == EventKind::ApiCall => caused(steps, operation),
        _ => 0,
    };
    steps.insert(steps.len() - caused, step);
}

/// How many of the last steps came of a call.
fn caused(steps: &[Step], operation: Operation) -> usize {
    let last = steps.iter().rev();
    let count = last.take_while(|step| step.comes_of(operation)).count();
    // The same call again does nothing: only the one that made the payment comes before all.
    if begins(operation) && count < steps.len() {
        return 0;
    }
    count
}
