//! An answered call is kept with its bytes, and told to the journal.

use super::Answer;
use super::call::Call;
use super::spoiled::Page;
use crate::gateway::{AnsweredCall, Fields};
use crate::protocol::masking::masked;
use crate::protocol::operation_at;
use crate::sandbox::Sandbox;
use crate::sandbox::clock::Stopwatch;
use crate::sandbox::record::Exchange;

/// A call, and all that is known of its answer.
pub(super) struct Kept {
    pub(super) call: Call,
    pub(super) page: Page,
    pub(super) answer: Answer,
    /// What goes wrong with the answer.
    pub(super) fault: Option<String>,
    /// The fields of the request; none of a call that was not admitted.
    pub(super) fields: Fields,
}

impl Kept {
    /// Writes the call down twice: the bytes first, so that whoever learns of it finds them.
    pub(super) fn keep(self, sandbox: &Sandbox, watch: Stopwatch) {
        let Self {
            call,
            page,
            answer,
            fault,
            fields,
        } = self;
        let at = sandbox.now();
        let status = page.status.as_u16();
        let number = sandbox.records().keep(Exchange {
            at,
            method: call.method,
            path: call.path_and_query.unwrap_or_else(|| call.path.clone()),
            client_id: call.client_id,
            request_headers: call.headers,
            request_body: masked(&call.body),
            status,
            response_headers: page.headers,
            response_body: page.body,
            result_code: answer.code,
            why: answer.why.clone(),
            fault,
            diagnosis: answer.diagnosis,
            duration: watch.elapsed(),
        });
        let answered = AnsweredCall {
            operation: operation_at(&call.path).map(|(_, operation)| operation),
            path: &call.path,
            request: &fields,
            number,
            code: answer.code,
            http_status: status,
            why: &answer.why,
            finding: answer.finding,
        };
        sandbox.with_gateway(|gateway, now| gateway.tell_call(now, &answered));
    }
}
