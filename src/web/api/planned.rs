//! A call that was admitted: what the rules say about it, then what is done.

use std::sync::Arc;

use jiff::Timestamp;

use super::super::State;
use super::Answer;
use super::admission::Admitted;
use super::operations::perform;
use super::spoiled::{rewritten, sentence};
use crate::gateway::{AnswerFault, Fields, Operation, Refusal, ResultCode, SpoiledAnswer};
use crate::protocol::refusal_body;
use crate::protocol::shape::shaped;
use crate::sandbox::Sandbox;

/// What is to go wrong with an answer.
pub(super) struct Trouble {
    pub(super) sandbox: Arc<Sandbox>,
    /// When the call was made, in virtual time.
    pub(super) since: Timestamp,
    pub(super) fault: AnswerFault,
    /// What the record says about it.
    pub(super) told: String,
}

impl Trouble {
    pub(super) fn spoiled(&self) -> Option<SpoiledAnswer> {
        self.fault.spoiled
    }
}

/// Does what the rules leave of a call; the answer is not signed yet.
pub(super) fn perform_as_planned(
    admitted: &Admitted<'_>,
    body: &[u8],
    fields: &Fields,
    state: &State,
) -> (Answer, Option<Trouble>) {
    let Admitted {
        sandbox, operation, ..
    } = admitted;
    let (since, plan) =
        sandbox.with_gateway(|gateway, now| (now, gateway.plan_call(now, *operation, fields)));
    let performs = plan.fault.as_ref().is_none_or(|fault| fault.performed);
    let mut answer = match plan.result {
        Some(code) => {
            let why = format!("a rule answers this call with {}", code.code());
            without_performing(*operation, code, why)
        }
        None if performs => perform(*operation, sandbox, body, fields, state),
        None => {
            let why = "a rule lets this call come to nothing".to_owned();
            without_performing(*operation, of_nothing(*operation, plan.fault.as_ref()), why)
        }
    };
    let done = performs && plan.result.is_none();
    let trouble = plan.fault.map(|fault| Trouble {
        told: sentence(&fault, *operation, done.then_some(&answer)),
        sandbox: Arc::clone(sandbox),
        since,
        fault,
    });
    if let Some(spoiled) = trouble.as_ref().and_then(Trouble::spoiled) {
        rewritten(&mut answer, spoiled, *operation);
    }
    answer.body = shaped(answer.body, plan.shape.as_ref());
    (answer, trouble)
}

/// What is answered when nothing is carried out. `PAYMENT_IN_PROCESS` without a URL says that the
/// payment was not made (file 02 §7.1 of the protocol notes).
fn of_nothing(operation: Operation, fault: Option<&AnswerFault>) -> ResultCode {
    match (operation, fault.and_then(|fault| fault.spoiled)) {
        (Operation::Pay, Some(SpoiledAnswer::NoUrl)) => ResultCode::PaymentInProcess,
        _ => ResultCode::UnknownException,
    }
}

/// A code in the API's own wording, and nothing else.
pub(super) fn without_performing(operation: Operation, code: ResultCode, why: String) -> Answer {
    let refusal = Refusal::new(code, why);
    Answer {
        code,
        body: refusal_body(&refusal, operation.said(), false),
        why: refusal.why,
        diagnosis: Vec::new(),
        finding: None,
        hurried: None,
    }
}
